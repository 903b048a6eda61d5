"""A page for couriers made from a template, in the language they chose, allowed to ask nobody but us."""

from base64 import b64encode
from hashlib import sha256
from typing import Any

from fastapi import Request, Response

from api import statics
from api.courier.base_map import BaseMap
from api.courier.paper import PAPER
from api.courier.screen import CHIPS, MODES, ORDERS, said
from api.courier.told import told
from api.language import TAG_OF
from api.pages import TEMPLATES
from stations.language import Lang

COOKIE = "yizhan_lang"
COOKIE_LASTS_S = 365 * 24 * 3600
HTML = "text/html; charset=utf-8"

STYLE = statics.read("courier/courier.css").body.decode()
"""It stands in the page: on a slow network a file of its own would keep the first screen waiting for a round trip."""

STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()

# as it is written here, and in its own letters: the page's order is ours, and its bytes are counted


def language_of(request: Request) -> Lang:
    """Return the language asked for by `lang`, else the one remembered, else Chinese."""
    asked = request.query_params.get("lang") or request.cookies.get(COOKIE)
    return "en" if asked == "en" else "zh"


def document(
    request: Request,
    template: str,
    *,
    status: int = 200,
    base_map: BaseMap | None = None,
    **values: Any,  # noqa: ANN401 - whatever the template shows
) -> Response:
    """Answer with a page, everything in it escaped; remember the language if it was asked for."""
    lang = language_of(request)
    body = rendered(template, lang=lang, base_map=base_map, path=request.url.path, **values)
    answer = statics.answer(request, statics.of(body, media_type=HTML), status=status, headers=_headers(lang, base_map))
    if "lang" in request.query_params:
        answer.set_cookie(COOKIE, lang, max_age=COOKIE_LASTS_S, samesite="lax", httponly=True)
    return answer


def rendered(
    template: str,
    *,
    lang: Lang,
    base_map: BaseMap | None = None,
    path: str = "/",
    **values: Any,  # noqa: ANN401 - whatever the template shows
) -> bytes:
    """Return a page's text."""
    other: Lang = "en" if lang == "zh" else "zh"
    common = {
        "t": said(PAPER, lang),
        "lang": lang,
        "tag": TAG_OF[lang],
        "other": other,
        "other_tag": TAG_OF[other],
        "path": path,
        "chips": said(CHIPS, lang),
        "modes": said(MODES, lang),
        "orders": said(ORDERS, lang),
        "told": told(lang, base_map),
        "style": STYLE,
        "modules": sorted(name for name in statics.names() if name.startswith("courier/") and name.endswith(".js")),
    }
    return TEMPLATES.get_template(template).render(common | values).encode()


def _headers(lang: Lang, base_map: BaseMap | None) -> dict[str, str]:
    elsewhere = f" {base_map.origin}" if base_map else ""
    policy = (
        f"default-src 'self'; style-src 'self' 'sha256-{STYLE_HASH}';"
        f" img-src 'self' data: blob:{elsewhere}; connect-src 'self'{elsewhere};"
        " worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Content-Language": TAG_OF[lang],
        "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "Vary": "Accept-Encoding, Cookie",
    }
