"""On what a run was made: the machine, the versions, the commit."""

import os
import platform
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import text

from bench.processes import ROOT
from core.database import Database


def described() -> dict[str, str]:
    """Cores, processor, memory, versions (PostgreSQL's is added by ``postgres_version``)."""
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "processor": _first("/proc/cpuinfo", "model name"),
        "memory": f"{int(_first('/proc/meminfo', 'MemTotal').split()[0]) / 1024 / 1024:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite.sqlite_version,
    }


#: So many writes, each of the size of a save with its indexes, the pause between them in seconds, and steps of a loop.
WRITES, WRITTEN, PAUSE, STEPS = 400, 49_152, 0.005, 1_000_000


def pace(folder: Path) -> dict[str, str]:
    """How fast Python and the disk under this folder are right now: on a shared host both change from hour to hour."""
    begun = time.perf_counter()
    for _ in range(STEPS):
        pass
    loop = time.perf_counter() - begun
    times = sorted(_written(folder / "pace"))
    middle, late, longest = (times[int(len(times) * part)] * 1000 for part in (0.5, 0.99, 0.9999))
    return {
        "a million steps of Python": f"{loop * 1000:.0f} ms",
        "48 KB onto the disk": f"{middle:.1f} ms (one in a hundred {late:.1f}, the longest {longest:.0f})",
    }


def _written(path: Path) -> Iterator[float]:
    """Seconds that each write took until it was on the disk, over the same place again and again."""
    with path.open("wb", buffering=0) as file:
        for _ in range(WRITES):
            file.seek(0)
            file.write(os.urandom(WRITTEN))
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            yield time.perf_counter() - begun
            time.sleep(PAUSE)
    path.unlink()


def postgres_version(url: str) -> str:
    """The version of the server at this address."""
    database = Database(url)
    with database.read() as session:
        found = str(session.execute(text("SHOW server_version")).scalar_one())
    database.dispose()
    return found


def commit() -> str:
    """The present commit; a plus sign after it when files were changed since."""
    name = _git("rev-parse", "--short", "HEAD")
    return name + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")


def today() -> str:
    """Date and time in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


def load() -> float:
    """How many processes wanted to run in the last minute."""
    return os.getloadavg()[0]


def _first(path: str, name: str) -> str:
    for line in Path(path).read_text().splitlines():
        if line.startswith(name):
            return line.split(":", 1)[1].strip()
    return "unknown"


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
