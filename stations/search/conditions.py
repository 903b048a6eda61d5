"""Whether a station, or anything below a node, can be an answer (machine code)."""

from math import ceil, isnan, sqrt
from typing import NamedTuple

import numpy as np

from stations.compiling import Array, Record, compiled
from stations.search.geodesics import geodesic_m, longest_m
from stations.search.hits import CLOSING_SOON, CLOSING_SOON_S
from stations.snapshot.timetable import CLOSED, DAY_S, DAYS, GOOD_FOR_S, HOUR_S, NEVER, OPEN, UNKNOWN, Timetable

REACH_S = DAYS * DAY_S - GOOD_FOR_S
"""Whoever arrives later than six days after asking is told nothing about hours."""

HORIZON_S = 400 * DAY_S
"""As far ahead as `hours.opening_at` looks for the next change."""


class Searched(NamedTuple):
    """The arrays of one part of a snapshot, a byte for each row that says whether it no longer counts, and a timetable.

    `part` is the number of the part. `listed` are the rows that pass a filter that few do, for a question that says so.
    """

    points: Array
    cards: Array
    nodes: Array
    gone: Array
    timetable: Timetable
    part: int
    listed: Array


class Asked(NamedTuple):
    """A question, in numbers.

    The point in WGS84 degrees and in earth-centred metres; the words of facts that are wanted; `types` bits of which
    any will do; `sets` and the box of a `PlaceFilter`; the instant of asking in seconds since 1970; `pace_s_m` seconds
    a metre of straight line. `is_listed`: only the listed rows come into question. `patience`: after how many leaves to
    give up.
    """

    lon: float
    lat: float
    x: float
    y: float
    z: float
    limit: int
    farthest_m: float
    sure0: int
    sure1: int
    may0: int
    may1: int
    types: int
    sets: Array
    low_x: float
    low_y: float
    low_z: float
    high_x: float
    high_y: float
    high_z: float
    at_s: int
    pace_s_m: float
    only_open: bool
    is_listed: bool
    patience: int


@compiled
def has_all(of: Record, asked: Asked) -> bool:
    """Return whether a node or a station has every bit that is wanted."""
    return bool(
        of.sure0 & asked.sure0 == asked.sure0
        and of.sure1 & asked.sure1 == asked.sure1
        and of.may0 & asked.may0 == asked.may0
        and of.may1 & asked.may1 == asked.may1
    )


@compiled
def square_to_box(node: Record, asked: Asked) -> float:
    """Return the square of the metres from the point asked about to a node's box, 0 inside."""
    x = max(node.low_x - asked.x, 0.0, asked.x - node.high_x)
    y = max(node.low_y - asked.y, 0.0, asked.y - node.high_y)
    z = max(node.low_z - asked.z, 0.0, asked.z - node.high_z)
    return float(x * x + y * y + z * z)


@compiled
def square_across_box(node: Record, asked: Asked) -> float:
    """Return the square of the metres from the point asked about to the farthest corner of a node's box."""
    x = max(asked.x - node.low_x, node.high_x - asked.x)
    y = max(asked.y - node.low_y, node.high_y - asked.y)
    z = max(asked.z - node.low_z, node.high_z - asked.z)
    return float(x * x + y * y + z * z)


@compiled
def meets(node: Record, asked: Asked) -> bool:
    """Return whether a node's box and the box of the place asked for have a point in common."""
    return bool(
        node.low_x <= asked.high_x
        and node.high_x >= asked.low_x
        and node.low_y <= asked.high_y
        and node.high_y >= asked.low_y
        and node.low_z <= asked.high_z
        and node.high_z >= asked.low_z
    )


@compiled
def may_hold(searched: Searched, number: int, asked: Asked, square: float) -> bool:
    """Return whether an answer may lie below a node whose box begins `square` square metres away."""
    node = searched.nodes[number]
    if node.types & asked.types == 0 or not has_all(node, asked) or not meets(node, asked):
        return False
    return not asked.only_open or open_some_time(searched, number, asked, square)


