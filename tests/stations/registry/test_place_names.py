"""Places searched by name, against brute force, on a PostGIS."""

import re
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry
from stations.codes import code_of
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
        )

        assert found(session, q, limit=20) == [name for *_, name in ranked[:20]], q


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
