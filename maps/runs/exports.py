"""What a run found, as files: by district CSV and GeoJSON, gaps as GeoJSON, by cell Parquet; always the same bytes."""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely import MultiPolygon

from maps.answering import Answer
from maps.areas import Areas
from maps.coverage_metrics import METRICS
from maps.engine.arrays import NOWHERE, UNREACHED_DM
from maps.engine.paths import Nearest
from maps.question import DM_PER_M
from stations.compiling import Array
from stations.imports.report import harmless

BY_BAND = ("covered_sure", "covered_may", "covered_km2_sure", "covered_km2_may")
COUNTS, FIFTHS, TENTHS = (range(1, 4), range(1, 6), range(0, 101, 10))
PLACES: Mapping[str, range] = {
    "by_count_sure": COUNTS,
    "by_count_may": COUNTS,
    "density_weight": FIFTHS,
    "density_sure": FIFTHS,
    "lorenz": TENTHS,
}
"""What the places in a list are called where each has a column: stations, fifths, hundredths."""


def flat(rows: Sequence[Mapping[str, Any]], bands_min: Sequence[float]) -> list[dict[str, Any]]:
    """Return the rows of districts with a column for each band and each other place in place of lists."""
    return [_flat(row, bands_min) for row in rows]


def areas_csv(rows: Sequence[Mapping[str, Any]], bands_min: Sequence[float]) -> bytes:
    """Return districts as CSV."""
    return _csv(flat(rows, bands_min))


def stations_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return stations as CSV, codes in one cell parted by spaces; of none there is not even a heading."""
    joined = ({name: " ".join(cell) if isinstance(cell, list) else cell for name, cell in row.items()} for row in rows)
    return _csv(list(joined))


def metrics_csv() -> bytes:
    """Return what every figure means as CSV: of what, label, unit, formula and source, in Chinese and English."""
    return _csv(
        [
            {
                "about": metric.about,
                "figure": metric.column,
                "of": metric.of or "",
                **{
                    f"{part}_{lang}": text.say(lang) if text else ""
                    for part, text in (
                        ("label", metric.label),
                        ("unit", metric.unit),
                        ("formula", metric.formula),
                        ("source", metric.source),
                    )
                    for lang in ("zh", "en")
                },
            }
            for metric in METRICS.values()
        ]
    )


def _csv(table: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows as CSV that spreadsheets read as UTF-8; no cell is run as a formula."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(table[0]) if table else [], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(
        {name: harmless(value) if isinstance(value, str) else value for name, value in row.items()} for row in table
    )
    return written.getvalue().encode("utf-8-sig")


def areas_geojson(rows: Sequence[Mapping[str, Any]], areas: Areas, about: Mapping[str, Any]) -> bytes:
    """Return districts with their boundaries as GeoJSON (WGS84); `about` says what was asked of what."""
    shapes = [shape for level in areas.levels for shape in level.frame.geometry]
    features = [
        {"type": "Feature", "geometry": shapely.geometry.mapping(shape), "properties": dict(row)}
        for row, shape in zip(rows, shapes, strict=True)
    ]
    return orjson.dumps({"type": "FeatureCollection", **about, "features": features})


def gaps_geojson(run: Mapping[str, Any], features: Sequence[Mapping[str, Any]]) -> bytes:
    """Return gaps as GeoJSON (WGS84); `run` says what was asked of what."""
    return orjson.dumps({"type": "FeatureCollection", **run, "features": features})


def gap_features(rows: Sequence[Mapping[str, Any]], outlines: Sequence[MultiPolygon]) -> list[dict[str, Any]]:
    """Return gaps as GeoJSON features (WGS84), in their order."""
    return [
        {"type": "Feature", "geometry": shapely.geometry.mapping(shape), "properties": {"rank": rank, **row}}
        for rank, (row, shape) in enumerate(zip(rows, outlines, strict=True), 1)
    ]


def cells_parquet(found: Answer, path: Path) -> None:
    """Write every cell: where, how much, how far to the k-th nearest answering station, and which is the nearest.

    `adcode` is the smallest district that the cell lies in.
    """
    cells = found.city.cells
    columns: dict[str, Array] = {**cells._asdict(), "weight": found.weight}
    for name, nearest in (("sure", found.sure), ("may", found.may)):
        columns |= _columns(found, name, nearest)
    masked = {name: pa.array(column, from_pandas=True) for name, column in columns.items()}
    pq.write_table(pa.table(masked | {"adcode": _adcodes(found)}), path, compression="zstd")


def _adcodes(found: Answer) -> pa.DictionaryArray:
    """Return the code of the smallest district of each cell."""
    levels = found.city.areas.levels
    codes = [view.adcode for level in levels for view in level.views]
    place, before = np.zeros(len(found.weight), np.int32), 0
    for area_of, level in zip(found.city.area_of, levels, strict=True):
        place = np.where(area_of == NOWHERE, place, area_of + before).astype(np.int32)
        before += len(level.views)
    return pa.DictionaryArray.from_arrays(pa.array(place), pa.array(codes))


def _columns(found: Answer, name: str, nearest: Nearest) -> dict[str, Array]:
    """Return how far it is (metres, NaN for what is not reached), to which station (0 for none), and if that covers."""
    far = nearest.distance_dm[:, found.question.k - 1]
    station = nearest.station[:, 0]
    ids = np.append(found.city.roster.id, 0)
    return {
        f"distance_{name}_m": np.where(far == UNREACHED_DM, np.nan, far / DM_PER_M),
        f"nearest_{name}_id": ids[np.where(station == NOWHERE, len(ids) - 1, station)],
        f"is_covered_{name}": found.is_covered(nearest),
    }


def _flat(row: Mapping[str, Any], bands_min: Sequence[float]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if name in BY_BAND:
            flat |= {f"{name}_{minutes:g}min": each for minutes, each in zip(bands_min, value, strict=True)}
        elif name in PLACES:
            each_one = repeat(None) if value is None else value
            flat |= {f"{name}_{place}": each for place, each in zip(PLACES[name], each_one, strict=False)}
        else:
            flat[name] = value
    return flat
