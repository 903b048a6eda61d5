import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from numpy.typing import NDArray
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import datum, registry
from stations.errors import FileError, InputError
from stations.imports import adcodes, boundaries
from stations.imports.districts import DistrictOptions, DistrictReport, import_districts
from tests.factories import Add

ZHENGZHOU = ("410102", "410103", "410104", "410105", "410108", "410122", "410181", "410183", "410184", "410185")


def write(folder: Path, features: list[tuple[dict[str, Any], Any]]) -> Path:
    path = folder / "districts.geojson"
    content = [
        {"type": "Feature", "properties": words, "geometry": shape and shapely.geometry.mapping(shape)}
        for words, shape in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": content}), encoding="utf-8")
    return path


def save(path: Path, shape: shapely.Geometry, *, crs: str | None = None, driver: str, **words: str) -> None:
    encoding = words.pop("encoding", None)
    pyogrio.raw.write(
        path,
        np.array([shapely.to_wkb(shape)], dtype=object),
        [np.array([word], dtype=object) for word in words.values()],
        list(words),
        geometry_type="Polygon",
        crs=crs,
        driver=driver,
        encoding=encoding,
    )


def box(west: float, south: float, side: float = 0.1) -> shapely.Polygon:
    return shapely.box(west, south, west + side, south + side)


def run(session: Session, path: Path | None = None, **options: Any) -> DistrictReport:  # noqa: ANN401 - of many types
    return import_districts(session, DistrictOptions(**options), path=path)


def moved(change: Callable[[shapely.Geometry], shapely.Geometry]) -> list[tuple[dict[str, Any], Any]]:
    shapes = boundaries.default_shapes()
    return [({"adcode": code, "name": code}, change(shapes[code])) for code in ZHENGZHOU]


def to_gcj02(shape: shapely.Geometry) -> shapely.Geometry:
    def convert(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(datum.convert(xy[:, 0], xy[:, 1], source="wgs84", target="gcj02"))

    return shapely.transform(shape, convert)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("410000", ("province", None, "gbt2260")),
        ("410100", ("city", "410000", "gbt2260")),
        ("410105", ("county", "410100", "gbt2260")),
        ("419001", ("county", "410000", "gbt2260")),
        ("110101", ("county", "110000", "gbt2260")),
        ("500229", ("county", "500000", "gbt2260")),
        ("110101001", ("township", "110101", "gbt10114")),
        ("110101001000", ("township", "110101", "nbs")),
        ("110101001005", ("community", "110101001000", "nbs")),
        ("1101", None),
        ("11010a", None),
    ],
)
def test_a_code_tells_level_and_parent(code: str, expected: tuple[str, str | None, str] | None) -> None:
    assert adcodes.division(code) == expected


@pytest.mark.parametrize(
    ("given", "code"), [("156110101", "110101"), (110101.0, "110101"), (" １１０１０１ ", "110101")]
)
def test_codes_are_freed_from_what_maps_and_spreadsheets_add(given: object, code: str) -> None:
    assert adcodes.tidy(given) == code


def test_one_city_comes_with_the_districts_it_lies_in(session: Session) -> None:
    report = run(session, adcode="4101")

    rows = session.execute(text("SELECT adcode, name, level, parent_adcode FROM district ORDER BY adcode")).all()
    assert report.added == len(rows) == 14  # 河南省, 郑州市 and its 12 counties
    assert tuple(rows[0]) == ("410000", "河南省", "province", None)
    assert tuple(rows[1]) == ("410100", "郑州市", "city", "410000")
    assert {(row.level, row.parent_adcode) for row in rows[2:]} == {("county", "410100")}


def test_areas_are_those_the_city_publishes(session: Session) -> None:
    run(session, adcode="4101")

    assert registry.district(session, "410100").area_km2 == pytest.approx(7567, rel=0.02)  # 郑州市: 7,567 km²


def test_boundaries_a_second_time_are_unchanged(session: Session) -> None:
    run(session, adcode="410100")

    again = run(session, adcode="410100")

    assert (again.added, again.changed, again.unchanged) == (0, 0, 14)


def test_the_default_set_has_every_code_once_and_no_lines() -> None:
    found = boundaries.default().boundaries

    codes = [entry.adcode for entry in found]
    assert len(codes) == len(set(codes)) == 3253
    assert all(adcodes.division(code) for code in codes)


def test_stations_that_were_there_before_find_their_district(session: Session, add: Add) -> None:
    (station,) = add({"lon": 113.65, "lat": 34.76})

    run(session, adcode="4101")

    derived = session.scalar(text("SELECT derived_adcode FROM station WHERE id = :id"), {"id": station})
    assert derived is not None
    assert derived[:4] == "4101"


def test_any_crs_becomes_wgs84(session: Session, tmp_path: Path) -> None:
    # EPSG:4528 has 40,500,000 m at 120° E; from the equator it is 3,320,113.398 m to 30° N, 4,984,944.378 m to 45° N.
    metres = shapely.Polygon([(40_500_000, 3_320_113.398), (40_500_000, 4_984_944.378), (40_600_000, 4_000_000)])
    save(tmp_path / "a.gpkg", metres, adcode="330499", name="某市", crs="EPSG:4528", driver="GPKG")

    run(session, tmp_path / "a.gpkg")

    corners = shapely.get_coordinates(shapely.from_geojson(registry.district_shapes(session, ["330499"])["330499"]))
    for expected in ((120, 30), (120, 45)):
        assert min(max(abs(lon - expected[0]), abs(lat - expected[1])) for lon, lat in corners) < 2e-7


