"""The stations that can answer one question, read from PostGIS: for the time before there is a snapshot of all."""

from dataclasses import replace
from time import time

import numpy as np
from sqlalchemy.orm import Session

from stations import registry, search
from stations.database import Database
from stations.errors import DatabaseDown
from stations.hours import Calendar
from stations.search import Query
from stations.snapshot import Snapshot
from stations.snapshot.overlay import columns_of
from stations.snapshot.timetable import read_only
from stations.snapshot.view import Part

SPARE = 4  # times as many as are asked for, to begin with: some are shut, or let others in
MOST = 20_000  # are read for one question: a second's work


def snapshot_for(database: Database, query: Query, calendar: Calendar) -> Snapshot:
    """Return a snapshot of so many stations near a point that a search in it finds what it would find in all.

    PostGIS knows neither hours nor who is let in, so more and more are taken until enough of them pass. Raise
    `InputError` for an adcode that no district has, and `DatabaseDown` where nobody answers, or too many would have to
    be read.
    """
    by_distance = replace(query, limit=max(query.limit, search.CANDIDATES), order="distance")
    asked = by_distance if query.order == "useful" else query
    count = SPARE * asked.limit
    with database.transaction() as session:
        registry.at_one_moment(session)
        while count <= MOST:
            snapshot = _nearest(session, asked, calendar, count=count)
            if snapshot.stations < count or len(search.nearest(snapshot, asked)) == asked.limit:
                return snapshot
            count *= SPARE
    raise DatabaseDown(
        "站点数据正在载入，这个条件暂时查不了，请稍后再试。",
        "The stations are still being read, and this question must wait for them. Please try again shortly.",
    )


def _nearest(session: Session, query: Query, calendar: Calendar, *, count: int) -> Snapshot:
    filters = query.filters
    views = registry.nearest(
        session,
        registry.Nearest(
            lon=query.lon,
            lat=query.lat,
            limit=count,
            max_distance_m=query.max_distance_m,
            codes=filters.codes,
            types=filters.types,
            adcode=filters.adcode,
            unknown=filters.unknown,
        ),
    )
    rows = registry.serving_rows(session, [view.id for view in views])
    columns = columns_of(rows, at_s=int(filters.at.timestamp()), calendar=calendar)
    return Snapshot(
        parts=[Part(columns, read_only(np.zeros(len(columns), np.uint8)))],  # else all is compiled once more
        districts=registry.district_numbers(session),
        position=registry.position(session),
        version="",
        built_s=time(),
    )
