"""Going through the tree (machine code): nearest first, and everything within a reach."""

from math import sqrt

import numpy as np

from stations.compiling import Array, Record, compiled
from stations.search.conditions import Asked, Searched, admits, has_all, may_hold, square_to_box
from stations.search.describing import describe
from stations.search.desk import SPARE, Desk
from stations.search.geodesics import NEAR_M, geodesic_m, reach_m

UNCLEAR, TIRED = -1, -2
"""What `nearest` returns instead of a number of hits: PROJ must decide, for too many are as far as the last, or all are
far; or the question's patience has ended."""

TIE_M = 1e-5
"""Distances of different places that differ by less are not told apart by the measure of this machine code."""


@compiled
def nearest(searched: Searched, asked: Asked, desk: Desk, hits: Array) -> int:
    """Fill `hits` with the nearest, nearest first; return how many, or UNCLEAR or TIRED."""
    count = nearest_by_chord(searched, asked, desk)
    if count <= 0:
        return count
    last_m = sqrt(desk.squares[min(asked.limit, count) - 1])
    square = min(reach_m(last_m), asked.farthest_m) ** 2
    if last_m > NEAR_M or (count == asked.limit + SPARE and desk.squares[count - 1] <= square):
        return UNCLEAR
    while desk.squares[count - 1] > square:
        count -= 1
    measure(searched, asked, desk.rows[:count], desk.metres)
    if is_tied(searched, desk, count):
        return UNCLEAR
    return describe(searched, asked, desk.rows[:count], desk, hits)


@compiled
def is_tied(searched: Searched, desk: Desk, count: int) -> bool:
    """Return whether two different places on the desk are so nearly as far that the order may be wrong."""
    for number in range(1, count):
        for other in range(number):
            if abs(desk.metres[number] - desk.metres[other]) < TIE_M:
                one, two = searched.cards[desk.rows[number]], searched.cards[desk.rows[other]]
                if one.lon != two.lon or one.lat != two.lat:
                    return True
    return False


@compiled
def reached_m(asked: Asked, desk: Desk, count: int) -> float:
    """Return the chord within which every candidate lies, from the nearest by chord on the desk."""
    return min(reach_m(sqrt(desk.squares[min(asked.limit, count) - 1])), asked.farthest_m)


@compiled
def measure(searched: Searched, asked: Asked, rows: Array, metres: Array) -> None:
    """Fill `metres` with the geodesic to each of some rows, NaN near the antipode."""
    for number in range(rows.shape[0]):
        card = searched.cards[rows[number]]
        metres[number] = geodesic_m(asked.lon, asked.lat, card.lon, card.lat)


@compiled
def nearest_by_chord(searched: Searched, asked: Asked, desk: Desk) -> int:
    """Put on the desk the rows that are nearest in a straight line and admitted, SPARE more than asked for.

    Return how many there are, or TIRED.
    """
    if asked.is_listed:
        return nearest_listed(searched, asked, desk)
    nodes, keep, leaves = searched.nodes, asked.limit + SPARE, 0
    count, worst = 0, asked.farthest_m**2
    top = push(searched, asked, desk, 0, worst, 0)
    while top > 0:
        top -= 1
        number = desk.waiting[top]
        if desk.how_far[top] > worst:
            continue
        left = 2 * number + 1
        if left + 1 >= nodes.shape[0]:
            count = look_at(searched, asked, desk, number, worst, count)
            worst = desk.squares[keep - 1] if count == keep else worst
            leaves += 1
            if leaves > asked.patience:
                return TIRED
            continue
        is_right_nearer = square_to_box(nodes[left + 1], asked) < square_to_box(nodes[left], asked)
        top = push(searched, asked, desk, left if is_right_nearer else left + 1, worst, top)
        top = push(searched, asked, desk, left + 1 if is_right_nearer else left, worst, top)
    return count


@compiled
def nearest_listed(searched: Searched, asked: Asked, desk: Desk) -> int:
    """Do as `nearest_by_chord` does, among the listed rows."""
    count, keep, worst = 0, asked.limit + SPARE, asked.farthest_m**2
    for row in searched.listed:
        square = square_to_point(searched.points[row], asked)
        if square <= worst and admits(searched, row, asked, square):
            insert(desk, row, square, min(count, keep - 1))
            count = min(count + 1, keep)
            worst = desk.squares[keep - 1] if count == keep else worst
    return count


