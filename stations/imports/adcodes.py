"""Codes of Chinese districts: what their digits say of level and parent."""

import re
from typing import NamedTuple
from unicodedata import normalize

CHINA_PREFIX = re.compile(r"156(?=\d{6}$)")  # ISO's number of the country, put before codes by Tianditu
WITHOUT_CITIES = {"11", "12", "31", "50", "71", "81", "82"}  # municipalities, Taiwan, Hong Kong, Macau
UNDER_THE_PROVINCE = "90"  # counties that belong to no city: 419001 济源市
CODE_SYSTEM_OF_LENGTH = {6: "gbt2260", 9: "gbt10114", 12: "nbs"}


class Division(NamedTuple):
    """What a code says of itself."""

    level: str
    parent_adcode: str | None
    code_system: str


def tidy(code: object) -> str:
    """Return a code as text, without the country's number and without what spreadsheets add (110101.0)."""
    plain = normalize("NFKC", "" if code is None else str(code)).strip().removesuffix(".0")
    return CHINA_PREFIX.sub("", plain)


def division(adcode: str) -> Division | None:
    """Read a code of 6, 9 or 12 digits; None for any other."""
    system = CODE_SYSTEM_OF_LENGTH.get(len(adcode))
    if system is None or not (adcode.isascii() and adcode.isdecimal()):
        return None
    if system == "gbt2260":
        return Division(*_level(adcode), system)
    if system == "gbt10114":
        return Division("township", adcode[:6], system)
    if adcode.endswith("000"):
        return Division("township", adcode[:6], system)
    return Division("community", f"{adcode[:9]}000", system)


def with_parents(prefix: str) -> tuple[str, ...]:
    """Return the codes above a code or its beginning: 4101 lies in 410000 and is 410100."""
    return (f"{prefix[:2]}0000", f"{prefix[:4]}00") if len(prefix) > 2 else (f"{prefix[:2]}0000",)  # noqa: PLR2004 - digits of a province


def _level(adcode: str) -> tuple[str, str | None]:
    if adcode.endswith("0000"):
        return "province", None
    province = f"{adcode[:2]}0000"
    if adcode.endswith("00"):
        return "city", province
    if adcode[:2] in WITHOUT_CITIES or adcode[2:4] == UNDER_THE_PROVINCE:
        return "county", province
    return "county", f"{adcode[:4]}00"
