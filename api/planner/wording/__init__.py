"""What the planner's page says, by its parts: every sentence once."""

from collections.abc import Mapping

from api.planner.wording.district import DISTRICT
from api.planner.wording.findings import FINDINGS
from api.planner.wording.frame import FRAME
from api.planner.wording.question import MODES, QUESTION
from api.planner.wording.report import REPORT
from api.planner.wording.trying import TRYING
from stations.language import Text

WORDS: Mapping[str, Text] = {**FRAME, **QUESTION, **FINDINGS, **DISTRICT, **TRYING, **REPORT}

__all__ = ["MODES", "WORDS"]
