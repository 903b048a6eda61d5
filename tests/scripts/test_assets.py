import json
from pathlib import Path

import pytest

from maps import offline
from scripts import assets


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(assets, "MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(assets, "ASSETS", tmp_path / "assets")
    return tmp_path


def test_what_the_page_puts_in_is_what_is_copied() -> None:
    assert set(assets.COPIES.values()) == {*offline.STYLES, *offline.SCRIPTS, *offline.LICENSES}


def test_every_file_is_copied_as_it_is(elsewhere: Path) -> None:
    for source in assets.COPIES:
        (elsewhere / "node_modules" / source).parent.mkdir(parents=True, exist_ok=True)
        (elsewhere / "node_modules" / source).write_text(source)

    assert assets.main() == 0

    copied = {path.name: path.read_text() for path in (elsewhere / "assets").iterdir()}
    assert copied == {name: source for source, name in assets.COPIES.items()}


def test_a_missing_file_is_named(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assets.main() == 1

    assert "npm ci" in capsys.readouterr().err
    assert not (elsewhere / "assets").exists()


def test_the_lock_names_versions_and_hashes_and_no_registry() -> None:
    text = (assets.ROOT / "package-lock.json").read_text("utf-8")

    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert "resolved" not in text
    assert "http" not in text
