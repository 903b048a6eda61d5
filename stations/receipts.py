"""The receipt of a report: what its answer is read by, in place of an account.

Thirteen symbols by chance (64 bits: nobody guesses one) and one that checks them. Symbols and check are those of
station codes (`stations.codes`): every slip of one symbol and every swap of two is noticed.
"""

import secrets

from stations.codes import ALPHABET, MISREAD, check_symbol
from stations.errors import InputError

CHANCE = 13
GROUPS = (slice(0, 5), slice(5, 9), slice(9, 14))


def new_receipt() -> str:
    """Return a receipt that nobody can foresee, as it is stored."""
    chance = "".join(secrets.choice(ALPHABET) for _ in range(CHANCE))
    return chance + check_symbol(chance)


def spoken(receipt: str) -> str:
    """Return a stored receipt in groups, as it is shown and read aloud."""
    return "-".join(receipt[group] for group in GROUPS)


def normalise(text: str) -> str:
    """Return a receipt as it is stored, from however it was typed; raise `InputError` if it cannot be one."""
    typed = text.strip().upper().translate(MISREAD)
    if len(typed) == CHANCE + 1 and set(typed) <= set(ALPHABET) and typed[-1] == check_symbol(typed[:-1]):
        return typed
    raise InputError(
        "回执号应为 14 位，请核对是否抄错。",
        "A receipt has 14 symbols; please check for a slip.",
        field="receipt",
    )
