"""A plan kept: in the tables of its run, or as files."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy.orm import Session

from maps.placing import telling
from maps.placing.placed import Placed
from stations import registry
from stations.imports.report import harmless

HEADINGS = (
    *("rank", "action", "station_id", "label", "lon", "lat", "gain", "covered", "of", "cost", "lacks", "is_known"),
    *("holds_zh", "holds_en"),
)

NOTHING_SAID = {"zh": "", "en": ""}


def keep(session: Session, run_id: str, placed: Placed) -> None:
    """Store a plan under the id by which it was asked for, and that it is done."""
    rows = telling.rows(placed)
    points = [f"SRID=4326;POINT({row['detail']['lon']} {row['detail']['lat']})" for row in rows]
    registry.put_plan(session, run_id, [{**row, "geom": point} for row, point in zip(rows, points, strict=True)])
    registry.finish_run(session, run_id, result=telling.summary(placed), as_of=placed.board.city.as_of)


def flat(placed: Placed) -> list[dict[str, Any]]:
    """Return the steps of a plan, the first first, each with all that is said of it; `of` is all demand."""
    return [
        {"rank": rank, **{name: value for name, value in row.items() if name != "detail"}, **row["detail"]}
        | {"of": placed.plan.total}
        for rank, row in enumerate(telling.rows(placed), 1)
    ]


def as_csv(steps: Sequence[Mapping[str, Any]]) -> bytes:
    """Return steps as CSV that spreadsheets read as UTF-8; no cell is run as a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for step in steps:
        row = {**step, "lacks": " ".join(step["lacks"]), "label": harmless(step["label"] or "")}
        row |= {f"holds_{lang}": words for lang, words in (step["holds"] or NOTHING_SAID).items()}
        writer.writerow([row[name] for name in HEADINGS])
    return written.getvalue().encode("utf-8-sig")


def as_geojson(steps: Sequence[Mapping[str, Any]], about: Mapping[str, Any]) -> bytes:
    """Return steps as GeoJSON points (WGS84); `about` says what was asked of what."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [step["lon"], step["lat"]]},
            "properties": dict(step),
        }
        for step in steps
    ]
    return orjson.dumps({"type": "FeatureCollection", **about, "features": features})
