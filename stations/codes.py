"""The short public code of a station: what stands on a QR code, is read out on the telephone and typed with gloves on.

`Y`, five symbols of Crockford's base 32 (no I, L, O, U), one check symbol. Numbers are scattered, so that neighbours
in the registry do not look alike; a slip of one symbol or a swap of two is noticed.
"""

from stations.errors import InputError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY = 5
SPACE = 32**BODY
SCATTER = 20_114_309  # odd, so that multiplying modulo a power of two loses nothing
CHECK_PRIME = 31
MISREAD = str.maketrans("OIL", "011", "- ")


def code_of(number: int) -> str:
    """Return the code of the n-th station, 0 < n < 33,554,432."""
    if not 0 < number < SPACE:
        raise ValueError(f"no code for station number {number}")
    scattered = number * SCATTER % SPACE
    body = "".join(ALPHABET[scattered >> shift & 31] for shift in range(5 * (BODY - 1), -1, -5))
    return f"Y{body}{_check(body)}"


def normalise(text: str) -> str:
    """Return a code as it is stored, from however it was typed; raise `InputError` if it cannot be one."""
    typed = text.strip().upper().translate(MISREAD)
    head, body, check = typed[:1], typed[1:-1], typed[-1:]
    if head == "Y" and len(body) == BODY and all(symbol in ALPHABET for symbol in body) and check == _check(body):
        return typed
    raise InputError(
        "站点编码应为 Y 开头的七位编码，请核对是否抄错。",
        "A station code has seven symbols and begins with Y; please check for a slip.",
        field="id",
    )


def _check(body: str) -> str:
    total = sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(body, start=2))
    return ALPHABET[total % CHECK_PRIME]
