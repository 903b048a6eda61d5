"""Which stations are near, asked of the read model and said as GeoJSON."""

from datetime import datetime

from starlette.responses import Response

from api import answers
from api.opening import Moment
from api.read_model import ReadModel, snapshot_of
from api.schemas.questions import AlongQuestion, NearestQuestion
from stations import nearby, search
from stations.database import Database
from stations.search import Hits


class Answer(Response):
    """GeoJSON that nobody stores, with how long ago it was surely in step with the database."""

    def __init__(self, body: bytes, *, age_s: int) -> None:
        # what Starlette makes of the same headers, for a fifteenth of an answer's time
        self.status_code = 200
        self.background = None
        self.body = body
        self.raw_headers = [
            (b"content-type", b"application/geo+json"),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            (b"snapshot-age", b"%d" % age_s),
        ]


def nearest_answer(question: NearestQuestion, *, read_model: ReadModel, now: datetime) -> Answer:
    """Return the stations nearest to a point, those shut on arrival left out unless asked for."""
    asked = question.asked(now)
    hits = search.nearest(snapshot_of(read_model), asked)
    return _said(hits, answers.Asked(asked.filters, question.crs, question.order), read_model)


def first_answer(question: NearestQuestion, *, database: Database, moment: Moment) -> Answer:
    """Return the same from PostGIS: before there is a snapshot, and slowly."""
    asked = question.asked(moment.at)
    hits = search.nearest(nearby.snapshot_for(database, asked, moment.calendar), asked)
    return Answer(answers.collection(hits, answers.Asked(asked.filters, question.crs, question.order)), age_s=0)


def along_answer(question: AlongQuestion, *, read_model: ReadModel, now: datetime) -> Answer:
    """Return the stations beside a route, in the order they are passed."""
    asked = question.asked(now)
    hits = search.along(snapshot_of(read_model), asked)
    return _said(hits, answers.Asked(asked.filters, question.crs, "along"), read_model)


def _said(hits: Hits, asked: answers.Asked, read_model: ReadModel) -> Answer:
    return Answer(answers.collection(hits, asked), age_s=int(read_model.status().age_s or 0))
