"""Plain files: what they hold, and what is said of those that cannot be used."""

from pathlib import Path

import pytest

from maps.siting import places
from stations import datum
from stations.errors import FileError, InputError


def file(folder: Path, text: str) -> Path:
    path = folder / "places.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_are_found_by_name_in_any_order_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = file(tmp_path, "名称,权重,纬度,经度\n甲,3,31.2,121.5\n\n乙,0.5,31.3,121.6\n")

    found = places.read(path, planar=False, value="weight")

    assert found.place.tolist() == [[121.5, 31.2], [121.6, 31.3]]
    assert found.value.tolist() == [3, 0.5]
    assert [(row.number, row.cells["名称"]) for row in found.rows] == [(2, "甲"), (4, "乙")]


def test_without_a_weight_each_place_counts_one(tmp_path: Path) -> None:
    found = places.read(file(tmp_path, "x,y\n1,2\n-3,4e1\n"), planar=True, value="weight")

    assert found.place.tolist() == [[1, 2], [-3, 40]]
    assert found.value.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        ("lon,lat,weight\n121,31,1\nabc,31,1\n", "lon", "row 3, column lon: “abc” is not a number."),
        ("lon,lat,weight\n121,,1\n", "lat", "row 2, column lat: “” is not a number."),
        ("lon,lat,weight\n121,31,-1\n", "weight", "row 2, column weight: “-1” is negative."),
        ("lon,lat,weight\n121,31,inf\n", "weight", "row 2, column weight: “inf” is not a number."),
        ("lon,lat,weight\n31,121,1\n", "lat", "row 2, column lat: lon and lat look swapped"),
        ("lon,lat,weight\n500,31,1\n", "lon", "row 2, column lon: lon=500 is not on Earth"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_by_row_and_column(
    tmp_path: Path, text: str, column: str, sentence: str
) -> None:
    with pytest.raises(InputError) as raised:
        places.read(file(tmp_path, text), planar=False, value="weight")

    assert sentence in raised.value.text.en
    assert f"{column} 列" in raised.value.text.zh
    assert raised.value.field == column


def test_of_many_bad_rows_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="and 15 more"):
        places.read(file(tmp_path, "x,y\n" + "?,1\n" * 25), planar=True)


@pytest.mark.parametrize(("planar", "missing"), [(True, "x"), (False, "lon")])
def test_a_file_without_coordinates_is_told_which_column_it_lacks(tmp_path: Path, planar: bool, missing: str) -> None:  # noqa: FBT001 - a parameter of the test
    with pytest.raises(FileError, match=f"has no column {missing}; it has: a, b"):
        places.read(file(tmp_path, "a,b\n1,2\n"), planar=planar)


@pytest.mark.parametrize("crs", ["wgs84", "cgcs2000", "gcj02", "bd09"])
def test_degrees_come_in_the_datum_that_is_named(tmp_path: Path, crs: datum.Datum) -> None:
    lon, lat = datum.convert(121.47, 31.23, source="wgs84", target=crs)

    found = places.read(file(tmp_path, f"lon,lat\n{lon!r},{lat!r}\n"), planar=False, crs=crs)

    assert found.place.tolist() == [pytest.approx([121.47, 31.23], abs=1e-9)]
    assert found.rows[0].cells == {"lon": repr(lon), "lat": repr(lat)}


def test_degrees_of_no_datum_are_as_they_stand(tmp_path: Path) -> None:
    assert places.read(file(tmp_path, "lon,lat\n121.47,31.23\n"), planar=False).place.tolist() == [[121.47, 31.23]]
