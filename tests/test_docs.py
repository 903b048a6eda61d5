"""What the READMEs list exists, and what exists they list."""

import re
from pathlib import Path
from typing import cast

import pytest
import typer

from api.app import create_app
from scripts.main import app as command_line
from stations.config import Settings
from stations.database import Database
from tests.read_models import Fresh

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh.md"]


def table(readme: str, heading: str) -> set[str]:
    """Return the code words in the first column of the table under a heading marked `<!-- heading -->`."""
    text = (ROOT / readme).read_text(encoding="utf-8").split(f"<!-- {heading} -->")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]*`) +\|", text, flags=re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


@pytest.fixture(scope="module")
def endpoints() -> set[str]:
    """Return `GET /path` of every endpoint in the OpenAPI document."""
    nowhere = Database("postgresql+psycopg:///nowhere")
    service = create_app(Settings(), nowhere, Fresh(nowhere))
    paths = cast("dict[str, dict[str, object]]", service.openapi()["paths"])
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


def commands(group: typer.Typer, prefix: str = "yizhan") -> set[str]:
    here = {f"{prefix} {command.name}" for command in group.registered_commands if command.name}
    here |= {
        f"{prefix} {command.callback.__name__}"
        for command in group.registered_commands
        if not command.name and command.callback
    }
    for inner in group.registered_groups:
        here |= commands(cast("typer.Typer", inner.typer_instance), f"{prefix} {inner.name}")
    return here


@pytest.mark.parametrize("readme", READMES)
def test_the_table_of_endpoints_is_that_of_the_service(readme: str, endpoints: set[str]) -> None:
    assert table(readme, "endpoints") == endpoints


@pytest.mark.parametrize("readme", READMES)
def test_the_table_of_commands_is_that_of_the_command_line(readme: str) -> None:
    assert table(readme, "commands") == commands(command_line)


@pytest.mark.parametrize("readme", READMES)
def test_the_table_of_settings_is_that_of_the_settings_class(readme: str) -> None:
    known = {str(field.validation_alias or f"YIZHAN_{name.upper()}") for name, field in Settings.model_fields.items()}

    assert table(readme, "settings") == known


@pytest.mark.parametrize("readme", READMES)
def test_make_targets_that_are_named_exist(readme: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))

    named = set(re.findall(r"make ([a-z]+)", (ROOT / readme).read_text(encoding="utf-8")))

    assert named <= targets


@pytest.mark.parametrize("readme", READMES)
def test_files_that_are_linked_exist(readme: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / readme).read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
