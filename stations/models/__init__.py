"""The tables, by subject; `Base.metadata` holds them all."""

from stations.models.base import Base
from stations.models.change import StationChange
from stations.models.district import Census, District
from stations.models.hours import StationHours
from stations.models.imports import Derivation, ImportRow, ImportRun
from stations.models.organisation import Organisation, StationRole
from stations.models.place import PlaceName
from stations.models.report import Report
from stations.models.station import Station, StationAmenity, Tombstone

__all__ = [
    "Base",
    "Census",
    "Derivation",
    "District",
    "ImportRow",
    "ImportRun",
    "Organisation",
    "PlaceName",
    "Report",
    "Station",
    "StationAmenity",
    "StationChange",
    "StationHours",
    "StationRole",
    "Tombstone",
]
