from maps.captions import caption, colon
from maps.metrics import measure
from maps.picture import Picture
from maps.wording import WORDS
from stations.language import Lang
from tests.maps.pictures import district, districts, picture, station, stations


def numbers_of(drawn: Picture, lang: Lang = "zh") -> dict[str, str]:
    return {label: value for value, label in caption(drawn, measure(drawn), lang).numbers}


def test_the_place_of_the_review_number_is_there_without_one() -> None:
    drawn = picture()

    assert caption(drawn, measure(drawn), "zh").map_number == "审图号：（待填）"


def test_the_review_number_is_written_when_there_is_one() -> None:
    drawn = picture(map_number="GS(2024)0650号")

    assert caption(drawn, measure(drawn), "zh").map_number == "审图号：GS(2024)0650号"


def test_a_year_that_is_not_known_is_said_to_be_so() -> None:
    drawn = picture(boundary_year=None)

    assert caption(drawn, measure(drawn), "zh").boundary == "测试边界，年份未注明"
    assert caption(drawn, measure(drawn), "en").boundary == "测试边界, year not given"


def test_the_rate_of_all_is_left_out_where_one_district_has_no_census() -> None:
    whole, gap = picture(districts=districts(district())), picture(districts=districts(district(population=None)))

    assert numbers_of(whole)["个／10万人"] == "0.20"
    assert "个／10万人" not in numbers_of(gap)


def test_demonstration_data_are_named_so() -> None:
    drawn = picture(stations=stations(station(is_demo=True)))

    assert "示例" in caption(drawn, measure(drawn), "zh").demo


def test_it_says_when_there_is_no_station() -> None:
    drawn = picture(stations=stations())

    assert caption(drawn, measure(drawn), "zh").empty == WORDS["no_stations"].zh


def test_the_straight_line_and_the_radius_stand_in_the_method() -> None:
    drawn = picture(radius_m=1500)

    notes = dict(caption(drawn, measure(drawn), "zh").notes)

    assert "直线距离 1.5 公里" in notes["1.5 公里内面积占比（直线）"]


def test_the_colon_is_that_of_the_language() -> None:
    assert (colon("边界", "甲", "zh"), colon("Boundaries", "x", "en")) == ("边界：甲", "Boundaries: x")
