"""Rows of the registry made into columns."""

from array import array
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import numpy as np

from stations.compiling import Array
from stations.hours import Calendar
from stations.serving import ServingRow, parse_array
from stations.snapshot import bits, timetable, tree
from stations.snapshot.columns import CARD, NODE, POINT, Columns, PlaceSets
from stations.snapshot.fragment_file import FragmentFile
from stations.snapshot.fragments import fragment_of
from stations.snapshot.timetable import NEVER, TimetableShelf, read_only

NUMBERS = ("id", "facts", "schedule", "place_set", "type", "verified_s", "end")
WORDS = ("sure0", "sure1", "may0", "may1")
EARTH_M = 6_378_137.0  # WGS84: the larger radius, and the square of the eccentricity
ECCENTRICITY_2 = 0.0066943799901413165


def earth_centred(lon: Array, lat: Array) -> Array:
    """Return (n, 3) metres from the centre of the earth (EPSG:4978) of WGS84 degrees on the ellipsoid."""
    east, north = np.radians(lon), np.radians(lat)
    normal_m = EARTH_M / np.sqrt(1 - ECCENTRICITY_2 * np.sin(north) ** 2)
    return np.column_stack(
        [
            normal_m * np.cos(north) * np.cos(east),
            normal_m * np.cos(north) * np.sin(east),
            normal_m * (1 - ECCENTRICITY_2) * np.sin(north),
        ]
    )


class _Numbers(dict[Any, int]):
    """Number what is met for the first time: 0, 1, 2, ..."""

    def __missing__(self, key: Any) -> int:  # noqa: ANN401 - anything that can be a key
        self[key] = number = len(self)
        return number


class Assembler:
    """Take rows in order of id, hand their fragments on, and make columns of them at the end."""

    def __init__(self, write: Callable[[bytes], object], calendar: Calendar) -> None:
        self._write, self._calendar = write, calendar
        self._degrees, self._numbers = array("d"), array("q")
        self._words: list[bits.Words] = []
        self._facts, self._schedules, self._place_sets = _Numbers(), _Numbers(), _Numbers()
        self._schedules[None] = 0
        self._written = 0

    def take(self, rows: Iterable[ServingRow]) -> None:
        """Take rows; their ids must be higher than those before."""
        for row in rows:
            facts = self._facts[row.sure, row.may, row.audience, row.worker_groups, row.public_facing]
            if facts == len(self._words):
                self._words.append(_words(row))
            fragment = fragment_of(row, self._words[facts])
            self._write(fragment)
            self._written += len(fragment)
            self._degrees.extend((row.lon, row.lat))
            self._numbers.extend(
                (
                    row.id,
                    facts,
                    self._schedules[row.hours_in_effect],
                    self._place_sets[row.places],
                    bits.TYPE_OF.get(row.type, bits.NO_TYPE),
                    _seconds(row.verified_at),
                    self._written,
                )
            )

    def columns(self, fragments: FragmentFile, *, at_s: int) -> Columns:
        """Return the columns of all rows taken, with the timetable of the day of an instant."""
        lon, lat = np.frombuffer(self._degrees).reshape(-1, 2).T
        numbers = dict(zip(NUMBERS, np.frombuffer(self._numbers, np.int64).reshape(-1, len(NUMBERS)).T, strict=True))
        xyz = earth_centred(lon, lat)
        nodes = np.zeros(tree.node_count(len(xyz)), NODE)
        order = tree.grow(xyz, nodes)
        points = self._points(xyz, numbers, order)
        tree.label(nodes, points)
        cards = np.zeros(len(xyz), CARD)
        cards["lon"], cards["lat"] = lon[order], lat[order]
        cards["verified_s"], cards["end"] = numbers["verified_s"][order], numbers["end"][order]
        cards["begin"] = np.append(0, numbers["end"])[order]
        for array_ in (points, cards, nodes):
            read_only(array_)
        return self._columns(points, cards, nodes, fragments, at_s)

    def _points(self, xyz: Array, numbers: Mapping[str, Array], order: Array) -> Array:
        points = np.zeros(len(xyz), POINT)
        for axis, name in enumerate("xyz"):
            points[name] = xyz[order, axis]
        for name in ("id", "schedule", "place_set", "type"):
            points[name] = numbers[name][order]
        words = np.array(self._words, np.int64).reshape(-1, len(WORDS))
        for place, name in enumerate(WORDS):
            points[name] = words[numbers["facts"][order], place]
        return points

    def _columns(self, points: Array, cards: Array, nodes: Array, fragments: FragmentFile, at_s: int) -> Columns:
        schedules, midnight_s = list(self._schedules), timetable.midnight_s(at_s)
        stored = timetable.make(schedules, nodes, points, midnight_s, self._calendar)
        return Columns(
            points=points,
            cards=cards,
            nodes=nodes,
            by_id=read_only(np.argsort(points["id"]).astype(np.int32)),
            place_sets=_place_sets(list(self._place_sets), points),
            schedules=schedules,
            timetables=TimetableShelf(schedules, nodes, points, stored, self._calendar),
            fragments=fragments,
        )


def _place_sets(written: list[str], points: Array) -> PlaceSets:
    sets = [[int(number) for number in parse_array(places)] for places in written]
    low, high = np.full((len(sets), 3), np.inf), np.full((len(sets), 3), -np.inf)
    for axis, name in enumerate("xyz"):
        np.minimum.at(low[:, axis], points["place_set"], points[name])
        np.maximum.at(high[:, axis], points["place_set"], points[name])
    first = np.cumsum([0, *map(len, sets)]).astype(np.int32)
    districts = np.array([number for members in sets for number in members], np.int32)
    return PlaceSets(*map(read_only, (first, districts, low, high)))


def _words(row: ServingRow) -> bits.Words:
    sure, may = bits.facts_of(map(int, parse_array(row.sure)), map(int, parse_array(row.may)))
    surely, maybe = bits.admitted(row.audience, parse_array(row.worker_groups), public_facing=row.public_facing)
    return bits.words_of([*sure, *surely], [*may, *maybe])


def _seconds(instant: datetime | None) -> int:
    return NEVER if instant is None else int(instant.timestamp())
