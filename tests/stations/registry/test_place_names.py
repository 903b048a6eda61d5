"""Places searched by name, against brute force, on a PostGIS."""

import re
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry
from stations.codes import code_of
from stations.registry.streets import NetworkRow, StreetRow
from tests.factories import Add, square


def found(session: Session, q: str, limit: int = 8) -> list[str]:
    return [place.name for place in registry.places(session, q, limit=limit)]


def district(adcode: str, name: str, **values: object) -> dict[str, Any]:
    return square(adcode, west=116.0, south=39.0, name=name) | values


def test_whole_names_come_first_then_beginnings_then_parts_then_addresses(session: Session, add: Add) -> None:
    add(
        {"name": "暖心驿站", "address": "长安街8号"},
        {"name": "西长安街驿站"},
        {"name": "长安街驿站"},
        {"name": "长安街"},
    )

    assert found(session, "长安街") == ["长安街", "长安街驿站", "西长安街驿站", "暖心驿站"]


def test_districts_come_before_stations_of_the_same_rank(session: Session, add: Add) -> None:
    registry.put_districts(session, [district("110101", "东城区"), district("120101", "津东城区")])
    add({"name": "东城"}, {"name": "东城驿站"})

    assert found(session, "东城") == ["东城", "东城区", "东城驿站", "津东城区"]


def test_short_names_come_before_long_ones_and_ties_go_to_the_lower_code(session: Session) -> None:
    registry.put_districts(
        session, [district("110102", "西城乙区"), district("110101", "西城甲区"), district("110103", "西城")]
    )

    assert found(session, "xc") == ["西城", "西城甲区", "西城乙区"]


@pytest.mark.parametrize(
    "q", ["东华门", "東華門", "donghuamen", "DHM", "dhmjd", "Dong Hua Men", "华门街", "menjiedao", "东华·门"]
)
def test_a_name_is_found_by_characters_pinyin_and_initials(session: Session, add: Add, q: str) -> None:
    add({"name": "东华门街道驿站"}, {"name": "别的地方"})

    assert found(session, q) == ["东华门街道驿站"]


@pytest.mark.parametrize("q", ["chongqing", "cqs", "changanjie", "zhanganjie", "重庆市长安"])
def test_a_name_with_several_readings_is_found_by_each(session: Session, add: Add, q: str) -> None:
    add({"name": "重庆市长安街驿站"})

    assert found(session, q) == ["重庆市长安街驿站"]


def test_an_alias_leads_to_the_station_once(session: Session, add: Add) -> None:
    add({"name": "暖心驿站", "aliases": ["暖心小屋", "小哥之家"]})

    assert found(session, "小哥") == ["暖心驿站"]
    assert found(session, "暖心") == ["暖心驿站"]


@pytest.mark.parametrize("q", ["%", "_", "驿%", "驿_站", "\\", "'", "%%%", ".*", "·", " "])
def test_wildcards_are_letters_like_any_other(session: Session, add: Add, q: str) -> None:
    add({"name": "驿站甲站"})

    assert found(session, q) == []


def test_a_percent_sign_finds_itself(session: Session, add: Add) -> None:
    add({"name": "100%驿站"}, {"name": "100驿站"})

    assert found(session, "0%驿") == ["100%驿站"]


def test_only_stations_that_are_shown_are_found(session: Session, add: Add) -> None:
    add(
        {"name": "甲驿站", "operation": "temporarily_closed"},
        {"name": "乙驿站", "operation": "closed"},
        {"name": "丙驿站", "publication": "draft"},
        {"name": "丁驿站", "publication": "delisted", "delist_reason": "gone"},
    )

    assert found(session, "驿站") == ["甲驿站"]


def test_no_way_of_changing_a_name_leaves_the_old_one(session: Session, add: Add) -> None:
    (number, gone) = add({"name": "旧名驿站", "aliases": ["旧称"]}, {"name": "旧日驿站"})

    session.execute(text("UPDATE station SET name = '新名驿站', aliases = '{}' WHERE id = :id"), {"id": number})
    session.execute(text("DELETE FROM station WHERE id = :id"), {"id": gone})

    assert found(session, "旧") == []
    assert found(session, "xinming") == ["新名驿站"]


def test_a_renamed_district_is_found_by_its_new_name(session: Session) -> None:
    registry.put_districts(session, [district("110101", "崇文区")])
    registry.put_districts(session, [district("110101", "东城区")])

    assert (found(session, "崇文"), found(session, "dcq")) == ([], ["东城区"])


def test_a_district_in_several_versions_is_found_once_as_it_is_now(session: Session) -> None:
    old = district("110101", "东城老区", boundary_year=2010, code_year=2010)
    new = square("110101", west=117.0, south=39.0, name="东城新区", boundary_year=2023)
    registry.put_districts(session, [new, old])

    places = registry.places(session, "东城")

    assert [place.name for place in places] == ["东城新区"]
    assert 117.0 < places[0].lon < 117.1