@compiled
def open_some_time(searched: Searched, number: int, asked: Asked, square: float) -> bool:
    """Return whether anything below a node may be open, or unknown, when one gets there."""
    hours = searched.timetable.node_hours
    now_s = asked.at_s - searched.timetable.origin_s
    earliest_s = int(sqrt(square) * asked.pace_s_m)
    first = (now_s + earliest_s) // HOUR_S
    if earliest_s > REACH_S or hours[number, first // 64] >> np.uint64(first % 64) & np.uint64(1):
        return True
    latest_s = ceil(longest_m(sqrt(square_across_box(searched.nodes[number], asked))) * asked.pace_s_m)
    if latest_s > REACH_S:
        return True
    last = (now_s + latest_s) // HOUR_S
    for word in range(first // 64, last // 64 + 1):
        low, high = max(first - 64 * word, 0), min(last - 64 * word, 63)
        if hours[number, word] >> np.uint64(low) & ~np.uint64(0) >> np.uint64(63 - high + low):
            return True
    return False


@compiled
def admits(searched: Searched, row: int, asked: Asked, square: float) -> bool:
    """Return whether a station is an answer but for its distance, `square` square metres away in a straight line."""
    point = searched.points[row]
    if not has_all(point, asked) or (np.int64(1) << np.int64(point.type)) & asked.types == 0:
        return False
    if asked.sets.shape[0] and not asked.sets[point.place_set]:
        return False
    if searched.gone[row]:
        return False
    return not asked.only_open or not shut_on_arrival(searched, row, asked, sqrt(square))


@compiled
def shut_on_arrival(searched: Searched, row: int, asked: Asked, chord_m: float) -> bool:
    """Return whether a station is known to be shut when one arrives; measured exactly only where that can matter."""
    timetable, schedule = searched.timetable, searched.points[row].schedule
    soonest_s = asked.at_s + ceil(chord_m * asked.pace_s_m)
    latest_s = asked.at_s + ceil(longest_m(chord_m) * asked.pace_s_m)
    piece = piece_at(timetable, schedule, soonest_s, asked.at_s)
    if soonest_s < latest_s and piece != piece_at(timetable, schedule, latest_s, asked.at_s):
        card = searched.cards[row]
        metres = geodesic_m(asked.lon, asked.lat, card.lon, card.lat)
        piece = piece_at(timetable, schedule, asked.at_s + travel_time_s(metres, asked.pace_s_m), asked.at_s)
    return piece >= 0 and timetable.states[piece] == CLOSED


@compiled
def travel_time_s(metres: float, pace_s_m: float) -> int:
    """Return whole seconds for a way, the last one begun counted in; one that cannot be measured takes for ever."""
    return HORIZON_S if isnan(metres) else ceil(metres * pace_s_m)


@compiled
def piece_at(timetable: Timetable, schedule: int, instant_s: int, at_s: int) -> int:
    """Return which piece of a schedule an instant lies in, -1 where it lies too long after asking to be told."""
    if instant_s - at_s > REACH_S:
        return -1
    second = instant_s - timetable.origin_s
    low, past = timetable.first[schedule], timetable.first[schedule + 1]
    while past - low > 1:
        middle = (low + past) // 2
        if timetable.starts[middle] <= second:
            low = middle
        else:
            past = middle
    return int(low)


@compiled
def opening(timetable: Timetable, schedule: int, instant_s: int, at_s: int) -> tuple[int, int, int]:
    """Return (number of the state, its end, next opening) at an instant, as `hours.opening_at` does."""
    piece = piece_at(timetable, schedule, instant_s, at_s)
    if piece < 0:
        return UNKNOWN, NEVER, NEVER
    past, edge_s = timetable.first[schedule + 1], instant_s // 60 * 60 + HORIZON_S
    state = int(timetable.states[piece])
    until_s = timetable.origin_s + timetable.starts[piece + 1] if piece + 1 < past else timetable.last_end_s[schedule]
    until_s = until_s if until_s < edge_s else NEVER
    next_open_s = timetable.later_open_s[schedule]
    for later in range(past - 1, piece, -1):
        if timetable.states[later] == OPEN:
            next_open_s = timetable.origin_s + timetable.starts[later]
    next_open_s = next_open_s if next_open_s < edge_s else NEVER
    if state == OPEN and until_s != NEVER and until_s - instant_s <= CLOSING_SOON_S:
        state = CLOSING_SOON
    return state, int(until_s), int(next_open_s)
