"""The house of the outbox's drills: a database with a hundred people, a mail server, counts of what became of every message."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from core.database import Database
from notifications.models import Delivery, Notice
from people.models import Person
from tests.drill.children import Ledger, PostOffice
from tests.drill.roles import KIND, Child, Ground

#: Long forms run by `make drill`.
LONG = os.environ.get("TANSIQ_DRILL") == "long"
PEOPLE = [f"drill{number:03}" for number in range(100)]
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
#: After the last kill. In `make test` other tests have the cores meanwhile: there it must go on, and the measured seconds are told.
SETTLED = 60.0


def people(database: Database, names: list[str] = PEOPLE) -> None:
    """Puts them into the database; they read Arabic, Kurdish and English in turn."""
    with database.write() as session:
        for number, name in enumerate(names):
            language = ("ar", "ckb", "en")[number % 3]
            session.add(Person(id=name, name=name, email=f"{name}@post.example", created_at=BEGUN, language=language))


def states(database: Database, kind: str = KIND, occasion: str = "") -> Counter[str]:
    """How many messages of a kind stand in each state."""
    query = select(Delivery.state, func.count()).where(Delivery.kind == kind).group_by(Delivery.state)
    if occasion:
        query = query.where(Delivery.occasion == occasion)
    with database.read() as session:
        return Counter({row[0]: row[1] for row in session.execute(query)})


def notices(database: Database) -> int:
    """How many stand in inboxes."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Notice).where(Notice.kind == KIND)) or 0


def extras(ledger: Ledger) -> int:
    """How many copies more than one of a key; each key has one Message-ID."""
    assert {len(ids) for ids in ledger.ids().values()} <= {1}, "a copy with another Message-ID"
    return sum(count - 1 for count in ledger.copies().values())


def settles(database: Database, wanted: int, *watched: Any) -> float:
    """Waits until all are sent, and returns how many seconds that took. In the short form only standing still is a fault."""
    begun = since = time.monotonic()
    was, found = Counter[str](), states(database)
    while found != Counter({"sent": wanted}):
        for each in watched:
            each.check()
        if found != was and not LONG:
            was, since = found, time.monotonic()
        assert time.monotonic() - since < SETTLED, f"not within {SETTLED} s: {found} {_left(database)}"
        time.sleep(0.05)
        found = states(database)
    return round(time.monotonic() - begun, 1)


def _left(database: Database) -> list[Any]:
    left = select(Delivery.state, Delivery.reason, Delivery.attempts, Delivery.next_try_at).where(Delivery.state != "sent")
    with database.read() as session:
        return list(session.execute(left.limit(5)))


@contextmanager
def ended(children: list[Child]) -> Iterator[list[Child]]:
    """Ends them in order at the end of the block, or by force when it fails; a list that grows is looked at when it ends."""
    try:
        yield children
        for each in children:
            each.end()
    except BaseException:
        for each in children:
            try:
                each.process.kill()
            except (ValueError, OSError):
                continue
        raise


def ground_of(database: Database, office: PostOffice, **more: Any) -> Ground:
    """Where its children work."""
    return Ground(database.url, office.url, **more)


def kind_of(database: Database) -> str:
    """The database's name for the figures."""
    return "SQLite" if database.is_sqlite else "PostgreSQL"


def folder_of(tmp_path: Path, name: str) -> Path:
    """A folder for one part of a drill."""
    made = tmp_path / name
    made.mkdir(exist_ok=True)
    return made
