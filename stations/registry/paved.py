"""Which districts lie on streets that were brought in."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.registry.districts import TABLES

# the ground both have is measured only where there is any, on the ellipsoid
PAVED = f"""
    SELECT DISTINCT ON (d.adcode) d.adcode, network.name
    FROM {TABLES}
    JOIN street_network AS network ON st_intersects(d.geom, network.extent)
    CROSS JOIN LATERAL (
        SELECT st_area(st_intersection(d.geom, network.extent)::geography) / st_area(d.geom::geography) AS share
    ) AS both_have
    WHERE d.adcode = ANY(:adcodes) AND share >= :share
    ORDER BY d.adcode, share DESC, network.name
"""  # noqa: S608 - our own tables


def streets_under(session: Session, adcodes: Sequence[str], *, share: float) -> dict[str, str]:
    """Return by adcode the name of the streets whose extent holds most of a district, and at least this share of it.

    Districts without such streets are not there; ties go to the first name.
    """
    rows = session.execute(text(PAVED), {"adcodes": list(adcodes), "share": share})
    return {row.adcode: row.name for row in rows}
