"""Opaque marks of how far a list has been read.

A cursor belongs to the question it was given for. Its checksum tells a slip or a cursor of another list from a good
one; it keeps no secret, for there is none: ids are public.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from hashlib import blake2s

from stations.errors import InputError

CHECK_BYTES = 8
ID_BYTES = 4
NOT_THE_QUESTION = {"cursor", "limit"}  # the size of a page may change on the way

Pairs = Iterable[tuple[str, str]]


def encode(after_id: int, question: Pairs) -> str:
    """Return the cursor behind a station, for the list that the parameters ask for."""
    number = after_id.to_bytes(ID_BYTES, "big")
    asked = sorted(pair for pair in question if pair[0] not in NOT_THE_QUESTION)
    check = blake2s(number + repr(asked).encode(), digest_size=CHECK_BYTES).digest()
    return urlsafe_b64encode(number + check).decode()


def decode(cursor: str, question: Pairs) -> int:
    """Return the id that a cursor stands behind; raise `InputError` unless it was given for these parameters."""
    try:
        after_id = int.from_bytes(urlsafe_b64decode(cursor)[:ID_BYTES], "big")
    except ValueError:
        after_id = 0
    if encode(after_id, question) != cursor:
        raise InputError(
            "cursor 无效，或不属于这个查询：请原样使用上一页 links 中 rel=next 的地址。",
            "The cursor is damaged or of another question: follow the rel=next link of the page before as it is.",
            field="cursor",
        )
    return after_id
