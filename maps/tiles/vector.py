"""Vector tiles written (Mapbox Vector Tile 2.1): polygons with properties, as the bytes of one layer."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

EXTENT = 4096  # units along the side of a tile
MOVE_TO_ONE, CLOSE, LINE_TO = 9, 15, 2
POLYGON = 3
SEVEN_BITS = 0x7F
Value = str | int | float
Ring = Sequence[tuple[int, int]]


def layer(name: str, features: Iterable[tuple[Ring, Mapping[str, Value | None]]]) -> bytes:
    """Return a tile of one layer, no bytes for no feature; rings are in tile units and not closed, clockwise as seen.

    What is None is left out.
    """
    keys: dict[str, int] = {}
    values: dict[tuple[type, Value], int] = {}
    written = [_feature(ring, properties, keys, values) for ring, properties in features]
    if not written:
        return b""
    parts = (
        _varint(15 << 3) + _varint(2),
        _field(1, name.encode()),
        *(_field(2, each) for each in written),
        *(_field(3, key.encode()) for key in keys),
        *(_field(4, _value(value)) for _, value in values),
        _varint(5 << 3) + _varint(EXTENT),
    )
    return _field(3, b"".join(parts))


def _feature(
    ring: Ring, properties: Mapping[str, Value | None], keys: dict[str, int], values: dict[tuple[type, Value], int]
) -> bytes:
    """Return a feature; keys and values it has first are given the next numbers."""
    tags = (
        (keys.setdefault(key, len(keys)), values.setdefault((type(value), value), len(values)))
        for key, value in properties.items()
        if value is not None
    )
    tag_bytes = b"".join(map(_varint, chain.from_iterable(tags)))
    return _field(2, tag_bytes) + _varint(3 << 3) + _varint(POLYGON) + _field(4, b"".join(map(_varint, _drawn(ring))))


def _drawn(ring: Ring) -> list[int]:
    """Return the commands that draw a ring, each point from the one before (4.3 of the specification)."""
    (x, y), *others = ring
    drawn = [MOVE_TO_ONE, _zigzag(x), _zigzag(y), len(others) << 3 | LINE_TO]
    for to_x, to_y in others:
        drawn += [_zigzag(to_x - x), _zigzag(to_y - y)]
        x, y = to_x, to_y
    return [*drawn, CLOSE]


def _zigzag(number: int) -> int:
    return number * 2 if number >= 0 else -number * 2 - 1


def _value(value: Value) -> bytes:
    if isinstance(value, str):
        return _field(1, value.encode())
    if isinstance(value, int):
        return _varint(5 << 3) + _varint(value)
    return _varint(3 << 3 | 1) + struct.pack("<d", value)


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    """Return a whole number as protobuf writes it, seven bits a byte, the lowest first."""
    written = bytearray()
    while number > SEVEN_BITS:
        written.append(number & SEVEN_BITS | SEVEN_BITS + 1)
        number >>= 7
    written.append(number)
    return bytes(written)
