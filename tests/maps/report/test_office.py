"""office.toml: what an office switches is read once, and what it may not is refused by file and key."""

from pathlib import Path

import pytest

from maps.report import office
from maps.report.drawn import raster
from stations.errors import InputError
from tests.maps.report.packs import DOTS, SVG, switched


def test_what_an_office_does_not_switch_is_as_in_ours(tmp_path: Path) -> None:
    ours = office.read(None)
    (tmp_path / "office.toml").write_text('issuer = "某某总工会"', encoding="utf-8")

    own = office.read(tmp_path)

    assert own.issuer == "某某总工会"
    assert (own.accent, own.sections, own.header) == (ours.accent, ours.sections, ours.header)
    assert ours.sections[:3] == ("cover", "summary", "map")


def test_files_as_windows_writes_them_are_read(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_bytes('issuer = "总工会"\r\naccent = "#AA0000"\r\n'.encode("utf-8-sig"))

    own = office.read(tmp_path)

    assert (own.issuer, own.accent) == ("总工会", "#AA0000")


@pytest.mark.parametrize(
    ("switch", "value", "said"),
    [
        ("isuer", '"总工会"', "there is no such key, only issuer, logo"),
        ("issuer", "5", "must be text"),
        ("header", "true", "must be text"),
        ("accent", '"teal"', "'teal' is no colour"),
        ("accent", '"#1f6f7"', "is no colour"),
        ("logo", '"logo.svg"', "no picture 'logo.svg'"),
        ("logo", '"../logo.png"', "no picture '../logo.png'"),
        ("logo", "3", "no picture 3"),
        ("logo", '"office.toml"', "no picture of a known kind"),
        ("sections", '["cover", "sumary"]', "there is no part sumary, only areas"),
        ("sections", '[["cover"]]', "there is no part"),
        ("sections", "[]", "at least one part"),
        ("sections", '"cover"', "at least one part"),
    ],
)
def test_what_cannot_be_switched_is_refused_by_file_and_key(tmp_path: Path, switch: str, value: str, said: str) -> None:
    folder = switched(tmp_path / "office", **{switch: value})
    (tmp_path / "logo.png").write_bytes(DOTS)

    with pytest.raises(InputError, match=said) as refused:
        office.read(folder)
    for sentence in refused.value.text:
        assert switch in sentence
        assert str(folder / "office.toml") in sentence


def test_files_that_cannot_be_read_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes('issuer = "总工会"'.encode("gb18030"))
    with pytest.raises(InputError, match="not UTF-8"):
        office.read(tmp_path)
    path.write_text("issuer = 总工会\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"is not TOML: .*line 1"):
        office.read(tmp_path)
    with pytest.raises(InputError, match="no folder of templates"):
        office.read(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["logo.svg", "logo.png", "LOGO.PNG"])
def test_a_logo_becomes_dots_eighteen_millimetres_high(tmp_path: Path, name: str) -> None:
    folder = switched(tmp_path / "office", logo=f'"{name}"')
    drawn = SVG.encode() if name.endswith("svg") else raster.png(SVG.encode(), "svg")
    (folder / name).write_bytes(drawn)

    dots = office.read(folder).logo_png

    assert dots is not None
    assert dots[:4] == b"\x89PNG"
    width, height = (int.from_bytes(dots[at : at + 4]) for at in (16, 20))
    assert height == pytest.approx(office.LOGO_MM / 25.4 * raster.DPI, abs=1)
    assert width == pytest.approx(2 * height, abs=1)


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_a_picture_that_nobody_can_show_is_refused(tmp_path: Path, name: str) -> None:
    folder = switched(tmp_path / "office", logo=f'"{name}"')
    (folder / name).write_bytes(b"no picture")

    with pytest.raises(InputError, match=rf"logo in .*office\.toml: the picture {name} cannot be shown"):
        office.read(folder)


def test_a_part_that_an_office_wrote_may_be_listed(tmp_path: Path) -> None:
    folder = switched(tmp_path / "office", sections='["cover", "annex"]')
    (folder / "sections").mkdir()
    (folder / "sections" / "annex.typ").write_text("#let section(pack, office) = [附件]", encoding="utf-8")

    assert office.read(folder).sections == ("cover", "annex")
