import pytest

from scripts import gap_tables
from stations.errors import InputError


def test_costs_are_read_by_action() -> None:
    assert gap_tables.costs_read(["open=150000", "extend=2e4"]) == {"open": 150000.0, "extend": 20000.0}


@pytest.mark.parametrize("text", ["open", "open=", "open=cheap", ""])
def test_a_cost_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="action=yuan"):
        gap_tables.costs_read([text])
