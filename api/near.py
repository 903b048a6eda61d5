"""Which stations are near, asked of the read model and said as GeoJSON."""

from datetime import datetime

from starlette.responses import Response

from api import answers
from api.read_model import ReadModel, snapshot_of
from api.schemas.questions import AlongQuestion, NearestQuestion
from stations import search


def nearest_answer(question: NearestQuestion, *, read_model: ReadModel, now: datetime) -> Response:
    """Return the stations nearest to a point, those shut on arrival left out unless asked for."""
    asked = question.asked(now)
    hits = search.nearest(snapshot_of(read_model), asked)
    about = answers.Asked(asked.filters, asked.filters.codes, question.crs, question.order)
    return _said(answers.collection(hits, about), read_model)


def along_answer(question: AlongQuestion, *, read_model: ReadModel, now: datetime) -> Response:
    """Return the stations beside a route, in the order they are passed."""
    asked = question.asked(now)
    hits = search.along(snapshot_of(read_model), asked)
    about = answers.Asked(asked.filters, asked.filters.codes, question.crs, "along")
    return _said(answers.collection(hits, about), read_model)


def _said(body: bytes, read_model: ReadModel) -> Response:
    headers = {"Cache-Control": "no-store", "Snapshot-Age": str(int(read_model.status().age_s or 0))}
    return Response(body, media_type="application/geo+json", headers=headers)
