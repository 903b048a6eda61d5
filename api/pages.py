"""Pages for people, made here: they ask no other host for anything."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

OWN_ONLY: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",  # an address may hold a position
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
"""Headers of every page: nothing from other hosts, nothing told to them."""

FEW = 6  # codes that fit into a cell

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
"""Every page is made from these; what is put in is escaped."""


def page(template: str, **values: Any) -> HTMLResponse:  # noqa: ANN401 - whatever the template shows
    """Return a page made from a template, everything in it escaped."""
    return HTMLResponse(TEMPLATES.get_template(template).render(values), headers=dict(OWN_ONLY))


def type_of(schema: Mapping[str, Any]) -> str:
    """Return what an OpenAPI schema allows, in few words; long lists of codes stand in `/v1/codes`."""
    if "anyOf" in schema:
        return type_of(schema["anyOf"][0])
    if "enum" in schema:
        return " | ".join(schema["enum"]) if len(schema["enum"]) <= FEW else "code"
    if schema.get("type") == "array":
        return f"{type_of(schema['items'])} …"
    return str(schema.get("format") or schema["type"])


def example_of(parameter: Mapping[str, Any]) -> str:
    """Return the example of an OpenAPI parameter as it stands in an address."""
    first = parameter["schema"]["examples"][0]
    return str(first[0] if isinstance(first, list) else first)


def address_of(path: str, operation: Mapping[str, Any]) -> str:
    """Return an address of an OpenAPI operation by example, with nothing but what is required."""
    required = [each for each in operation.get("parameters", []) if each["required"]]
    values = {kind: {p["name"]: example_of(p) for p in required if p["in"] == kind} for kind in ("path", "query")}
    query = urlencode(values["query"])
    return path.format(**values["path"]) + (f"?{query}" if query else "")


def body_of(document: Mapping[str, Any], operation: Mapping[str, Any]) -> str:
    """Return the example of what an OpenAPI operation takes as its body, as JSON."""
    name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return json.dumps(document["components"]["schemas"][name]["examples"][0], ensure_ascii=False)
