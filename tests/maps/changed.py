"""All stations after changes to some: what a question asked anew, of everything, is asked of."""

from collections.abc import Sequence

import numpy as np

from maps import edits
from maps.edits import Edit
from maps.roster import LetsIn, Roster


def applied(stations: Roster, changes: Sequence[Edit]) -> Roster:
    """Return the stations after changes; those added stand last."""
    touched = edits.tried(stations, changes)
    stays = [row for row, station in enumerate(stations.id.tolist()) if touched.get(station, True) is not None]
    added = [station for station in touched if station < 0 and touched[station]]
    ids = [*stations.id[stays].tolist(), *added]
    rows = [edits.Draft(stations, dict(touched)).station(station) for station in ids]
    everybody: list[LetsIn] = ["all"] * len(added)
    return Roster(
        id=np.array(ids, np.int32),
        lon=np.array([row.lon for row in rows], np.float64),
        lat=np.array([row.lat for row in rows], np.float64),
        code=tuple("" for _ in ids),
        name=tuple("" for _ in ids),
        hours=tuple(row.hours for row in rows),
        sure=np.array([row.has.sure for row in rows], bool).reshape(len(ids), stations.sure.shape[1]),
        may=np.array([row.has.may for row in rows], bool).reshape(len(ids), stations.may.shape[1]),
        seats=np.array([*stations.seats[stays], *(np.nan for _ in added)], np.float64),
        lets_in=(*(stations.lets_in[row] for row in stays), *everybody),
        indoor=tuple(row.indoor for row in rows),
    )
