"""The tables, by subject; `Base.metadata` holds them all."""

from stations.models.base import Base
from stations.models.change import StationChange
from stations.models.demand import Demand
from stations.models.district import Census, District
from stations.models.hours import StationHours
from stations.models.imports import Derivation, ImportRow, ImportRun
from stations.models.organisation import Organisation, StationRole
from stations.models.place import PlaceName
from stations.models.report import Report
from stations.models.run import CoverageArea, CoverageRun, CoverageStation, GapArea, SitingPlan
from stations.models.station import Station, StationAmenity, Tombstone
from stations.models.street import Street, StreetNetwork

__all__ = [
    "Base",
    "Census",
    "CoverageArea",
    "CoverageRun",
    "CoverageStation",
    "Demand",
    "Derivation",
    "District",
    "GapArea",
    "ImportRow",
    "ImportRun",
    "Organisation",
    "PlaceName",
    "Report",
    "SitingPlan",
    "Station",
    "StationAmenity",
    "StationChange",
    "StationHours",
    "StationRole",
    "Street",
    "StreetNetwork",
    "Tombstone",
]
