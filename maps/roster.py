"""The stations that coverage counts, as arrays."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from stations import registry
from stations.compiling import Array
from stations.errors import InputError
from stations.facts import INDOOR_OF, NUMBER_OF
from stations.geo import Box
from stations.registry import ServingRow
from stations.vocabulary import HOST_STAFF, Answer, meant_for

COLUMN_OF = {code: column for column, code in enumerate(NUMBER_OF)}
"""Column of each amenity and need in `sure` and `may`."""

_COLUMN_OF_NUMBER = {NUMBER_OF[code]: column for code, column in COLUMN_OF.items()}


LetsIn = Literal["all", "some", "unknown"]
"""Whom of the outdoor workers: those of some trades, or who are members, registered or customers, are some."""


class Roster(NamedTuple):
    """Stations in service, none that is for its host's staff alone, in order of id.

    Places are WGS84 degrees, hours in canonical form; `lets_in` is told beside and counts for nothing.
    `sure` and `may` are (stations, codes) booleans with columns by COLUMN_OF: known to be there, and known or unknown.
    `seats` is how many people find room, NaN where nobody knows. `indoor` is by type: some needs follow from it too.
    """

    id: Array
    lon: Array
    lat: Array
    code: Sequence[str]
    name: Sequence[str]
    hours: Sequence[str | None]
    sure: Array
    may: Array
    seats: Array
    lets_in: Sequence[LetsIn]
    indoor: Sequence[Answer]

    def having(self, codes: Sequence[str]) -> tuple[Array, Array]:
        """Return which stations surely have, and which may have, all of some amenities and needs, as booleans.

        Raise `InputError` for a code there is not.
        """
        unknown = [code for code in codes if code not in COLUMN_OF]
        if unknown:
            raise InputError(
                f"没有名为 {unknown[0]} 的设施或需求；可用的代码见 /v1/codes。",
                f"There is no amenity or need {unknown[0]}; /v1/codes lists those there are.",
                field="need",
            )
        columns = [COLUMN_OF[code] for code in codes]
        return np.all(self.sure[:, columns], axis=1), np.all(self.may[:, columns], axis=1)

    def digest(self) -> str:
        """Return a hash of everything that coverage depends on."""
        said = hashlib.sha256()
        for array in (self.id, self.lon, self.lat, self.sure, self.may, self.seats):
            said.update(np.ascontiguousarray(array).tobytes())
        said.update(repr((tuple(self.code), tuple(self.name), tuple(self.hours), tuple(self.lets_in))).encode())
        return said.hexdigest()


def read(session: Session, box: Box) -> Roster:
    """Return the stations of a box as they are now."""
    ids = registry.serving_ids(session, box)
    return of_rows(registry.serving_rows(session, ids), registry.seats(session, ids))


def of_rows(rows: Iterable[ServingRow], seats: Mapping[int, float]) -> Roster:
    """Return a roster of rows as the registry serves them, with the seats by id of those of which they are known.

    Stations for their host's staff are left out.
    """
    taken = sorted((row for row in rows if _meant_for(row) != HOST_STAFF), key=lambda row: row.id)
    return Roster(
        np.array([row.id for row in taken], np.int32),
        np.array([row.lon for row in taken], np.float64),
        np.array([row.lat for row in taken], np.float64),
        tuple(row.code for row in taken),
        tuple(row.name for row in taken),
        tuple(row.hours_osm for row in taken),
        _table([row.sure for row in taken]),
        _table([row.may for row in taken]),
        np.array([seats.get(row.id, np.nan) for row in taken], np.float64),
        tuple(_lets_in(row) for row in taken),
        tuple(INDOOR_OF.get(row.type, "unknown") for row in taken),
    )


def _meant_for(row: ServingRow) -> str | None:
    return meant_for(row.audience, public_facing=row.public_facing)


def _lets_in(row: ServingRow) -> LetsIn:
    who = _meant_for(row)
    if who == "public":
        return "all"
    if registry.parse_array(row.worker_groups):
        return "some"
    if who is None:
        return "unknown"
    return "all" if who == "outdoor_workers" else "some"


def _table(written: Sequence[str]) -> Array:
    table = np.zeros((len(written), len(COLUMN_OF)), bool)
    for row, numbers in enumerate(written):
        table[row, [_COLUMN_OF_NUMBER[int(number)] for number in registry.parse_array(numbers)]] = True
    return table
