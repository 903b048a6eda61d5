"""Links from one page of a list to the next (OGC API – Features)."""

from urllib.parse import urlencode

from fastapi import Request

from api import cursor
from api.schemas.geojson import Link


def links(request: Request, *, next_after_id: int | None) -> list[Link]:
    """Return the way to this page, and to the next if there is one, with every other parameter as it was."""
    asked = request.query_params.multi_items()
    here = [Link(href=_address(request, asked), rel="self")]
    if next_after_id is None:
        return here
    others = [pair for pair in asked if pair[0] != "cursor"]
    onward = [*others, ("cursor", cursor.encode(next_after_id, others))]
    return [*here, Link(href=_address(request, onward), rel="next")]


def _address(request: Request, parameters: list[tuple[str, str]]) -> str:
    path = str(request.base_url).rstrip("/") + request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    return f"{path}?{urlencode(parameters)}" if parameters else path
