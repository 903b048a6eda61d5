"""What the read model asks of PostGIS, through the driver alone: to load the ORM takes as long as to read a country."""

from stations.serving.marks import DATABASE, SETTLED, Position, marks_since, position, prune_marks, renew_marks
from stations.serving.rows import IN_SERVICE, ServingRow, district_numbers, parse_array, serving_rows
from stations.serving.special_hours import SPECIAL_HOURS, hours_in_effect

__all__ = [
    "DATABASE",
    "IN_SERVICE",
    "SETTLED",
    "SPECIAL_HOURS",
    "Position",
    "ServingRow",
    "district_numbers",
    "hours_in_effect",
    "marks_since",
    "parse_array",
    "position",
    "prune_marks",
    "renew_marks",
    "serving_rows",
]
