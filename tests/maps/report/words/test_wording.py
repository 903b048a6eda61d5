"""Words of the report that repeat a figure of the engine."""

import pytest

from maps import sites
from maps.remedies import Costs
from maps.report.words.wording import WORDS


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_note_on_what_would_help_says_from_which_places_and_at_what_cost(lang: str) -> None:
    note = WORDS["plan_note"]._asdict()[lang]
    costs = Costs()

    assert all(f"{yuan:,.0f}" in note for yuan in (costs.extend, costs.equip, costs.open))
    assert f" {sites.MOST} " in note
