"""Packs without a registry: contents with something in every part, and what documents are made of."""

from pathlib import Path
from typing import Any

from shapely import box

from maps.coverage_metrics import Figure
from maps.report import office, pages
from maps.report.contents import Contents, Hour, Remedy
from maps.report.drawn import raster
from maps.report.drawn.plane import Plane
from maps.report.files.document import Pack
from maps.report.office import TEMPLATES
from maps.week import HOURS
from stations.language import Lang
from tests.maps.found import LAT, LON, TEN, area, contents, gap, station

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#a00"/></svg>'
DOTS = raster.png(SVG.encode(), "svg")
BANDS = tuple((minutes, Figure(minutes, 20.0), TEN) for minutes in (5.0, 10.0, 15.0))
RISKY = "=1+2"


def remedy(**values: object) -> Remedy:
    """Return an action at a station in the western square, of which it is not known whether it is needed."""
    told: dict[str, Any] = {"rank": 1, "action": "extend", "station": "测试驿站", "lon": LON, "lat": LAT}
    more = {"streets": ("东街",), "gain": 1.25, "cost": 30000.0, "is_known": False, "covered": Figure(7.5, 20.0)}
    return Remedy(**{**told, **more, **values})


def full(**values: object) -> Contents:
    """Return contents with a table, a curve and a picture in every part, and a station whose name looks risky."""
    shape = box(113.6, 34.7, 113.8, 34.8)
    whole = area(
        adcode="410100", name="测试市", level="city", parent_adcode=None, shape=shape, weight=20.0, bands=BANDS
    )
    hours = tuple(Hour(sure=Figure(hour % 20, 20.0), may=Figure(20.0, 20.0)) for hour in range(HOURS))
    told: dict[str, Any] = {
        "areas": (whole, area(), area(adcode="410103", name="东区")),
        "gaps": (gap(), gap(rank=2)),
        "steps": (remedy(), remedy(rank=2)),
        "stations": (station(), station(id=2, code="Y2", name=RISKY, lon=LON + 0.01, open="no", answers="no")),
        "week": hours,
    }
    return contents(**{**told, **values})


def pack(of: Contents, lang: Lang = "zh", *, template: Path | None = None) -> Pack:
    """Return what a document is made of; all its pictures are the same."""
    said = pages.of(of, Plane(of), lang, map_number="沪S(2026)001号")
    names = ("map.svg", "centre.svg", "hours.svg", *(each["file"] for each in said["gaps"]["cards"]))
    return Pack(said, dict.fromkeys(names, DOTS), office.read(template))


def switched(folder: Path, **switches: str) -> Path:
    """Return a folder whose office.toml switches some keys, each as TOML writes its value."""
    lines = (TEMPLATES / office.NAME).read_text("utf-8").splitlines()
    kept = [line for line in lines if line.split(" = ")[0] not in switches]
    folder.mkdir(exist_ok=True)
    written = [*kept, *(f"{key} = {value}" for key, value in switches.items())]
    (folder / office.NAME).write_text("\n".join(written), encoding="utf-8")
    return folder
