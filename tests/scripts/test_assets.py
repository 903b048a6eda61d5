import json
from pathlib import Path

import pytest

from maps.page import offline
from scripts import assets


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    return tmp_path


def test_what_the_map_puts_in_is_what_is_copied() -> None:
    copied = {Path(target).name for target in assets.COPIES.values() if target.startswith("maps/page/assets/")}

    assert copied == {*offline.STYLES, *offline.SCRIPTS, *offline.LICENSES}


def test_every_package_brings_its_licence() -> None:
    packages = {source.split("/")[0] for source in assets.COPIES}

    assert {Path(target).stem for target in assets.COPIES.values() if target.endswith(".LICENSE")} == packages


def test_every_file_is_copied_as_it_is(elsewhere: Path) -> None:
    for source in assets.COPIES:
        (elsewhere / "node_modules" / source).parent.mkdir(parents=True, exist_ok=True)
        (elsewhere / "node_modules" / source).write_text(source)

    assert assets.main() == 0

    copied = {target: (elsewhere / target).read_text() for target in assets.COPIES.values()}
    assert copied == {target: source for source, target in assets.COPIES.items()}


def test_a_missing_file_is_named(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assets.main() == 1

    assert "npm ci" in capsys.readouterr().err
    assert list(elsewhere.iterdir()) == []


def test_the_lock_names_versions_and_hashes_and_no_registry() -> None:
    lock = json.loads((Path(assets.__file__).parents[1] / "package-lock.json").read_text("utf-8"))

    packages = [entry for name, entry in lock["packages"].items() if name]
    for entry in packages:
        entry.pop("funding", None)  # where to give money, as a package says itself
    assert all(entry["integrity"].startswith("sha512-") for entry in packages)
    assert "resolved" not in json.dumps(packages)
    assert "http" not in json.dumps(packages)
