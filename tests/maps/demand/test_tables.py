from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import pytest
from h3.api import basic_int

from maps.demand import cells, tables
from maps.demand.reading import Manner, Reading
from stations import datum
from stations.errors import FileError, InputError
from tests.maps.demand.files import table

WGS84 = Manner(crs="wgs84")
CELL = basic_int.latlng_to_cell(31.24, 121.49, 10)


def weights(reading: Reading) -> dict[int, float]:
    """Return what each cell weighs."""
    own, summed = cells.added(reading.cells, reading.weight[:, None])
    return dict(zip(own.tolist(), summed[:, 0].tolist(), strict=True))


def held(reading: Reading) -> list[tuple[int, str | None, float | None]]:
    return [(entry.row, entry.reason.column, entry.weight) for entry in reading.held]


def test_rows_without_a_weight_count_as_one_place_each(tmp_path: Path) -> None:
    found = tables.read(table(tmp_path, "lon,lat\n121.49,31.24\n121.49,31.24\n"), WGS84)

    assert weights(found) == {CELL: 2}
    assert (found.kind, found.unit) == ("points", "places")


@pytest.mark.parametrize("number", ["1200", "1,200", "1.2e3", " 1200 ", "１２００"])
def test_weights_are_read_as_people_and_programs_write_them(tmp_path: Path, number: str) -> None:
    found = tables.read(table(tmp_path, f'经度,纬度,人口\n121.49,31.24,"{number}"\n'), WGS84)

    assert weights(found) == {CELL: 1200}
    assert found.unit == "people"


def test_a_list_in_gbk_and_gcj02_lands_where_it_is(tmp_path: Path) -> None:
    lon, lat = datum.convert(121.49, 31.24, source="wgs84", target="gcj02")
    path = table(tmp_path, f"名称,经度,纬度\n外滩,{lon},{lat}\n", encoding="gb18030")

    assert weights(tables.read(path, Manner(crs="gcj02"))) == {CELL: 1}


@pytest.mark.parametrize(
    ("row", "column", "weight", "reason"),
    [
        (",31.2,5", "lon", 5.0, "no coordinates"),
        ("nan,31.2,5", "lon", 5.0, "no coordinates"),
        ("x,31.2,5", "lon", 5.0, "no longitude"),
        ("31.24,121.49,5", "lon", 5.0, "swapped"),
        ("0,0,5", "lon", 5.0, "as good as none"),
        ("500,500,5", "lon", 5.0, "not on Earth"),
        ("121.49,31.24,", "weight", None, "No weight"),
        ("121.49,31.24,nan", "weight", None, "not a number"),
        ("121.49,31.24,inf", "weight", None, "not a number"),
        ("121.49,31.24,1_000", "weight", None, "not a number"),
        ("121.49,31.24,-3", "weight", -3.0, "negative"),
        ("121.49,31.24,1e30", "weight", 1e30, "impossibly large"),
    ],
)
def test_a_row_that_cannot_be_used_is_held_with_its_weight(
    tmp_path: Path, row: str, column: str, weight: float | None, reason: str
) -> None:
    found = tables.read(table(tmp_path, f"lon,lat,weight\n{row}\n121.49,31.24,7\n"), WGS84)

    assert weights(found) == {CELL: 7}
    assert held(found) == [(2, column, weight)]
    assert reason in found.held[0].reason.text.en


