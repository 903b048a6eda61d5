"""What every table has in common: names of constraints, and checks made from vocabularies."""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, MetaData
from sqlalchemy.orm import DeclarativeBase

from stations.vocabulary import Term


class Base(DeclarativeBase):
    """The root of the tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "%(table_name)s_%(column_0_N_name)s_ix",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "ck": "%(table_name)s_%(constraint_name)s_check",
            "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
            "pk": "%(table_name)s_pkey",
        }
    )


def one_of(column: str, terms: Iterable[Term]) -> CheckConstraint:
    """Allow only the codes of a vocabulary that does not grow with use (states yes, amenities and types no)."""
    codes = ", ".join(f"'{term.code}'" for term in terms)
    return CheckConstraint(f"{column} IN ({codes})", name=column)