def test_a_district_says_what_it_lies_in_and_a_station_where_it_stands(session: Session, add: Add) -> None:
    names = {"130000": "河北省", "130200": "唐山市", "130203": "路北区"}
    registry.put_districts(session, [district(adcode, name) for adcode, name in names.items()])
    add({"name": "甲驿站", "address": "建国路1号"}, {"name": "乙驿站", "lon": 116.05, "lat": 39.05})

    details = {place.name: place.detail for q in ("路北区", "驿站") for place in registry.places(session, q)}

    assert details == {"路北区": "河北省 唐山市", "甲驿站": "建国路1号", "乙驿站": "河北省"} | {
        "乙驿站": details["乙驿站"]
    }
    assert details["乙驿站"] in names.values()


def test_the_point_of_a_district_lies_in_it(session: Session) -> None:
    ring = "SRID=4326;MULTIPOLYGON(((0 0, 10 0, 10 10, 0 10, 0 9, 9 9, 9 1, 0 1, 0 0)))"  # its centre is outside
    registry.put_districts(session, [district("110101", "弯区") | {"geom": ring}])

    (place,) = registry.places(session, "弯区")

    assert place.lon > 9 or place.lat < 1 or place.lat > 9


def holds_parts(name: str, q: str) -> bool:
    """Return whether a name holds a beginning of a text, and anywhere after it the rest."""
    cuts = range(1, len(q)) if len(q) > 2 else ()
    return any(q[:at] in name and q[at:] in name[name.index(q[:at]) + at :] for at in cuts)


def test_search_equals_brute_force(session: Session, add: Add) -> None:
    random = np.random.default_rng(5)
    names = ["".join(random.choice(list("东城西街驿站暖心路"), random.integers(1, 7))) for _ in range(400)]
    numbers = dict(zip(add(*({"name": name} for name in names)), names, strict=True))

    for _ in range(300):
        q = "".join(random.choice(list("东城西街驿站暖心路"), random.integers(1, 4)))
        ranked = sorted(
            (0 if name == q else 1 if name.startswith(q) else 2, len(name), code_of(number), name)
            for number, name in numbers.items()
            if q in name
        ) or sorted((3, len(name), code_of(number), name) for number, name in numbers.items() if holds_parts(name, q))

        assert found(session, q, limit=20) == [name for *_, name in ranked[:20]], q


LAND = {
    "110000": ("北京市", "province"),
    "110101": ("东城区", "county"),
    "110101001": ("东华门街道", "township"),
    "310000": ("上海市", "province"),
    "310101": ("黄浦区", "county"),
    "650000": ("新疆维吾尔自治区", "province"),
    "650102": ("天山区", "county"),
    "220000": ("吉林省", "province"),
    "220200": ("吉林市", "city"),
    "130100": ("石家庄市", "city"),
    "990102": ("黄浦新区", "county"),
}


@pytest.fixture
def land(session: Session) -> None:
    """Put some districts in, and in two of them streets of one name."""
    west = {"11": 110.0, "31": 120.0, "65": 80.0, "22": 70.0, "13": 60.0, "99": 100.0}
    registry.put_districts(
        session,
        [
            square(adcode, west=west[adcode[:2]], south=30.0, name=name, level=level)
            for adcode, (name, level) in LAND.items()
        ],
    )
    line = "SRID=4326;LINESTRING({0} 30.05, {0} 30.06)"
    rows = [StreetRow(n, "primary", "中山东路", 8, line.format(west)) for n, west in enumerate((110.05, 120.05))]
    extent = "SRID=4326;POLYGON((80 20, 130 20, 130 40, 80 40, 80 20))"
    registry.put_streets(session, NetworkRow("two", "a" * 64, "two.pbf", extent), [rows])


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("上海市黄浦区", "黄浦区"),
        ("上海黄浦", "黄浦区"),
        ("上海 黄浦", "黄浦区"),
        ("上海·黄浦区", "黄浦区"),
        ("上海黃浦", "黄浦区"),
        ("beijing dongcheng", "东城区"),
        ("Beijing Shi Dongcheng Qu", "东城区"),
        ("beijingdongcheng", "东城区"),
        ("bj dc", "东城区"),
        ("北京 dongcheng", "东城区"),
        ("东城区东华门", "东华门街道"),
        ("北京市东城区东华门街道", "东华门街道"),
        ("新疆天山区", "天山区"),
        ("sh huangpu", "黄浦区"),
        ("吉林吉林市", "吉林市"),
    ],
)
def test_a_district_is_found_behind_the_name_of_what_it_lies_in(session: Session, q: str, name: str) -> None:
    assert found(session, q) == [name]


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize("q", ["上海 天山", "天山区上海", "黄浦上海", "上海", "上海上海"])
def test_what_does_not_lie_in_the_district_named_first_is_not_found(session: Session, q: str) -> None:
    assert found(session, q) == (["上海市"] if q == "上海" else [])


