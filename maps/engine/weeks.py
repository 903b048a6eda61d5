"""Many scenarios at once: every hour of the week by every set of needs, each a bit.

A station has a bit for every scenario in which it counts. A cell is covered in the scenarios of any station that
reaches it: one OR of words. Where several are wanted, the words of at least one, two and so on stand side by side, and
each station moves its scenarios up by one. Cells of one area that the same stations reach are covered alike, so they
are joined into a zone first, which holds for all scenarios.

What is surely so and what is possibly so are two sets of masks over the same zones.
"""

from typing import NamedTuple

import numpy as np

from maps.engine.arrays import NOWHERE, Catchments
from maps.engine.grouping import Groups, group_of_each, grouped, summed
from maps.engine.sums import Counted
from stations.compiling import Array, compiled

WORD_BITS = 64
ODD = 0x9E3779B97F4A7C15 - (1 << 64)  # Knuth's multiplicative hashing: 2^64 over the golden ratio, as a signed number


class Zones(NamedTuple):
    """Cells of one area that the same stations reach, taken together.

    `of_cell` (cells, int32): the zone of each cell, NOWHERE where no station reaches it or it lies in no area.
    `cell` (zones, int32): the first cell of each zone. `stations`: those that reach each cell.
    """

    of_cell: Array
    cell: Array
    stations: Groups


def masks_of(is_open: Array, has: Array) -> Array:
    """Return the scenarios in which each station counts, as (stations, words) of 64 bits.

    Scenario `set * hours + hour` counts the stations that are open (stations, hours) and have a set of needs
    (stations, sets).
    """
    counts = (has[:, :, None] & is_open[:, None, :]).reshape(len(is_open), has.shape[1] * is_open.shape[1])
    room = -counts.shape[1] % WORD_BITS
    return np.packbits(np.pad(counts, ((0, 0), (0, room))), axis=1, bitorder="little").view(np.int64)


def zones_of(reached: Catchments, area_of: Array) -> Zones:
    """Return the zones of catchments, in order of their first cells."""
    entries = grouped(reached.cell, len(area_of))
    stations = Groups(entries.first, group_of_each(reached.first)[entries.member])
    of_cell, cell = np.full(len(area_of), NOWHERE, np.int32), np.empty(len(area_of), np.int32)
    slots = np.full(2 << len(area_of).bit_length(), NOWHERE, np.int32)
    count = join(stations, area_of, slots, of_cell, cell)
    return Zones(of_cell, cell[:count], stations)


def covered_words(zones: Zones, masks: Array, *, k: int = 1) -> Array:
    """Return in which scenarios at least k stations reach each zone, as (zones, words) of 64 bits."""
    at_least = np.zeros((len(zones.cell), k, masks.shape[1]), np.int64)
    unite(zones, masks, at_least)
    return np.ascontiguousarray(at_least[:, k - 1])


def covered_by_scenario(zones: Zones, words: Array, counted: Counted, scenarios: int) -> Array:
    """Return the weight covered in each scenario as (areas, scenarios)."""
    weight = summed(counted.weight, zones.of_cell, len(zones.cell))
    sums = np.zeros((counted.areas, words.shape[1], WORD_BITS))
    add_scenarios(words, weight, counted.area_of[zones.cell], sums)
    return sums.reshape(counted.areas, words.shape[1] * WORD_BITS)[:, :scenarios]


def is_covered(zones: Zones, words: Array, scenario: int) -> Array:
    """Return which cells (cells, booleans) are covered in a scenario; one that lies in no area is not."""
    word, bit = divmod(scenario, WORD_BITS)
    of_zone = (words[:, word] >> bit & 1).astype(bool)
    covered: Array = np.append(of_zone, False)[zones.of_cell]  # NOWHERE is the last
    return covered


@compiled
def join(stations: Groups, area_of: Array, slots: Array, of_cell: Array, first_cell: Array) -> int:
    """Fill in the zone of each cell and the first cell of each zone; return how many there are.

    `slots` hold zones at the hash of their stations, or after it; there are a power of two of them, half empty.
    """
    zones = 0
    for cell in range(area_of.shape[0]):
        if area_of[cell] == NOWHERE or stations.first[cell] == stations.first[cell + 1]:
            continue
        slot = hash_of(stations, area_of, cell) & (slots.shape[0] - 1)
        while slots[slot] != NOWHERE and not is_alike(stations, area_of, cell, first_cell[slots[slot]]):
            slot = (slot + 1) & (slots.shape[0] - 1)
        if slots[slot] == NOWHERE:
            slots[slot], first_cell[zones] = zones, cell
            zones += 1
        of_cell[cell] = slots[slot]
    return zones


@compiled
def hash_of(stations: Groups, area_of: Array, cell: int) -> int:
    """Return a number that cells of an area with the same stations share, and others hardly ever."""
    number = int(area_of[cell]) * ODD
    for place in range(stations.first[cell], stations.first[cell + 1]):
        number = (number ^ (number >> 29) ^ int(stations.member[place])) * ODD
    return number ^ (number >> 32)


@compiled
def is_alike(stations: Groups, area_of: Array, one: int, other: int) -> bool:
    """Return whether two cells lie in one area and have the same stations."""
    first, again = stations.first[one], stations.first[other]
    count = stations.first[one + 1] - first
    if area_of[one] != area_of[other] or stations.first[other + 1] - again != count:
        return False
    place = 0
    while place < count and stations.member[first + place] == stations.member[again + place]:
        place += 1
    return bool(place == count)


@compiled
def unite(zones: Zones, masks: Array, at_least: Array) -> None:
    """Fill in the scenarios of every zone, as (zones, k, words): those of one of its stations, of two, and so on."""
    for zone in range(zones.cell.shape[0]):
        cell = zones.cell[zone]
        for place in range(zones.stations.first[cell], zones.stations.first[cell + 1]):
            station = zones.stations.member[place]
            for word in range(masks.shape[1]):
                for more in range(at_least.shape[1] - 1, 0, -1):
                    at_least[zone, more, word] |= at_least[zone, more - 1, word] & masks[station, word]
                at_least[zone, 0, word] |= masks[station, word]


@compiled
def add_scenarios(words: Array, weight: Array, area_of: Array, sums: Array) -> None:
    """Add the weight of every zone to the scenarios (areas, words, 64) in which it is covered."""
    for zone in range(words.shape[0]):
        for word in range(words.shape[1]):
            for bit in range(WORD_BITS):
                sums[area_of[zone], word, bit] += weight[zone] * (words[zone, word] >> bit & 1)