def test_a_shapefile_in_gbk_without_a_projection_is_refused_until_it_is_named(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    with pytest.warns(UserWarning, match="crs"):
        save(path, box(113.5, 34.5), CODE="410199", NAME="某某区", driver="ESRI Shapefile", encoding="CP936")
    path.with_suffix(".cpg").unlink(missing_ok=True)

    with pytest.raises(FileError, match="does not say its CRS"):
        run(session, path)
    run(session, path, crs="EPSG:4490")

    assert registry.district(session, "410199").name == "某某区"


def test_boundaries_in_gcj02_are_refused_with_the_metres_they_are_off(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path, moved(to_gcj02))

    with pytest.raises(InputError, match=r"look like gcj02, not wgs84: against 10 districts .* (\d{3}) m off") as error:
        run(session, path)

    assert error.value.field == "crs"


def test_boundaries_declared_as_gcj02_are_converted_corner_by_corner(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path, moved(to_gcj02))

    run(session, path, crs="gcj02")

    shape = shapely.from_geojson(registry.district_shapes(session, ["410105"])["410105"])
    assert shapely.hausdorff_distance(shape, boundaries.default_shapes()["410105"]) < 2e-7  # seven decimals


def test_boundaries_in_wgs84_declared_as_gcj02_are_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="look like wgs84, not gcj02"):
        run(session, write(tmp_path, moved(lambda shape: shape)), crs="gcj02")


@pytest.mark.parametrize("code", ["410105", "650102"])  # 金水, and 天山 in the west, where lat 87 would be on Earth
def test_swapped_axes_are_refused_with_their_box(session: Session, tmp_path: Path, code: str) -> None:
    swapped = shapely.transform(boundaries.default_shapes()[code], lambda xy: xy[:, ::-1])

    with pytest.raises(InputError, match="The axes are swapped: the first coordinate runs over"):
        run(session, write(tmp_path, [({"adcode": code, "name": "甲"}, swapped)]))


def test_metres_that_call_themselves_degrees_are_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not on Earth"):
        run(session, write(tmp_path, [({"adcode": "410105", "name": "甲"}, box(468000, 3840000, 1000))]))


def test_features_that_are_no_districts_wait_with_their_place_in_the_file(session: Session, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        [
            ({"adcode": "410199", "name": "甲"}, box(113.5, 34.5)),
            ({"adcode": "", "name": "乙"}, box(113.6, 34.5)),
            ({"adcode": "410198", "name": "丙"}, shapely.Point(113.5, 34.5)),
            ({"adcode": "410199", "name": "丁"}, box(113.7, 34.5)),
            ({"adcode": "4101", "name": "戊"}, box(113.8, 34.5)),
            ({"adcode": "410197", "name": None}, box(113.9, 34.5)),
            ({"adcode": "410196", "name": "己"}, None),
        ],
    )

    report = run(session, path)

    assert report.added == 1
    assert [(entry.row, entry.reason.column) for entry in report.held] == [
        (2, "adcode"),
        (3, "geometry"),
        (4, "adcode"),
        (5, "adcode"),
        (6, "name"),
        (7, "geometry"),
    ]
    assert "could not be checked" in report.warnings[0].en


def test_a_boundary_that_crosses_itself_is_mended(session: Session, tmp_path: Path) -> None:
    bow_tie = shapely.Polygon([(113, 34), (113.1, 34.1), (113.1, 34), (113, 34.1)])

    run(session, write(tmp_path, [({"adcode": "410199", "name": "甲"}, bow_tie)]))

    assert session.execute(text("SELECT st_isvalid(geom), st_numgeometries(geom) FROM district")).one() == (True, 2)


def test_columns_may_be_named_and_own_codes_need_a_level(session: Session, shared_data: Path) -> None:
    path = shared_data / "boundaries/shanghai_8_subdistricts_osm_2026-07.geojson"
    columns = {"adcode": "id", "name": "referenceAdminName"}

    with pytest.raises(InputError, match="no column “adcode”"):
        run(session, path)
    waiting = run(session, path, columns=columns)
    report = run(session, path, columns=columns, level="township", code_system="local", year=2026)

    assert (waiting.added, len(waiting.held)) == (0, 8)
    assert report.added == 8
    found = registry.district(session, "sector_xujing")
    assert (found.name, found.level, found.code_system) == ("徐泾镇", "township", "local")
    assert found.area_km2 == pytest.approx(39.5454, rel=0.005)  # as the file says


def test_the_83_real_districts_are_guessed_and_found_to_be_where_they_say(session: Session, shared_data: Path) -> None:
    report = run(session, shared_data / "boundaries/districts_tianditu_wgs84.geojson", year=2024)

    assert (report.added, list(report.held), list(report.warnings)) == (83, [], [])


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"level": "galaxy"}, "level"),
        ({"code_system": "isbn"}, "code_system"),
        ({"columns": {"colour": "x"}}, "column"),
        ({"adcode": "999999"}, "adcode"),
    ],
)
def test_options_that_mean_nothing_are_refused(session: Session, options: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as error:
        run(session, **options)

    assert error.value.field == field


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.geojson", b"{}", "is no file of boundaries"),
        ("a.txt", b"hello", "is no file of boundaries"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "has no features"),
    ],
)
def test_a_file_that_holds_no_boundaries_gets_a_sentence(
    session: Session, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FileError, match=sentence):
        run(session, tmp_path / name)


def test_a_crs_that_does_not_exist_is_refused(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path, [({"adcode": "410199", "name": "甲"}, box(113.5, 34.5))])

    with pytest.raises(InputError, match="There is no CRS EPSG:99999999"):
        run(session, path, crs="EPSG:99999999")
