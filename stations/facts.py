"""What a station surely has and may have, as the numbers that searches compare."""

from collections.abc import Mapping
from typing import NamedTuple

from stations import hours
from stations.vocabulary import AMENITIES, NEEDS, STATION_TYPES, AmenityFact, Answer, answer_of, needs_of

NUMBER_OF: Mapping[str, int] = {term.code: term.number for term in (*AMENITIES, *NEEDS)}
INDOOR_OF: Mapping[str, Answer] = {term.code: term.indoor for term in STATION_TYPES}


class Facts(NamedTuple):
    """Numbers of amenities and needs: `sure` are known to be there, `may` are known or unknown. Both sorted."""

    sure: list[int]
    may: list[int]


def facts_of(
    amenities: Mapping[str, AmenityFact], *, station_type: str, hours_osm: str | None, toilet_nearby_m: float
) -> Facts:
    """Derive the searchable facts of a station from its amenities, type and hours."""
    answers: dict[str, Answer] = {term.code: "unknown" for term in AMENITIES}
    answers |= {code: answer_of(code, fact, toilet_nearby_m=toilet_nearby_m) for code, fact in amenities.items()}
    answers |= needs_of(
        amenities,
        indoor=INDOOR_OF.get(station_type, "unknown"),
        open_at_night=hours.open_at_night(hours_osm),
        toilet_nearby_m=toilet_nearby_m,
    )
    return Facts(
        sure=sorted(NUMBER_OF[code] for code, given in answers.items() if given == "yes"),
        may=sorted(NUMBER_OF[code] for code, given in answers.items() if given != "no"),
    )


def rules_in_force(*, toilet_nearby_m: float) -> str:
    """Return a text that changes whenever stored facts would have to be derived anew."""
    return repr((sorted(NUMBER_OF.items()), sorted(INDOOR_OF.items()), [need.rule for need in NEEDS], toilet_nearby_m))


def answer(code: str, *, sure: frozenset[int], may: frozenset[int]) -> Answer:
    """Return yes, no or unknown for an amenity or need, from stored facts."""
    number = NUMBER_OF[code]
    if number in sure:
        return "yes"
    return "unknown" if number in may else "no"
