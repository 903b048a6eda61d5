"""One pack: every file of it, written from one run into one folder."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import orjson

from maps.report import office, pages
from maps.report.contents import Contents
from maps.report.drawn import chart, drawing, raster
from maps.report.drawn.plane import Plane
from maps.report.files import document, layers, pdf, workbook
from maps.report.files.document import Pack
from maps.report.office import Office
from maps.run_map import page as coverage_page
from stations.hours import Calendar
from stations.language import Lang

MANIFEST = "pack.json"
Told = Callable[[float], None]
"""Takes how much of the work is done, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What an office may choose: languages, its own templates, the number of the map's review."""

    langs: Sequence[Lang] = ("zh", "en")
    template: Path | None = None
    map_number: str | None = None
    calendar: Calendar


def write(contents: Contents, folder: Path, options: Options, *, told: Told = lambda _: None) -> list[str]:
    """Write every file of a pack and return their names; the same run and options give the same bytes.

    A file appears when it is whole. Raise `InputError` where the templates cannot be used.
    """
    chosen = office.read(options.template)
    folder.mkdir(parents=True, exist_ok=True)
    plane = Plane(contents)
    sums = {}
    steps = 2 * len(options.langs) + 1
    for done, files in enumerate(chain([_maps(contents, plane)], _papers(contents, plane, chosen, options)), 1):
        for name, written in files:
            _put(folder / name, written)
            sums[name] = hashlib.sha256(written).hexdigest()
        told(done / steps)
    about = {"run": contents.run, "as_of": contents.as_of, "question": contents.question.as_dict(), "files": sums}
    _put(folder / MANIFEST, orjson.dumps(about, option=orjson.OPT_INDENT_2))
    return sorted([*sums, MANIFEST])


Files = Iterator[tuple[str, bytes]]


def _maps(contents: Contents, plane: Plane) -> Files:
    """Yield what has no language: the layers of the map."""
    shown = layers.of(contents, plane.grounds)
    for name, rows in shown.items():
        if rows:
            yield f"{name}.geojson", layers.geojson(contents, rows)
    yield "layers.gpkg", layers.geopackage(contents, shown)


def _papers(contents: Contents, plane: Plane, chosen: Office, options: Options) -> Iterator[Files]:
    """Yield what is read, language by language, in two parts each."""
    shown = contents.ranked[: pages.CARDS]
    halves_m = drawing.half_widths_m(plane, shown)
    small = {f"gap{gap.rank}.svg": drawing.gap(plane, gap, half_m) for gap, half_m in zip(shown, halves_m, strict=True)}
    small_dots = _dots(small)
    for lang in options.langs:
        said = pages.of(contents, plane, lang, map_number=options.map_number)
        vector, dots = drawing.district(plane, lang, map_number=options.map_number)
        own = {}
        if enlarged := drawing.centre(plane, lang, map_number=options.map_number):
            own["centre.svg"] = enlarged
        if contents.week:
            own["hours.svg"] = chart.curve(contents, lang)
        seconds = int(contents.as_of.timestamp())
        pictures = {"map.svg": vector, **own, **small}
        yield iter([(f"report.{lang}.pdf", pdf.pdf(said, pictures, chosen, seconds=seconds))])
        told = Pack(said, {"map.svg": dots, **_dots(own), **small_dots}, chosen)
        yield iter(
            [
                (f"map.{lang}.svg", vector),
                (f"map.{lang}.png", dots),
                (f"report.{lang}.docx", document.docx(contents, told)),
                (f"tables.{lang}.xlsx", workbook.xlsx(contents, said, chosen)),
                (f"map.{lang}.html", coverage_page.page(contents, lang=lang, map_number=options.map_number).encode()),
            ]
        )


def _dots(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return pictures (SVG) as PNG, under the same names."""
    return {name: raster.png(picture, "svg") for name, picture in pictures.items()}


def _put(path: Path, written: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(written)
    draft.replace(path)
