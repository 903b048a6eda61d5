"""Whether the service lives, and whether it can answer."""

from typing import Literal, Self

from pydantic import BaseModel, Field

from api.read_model import ReadModel
from api.schemas.examples import shown


class Alive(BaseModel):
    """The process answers."""

    model_config = shown({"status": "alive"})

    status: Literal["alive"] = "alive"


class Held(BaseModel):
    """The stations that a worker answers from."""

    model_config = shown(
        {
            "source": "database",
            "is_connected": True,
            "age_s": 0.4,
            "stations": 1198,
            "version": "1-7f3a",
            "cursor": 1042,
        }
    )

    stations: int = Field(description="How many are in service")
    source: Literal["database", "disk"] = Field(
        description="`disk`: the service started while the database was down, from what it had kept"
    )
    is_connected: bool = Field(description="Whether changes arrive")
    age_s: float = Field(description="Seconds since it was surely what the database holds")
    version: str
    cursor: int

    @classmethod
    def of(cls, read_model: ReadModel) -> Self | None:
        """Return what is held, None before there is anything."""
        status = read_model.status()
        return None if status.source == "none" else cls.model_validate(status._asdict())


class Ready(BaseModel):
    """Questions can be answered: `memory_only` while the database is down."""

    model_config = shown({"status": "ready", "stations": 1204, "districts": 3253, "memory": None})

    status: Literal["ready", "memory_only"]
    stations: int | None = Field(description="How many the registry holds, shown or not")
    districts: int | None = Field(description="How many districts the registry holds")
    memory: Held | None = Field(description="What the nearest stations are found in")
