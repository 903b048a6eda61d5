"""Find a PostgreSQL that has PostGIS, and run its programs as a user that it accepts."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from stations.errors import ClusterError

DEBIAN_12_MAJOR = 15


class Server(NamedTuple):
    """Hold where an installed PostgreSQL keeps its programs, its major version, and whether it has PostGIS."""

    programs: Path
    major: int
    has_postgis: bool


def installed() -> list[Server]:
    """Return the PostgreSQL servers of this machine, newest first."""
    folders = {path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")}
    if on_path := shutil.which("initdb"):
        folders.add(Path(on_path).resolve().parent)
    servers = [_describe(folder) for folder in folders if (folder / "pg_config").exists()]
    return sorted(servers, key=lambda server: server.major, reverse=True)


def choose(major: int | None = None) -> Server:
    """Return the newest server with PostGIS, or the one of the major version that made the data.

    Raises ClusterError, naming the Debian package to install, where there is none.
    """
    fitting = [server for server in installed() if major in (None, server.major)]
    for server in fitting:
        if server.has_postgis:
            return server
    wanted = major or (fitting[0].major if fitting else DEBIAN_12_MAJOR)
    package = f"postgresql-{wanted}-postgis-3"
    raise ClusterError(
        f"本机没有带 PostGIS 的 PostgreSQL {wanted}：请运行 sudo apt-get install {package}。",
        f"This machine has no PostgreSQL {wanted} with PostGIS: run `sudo apt-get install {package}`.",
    )


def account_for(data: Path) -> pwd.struct_passwd:
    """Return the user a server runs as: ourselves, or for root the owner of the data, `postgres` when there are none.

    PostgreSQL refuses to run as root, and any data but its own user's. Raises ClusterError for a user without a name.
    """
    uid = os.geteuid()
    if uid == 0 and data.exists():
        uid = data.stat().st_uid
    try:
        return pwd.getpwuid(uid) if uid else pwd.getpwnam("postgres")
    except KeyError:
        raise ClusterError(
            f"PostgreSQL 不能以 root 或没有名字的用户（{uid}）运行：请先建立用户 postgres。",
            f"PostgreSQL runs neither as root nor as a user without a name ({uid}): add the user `postgres`.",
        ) from None


def run(
    command: Sequence[str | Path],
    *,
    account: pwd.struct_passwd,
    folder: Path,
    timeout_s: float,
    keep: Sequence[int] = (),
) -> subprocess.CompletedProcess[str]:
    """Run a program as an account inside a folder, and return how it ended; `keep` are descriptors it inherits.

    Raises ClusterError after `timeout_s`.
    """
    other = account.pw_uid != os.geteuid()
    try:
        return subprocess.run(
            command,
            cwd=folder,
            # nothing of ours: PGHOST leads astray, LC_ALL may name a missing locale, PROJ_DATA another PROJ's tables
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            user=account.pw_uid if other else None,
            group=account.pw_gid if other else None,
            extra_groups=[] if other else None,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout_s,
            pass_fds=keep,
            check=False,
        )
    except subprocess.TimeoutExpired:
        name = Path(command[0]).name
        raise ClusterError(
            f"{name} 在 {timeout_s:.0f} 秒内没有完成：请看机器是否过忙，然后再试。",
            f"{name} did not finish within {timeout_s:.0f} s: see whether the machine is overloaded, then try again.",
        ) from None


def works_in(pid: int, data: Path) -> bool:
    """Tell whether a process belongs to a server of this data folder: each of them stands in it."""
    process = Path(f"/proc/{pid}")
    try:
        return process.joinpath("comm").read_text() == "postgres\n" and process.joinpath("cwd").readlink() == data
    except OSError:  # it has ended, is a zombie, or is a stranger's
        return False


def workers(data: Path) -> list[int]:
    """Return the processes of the servers that work in a data folder."""
    return [int(path.name) for path in Path("/proc").glob("[0-9]*") if works_in(int(path.name), data)]


def _describe(programs: Path) -> Server:
    asked = subprocess.run(
        [programs / "pg_config", "--version", "--sharedir"], capture_output=True, text=True, check=True
    )
    version, share = asked.stdout.splitlines()  # `PostgreSQL 15.18 (Debian ...)` and a folder
    major = re.search(r"\d+", version)
    return Server(programs, int(major[0]) if major else 0, Path(share, "extension", "postgis.control").exists())