def test_nothing_is_lost_of_many_rows_good_and_bad(tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    lon, lat, weight = random.uniform(121, 122, 2000), random.uniform(30.8, 31.5, 2000), random.uniform(0, 9, 2000)
    lat[::7] = 95
    rows = "\n".join(f"{x},{y},{w}" for x, y, w in zip(lon.tolist(), lat.tolist(), weight.tolist(), strict=True))

    found = tables.read(table(tmp_path, f"lon,lat,weight\n{rows}\n"), WGS84)

    assert found.weight.sum() == pytest.approx(np.delete(weight, np.s_[::7]).sum(), rel=1e-9)
    assert sum(entry.weight or 0 for entry in found.held) == pytest.approx(weight[::7].sum(), rel=1e-9)


@pytest.mark.parametrize("crs", [None, "EPSG:4326", "mars"])
def test_the_datum_of_points_must_be_said(tmp_path: Path, crs: str | None) -> None:
    with pytest.raises(InputError, match="wgs84, gcj02"):
        tables.read(table(tmp_path, "lon,lat\n121.49,31.24\n"), Manner(crs=crs))


def test_points_in_an_unknown_datum_all_wait_and_tell_which_districts_they_name(tmp_path: Path) -> None:
    found = tables.read(table(tmp_path, "lon,lat,adname\n121.49,31.24,黄浦区\n"), Manner(crs="unknown"))

    assert held(found) == [(2, "lon", 1.0)]
    assert found.claims == [("黄浦区", (121.49, 31.24))]


def test_a_named_column_is_the_weight(tmp_path: Path) -> None:
    path = table(tmp_path, "lon,lat,weight,seats\n121.49,31.24,1,40\n")

    assert weights(tables.read(path, Manner(crs="wgs84", columns={"weight": "seats"}))) == {CELL: 40}


@pytest.mark.parametrize("columns", [{"weight": "nowhere"}, {"weigth": "lon"}])
def test_a_column_that_is_not_there_is_said(tmp_path: Path, columns: dict[str, str]) -> None:
    with pytest.raises(InputError, match="There is no column"):
        tables.read(table(tmp_path, "lon,lat\n121.49,31.24\n"), Manner(crs="wgs84", columns=columns))


@pytest.mark.parametrize("text", ["lon,lat\n", "", "\n\n"])
def test_a_table_without_rows_is_no_demand(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileError, match=r"no rows|is empty"):
        tables.read(table(tmp_path, text), WGS84)


def test_168_columns_are_weights_by_hour_and_their_mean_is_the_weight(tmp_path: Path) -> None:
    heading = ",".join(["lon", "lat", *(f"h{hour}" for hour in range(168))])
    by_day = ",".join(["24" if hour < 24 else "0" for hour in range(168)])

    found = tables.read(table(tmp_path, f"{heading}\n121.49,31.24,{by_day}\n121.49,31.24,{by_day}x\n"), WGS84)

    assert weights(found) == {CELL: pytest.approx(24 / 7)}
    assert found.hourly is not None
    assert found.hourly[0].tolist() == [24] * 24 + [0] * 144
    assert held(found) == [(3, "h167", None)]


@pytest.mark.parametrize("heading", ["hour_of_week", "Hour of week"])
def test_a_column_with_the_hour_of_a_row_is_said_not_to_be_read(tmp_path: Path, heading: str) -> None:
    rows = "\n".join(f"121.49,31.24,{hour},1" for hour in range(168))

    found = tables.read(table(tmp_path, f"lon,lat,{heading},weight\n{rows}\n"), WGS84)

    assert weights(found) == {CELL: 168}
    assert [warning.en.split(":")[0] for warning in found.warnings] == [
        f"The column “{heading}” was not read, and every row counts at all hours"
    ]


@pytest.mark.parametrize("written", [hex(CELL), f"{CELL:x}", f"{CELL:X}", str(CELL)])
def test_cells_of_h3_are_read_in_either_notation(tmp_path: Path, written: str) -> None:
    found = tables.read(table(tmp_path, f"h3,weight\n{written},5\n"), Manner())

    assert weights(found) == {CELL: 5}
    assert found.kind == "grid"


def test_cells_of_other_sizes_are_merged_or_split_without_loss(tmp_path: Path) -> None:
    finer, coarser = basic_int.cell_to_children(CELL, 12)[3], basic_int.cell_to_parent(CELL, 9)

    found = weights(tables.read(table(tmp_path, f"h3,weight\n{finer:x},2\n{coarser:x},7\n"), Manner()))

    assert found == {
        cell: pytest.approx(3.0 if cell == CELL else 1.0) for cell in basic_int.cell_to_children(coarser, 10)
    }


@pytest.mark.parametrize("written", ["", "6.22E+17", "8a309", "zz", f"{basic_int.cell_to_parent(CELL, 3):x}"])
def test_what_is_no_cell_or_too_large_a_cell_is_held(tmp_path: Path, written: str) -> None:
    found = tables.read(table(tmp_path, f"h3,weight\n{written},5\n"), Manner())

    assert held(found) == [(2, "h3", 5.0)]


def test_a_spreadsheet_is_a_table_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    frame = pd.DataFrame({"经度": [121.49, 121.49, None], "纬度": [31.24] * 3, "人口": [7, -1, 9]})
    pyogrio.write_dataframe(frame, path, driver="XLSX")

    found = tables.read(path, WGS84)

    assert weights(found) == {CELL: 7}
    assert held(found) == [(3, "人口", -1.0), (4, "经度", 9.0)]


def test_the_real_eateries_of_shanghai_all_count(shared_data: Path) -> None:
    found = tables.read(shared_data / "demand/shanghai_restaurants.csv", WGS84)

    assert (found.weight.sum(), found.held, found.unit) == (14398, [], "places")
