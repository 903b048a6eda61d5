import pytest

from stations.errors import InputError
from stations.imports import columns


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("站点名称", "name"),
        ("驿站名称*（必填）", "name"),
        ("Station Name", "name"),
        ("名称", "name"),
        ("住所", "address"),
        ("详细地址", "address"),
        ("经度", "lon"),
        ("LNG", "lon"),
        ("経度", "lon"),
        ("lat_gcj02", "lat"),
        ("纬度（GCJ-02）", "lat"),
        ("高德纬度", "lat"),
        ("经纬度", "lon_lat"),
        ("市区町村名", "declared_district"),
        ("所属区", "declared_district"),
        ("open_hours_raw", "hours"),
        ("营业时间", "hours"),
        ("联系电话", "contact"),
        ("ＮＯ", "source_id"),
        ("序号", "source_id"),
        ("面积（㎡）", "area_m2"),
        ("服务设施", "amenities"),
    ],
)
def test_a_heading_is_read_in_any_language_width_and_decoration(heading: str, field: str) -> None:
    found = columns.guess([heading, "name"] if field != "name" else [heading], crs="gcj02")

    assert found.heading_of[field] == heading


@pytest.mark.parametrize(
    ("heading", "amenity"),
    [
        ("微波炉", "microwave"),
        ("有无空调", "ac"),
        ("空调（有/无）", "ac"),
        ("是否有Wi-Fi", "wifi"),
        ("車椅子使用者用トイレ有無", "accessible_toilet"),
        ("男性トイレ総数", "toilet"),
        ("图书数量", "books"),
    ],
)
def test_a_column_of_its_own_for_an_amenity_is_recognised(heading: str, amenity: str) -> None:
    found = columns.guess(["name", heading], crs="wgs84")

    assert found.amenity_of == {heading: amenity}


def test_of_several_candidates_the_better_name_wins_and_the_rest_is_listed() -> None:
    found = columns.guess(["序号", "名称", "站点编号", "谜"], crs="wgs84")

    assert found.heading_of == {"source_id": "站点编号", "name": "名称"}
    assert found.not_understood == ("序号", "谜")


def test_coordinates_are_taken_from_the_columns_in_the_declared_datum() -> None:
    headings = ["name", "lng_gcj02", "lat_gcj02", "lng_wgs84", "lat_wgs84"]

    found = columns.guess(headings, crs="wgs84")

    assert (found.heading_of["lon"], found.heading_of["lat"]) == ("lng_wgs84", "lat_wgs84")


def test_the_point_of_a_feature_goes_before_its_properties() -> None:
    found = columns.guess(["name", "lng_gcj02", "lat_gcj02", "geometry.lon", "geometry.lat"], crs="wgs84")

    assert (found.heading_of["lon"], found.heading_of["lat"]) == ("geometry.lon", "geometry.lat")


@pytest.mark.parametrize("heading", ["lng_gcj02", "经度(高德)", "火星坐标经度"])
def test_a_heading_that_contradicts_the_declared_datum_is_refused(heading: str) -> None:
    with pytest.raises(InputError, match=r"says gcj02 and --crs says wgs84") as error:
        columns.guess(["name", heading, "lat"], crs="wgs84")

    assert error.value.field == "crs"


def test_a_datum_in_a_heading_does_not_contradict_an_unknown_one() -> None:
    assert columns.guess(["name", "lng_gcj02"], crs="unknown").heading_of["lon"] == "lng_gcj02"


def test_a_file_without_names_is_refused_with_its_columns() -> None:
    with pytest.raises(InputError, match="There are: 甲, 乙"):
        columns.guess(["甲", "乙"], crs="wgs84")
