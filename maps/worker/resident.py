"""Cities that stay in memory, so that a question is answered at once; their stations follow the registry."""

from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import NamedTuple

from maps import city, roster
from maps.city import City
from maps.placing import finding, placed
from maps.placing.asked import Siting
from maps.placing.board import Board
from maps.placing.candidates import Candidates
from maps.placing.placed import Placed
from maps.question import Question
from maps.siting.hearing import Heard, unheard
from stations import registry
from stations.config import Settings
from stations.database import Database
from stations.hours import Calendar
from stations.registry import CoverageMark

KEPT = 6
FRESH_S = 1.0  # the registry is asked at most so often whether stations have changed
Key = tuple[str, str | None, str | None]


class Held(NamedTuple):
    """A city, the mark of the registry it was read at, and when that was last compared."""

    city: City
    mark: CoverageMark
    looked_s: float


class Residents:
    """Hand out cities, read when they are first asked for; safe to be asked by several threads."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings, self._database = settings, database
        self._held: OrderedDict[Key, Held] = OrderedDict()
        self._lock = Lock()

    @property
    def calendar(self) -> Calendar:
        """The days off that opening hours are read by."""
        return Calendar.chosen(self._settings.calendar)

    @property
    def home(self) -> Path:
        """Where the files of runs are kept."""
        return self._settings.home

    def city(self, question: Question) -> City:
        """Return the city that a question is about, with the stations of at most FRESH_S ago.

        Raise `NotFound` for a district, streets or demand there are none of.
        """
        key = question.area, question.streets, question.demand
        with self._lock:
            held = self._renewed(question, self._held.get(key))
            self._held[key] = held
            self._held.move_to_end(key)
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
        return held.city

    def candidates(self, place: City, siting: Siting) -> Candidates:
        """Return the candidates of a wish; raise what `finding.candidates` does."""
        with self._database.transaction() as session:
            return finding.candidates(place, siting, session=session, home=self._settings.home)

    def solved(self, board: Board, *, heard: Heard = unheard) -> Placed:
        """Return the plan for a board, its corners named; `heard` is told what share of the work is done."""
        found = placed.solve(board, heard=heard)
        with self._database.transaction() as session:
            return finding.named(session, found)

    def _renewed(self, question: Question, held: Held | None) -> Held:
        if held is not None and monotonic() < held.looked_s + FRESH_S:
            return held
        now = datetime.now(UTC)
        with self._database.transaction() as session:
            mark = registry.coverage_mark(session, streets=question.streets, demand=question.demand)
            if held is not None and city.monday_after(now, self.calendar) != held.city.monday:
                held = None  # its week is over
            if held is not None and held.mark == mark:
                return held._replace(looked_s=monotonic())
            if held is None or held.mark.ground != mark.ground:
                found = city.read(session, self._settings.home, question, as_of=now, calendar=self.calendar)
            else:
                stations = roster.read(session, city.halo(held.city.areas))
                found = held.city.with_stations(stations, self.calendar, as_of=now)
        return Held(found, mark, monotonic())
