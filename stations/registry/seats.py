"""How many people find room in a station, where that is known."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

SEATS = """
    SELECT station.id, coalesce(station.capacity, seating.quantity)
    FROM station
    LEFT JOIN station_amenity AS seating
        ON seating.station_id = station.id AND seating.amenity = 'seating' AND seating.state = 'yes'
    WHERE coalesce(station.capacity, seating.quantity) > 0 AND station.id = ANY(:ids)
"""


def seats(session: Session, ids: Sequence[int]) -> dict[int, float]:
    """Return the seats of those stations of which they are known: their capacity, else how many seats are listed."""
    return {station: float(count) for station, count in session.execute(text(SEATS), {"ids": list(ids)})}
