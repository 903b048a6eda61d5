import struct
from pathlib import Path

import pytest
from matplotlib import image
from numpy import ndarray

from maps import printed
from stations.errors import InputError
from stations.language import Lang
from tests.maps.pictures import district, districts, picture, station, stations


def hue(png: ndarray, color: str) -> int:
    """Count the pixels of exactly one colour."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return int(((png[..., :3] * 255).round() == (red, green, blue)).all(axis=-1).sum())


def test_it_is_a_png_of_a4_at_220_dots_an_inch(tmp_path: Path) -> None:
    out = tmp_path / "map.png"

    printed.print_png(picture(), out, metric="covered_share", lang="zh")

    data = out.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (2571, 1819)  # 11.69 × 8.27 inches
    at = data.index(b"pHYs")
    assert struct.unpack(">II", data[at + 4 : at + 12]) == (8661, 8661)  # per metre: 220 / 0.0254


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        printed.print_png(picture(), tmp_path / name, metric="covered_share", lang="zh")

    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_districts_are_filled_and_stations_dotted(tmp_path: Path) -> None:
    out = tmp_path / "map.png"

    printed.print_png(picture(), out, metric="station_count", lang="zh")

    png = image.imread(out)
    assert hue(png, "#7fcdbb") > 100_000  # one district of one class: the ramp of one
    assert hue(png, printed.ACCENT) > 50


@pytest.mark.parametrize("metric", ["stations_per_100k", "covered_share", "station_count"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_metric_is_drawn_without_a_letter_missing_from_the_font(tmp_path: Path, metric: str, lang: Lang) -> None:
    demo = picture(stations=stations(station(is_demo=True)), districts=districts(district(population=None)))

    printed.print_png(demo, tmp_path / "map.png", metric=metric, lang=lang)

    assert (tmp_path / "map.png").stat().st_size > 20_000  # a missing glyph warns, and a warning fails


def test_no_station_at_all_is_drawn_too(tmp_path: Path) -> None:
    printed.print_png(picture(stations=stations()), tmp_path / "map.png", metric="covered_share", lang="zh")

    assert (tmp_path / "map.png").is_file()


def test_an_unknown_metric_is_refused_with_those_known(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="covered_share"):
        printed.print_png(picture(), tmp_path / "map.png", metric="beauty", lang="zh")


def test_lines_are_folded_by_the_width_of_letters() -> None:
    chinese = printed.fold("驿" * 45)
    english = printed.fold("station " * 8)

    assert [len(line) for line in chinese.split("\n")] == [20, 20, 5]
    assert [len(line) for line in printed.fold("驿" * 12, letters=10).split("\n")] == [5, 5, 2]
    assert english.split("\n") == ["station station station station station", "station station station"]


def test_a_text_too_long_for_the_column_is_cut_off_with_a_mark() -> None:
    lines = printed.fold("驿" * 500).split("\n")

    assert len(lines) == printed.MOST_LINES + 1
    assert lines[-1] == "…"
