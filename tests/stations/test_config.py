from pathlib import Path

import pytest

from stations import config
from stations.errors import SetupError


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_common_scheme_leads_to_our_driver(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://me@db/registry")

    assert config.load().database_url == "postgresql+psycopg://me@db/registry"


def test_an_empty_setting_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")

    assert config.load().database_url is None


@pytest.mark.parametrize(
    ("name", "value"), [("DATABASE_URL", "mysql://db"), ("PORT", "99999"), ("PORT", "http"), ("YIZHAN_LANG", "fr")]
)
def test_nonsense_is_refused_with_the_name_of_the_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SetupError, match=name) as caught:
        config.load()

    assert caught.value.field == name


def test_the_home_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIZHAN_HOME", "/srv/yizhan")

    assert config.load().maps_dir == Path("/srv/yizhan/maps")
