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
from stations.registry.nearest import Nearest, explain, nearest
from stations.registry.organisations import give_role, put_organisation
from stations.registry.pages import Page, StationQuery, page
from stations.registry.stations import StationDetail, StationView, station

__all__ = [
    "TILE_LAYERS",
    "Change",
    "DistrictView",
    "Filed",
    "Nearest",
    "Page",
    "PlaceView",
    "ReportDraft",
    "ReportView",
    "StationDetail",
    "StationQuery",
    "StationView",
    "Tile",
    "count_districts",
    "count_stations",
    "delete",
    "delete_source",
    "district",
    "district_shapes",
    "districts",
    "explain",
    "explain_places",
    "explain_tile",
    "give_role",
    "mark",
    "nearest",
    "page",
    "places",
    "put_census",
    "put_districts",
    "put_organisation",
    "put_report",
    "refresh_all",
    "refresh_facts",
    "refresh_names",
    "refresh_places",
    "report_by_receipt",
    "set_mark",
    "station",
    "tile",
    "tile_version",
    "upsert",
    "within",
]
