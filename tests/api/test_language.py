"""Which language a caller reads."""

import pytest

from api.language import preferred
from stations.language import Lang


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "zh"),
        ("", "zh"),
        ("*", "zh"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("EN-gb", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh;q=0.3, en;q=0.4", "en"),
        ("en;q=0.5,zh;q=0.5", "en"),
        ("de, en;q=0.1", "en"),
        ("de,fr", "zh"),
        ("en;q=0", "zh"),
        ("en;q=words", "zh"),
        ("*;q=0.1,en;q=0.2", "en"),
        (";;,,=;q", "zh"),
    ],
)
def test_the_language_that_weighs_more_is_read(header: str | None, expected: Lang) -> None:
    assert preferred(header) == expected
