"""What the command line prints."""

import json

import pytest

from scripts.output import show_json


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_what_json_has_no_words_for_is_never_printed(capsys: pytest.CaptureFixture[str], number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        show_json({"fine": 1.5, "strange": [number]})

    assert not capsys.readouterr().out


def test_numbers_and_words_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"名称": "驿站", "share": 0.1, "none": None})

    assert json.loads(capsys.readouterr().out) == {"名称": "驿站", "share": 0.1, "none": None}
