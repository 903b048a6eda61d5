from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry
from stations.codes import code_of
from tests.factories import Add, draft


def upsert(session: Session, *drafts: object) -> list[str]:
    return [c.outcome for c in registry.upsert(session, "list", list(drafts), toilet_nearby_m=150)]  # type: ignore[arg-type]  # drafts


def test_the_same_drafts_twice_change_nothing(session: Session) -> None:
    drafts = [draft(amenities={"toilet": "yes"}), draft(hours_raw="24小时", hours_osm="24/7", hours_parse="ok")]

    first, second = upsert(session, *drafts), upsert(session, *drafts)

    assert (first, second) == (["added", "added"], ["unchanged", "unchanged"])


def test_a_renamed_station_keeps_its_id_and_code(session: Session) -> None:
    upsert(session, draft(source_id="7", name="旧名"))
    before = session.execute(text("SELECT id, code FROM station")).one()

    outcome = upsert(session, draft(source_id="7", name="新名"))

    after = session.execute(text("SELECT id, code, name FROM station")).one()
    assert outcome == ["changed"]
    assert after == (*before, "新名")
    assert before.code == code_of(before.id)


def test_what_a_list_does_not_speak_of_stays(session: Session) -> None:
    upsert(session, draft(source_id="7", address="一路1号", amenities={"toilet": "yes", "ac": "yes"}))

    upsert(session, draft(source_id="7", name="改名", amenities={"ac": "out_of_order"}))

    detail = registry.station(session, session.scalars(text("SELECT code FROM station")).one())
    assert detail.view.address == "一路1号"
    assert detail.view.amenities == {"toilet": "yes", "ac": "out_of_order"}


def test_a_moved_point_moves_the_station(session: Session) -> None:
    upsert(session, draft(source_id="7", lon=116.40, lat=39.90))

    outcome = upsert(session, draft(source_id="7", lon=116.41, lat=39.90))

    (view,) = registry.nearest(session, registry.Nearest(lon=116.41, lat=39.90))
    assert outcome == ["changed"]
    assert (view.lon, view.lat, view.distance_m) == (116.41, 39.90, 0)


def test_two_sources_may_use_the_same_id(add: Add) -> None:
    ids = add({"source_id": "1"}, source="a") + add({"source_id": "1"}, source="b")

    assert len(set(ids)) == 2


def test_a_change_moves_the_time_of_update_even_when_made_in_plain_sql(session: Session, add: Add) -> None:
    (number,) = add({})
    before = session.execute(text("SELECT updated_at FROM station")).scalar_one()

    session.execute(text("UPDATE station SET fee = 'free of charge' WHERE id = :id"), {"id": number})

    assert session.execute(text("SELECT updated_at FROM station")).scalar_one() > before


def test_a_deleted_source_leaves_tombstones(session: Session, add: Add) -> None:
    kept, gone = add({}, source="a"), add({}, {}, source="b")

    count = registry.delete_source(session, "b")

    assert count == 2
    assert session.scalars(text("SELECT id FROM station")).all() == kept
    assert session.scalars(text("SELECT station_id FROM tombstone ORDER BY 1")).all() == gone


def test_needs_follow_from_amenities_type_and_hours(session: Session, add: Add) -> None:
    add(
        {
            "amenities": {"heating": "yes", "hot_water": "no", "drinking_water": "no", "seating": "out_of_order"},
            "hours_raw": "24小时",
            "hours_osm": "24/7",
            "hours_parse": "ok",
        }
    )

    (view,) = registry.nearest(session, registry.Nearest(lon=116.4, lat=39.9))

    expected = {"warm": "yes", "drink": "no", "rest": "no", "night": "yes", "toilet": "unknown", "aid": "unknown"}
    assert {code: view.needs[code] for code in expected} == expected


def test_facts_are_derived_anew_only_when_a_rule_or_setting_changed(session: Session, add: Add) -> None:
    (number,) = add({"amenities": {"toilet": "nearby"}})
    session.execute(text("UPDATE station_amenity SET distance_m = 180 WHERE station_id = :id"), {"id": number})

    outcomes = [registry.refresh_all(session, toilet_nearby_m=metres) for metres in (150, 150, 200)]

    (view,) = registry.nearest(session, registry.Nearest(lon=116.4, lat=39.9))
    assert outcomes == [True, False, True]
    assert view.needs["toilet"] == "yes"
