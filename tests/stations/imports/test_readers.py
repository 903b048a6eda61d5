import codecs
import json
from pathlib import Path

import pytest

from stations.errors import FileError
from stations.imports import readers


def file(folder: Path, content: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "data",
    [
        "名称,经度\n暖心驿站,116.4\n".encode(),
        codecs.BOM_UTF8 + "名称,经度\n暖心驿站,116.4\n".encode(),
        "名称,经度\n暖心驿站,116.4\n".encode("gb18030"),
        "名称,经度\r\n暖心驿站,116.4\r\n".encode("gbk"),
        "名称\t经度\n暖心驿站\t116.4\n".encode("utf-16"),
        "名称;经度\n暖心驿站;116.4\n".encode(),
        '"名称","经度"\n"暖心驿站","116.4"\n'.encode(),
    ],
    ids=["utf-8", "utf-8 with a mark", "gb18030", "gbk", "utf-16 and tabs", "semicolons", "quoted"],
)
def test_a_sheet_reads_the_same_however_it_was_saved(tmp_path: Path, data: bytes) -> None:
    table = readers.read(file(tmp_path, data))

    assert table.columns == ("名称", "经度")
    assert [row.cells for row in table.rows] == [{"名称": "暖心驿站", "经度": "116.4"}]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    data = '名称,地址\n甲,"一楼\n二楼"\n\n,\n乙,三楼\n'.encode()

    table = readers.read(file(tmp_path, data))

    assert [(row.number, row.cells["名称"]) for row in table.rows] == [(2, "甲"), (5, "乙")]
    assert table.rows[0].cells["地址"] == "一楼\n二楼"


def test_headings_that_are_empty_or_repeated_are_told_apart_by_their_place(tmp_path: Path) -> None:
    table = readers.read(file(tmp_path, "名称,,备注,备注\n甲,1,2,3,4\n".encode()))

    assert table.columns == ("名称", "#2", "备注", "备注 #4")
    assert table.rows[0].cells == {"名称": "甲", "#2": "1", "备注": "2", "备注 #4": "3", "#5": "4"}


def test_a_broken_character_is_shown_in_its_row_and_the_others_stay_whole(tmp_path: Path) -> None:
    data = "名称\n暖心驿站\n爱心驿站\n工会驿站\n".encode().replace("爱".encode(), b"\xe7\x88", 1)

    table = readers.read(file(tmp_path, data))

    assert [row.cells["名称"] for row in table.rows] == ["暖心驿站", "\ufffd心驿站", "工会驿站"]


def test_what_cannot_be_stored_is_shown_as_a_picture_of_itself(tmp_path: Path) -> None:
    table = readers.read(file(tmp_path, "名称\n甲\x00乙\x1f\x7f\n".encode()))

    assert table.rows[0].cells["名称"] == "甲␀乙␟␡"


def test_geojson_points_become_columns_and_other_shapes_do_not(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "id": 7, "geometry": {"type": "Point", "coordinates": [103.8, 1.3, 9]}, "properties": None},
        {"type": "Feature", "geometry": None, "properties": {"name": "\ud800", "open": True, "tags": ["a"]}},
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "properties": {}},
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()

    table = readers.read(file(tmp_path, data, "list.geojson"))

    assert [row.number for row in table.rows] == [1, 2, 3]
    assert table.rows[0].cells == {"id": "7", "geometry.lon": "103.8", "geometry.lat": "1.3"}
    assert table.rows[1].cells == {"name": "\ufffd", "open": "true", "tags": '["a"]', "geometry.type": ""}
    assert table.rows[2].cells == {"geometry.type": "LineString"}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("list.csv", b"", "is empty"),
        ("list.csv", b" \n\n", "is empty"),
        ("list.xlsx", b"PK", "no XLSX sheet"),
        ("list.xls", b"\xd0\xcf\x11\xe0", "Save a sheet as XLSX or CSV"),
        ("list", b"a,b", "without an ending"),
        ("list.geojson", b"{", "no valid GeoJSON"),
        ("list.geojson", b"[1]", "no valid GeoJSON"),
        ("list.geojson", b'{"features": [3]}', "no valid GeoJSON"),
        ("list.geojson", b"[" * 100_000, "no valid GeoJSON"),
        ("list.csv", b'name\n"' + b"x" * 200_000, "Row 2 has a cell without end"),
        ("list.csv", ",".join(map(str, range(501))).encode(), "too large"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(FileError, match=sentence):
        readers.read(file(tmp_path, content, name))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"nowhere\.csv cannot be opened"):
        readers.read(tmp_path / "nowhere.csv")
