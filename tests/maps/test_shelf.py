import json
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from maps.shelf import MAPPED_FROM_BYTES, Shelf
from stations.errors import FileError, InputError, NotFound
from stations.language import Text

LARGE = {"many": np.arange(MAPPED_FROM_BYTES, dtype=np.int64), "few": np.zeros(0)}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(folder=tmp_path / "things", field="things", what=Text("东西", "things"), format="1")


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_is_put_is_got_by_name_and_by_hash(shelf: Shelf) -> None:
    own = shelf.put(LARGE, {"a": [1, "二"]})
    shelf.name("上海.1", own)

    for word in ("上海.1", own):
        kept = shelf.get(word)
        assert kept.hash == own
        assert kept.facts == {"a": [1, "二"]}
        assert kept.arrays["many"].tolist() == LARGE["many"].tolist()
        assert kept.arrays["few"].shape == (0,)


def test_large_arrays_are_mapped_and_nothing_can_be_written(shelf: Shelf) -> None:
    kept = shelf.get(shelf.put(LARGE, {}))

    assert isinstance(kept.arrays["many"].base, np.memmap)
    assert not any(array.flags.writeable for array in kept.arrays.values())


def test_the_same_has_the_same_bytes_and_hash_wherever_it_is_put(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(folder=tmp_path / "elsewhere", field="x", what=Text("", ""), format="1")

    assert shelf.put(LARGE, {"a": 1, "b": 2}) == other.put(LARGE, {"b": 2, "a": 1})
    assert content(shelf.folder) == content(other.folder)


@pytest.mark.parametrize(
    ("arrays", "facts", "format_"),
    [
        ({"many": LARGE["many"][:-1], "few": LARGE["few"]}, {}, "1"),
        ({"many": LARGE["many"].astype(np.uint64), "few": LARGE["few"]}, {}, "1"),
        ({"more": LARGE["many"], "few": LARGE["few"]}, {}, "1"),
        (LARGE, {"a": 1}, "1"),
        (LARGE, {}, "2"),
    ],
)
def test_anything_else_has_another_hash(
    shelf: Shelf, arrays: dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]], facts: dict[str, int], format_: str
) -> None:
    other = Shelf(folder=shelf.folder, field="things", what=shelf.what, format=format_)

    assert other.put(arrays, facts) != shelf.put(LARGE, {})


def test_a_name_moves_in_one_step_and_what_had_it_stays(shelf: Shelf) -> None:
    first, second = shelf.put(LARGE, {"n": 1}), shelf.put(LARGE, {"n": 2})
    shelf.name("a", first)

    shelf.name("a", second)

    assert shelf.get("a").facts == {"n": 2}
    assert shelf.get(first).facts == {"n": 1}


@pytest.mark.parametrize("file", ["many.npy", "few.npy", "manifest.json"])
@pytest.mark.parametrize("fault", ["changed", "cut", "gone"])
def test_what_is_not_as_it_was_written_is_not_given_out_and_is_healed_by_putting_it_again(
    shelf: Shelf, file: str, fault: str
) -> None:
    own = shelf.put(LARGE, {})
    path = shelf.folder / own / file
    data = path.read_bytes()
    path.unlink()
    if fault != "gone":
        path.write_bytes(data[:-1] + (bytes([data[-1] ^ 1]) if fault == "changed" else b""))

    with pytest.raises(FileError, match="are damaged, or of another version"):
        shelf.get(own)

    assert shelf.put(LARGE, {}) == own
    assert shelf.get(own).arrays["many"].tolist() == LARGE["many"].tolist()


def test_what_another_version_wrote_is_not_given_out(shelf: Shelf) -> None:
    shelf.name("a", Shelf(folder=shelf.folder, field="things", what=shelf.what, format="0").put(LARGE, {}))

    with pytest.raises(FileError, match="another version"):
        shelf.get("a")


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "-a", "_a", "a" * 65, "0" * 64, "a b", "a\n"])
def test_what_could_be_a_path_or_a_hash_is_no_name(shelf: Shelf, name: str) -> None:
    own = shelf.put(LARGE, {})

    with pytest.raises(InputError, match="cannot be used"):
        shelf.name(name, own)
    with pytest.raises(NotFound, match="yizhan import things"):
        shelf.get(name)


KILLED = """
import os, signal, sys, numpy as np
from pathlib import Path
from maps.shelf import Shelf
from stations.language import Text
class Killer(dict):
    def __iter__(self):
        raise AssertionError
    def items(self):
        yield "first", np.zeros(9)
        os.kill(os.getpid(), signal.SIGKILL)
Shelf(folder=Path(sys.argv[1]), field="things", what=Text("", ""), format="1").put(Killer(), {})
"""


def test_a_process_killed_half_way_leaves_nothing_half(shelf: Shelf) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(shelf.folder)], check=False, timeout=60)

    assert done.returncode == -signal.SIGKILL
    assert [path.name for path in shelf.folder.iterdir()] == [".begun"]
    own = shelf.put(LARGE, {})
    assert sorted(path.name for path in shelf.folder.iterdir()) == [own]


def test_a_manifest_is_plain_json(shelf: Shelf) -> None:
    own = shelf.put(LARGE, {"a": 1})

    manifest = json.loads((shelf.folder / own / "manifest.json").read_bytes())

    assert manifest["facts"] == {"a": 1}
    assert manifest["files"]["many.npy"][0] == (shelf.folder / own / "many.npy").stat().st_size


def test_what_nobody_names_or_uses_is_removed_once_it_is_old(shelf: Shelf) -> None:
    used, named, idle = (shelf.put({"many": np.arange(number)}, {}) for number in (1, 2, 3))
    shelf.name("named", named)

    assert shelf.prune({used}) == []
    assert shelf.prune({used}, older_than_s=-1) == [idle]

    assert shelf.get("named").hash == named
    assert shelf.get(used).hash == used
    with pytest.raises(NotFound):
        shelf.get(idle)


def test_what_a_process_has_mapped_stays_whole_when_it_is_removed(shelf: Shelf) -> None:
    mapped = shelf.get(shelf.put(LARGE, {})).arrays["many"]

    removed = shelf.prune([], older_than_s=-1)

    assert len(removed) == 1
    assert mapped.tolist() == LARGE["many"].tolist()


def test_where_nothing_was_ever_put_there_is_nothing_to_remove(shelf: Shelf) -> None:
    assert shelf.prune([]) == []
    assert not shelf.folder.exists()
