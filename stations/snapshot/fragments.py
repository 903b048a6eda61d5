"""What an answer says about a station whoever asks: JSON, encoded beforehand.

A fragment is the beginning of a GeoJSON feature, left open inside `properties.opening`. To finish it, add what depends
on the question and close three brackets:

    fragment + b',"state":"open", ...},"distance_m":482.3, ...},"geometry":{ ... }}'
"""

from functools import lru_cache
from operator import attrgetter

import orjson

from stations.serving import ServingRow, parse_array
from stations.snapshot import bits
from stations.vocabulary import ACCESS_COLUMNS

OPTIONS = orjson.OPT_UTC_Z
LISTS = ("worker_groups", "entry")


def fragment_of(row: ServingRow, words: bits.Words) -> bytes:
    """Return the fragment of a station with its words of facts."""
    properties = {
        "id": row.id,
        "code": row.code,
        "name": row.name,
        "type": row.type,
        "brand": row.brand,
        "address": row.address,
        "adcode": row.adcode,
        "needs": _needs(words),
        "amenities": orjson.Fragment(row.amenities),
        "verified_at": row.verified_at,
        "updated_at": row.updated_at,
        "source": row.source,
        "status": {"operation": row.operation, "publication": row.publication},
        "access": _access(*_access_of(row)),
        "opening": {"raw": row.hours_raw, "osm": row.hours_osm, "parse": row.hours_parse},
    }
    body = orjson.dumps(properties, option=OPTIONS)
    return b'{"type":"Feature","id":%d,"properties":%b' % (row.id, body[:-2])


_access_of = attrgetter(*ACCESS_COLUMNS)


@lru_cache(maxsize=65536)
def _access(*given: str | bool | None) -> orjson.Fragment:
    values: dict[str, object] = dict(zip(ACCESS_COLUMNS, given, strict=True))
    values |= {name: parse_array(str(values[name])) for name in LISTS}
    return orjson.Fragment(orjson.dumps(values))


@lru_cache(maxsize=65536)
def _needs(words: bits.Words) -> orjson.Fragment:
    return orjson.Fragment(orjson.dumps(bits.needs_met(words)))
