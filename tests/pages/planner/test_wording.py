"""What the planner's page says: every sentence once, and every one that is used there."""

import re
from itertools import combinations

from api.planner.wording import WORDS
from api.planner.wording.district import DISTRICT
from api.planner.wording.findings import FINDINGS
from api.planner.wording.frame import FRAME
from api.planner.wording.question import QUESTION
from api.planner.wording.trying import TRYING
from api.statics import names, read


def test_no_sentence_is_said_under_the_name_of_another() -> None:
    parts = (FRAME, QUESTION, FINDINGS, DISTRICT, TRYING)

    assert [one.keys() & other.keys() for one, other in combinations(parts, 2) if one.keys() & other.keys()] == []


def test_every_sentence_that_a_script_says_is_there_in_both_languages() -> None:
    scripts = [read(name).body.decode() for name in names() if name.startswith("planner/") and name.endswith(".js")]

    said = {key for script in scripts for key in re.findall(r'say\("(\w+)"', script)}
    counted = {key for script in scripts for key in re.findall(r'sayN\("(\w+)"', script)}

    assert said | counted | {f"{key}_one" for key in counted} <= WORDS.keys()
    assert [key for key, text in WORDS.items() if not (text.zh and text.en)] == []
    blanks = {key: [set(re.findall(r"{(\w+)}", each)) for each in text] for key, text in WORDS.items()}
    assert [key for key, (zh, en) in blanks.items() if zh != en] == []
