"""The tokens of a notice with those that only mean something together made one."""

from typing import Final

from stations.hours.lexicon import Token

_LISTING: Final = frozenset({"、", "和", "及", "与", "以及"})


def joined(tokens: list[Token]) -> list[Token]:
    """Return the tokens with days that are excepted made one kind, and strange neighbours one piece."""
    found: list[Token] = []
    is_excluding = False
    for token in tokens:
        is_excluding = token.kind == "exclude" or (is_excluding and _is_listed(token))
        if token.kind == "strange" and found and found[-1].kind == "strange":
            found[-1] = found[-1]._replace(text=found[-1].text + token.text)
        elif token.kind == "except":
            _except_before(found, token)
        elif is_excluding and token.kind == "days":
            found.append(token._replace(kind="except"))
        else:
            found.append(token)
    return [token._replace(kind="noise") if token.kind == "exclude" else token for token in found]


def _is_listed(token: Token) -> bool:
    return token.kind in {"days", "festival"} or token.text in _LISTING


def _except_before(found: list[Token], word: Token) -> None:
    """Mark the run of days at the end, joined by nothing but 、 and 和, as excepted."""
    at = len(found) - 1
    if at < 0 or found[at].kind not in {"days", "festival", "except"}:
        found.append(word._replace(kind="strange"))
        return
    while at >= 0 and _is_listed(found[at]):
        if found[at].kind == "days":
            found[at] = found[at]._replace(kind="except")
        at -= 1
