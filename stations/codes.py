"""The short public code of a station: what stands on a QR code, is read out on the telephone and typed with gloves on.

`Y`, five of 31 symbols (no I, L, O, U, and no Z, which looks like 2), one check symbol. Numbers are scattered, so that
neighbours in the registry do not look alike; 31 is a prime, so any slip of one symbol or swap of two is noticed.
"""

from stations.errors import InputError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
BASE = len(ALPHABET)
BODY = 5
SPACE = BASE**BODY
SCATTER = 17_114_309  # no multiple of 31, so that multiplying modulo a power of 31 loses nothing
MISREAD = str.maketrans("OILZ", "0112", "- ")


def code_of(number: int) -> str:
    """Return the code of the n-th station, 0 < n < 28,629,151."""
    if not 0 < number < SPACE:
        raise ValueError(f"no code for station number {number}")
    scattered = number * SCATTER % SPACE
    body = "".join(ALPHABET[scattered // BASE**place % BASE] for place in reversed(range(BODY)))
    return f"Y{body}{check_symbol(body)}"


def normalise(text: str) -> str:
    """Return a code as it is stored, from however it was typed; raise `InputError` if it cannot be one."""
    typed = text.strip().upper().translate(MISREAD)
    head, body, check = typed[:1], typed[1:-1], typed[-1:]
    if head == "Y" and len(body) == BODY and all(symbol in ALPHABET for symbol in body) and check == check_symbol(body):
        return typed
    raise InputError(
        "站点编码应为 Y 开头的七位编码，请核对是否抄错。",
        "A station code has seven symbols and begins with Y; please check for a slip.",
        field="id",
    )


def check_symbol(body: str) -> str:
    """Return the symbol that checks others; 31 is a prime, so any one slip and any swap of two changes it."""
    total = sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(body, start=2))
    return ALPHABET[total % BASE]
