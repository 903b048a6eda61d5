"""Every question asked of the registry and every change made to it, in SQL; nothing here commits."""

from stations.registry.changes import Change, count_stations, delete, delete_source, upsert
from stations.registry.derived import mark, refresh_all, refresh_facts, refresh_places, set_mark
from stations.registry.districts import (
    DistrictView,
    count_districts,
    district,
    district_shapes,
    districts,
    put_census,
    put_districts,
    within,
)
from stations.registry.feed import (
    CHANNEL,
    START,
    ChangePage,
    Cursor,
    Position,
    StationChange,
    changes,
    marks_since,
    position,
    prune_marks,
)
from stations.registry.nearest import Nearest, explain, nearest
from stations.registry.organisations import give_role, put_organisation
from stations.registry.pages import Page, StationQuery, page
from stations.registry.place_names import refresh_names
from stations.registry.places import PlaceView, explain_places, places
from stations.registry.reports import Filed, ReportDraft, ReportView, put_report, report_by_receipt
from stations.registry.serving import ServingRow, district_numbers, parse_array, serving_rows
from stations.registry.stations import StationDetail, StationView, station
from stations.registry.tiles import TILE_LAYERS, Tile, explain_tile, tile, tile_version

__all__ = [
    "CHANNEL",
    "START",
    "TILE_LAYERS",
    "Change",
    "ChangePage",
    "Cursor",
    "DistrictView",
    "Filed",
    "Nearest",
    "Page",
    "PlaceView",
    "Position",
    "ReportDraft",
    "ReportView",
    "ServingRow",
    "StationChange",
    "StationDetail",
    "StationQuery",
    "StationView",
    "Tile",
    "changes",
    "count_districts",
    "count_stations",
    "delete",
    "delete_source",
    "district",
    "district_numbers",
    "district_shapes",
    "districts",
    "explain",
    "explain_places",
    "explain_tile",
    "give_role",
    "mark",
    "marks_since",
    "nearest",
    "page",
    "parse_array",
    "places",
    "position",
    "prune_marks",
    "put_census",
    "put_districts",
    "put_organisation",
    "put_report",
    "refresh_all",
    "refresh_facts",
    "refresh_names",
    "refresh_places",
    "report_by_receipt",
    "serving_rows",
    "set_mark",
    "station",
    "tile",
    "tile_version",
    "upsert",
    "within",
]