@pytest.mark.usefixtures("land")
def test_stations_and_streets_are_found_behind_their_district(session: Session, add: Add) -> None:
    here, there = {"lon": 120.05, "lat": 30.05}, {"lon": 110.05, "lat": 30.05}
    add({"name": "示例·外滩驿站", **here}, {"name": "外滩驿站", **there}, {"name": "中山东路驿站", **there})

    spaced, plain = registry.places(session, "上海 外滩"), registry.places(session, "黄浦区中山东路")

    assert [(place.name, round(place.lon)) for place in spaced] == [("示例·外滩驿站", 120)]
    assert [(place.kind, place.name, round(place.lon)) for place in plain] == [("street", "中山东路", 120)]


def test_a_district_tells_its_level(session: Session) -> None:
    registry.put_districts(session, [district("310000", "上海市", level="province"), district("310101", "上海县")])

    assert [place.level for place in registry.places(session, "上海")] == ["province", "county"]


def test_a_shown_station_is_found_by_the_code_on_its_door(session: Session, add: Add) -> None:
    shown, closed = (code_of(number) for number in add({"name": "甲"}, {"name": "乙", "operation": "closed"}))

    assert [found(session, typed) for typed in (shown, shown.lower(), f"{shown[:3]} {shown[3:]}")] == [["甲"]] * 3
    assert (found(session, closed), found(session, shown[:-1])) == ([], [])


def test_stations_of_a_brand_are_found_by_it_though_their_names_do_not_tell(session: Session, add: Add) -> None:
    add({"name": "甲", "brand": "爱心驿站"}, {"name": "乙", "brand": "工会驿站"}, {"name": "我的爱心驿站"})

    assert found(session, "爱心驿站") == ["我的爱心驿站", "甲"]
    assert found(session, "户外劳动者爱心驿站") == ["甲"]
    assert found(session, "union REST stop") == ["乙"]
    assert found(session, "爱心") == ["我的爱心驿站"]


@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("南京路", "南京西路驿站"),
        ("药店48", "示例大药店（人民路48号）"),
        ("48药店", "示例大药店（人民路48号）"),
        ("48 药店", "示例大药店（人民路48号）"),
        ("药店 人民路 48", "示例大药店（人民路48号）"),
        ("nanjing lu", "南京西路驿站"),
        ("南京 驿站", "南京西路驿站"),
        ("njl", None),
        ("路南京", None),
        ("药.*48", None),
        ("药店49", None),
        ("nanjinglu", None),
    ],
)
def test_a_name_is_found_with_its_middle_left_out(session: Session, add: Add, q: str, name: str | None) -> None:
    add({"name": "南京西路驿站"}, {"name": "示例大药店（人民路48号）"})

    assert found(session, q) == ([name] if name else [])


def test_what_holds_the_text_itself_leaves_no_room_for_guesses(session: Session, add: Add) -> None:
    add(
        {"name": "南京西路驿站"},
        {"name": "南京路驿站"},
        {"name": "暖心驿站", "address": "四川路1号"},
        {"name": "四川北路"},
    )

    assert (found(session, "南京路"), found(session, "四川路")) == (["南京路驿站"], ["暖心驿站"])


def test_ramps_of_garages_are_no_streets_to_look_for(session: Session) -> None:
    line = "SRID=4326;LINESTRING(121.4 31.2, 121.4 31.3)"
    ramps = ("上海中心地下车库入库线", "上海大厦停车场入口", "上海路", "上海停车场路")
    rows = [StreetRow(number, "service", name, 14, line) for number, name in enumerate(ramps)]
    network = NetworkRow("one", "b" * 64, "one.pbf", "SRID=4326;POLYGON((121 31, 122 31, 122 32, 121 32, 121 31))")
    registry.put_streets(session, network, [rows])

    assert found(session, "上海") == ["上海路", "上海停车场路"]


def test_the_index_is_used_for_a_name_with_a_gap(session: Session, add: Add) -> None:
    add(*({"name": f"驿站{number}号"} for number in range(3000)), {"name": "司机西路之家"})
    session.execute(text("ANALYZE station, place_name"))

    for q in ("司机路", "siji lu"):
        plan = "\n".join(registry.explain_places(session, q))

        assert plan.count("Bitmap Index Scan on place_name_grams_ix") == 2, plan
        assert not re.search("Seq Scan on place_name", plan)


def test_the_index_is_used_even_for_two_characters(session: Session, add: Add) -> None:
    add(*({"name": f"驿站{number}号"} for number in range(3000)), {"name": "司机之家"})
    session.execute(text("ANALYZE station, place_name"))

    for q in ("司机", "sj", "家"):
        plan = "\n".join(registry.explain_places(session, q))

        assert "place_name_grams_ix" in plan, plan
        assert not re.search("Seq Scan on place_name", plan)


def test_names_that_wait_are_spelled_once(session: Session, add: Add) -> None:
    add({"name": "甲驿站", "address": "一路"}, {"name": "乙驿站"})
    session.execute(text("UPDATE place_name SET keys = NULL, grams = NULL"))

    counts = [
        registry.refresh_names(session, at_most=2),
        registry.refresh_names(session),
        registry.refresh_names(session),
    ]

    assert counts == [2, 1, 0]
