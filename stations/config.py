"""The settings, each once."""

import hashlib
import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from stations.errors import SetupError
from stations.language import Lang

SOCKET_PATH_MAX = 107  # bytes: sun_path of unix(7) without its closing NUL


def default_home() -> Path:
    """Return the folder of the private cluster: one that the server's own user can enter, even when we are root."""
    if os.geteuid() == 0:
        return Path("/var/lib/yizhan")  # /root is 0700: the user `postgres` could not pass through it
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(data) / "yizhan"


def driver_url(url: str) -> str:
    """Return a database URL that names our driver; `postgres://` and `postgresql://` are both accepted."""
    scheme, found, rest = url.partition("://")
    if not found or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        message = "must begin with postgres:// or postgresql://"
        raise ValueError(message)
    return f"postgresql+psycopg://{rest}"


class Settings(BaseSettings):
    """Everything that may be set from outside, read once at the edge and passed in.

    Each field is read from `YIZHAN_<NAME>`, but for the names that other tools know: `DATABASE_URL` and `PORT`.
    """

    model_config = SettingsConfigDict(
        env_prefix="YIZHAN_", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    home: Path = Field(
        default_factory=default_home, description="Folder of the private cluster, its data and the maps that were built"
    )
    database_url: Annotated[str, AfterValidator(driver_url)] | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="A PostGIS of your own in place of the private cluster",
    )
    host: str = Field(default="127.0.0.1", description="Address the service listens on")
    port: int = Field(default=8000, ge=1, le=65535, validation_alias="PORT", description="Port the service listens on")
    lang: Lang = Field(default="zh", description="Language of the command line: `zh` or `en`")
    toilet_nearby_m: float = Field(
        default=150, ge=0, le=1000, description="How near a public toilet must be to meet the need 急可如厕, in metres"
    )
    reports: Literal["on", "off"] = Field(
        default="on", description="Whether anybody may report on a station: `on` or `off`; receipts stay readable"
    )
    calendar: Path | None = Field(
        default=None, description="A newer table of China's holidays and make-up days, in place of the packaged one"
    )
    templates: Path | None = Field(
        default=None, description="The office's own templates for report packs, in place of the packaged ones"
    )
    base_map_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/]+/.*\{z\}.*$",
        description="Raster tiles under the courier's map, `https://…/{z}/{x}/{y}.png`; none unless given",
    )
    base_map_datum: Literal["wgs84", "gcj02"] = Field(
        default="wgs84", description="Datum of those tiles: Amap's and Tencent's are `gcj02`"
    )
    base_map_attribution: str = Field(default="", description="Whose those tiles are, as their terms want it said")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="How much is logged")

    @property
    def maps_dir(self) -> Path:
        """The folder of maps that the service shows under `/maps/`."""
        return self.home / "maps"

    @property
    def packs_dir(self) -> Path:
        """The folder of report packs that were asked for over HTTP, each in a folder of its id."""
        return self.home / "packs"

    @property
    def worker_socket(self) -> Path:
        """Where the worker answers: in the home, or under /tmp where that path is too long for a socket, unix(7)."""
        near = self.home / "worker.sock"
        if len(os.fsencode(near)) <= SOCKET_PATH_MAX:
            return near
        return Path("/tmp", "yizhan-" + hashlib.sha256(os.fsencode(near)).hexdigest()[:12] + ".sock")  # noqa: S108 - see above

    @property
    def snapshot_dir(self) -> Path:
        """The folder of the read model's snapshots."""
        return self.home / "snapshot"


def load() -> Settings:
    """Read the settings from the environment, or say which one cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0]).upper()
        name = name if name in {"DATABASE_URL", "PORT"} else f"YIZHAN_{name}"
        raise SetupError(
            f"设置 {name} 无法使用：{first['msg']}。", f"The setting {name} cannot be used: {first['msg']}.", field=name
        ) from None
