from pathlib import Path

import pytest
from matplotlib import font_manager

from maps import fonts
from stations.errors import SetupError


def test_the_face_found_is_the_simplified_chinese_one() -> None:
    family = fonts.family()

    found = font_manager.findfont(family, fallback_to_default=False)
    assert family.endswith("SC")
    assert Path(found).name in fonts.KNOWN


def test_a_system_without_a_chinese_font_is_told_which_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "USUAL", Path("/nonexistent/font.ttc"))
    monkeypatch.setattr(fonts, "KNOWN", {"no-such-font.ttf": "None"})

    with pytest.raises(SetupError, match="fonts-noto-cjk"):
        fonts.find()