@compiled
def list_all(searched: Searched, asked: Asked, found: Array) -> int:
    """Fill `found` with the rows that have all facts and a type asked for, wherever they are; return how many.

    Stop when they are more than there is room for.
    """
    nodes, count = searched.nodes, 0
    for number in range(nodes.shape[0] // 2, nodes.shape[0]):
        node = nodes[number]
        if node.types & asked.types == 0 or not has_all(node, asked):
            continue
        for row in range(node.first, node.past):
            point = searched.points[row]
            if has_all(point, asked) and np.int64(1) << np.int64(point.type) & asked.types:
                if count == found.shape[0]:
                    return count + 1
                found[count] = row
                count += 1
    return count


@compiled
def push(searched: Searched, asked: Asked, desk: Desk, number: int, worst: float, top: int) -> int:
    """Let a node wait unless nothing below it can be an answer; return how many are waiting."""
    square = square_to_box(searched.nodes[number], asked)
    if square > worst or not may_hold(searched, number, asked, square):
        return top
    desk.waiting[top], desk.how_far[top] = number, square
    return top + 1


@compiled
def look_at(searched: Searched, asked: Asked, desk: Desk, number: int, worst: float, count: int) -> int:
    """Take the rows of a leaf into the nearest so far; return how many there are then."""
    keep = asked.limit + SPARE
    for row in range(searched.nodes[number].first, searched.nodes[number].past):
        point = searched.points[row]
        if not has_all(point, asked):
            continue
        square = square_to_point(point, asked)
        if square > worst or (count == keep and square >= desk.squares[keep - 1]):
            continue
        if admits(searched, row, asked, square):
            insert(desk, row, square, min(count, keep - 1))
            count = min(count + 1, keep)
    return count


@compiled
def square_to_point(point: Record, asked: Asked) -> float:
    """Return the square of the metres in a straight line from the point asked about."""
    x, y, z = point.x - asked.x, point.y - asked.y, point.z - asked.z
    return float(x * x + y * y + z * z)


@compiled
def insert(desk: Desk, row: int, square: float, place: int) -> None:
    """Put a row in its place in order of square among those before `place`; what was at `place` is lost."""
    while place > 0 and desk.squares[place - 1] > square:
        desk.rows[place], desk.squares[place] = desk.rows[place - 1], desk.squares[place - 1]
        place -= 1
    desk.rows[place], desk.squares[place] = row, square


@compiled
def within(searched: Searched, asked: Asked, desk: Desk, most: float, found: Array) -> int:
    """Fill `found` with the rows that are admitted with a chord of at most `most` square metres; return how many.

    If they are more than there is room for, the rest is only counted.
    """
    if asked.is_listed:
        return within_rows(searched, asked, searched.listed, most, found)
    count = 0
    top = push(searched, asked, desk, 0, most, 0)
    while top > 0:
        top -= 1
        number = desk.waiting[top]
        if 2 * number + 2 < searched.nodes.shape[0]:
            top = push(searched, asked, desk, 2 * number + 1, most, top)
            top = push(searched, asked, desk, 2 * number + 2, most, top)
            continue
        for row in range(searched.nodes[number].first, searched.nodes[number].past):
            if is_within(searched, asked, row, most):
                if count < found.shape[0]:
                    found[count] = row
                count += 1
    return count


@compiled
def within_rows(searched: Searched, asked: Asked, rows: Array, most: float, found: Array) -> int:
    """Do as `within` does, among some rows."""
    count = 0
    for row in rows:
        if is_within(searched, asked, row, most):
            if count < found.shape[0]:
                found[count] = row
            count += 1
    return count


@compiled
def is_within(searched: Searched, asked: Asked, row: int, most: float) -> bool:
    """Return whether a row is admitted with a chord of at most `most` square metres."""
    square = square_to_point(searched.points[row], asked)
    return bool(square <= most and admits(searched, row, asked, square))
