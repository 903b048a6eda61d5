"""The planner's page made from its template, in the language chosen, allowed to ask nobody but us."""

from fastapi import Request, Response

from api import statics
from api.courier.base_map import BaseMap
from api.courier.document import COOKIE, COOKIE_LASTS_S, HTML, language_of
from api.language import TAG_OF
from api.pages import TEMPLATES
from api.planner.told import told
from stations.language import Lang


def document(request: Request, base_map: BaseMap | None) -> Response:
    """Answer with the page; remember the language if it was asked for.

    A base map in GCJ-02 is left out: what is clicked on it would lie half a kilometre from what is asked about.
    """
    base_map = base_map if base_map and base_map.datum == "wgs84" else None
    lang = language_of(request)
    body = rendered(lang, base_map)
    answer = statics.answer(request, statics.of(body, media_type=HTML), headers=_headers(lang, base_map))
    if "lang" in request.query_params:
        answer.set_cookie(COOKIE, lang, max_age=COOKIE_LASTS_S, samesite="lax", httponly=True)
    return answer


def rendered(lang: Lang, base_map: BaseMap | None) -> bytes:
    """Return the page's text, everything in it escaped."""
    other: Lang = "en" if lang == "zh" else "zh"
    said = told(lang, base_map)
    values = {
        "t": said["words"],
        "told": said,
        "lang": lang,
        "tag": TAG_OF[lang],
        "other": other,
        "other_tag": TAG_OF[other],
        "modules": sorted(name for name in statics.names() if name.startswith("planner/") and name.endswith(".js")),
    }
    return TEMPLATES.get_template("planner.html").render(values).encode()


def _headers(lang: Lang, base_map: BaseMap | None) -> dict[str, str]:
    elsewhere = f" {base_map.origin}" if base_map else ""
    policy = (
        f"default-src 'self'; img-src 'self' data: blob:{elsewhere}; connect-src 'self'{elsewhere};"
        " worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Content-Language": TAG_OF[lang],
        "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "Vary": "Accept-Encoding, Cookie",
    }
