from pathlib import Path

import numpy as np
import osmium
import pytest

from maps.osm import reading
from maps.osm.tags import BOTH, CLOSED
from stations.errors import FileError
from tests.maps.osm.files import write

POINTS = {7: (121.5, 31.2), 3: (121.501, 31.2), 5: (121.502, 31.2)}
STREET = ([7, 3, 5], {"highway": "residential", "name": "南京路"})
HOUSE = ([7, 3, 5, 7], {"building": "yes"})
CLOSED_STREET = ([7, 3], {"highway": "residential", "access": "no"})


@pytest.mark.parametrize("ending", [".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2"])
def test_streets_come_with_points_passage_and_name_from_every_format(tmp_path: Path, ending: str) -> None:
    file = write(tmp_path / f"town{ending}", POINTS, HOUSE, STREET, CLOSED_STREET)

    ways = reading.read(file)

    assert ways.way_id.tolist() == [2]
    assert [ways.words[ways.kind[0]], ways.words[ways.name[0]]] == ["residential", "南京路"]
    assert ways.osm_node[ways.point].tolist() == [7, 3, 5]
    assert ways.lon[ways.point].tolist() == [121.5, 121.501, 121.502]
    assert ways.passage.tolist() == [[BOTH, BOTH, BOTH]]
    assert np.isnan(ways.box).all()


def test_a_street_only_some_may_use_is_kept(tmp_path: Path) -> None:
    ways = reading.read(write(tmp_path / "town.osm", POINTS, ([7, 3], {"highway": "steps"})))

    assert ways.passage.tolist() == [[BOTH, CLOSED, CLOSED]]


def test_points_the_file_does_not_hold_have_no_coordinates(tmp_path: Path) -> None:
    ways = reading.read(write(tmp_path / "town.osm.pbf", POINTS, ([7, 99, 5], {"highway": "residential"})))

    assert np.isnan(ways.lon[ways.point]).tolist() == [False, True, False]


def test_the_box_is_the_one_the_file_states(tmp_path: Path) -> None:
    file = write(tmp_path / "town.osm.pbf", POINTS, STREET, box=(121.4, 31.1, 121.6, 31.3))

    assert reading.read(file).box == pytest.approx([121.4, 31.1, 121.6, 31.3])


def test_ways_deleted_in_an_edited_file_are_no_streets(tmp_path: Path) -> None:
    file = write(tmp_path / "town.osm", POINTS, STREET, STREET)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('<way id="1"', '<way visible="false" id="1"'), encoding="utf-8")

    assert reading.read(file).way_id.tolist() == [2]


def whole(folder: Path) -> bytes:
    points = {number: (121 + number / 9999, 31.2) for number in range(1, 2000)}
    return write(folder / "whole.osm.pbf", points, (list(points), {"highway": "residential"})).read_bytes()


def test_files_that_are_no_osm_files_are_refused_in_words(tmp_path: Path) -> None:
    data = whole(tmp_path)
    bad = {
        "cut.osm.pbf": data[: len(data) // 2],
        "words.osm.pbf": b"lon,lat\n121.5,31.2\n" * 99,
        "zip.osm.pbf": b"PK\x03\x04" + bytes(200),
        "words.osm": b"lon,lat\n",
        "half.osm": b"<osm version='0.6'><node id='1'",
        "turned.osm.pbf": data[:150] + bytes(byte ^ 0xFF for byte in data[150:]),
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)

        with pytest.raises(FileError) as error:
            reading.read(tmp_path / name)

        assert f"文件 {name} 不是完整的 OSM 文件" in error.value.text.zh
        assert f"The file {name} is no whole OSM file" in error.value.text.en


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE osm [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><osm version="0.6"><note>&b;</note></osm>'
    (tmp_path / "bomb.osm").write_text(bomb)

    with pytest.raises(FileError, match="no whole OSM file"):
        reading.read(tmp_path / "bomb.osm")


def test_a_tag_that_is_no_text_is_refused(tmp_path: Path) -> None:
    plain = osmium.io.File(str(tmp_path / "town.osm.pbf"), "pbf,pbf_compression=none")
    with osmium.SimpleWriter(plain) as writer:
        writer.add_way(osmium.osm.mutable.Way(id=1, nodes=[7, 3], tags={"highway": "residential", "name": "XXXX"}))
    data = (tmp_path / "town.osm.pbf").read_bytes()
    (tmp_path / "town.osm.pbf").write_bytes(data.replace(b"XXXX", b"\xff\xfe\xfd\xfc"))

    with pytest.raises(FileError, match="no whole OSM file"):
        reading.read(tmp_path / "town.osm.pbf")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.osm.pbf", b"", "The file empty.osm.pbf is empty."),
        ("town.geojson", b"{}", "town.geojson cannot be read: streets come from OSM files"),
    ],
)
def test_what_cannot_be_an_osm_file_is_said_before_it_is_read(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FileError) as error:
        reading.read(tmp_path / name)

    assert error.value.text.en.startswith(sentence)


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.osm").mkdir()

    for name in ("nowhere.osm", "folder.osm"):
        with pytest.raises(FileError, match="cannot be opened"):
            reading.read(tmp_path / name)


def test_a_file_without_streets_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "town.osm.pbf", POINTS, HOUSE, CLOSED_STREET)

    with pytest.raises(FileError, match="has no streets"):
        reading.read(file)
