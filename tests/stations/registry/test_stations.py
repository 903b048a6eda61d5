import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from stations import registry
from stations.errors import Gone, InputError, NotFound
from stations.registry import StationQuery
from tests.factories import Add, square


def test_pages_give_every_station_once_in_order(session: Session, add: Add) -> None:
    ids = add(*({} for _ in range(25)))
    seen: list[int] = []
    after: int | None = 0

    while after is not None:
        page = registry.page(session, StationQuery(limit=10, after_id=after))
        seen += [view.id for view in page.stations]
        after = page.next_after_id

    assert seen == ids


def test_a_last_page_that_is_just_full_has_no_next(session: Session, add: Add) -> None:
    add(*({} for _ in range(10)))

    assert registry.page(session, StationQuery(limit=10)).next_after_id is None


def test_a_box_across_the_date_line_finds_both_sides(session: Session, add: Add) -> None:
    ids = add({"lon": 179.9, "lat": 0}, {"lon": -179.9, "lat": 0}, {"lon": 0, "lat": 0})

    page = registry.page(session, StationQuery(bbox=(179, -1, -179, 1)))

    assert [view.id for view in page.stations] == ids[:2]


def test_words_are_looked_for_literally_in_name_address_and_aliases(session: Session, add: Add) -> None:
    ids = add({"name": "100%驿站"}, {"address": "一_路"}, {"aliases": ["小哥之家"]}, {"name": "别的"})

    found = {q: [v.id for v in registry.page(session, StationQuery(q=q)).stations] for q in ("0%", "_", "小哥", "\\")}

    assert found == {"0%": ids[:1], "_": ids[1:2], "小哥": ids[2:3], "\\": []}


def test_lists_hold_suspended_stations_and_neither_closed_nor_unpublished_ones(session: Session, add: Add) -> None:
    operations = ("open", "temporarily_closed", "closed", "planned")
    ids = add(*({"operation": operation} for operation in operations), {"publication": "draft"})

    listed = [view.id for view in registry.page(session, StationQuery()).stations]
    near = [view.id for view in registry.nearest(session, registry.Nearest(lon=116.4, lat=39.9))]

    assert listed == ids[:2]
    assert near == ids[:1]


def test_only_what_changed_since_is_listed(session: Session, add: Add) -> None:
    add({})
    since = session.execute(text("SELECT clock_timestamp()")).scalar_one()
    ids = add({})

    assert [view.id for view in registry.page(session, StationQuery(updated_after=since)).stations] == ids


def test_a_page_of_a_district_holds_its_stations(session: Session, add: Add) -> None:
    registry.put_districts(session, [square("110101", west=116.3, south=39.9)])
    ids = add({"lon": 116.35, "lat": 39.95}, {"lon": 0, "lat": 0})

    assert [view.id for view in registry.page(session, StationQuery(adcode="110101")).stations] == ids[:1]


def test_a_station_is_found_by_id_and_by_code_however_it_was_typed(session: Session, add: Add) -> None:
    (number,) = add({})
    code = registry.station(session, str(number)).view.code

    assert registry.station(session, f" {code[:3]}-{code[3:].lower()} ").view.id == number


def test_a_merged_station_answers_with_the_one_it_was_merged_into(session: Session, add: Add) -> None:
    first, second, third = add({}, {}, {})
    session.execute(
        text("UPDATE station SET operation = 'merged', merged_into_id = id + 1 WHERE id IN (:a, :b)"),
        {"a": first, "b": second},
    )

    assert registry.station(session, str(first)).view.id == third


@pytest.mark.parametrize("reference", ["999999", "999999999999999999999999"])
def test_an_unknown_number_is_not_found(session: Session, reference: str) -> None:
    with pytest.raises(NotFound):
        registry.station(session, reference)


def test_a_draft_is_not_found_and_a_delisted_or_deleted_station_is_gone(session: Session, add: Add) -> None:
    draft, delisted, deleted = add({"publication": "draft"}, {"publication": "delisted", "delist_reason": "gone"}, {})
    registry.delete(session, deleted)

    with pytest.raises(NotFound):
        registry.station(session, str(draft))
    with pytest.raises(Gone):
        registry.station(session, str(delisted))
    with pytest.raises(Gone):
        registry.station(session, str(deleted))


def test_a_reference_that_can_be_neither_id_nor_code_is_an_input_error(session: Session) -> None:
    with pytest.raises(InputError):
        registry.station(session, "Y000001")


def test_roles_are_shown_with_their_organisations(session: Session, add: Add) -> None:
    (number,) = add({})
    union = registry.put_organisation(session, name="区总工会", kind="district_union", adcode="110101")
    host = registry.put_organisation(session, name="某银行", kind="company")
    registry.give_role(session, station_id=number, organisation_id=union, role="managing_union")
    registry.give_role(session, station_id=number, organisation_id=host, role="host")
    registry.give_role(session, station_id=number, organisation_id=host, role="host")

    roles = registry.station(session, str(number)).roles

    assert [(role["role"], role["name"]) for role in roles] == [("host", "某银行"), ("managing_union", "区总工会")]
    assert registry.put_organisation(session, name="某银行", kind="company") == host


@pytest.mark.parametrize(
    "change",
    [
        "name = ''",
        "entry = '{face}'",
        "hours_osm = '24/7', hours_parse = 'absent'",
        "publication = 'delisted'",
        "operation = 'merged'",
        "operation = 'no such state'",
        "geom = 'SRID=4326;POINT(200 10)'",
        "merged_into_id = id, operation = 'merged'",
        "capacity = 0",
    ],
)
def test_the_table_refuses_what_must_never_be(session: Session, add: Add, change: str) -> None:
    add({})

    with pytest.raises(IntegrityError, match="check"):
        session.execute(text(f"UPDATE station SET {change}"))  # noqa: S608 - the changes above
