"""Whether the service lives, and whether it can answer."""

from typing import Literal

from pydantic import BaseModel, Field

from api.schemas.examples import shown


class Alive(BaseModel):
    """The process answers."""

    model_config = shown({"status": "alive"})

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """The database answers, and its tables are those of this program."""

    model_config = shown({"status": "ready", "stations": 1204, "districts": 3289})

    status: Literal["ready"] = "ready"
    stations: int = Field(description="How many the registry holds, shown or not")
    districts: int = Field(description="How many districts the registry holds")
