"""What is said about rows that were found: hits (machine code)."""

from stations.compiling import Array, Record, compiled
from stations.search.conditions import Asked, Searched, opening, travel_time_s
from stations.search.desk import Desk


@compiled
def describe(searched: Searched, asked: Asked, rows: Array, desk: Desk, hits: Array) -> int:
    """Fill `hits` with the nearest of some rows, by their metres on the desk, ties by id; return how many."""
    count = 0
    for number in range(rows.shape[0]):
        if desk.metres[number] <= asked.farthest_m:
            count = rank(searched, rows, desk.metres, desk.order, number, min(count, asked.limit), asked.limit)
    for place in range(count):
        number = desk.order[place]
        fill(searched, asked, rows[number], desk.metres[number], hits[place])
    return count


@compiled
def rank(  # noqa: PLR0913, PLR0917 - three arrays that belong together only here
    searched: Searched, rows: Array, metres: Array, order: Array, number: int, count: int, limit: int
) -> int:
    """Put a number in its place in `order`, by metres, then by id; return how many of at most `limit` there are."""
    place = count
    while place > 0 and is_before(searched, rows, metres, number, order[place - 1]):
        if place < limit:
            order[place] = order[place - 1]
        place -= 1
    if place < limit:
        order[place] = number
    return min(count + 1, limit)


@compiled
def is_before(searched: Searched, rows: Array, metres: Array, one: int, other: int) -> bool:
    """Return whether one of some rows comes before another."""
    if metres[one] != metres[other]:
        return bool(metres[one] < metres[other])
    return bool(searched.points[rows[one]].id < searched.points[rows[other]].id)


@compiled
def fill(searched: Searched, asked: Asked, row: int, metres: float, hit: Record) -> None:
    """Fill in everything about a station that was found."""
    point, card = searched.points[row], searched.cards[row]
    hit.part, hit.row, hit.id = searched.part, row, point.id
    hit.lon, hit.lat = card.lon, card.lat
    hit.distance_m, hit.along_m = metres, 0.0
    hit.travel_time_s = travel_time_s(metres, asked.pace_s_m)
    arrive(searched, asked, hit)
    hit.verified_s, hit.begin, hit.end = card.verified_s, card.begin, card.end
    hit.sure0, hit.sure1 = point.sure0, point.sure1
    hit.is_sure = point.sure0 & asked.may0 == asked.may0 and point.sure1 & asked.may1 == asked.may1


@compiled
def arrive(searched: Searched, asked: Asked, hit: Record) -> None:
    """Fill in when one arrives and what the hours are then, from the travel time."""
    hit.arrives_s = asked.at_s + hit.travel_time_s
    schedule = searched.points[hit.row].schedule
    hit.opening, hit.until_s, hit.next_open_s = opening(searched.timetable, schedule, hit.arrives_s, asked.at_s)


@compiled
def describe_passed(searched: Searched, asked: Asked, rows: Array, metres: Array, hits: Array) -> None:
    """Fill `hits` with all of some rows, in their order."""
    for number in range(rows.shape[0]):
        fill(searched, asked, rows[number], metres[number], hits[number])


@compiled
def arrive_at_all(searched: Searched, asked: Asked, hits: Array) -> None:
    """Fill in when one arrives at each of some hits and what the hours are then, from the travel times."""
    for number in range(hits.shape[0]):
        arrive(searched, asked, hits[number])
