"""The disk fills up while people work (reliability.md R15): who saves reads why not and keeps the text, who reads goes on reading,
what was there stays, and all works again when there is room.

Where this machine lets us, on a real small disk (tmpfs); everywhere with SQLite's own limit of pages, which ends in the same error.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from app.factory import create_app
from config import Settings
from core.database import Database
from followup.models import Issue
from tests.conftest import SECRET, Clock
from tests.faults.test_together import _issue
from tests.pages import Browser, forms_in
from tests.world import put_files

MEGABYTE = 1 << 20
pytestmark = [pytest.mark.slow, pytest.mark.drill]


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    """A disk of 24 MB at that place. Raises CalledProcessError where this machine does not let us."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _may_mount(tmp: Path = Path("/tmp")) -> bool:
    with suppress(OSError, subprocess.CalledProcessError), small_disk(tmp / f"tansiq-disk-{os.getpid()}"):
        return True
    return False


def fill(place: Path) -> Callable[[], None]:
    """Takes every byte that is left; hands back what gives them free again."""
    ballast = place / "ballast"
    with ballast.open("wb") as file, suppress(OSError):
        while True:
            file.write(bytes(MEGABYTE // 16))
            file.flush()
    with ballast.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(64))
    return ballast.unlink


def limit(database: Database) -> Callable[[], None]:
    """No page more than there are; hands back what lifts the limit."""
    with database.read() as session:
        pages = session.scalar(text("PRAGMA page_count"))
    most = [pages]

    def narrow(connection: object, *_more: object) -> None:
        connection.execute(f"PRAGMA max_page_count={most[0]}")  # type: ignore[attr-defined]

    event.listen(database.engine, "checkout", narrow)

    def lift() -> None:
        most[0] = 1 << 30

    return lift


DISKS = ["pages", "tmpfs"] if hasattr(os, "geteuid") and os.geteuid() == 0 and _may_mount() else ["pages"]


@pytest.fixture(params=DISKS)
def disk(request: pytest.FixtureRequest, tmp_path: Path, templates: Callable[[str], Path]) -> Iterator[tuple[Database, Path, str]]:
    """A database of its own, where it lies, and what limits it."""
    place = tmp_path / "disk"

    @contextmanager
    def here() -> Iterator[None]:
        place.mkdir()
        yield

    with small_disk(place) if request.param == "tmpfs" else here():
        shutil.copy(templates("world"), place / "tansiq.db")
        database = Database(f"sqlite:///{place / 'tansiq.db'}")
        yield database, place, request.param
        database.dispose()


def built(database: Database, home: Path, clock: Clock) -> Flask:
    put_files(home)
    return create_app(Settings("demo", home, database.url, SECRET, "http://localhost"), database, clock)


def issues(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Issue)) or 0


def test_a_full_disk_loses_nothing(disk: tuple[Database, Path, str], clock: Clock) -> None:
    database, place, kind = disk
    app = built(database, place, clock)
    browser = Browser(app, checks=False, language="en")
    browser.enter("karwan")
    form = browser.form("/issues/new")
    before = issues(database)
    free = fill(place) if kind == "tmpfs" else limit(database)
    long = "نصّ طويل يبقى. " * 300
    refused = None
    for number in range(400):
        answer = browser.raw.post("/issues/new", data=form.filled({**_issue(form, number), "description": long}))
        form = forms_in(answer.text, "/issues/new")[0] if answer.status_code == 507 else browser.form("/issues/new")
        if answer.status_code == 507:
            refused = answer
            break
        assert answer.status_code == 303
        before += 1
    assert refused is not None, "the disk never filled up: the test does not test"
    assert "The disk of the server is full" in refused.text
    assert form.fields["description"].strip() == long.strip()
    assert issues(database) == before
    assert browser.raw.get("/issues").status_code == 200
    assert browser.raw.get("/plans").status_code == 200
    with database.read() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
    free()
    sent = form.filled({**_issue(form, 1), "description": long})
    assert browser.raw.post("/issues/new", data=sent).status_code == 303
    assert issues(database) == before + 1
