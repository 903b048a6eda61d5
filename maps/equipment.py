"""What a station has: its columns of `Roster` with things brought in or taken away, and the needs that follow."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from maps.roster import COLUMN_OF
from stations.compiling import Array
from stations.errors import InputError
from stations.vocabulary import AMENITIES, NEEDS, AmenityFact, Answer, any_of, needs_of

ALL = "all"
NIGHT_NEEDS = [need.code for need in NEEDS if need.rule == (("open_at_night",),)]
"""The needs that follow from the hours alone."""

RULES = {need.code: {code for line in need.rule for code in line} for need in NEEDS}
"""The amenities and conditions that each need follows from."""

Codes = str | Sequence[str]
"""Codes of amenities and needs, or ALL of them but those that follow from the hours."""


class Equipment(NamedTuple):
    """What is surely there and what may be, as a row of `Roster` has it."""

    sure: Array
    may: Array

    def answer(self, code: str) -> Answer:
        """Return whether an amenity is there, or a need is met."""
        column = COLUMN_OF[code]
        return "yes" if self.sure[column] else "unknown" if self.may[column] else "no"

    def having(self, codes: Collection[str], answer: Answer) -> "Equipment":
        """Return it with other answers for some amenities and needs, whatever would follow from them."""
        columns, changed = [COLUMN_OF[code] for code in codes], Equipment(self.sure.copy(), self.may.copy())
        changed.sure[columns], changed.may[columns] = answer == "yes", answer != "no"
        return changed


def codes_of(given: Codes, *, field: str) -> list[str]:
    """Return the codes that are named; raise `InputError` for one there is not."""
    if given == ALL:
        return [code for code in COLUMN_OF if code not in NIGHT_NEEDS]
    if strange := [code for code in given if code not in COLUMN_OF]:
        raise InputError(
            f"没有名为 {strange[0]} 的设施或需求。", f"There is no amenity or need {strange[0]}.", field=field
        )
    return list(given)


def changed(known: Equipment, *, more: Collection[str], less: Collection[str], indoor: Answer) -> Equipment:
    """Return what is there once some amenities come in and others go, with the needs that follow, as the registry has.

    A need that is named itself is met, or not, whatever it would follow from. What comes in takes no need away.
    """
    named, after = {*more, *less}, known.having(more, "yes").having(less, "no")
    concerned = [code for code, rule in RULES.items() if code not in named and not rule.isdisjoint(named)]
    follows = _needs(after, indoor) if concerned else {}
    for code in concerned:
        before: Answer = known.answer(code) if RULES[code].isdisjoint(less) else "no"
        after = after.having([code], any_of([before, follows[code]]))
    return after


def _needs(known: Equipment, indoor: Answer) -> dict[str, Answer]:
    """Return what the vocabulary's rules make of the amenities; a toilet near enough is one here."""
    facts = {amenity.code: AmenityFact(known.answer(amenity.code)) for amenity in AMENITIES}
    return needs_of(facts, indoor=indoor, open_at_night=known.answer(NIGHT_NEEDS[0]))
