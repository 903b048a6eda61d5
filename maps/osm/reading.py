"""OSM files read into streets, each by a process of its own."""

import subprocess
import sys
import tempfile
from pathlib import Path

from maps.osm import parsing, ways
from stations.errors import FileError

ENDINGS = (".pbf", ".osm", ".osm.gz", ".osm.bz2")
MOST_S = 7200


def read(path: Path) -> ways.Ways:
    """Return the streets of an OSM file; raise `FileError` for one that is damaged, empty or without streets."""
    _check(path)
    with tempfile.TemporaryDirectory(prefix="yizhan-streets-") as folder:
        found = _parse(path.resolve(), Path(folder))
    if not len(found.way_id):
        raise FileError(f"文件 {path.name} 里没有道路（highway）。", f"The file {path.name} has no streets (highway).")
    return found


def _check(path: Path) -> None:
    if not path.name.endswith(ENDINGS):
        raise FileError(
            f"不能读取 {path.name}：道路数据要用 OSM 文件（{'、'.join(ENDINGS)}）。",
            f"{path.name} cannot be read: streets come from OSM files ({', '.join(ENDINGS)}).",
        )
    try:
        with path.open("rb") as file:
            begins = file.read(1)
    except OSError as error:
        raise FileError(f"无法打开 {path}：{error.strerror}。", f"{path} cannot be opened: {error.strerror}.") from None
    if not begins:
        raise FileError(f"文件 {path.name} 是空的。", f"The file {path.name} is empty.")


def _parse(path: Path, folder: Path) -> ways.Ways:
    command = [sys.executable, "-m", "maps.osm.parsing", str(path), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_S, check=False)
    except subprocess.TimeoutExpired:
        raise FileError(
            f"读取 {path.name} 超过 {MOST_S // 3600} 小时，已中止。",
            f"Reading {path.name} took more than {MOST_S // 3600} hours and was stopped.",
        ) from None
    if done.returncode == parsing.TOO_LARGE:
        raise FileError(
            f"文件 {path.name} 太大（或已损坏）：道路所占内存超过 {parsing.MOST_BYTES >> 30} GiB，请先裁成一个城市。",
            f"The file {path.name} is too large, or damaged: its streets need more than "
            f"{parsing.MOST_BYTES >> 30} GiB. Cut one city out of it first.",
        )
    if done.returncode:
        why = done.stdout if done.returncode == parsing.REFUSED else f"exit {done.returncode}"
        raise FileError(
            f"文件 {path.name} 不是完整的 OSM 文件（{why}）。", f"The file {path.name} is no whole OSM file ({why})."
        )
    return ways.read(folder)
