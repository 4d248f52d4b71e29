"""Power cuts (reliability.md R14): 400 images of the disk at any instant. With the application's PRAGMAs none is corrupt and no
acknowledged save is lost; without syncing the same harness must find losses, or it would prove nothing."""

import random
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from app.schema import upgrade
from core.database import Database
from tests.drill.power import Act, Disk, watched

ROOT = Path(__file__).resolve().parents[2]
TRANSACTIONS, IMAGES = 250, 400
pytestmark = [pytest.mark.slow, pytest.mark.drill]


@dataclass
class Found:
    """What the images held."""

    images: int = 0
    corrupt: int = 0
    lost: int = 0
    syncs: int = 0


def images(acts: list[Act], before: dict[str, bytes], chance: random.Random) -> Iterator[tuple[int, dict[str, bytes]]]:
    """(the last promise, the files) at instants of the run."""
    disks = defaultdict(Disk, {path: Disk(bytearray(content)) for path, content in before.items()})
    instants = sorted(chance.sample(range(len(acts)), IMAGES))
    promised = -1
    for number, act in enumerate(acts):
        if act.kind == "ack":
            promised = act.number
        elif act.kind == "gone":
            disks.pop(act.path, None)
        elif act.kind == "sync":
            disks[act.path].sync()
        else:
            disks[act.path].since.append(act)
        if instants and number == instants[0]:
            instants.pop(0)
            yield promised, {path: disk.after_the_cut(chance) for path, disk in disks.items()}


def examined(folder: Path, files: dict[str, bytes], promised: int, found: Found) -> None:
    """Opens one image as the application would after the power is back."""
    for old in folder.iterdir():
        old.unlink()
    for path, content in files.items():
        if not path.endswith("-shm"):  # memory shared by processes: there is none after a cut
            (folder / Path(path).name).write_bytes(content)
    found.images += 1
    try:
        held = sqlite.connect(str(folder / "tansiq.db"))
        try:
            well = held.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            rows = {row[0] for row in held.execute("SELECT CAST(key AS INTEGER) FROM form_key")}
            acts = {int(row[0]) for row in held.execute("SELECT subject_id FROM audit_entry WHERE subject_kind = 'plan'")}
        finally:
            held.close()
    except sqlite.DatabaseError:
        found.corrupt += 1
        return
    found.corrupt += not well or rows != acts
    found.lost += bool(set(range(promised + 1)) - rows)


@pytest.fixture(autouse=True)
def _strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is missing, by which the drill sees what reaches the disk (Debian: apt-get install strace)")


def drilled(tmp_path: Path, synchronous: str) -> Found:
    work, seen = tmp_path / "work", tmp_path / "seen"
    work.mkdir()
    seen.mkdir()
    database = Database(f"sqlite:///{work / 'tansiq.db'}")
    upgrade(database)
    database.dispose()
    sqlite.connect(str(work / "tansiq.db")).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    before = {str(path): path.read_bytes() for path in work.iterdir()}
    command = [sys.executable, "-m", "tests.drill.writer", str(work / "tansiq.db"), str(TRANSACTIONS), synchronous]
    acts = watched(command, work / "trace", ROOT)
    assert [act.number for act in acts if act.kind == "ack"] == list(range(TRANSACTIONS))
    found = Found(syncs=sum(act.kind == "sync" for act in acts))
    for promised, files in images(acts, before, random.Random(14)):
        examined(seen, files, promised, found)
    assert found.images == IMAGES
    return found


def test_what_was_acknowledged_survives_the_power_cut(tmp_path: Path) -> None:
    found = drilled(tmp_path, "FULL")
    assert found.syncs >= TRANSACTIONS
    assert (found.corrupt, found.lost) == (0, 0), found


def test_the_harness_finds_the_losses_of_a_database_that_does_not_sync(tmp_path: Path) -> None:
    found = drilled(tmp_path, "OFF")
    assert found.lost > 0, found
