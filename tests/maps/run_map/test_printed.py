from pathlib import Path

import pytest
from matplotlib import image

from maps.run_map import printed
from maps.run_map.legends import NONE_COLOR, SURE_COLORS
from maps.run_map.printed import KNOWN
from stations.errors import InputError
from stations.language import Lang
from tests.maps.found import area, contents, station
from tests.maps.test_printed import hue


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        printed.print_run(contents(), tmp_path / name, lang="zh")

    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_cells_are_drawn_in_the_colours_of_their_bands(tmp_path: Path) -> None:
    alone = contents(areas=(area(shape=contents().gaps[0].shape),), gaps=(), stations=())

    printed.print_run(alone, tmp_path / "run.png", lang="zh")

    png = image.imread(tmp_path / "run.png")
    assert all(hue(png, color) > 2_000 for color in (*SURE_COLORS[:3], NONE_COLOR))


@pytest.mark.parametrize(("metric", "lang"), [*((metric, "zh") for metric in KNOWN), ("coverage", "en")])
def test_every_picture_is_drawn_without_a_letter_missing_from_the_font(tmp_path: Path, metric: str, lang: Lang) -> None:
    demo = contents(stations=(station(source="示例"),))

    printed.print_run(demo, tmp_path / "run.png", metric=metric, lang=lang)

    assert (tmp_path / "run.png").stat().st_size > 20_000  # a missing glyph warns, and a warning fails


def test_a_run_without_a_station_or_a_gap_is_drawn_too(tmp_path: Path) -> None:
    printed.print_run(contents(stations=(), gaps=()), tmp_path / "run.png", lang="zh")

    assert (tmp_path / "run.png").is_file()


def test_an_unknown_figure_is_refused_with_those_known(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="covered_sure"):
        printed.print_run(contents(), tmp_path / "run.png", metric="beauty", lang="zh")
