"""Which of several schedulers on one database leads: a lock that the kernel or PostgreSQL frees at once when its holder dies, and a term.

The lock alone is no fence: a leader that was stopped (SIGSTOP, a sleeping machine) still holds it. So each leader has a term of its own
in the row ``beat`` and gives signs of life there; when they fail to come for ``TTL`` by our own steady clock, the next term begins, and
whatever the old leader still wants to write is refused with its term (docs/adr/0015-outbox.md).
"""

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.database import Database
from core.jobs import Beat
from core.sql import insert_new

LOCK = 7_264_727  # an arbitrary number that all schedulers of one PostgreSQL database share
TTL = 15.0


class Deposed(Exception):
    """Another scheduler leads by now: what was done is not written."""


class Lock(Protocol):
    """A lock of which the death of its holder frees it."""

    def take(self) -> bool: ...

    def holds(self) -> bool: ...

    def give_back(self) -> None: ...


class FileLock:
    """flock on a file beside the SQLite database."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self) -> bool:
        """Takes it if nobody has it."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            return False
        self._file = file
        return True

    def holds(self) -> bool:
        """Whether we have it: it cannot be lost."""
        return self._file is not None

    def give_back(self) -> None:
        """Frees it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class ServerLock:
    """An advisory lock of PostgreSQL, held by one connection of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None
        self._is_ours = False

    def take(self) -> bool:
        """Takes it if nobody has it."""
        connection = self._connected()
        self._is_ours = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK}))
        return self._is_ours

    def holds(self) -> bool:
        """Whether the connection that holds it still stands."""
        try:
            return self._is_ours and self._connection is not None and self._connection.scalar(text("SELECT 1")) == 1
        except SQLAlchemyError:
            self.give_back()
            return False

    def give_back(self) -> None:
        """Frees it by closing the connection."""
        connection, self._connection, self._is_ours = self._connection, None, False
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.invalidate()
                connection.close()

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        return self._connection


def lock_of(database: Database) -> Lock:
    """The lock that all schedulers of this database try to take."""
    if not database.is_sqlite:
        return ServerLock(database)
    path = Path(database.engine.url.database or "tansiq")
    return FileLock(path.with_name(path.name + "-scheduler"))


class Leadership:
    """Whether this scheduler leads, and in which term."""

    def __init__(self, database: Database, owner: str, monotonic: Callable[[], float], ttl: float = TTL) -> None:
        self.term: int | None = None
        self._database, self._owner, self._monotonic, self._ttl = database, owner, monotonic, ttl
        self._lock = lock_of(database)
        self._renewed_at = 0.0
        self._seen: tuple[int, int] | None = None
        self._seen_at = 0.0

    def look(self) -> bool:
        """One look: keeps the lead, takes it, or waits. Returns whether this scheduler leads."""
        try:
            if self.term is None:
                self._try()
            elif self._monotonic() - self._renewed_at >= self._ttl / 3:
                self._renew()
        except SQLAlchemyError:
            self.step_down()
        return self.term is not None

    def confirm(self, session: Session) -> None:
        """At the end of a transaction: whether its writer still leads. Raises Deposed."""
        present = session.scalar(select(Beat.term).where(Beat.id == 1).with_for_update(read=True))
        if self.term is None or present != self.term:
            raise Deposed

    def doubt(self) -> None:
        """Somebody's writing was refused, maybe in another thread: the next look asks the table whether we still lead."""
        self._renewed_at = float("-inf")

    def step_down(self) -> None:
        """Leads no more; the next one may at once."""
        self.term, self._seen = None, None
        self._lock.give_back()

    def _try(self) -> None:
        if self._lock.holds() or self._lock.take():
            self._begin(None)
            return
        with self._database.read() as session:
            row = session.execute(select(Beat.term, Beat.count).where(Beat.id == 1)).first()
        seen, at = (row[0], row[1]) if row else (0, 0), self._monotonic()
        if seen != self._seen:
            self._seen, self._seen_at = seen, at
        elif at - self._seen_at >= self._ttl:
            self._begin(seen)

    def _begin(self, over: tuple[int, int] | None) -> None:
        """Begins a term; ``over`` a leader that gave no sign of life, only if it still has not."""
        with self._database.write() as session:
            session.execute(insert_new(session, Beat).values(id=1, term=0, owner="", count=0).on_conflict_do_nothing())
            change = update(Beat).where(Beat.id == 1)
            if over is not None:
                change = change.where(Beat.term == over[0], Beat.count == over[1])
            values = {"term": Beat.term + 1, "count": Beat.count + 1, "owner": self._owner}
            term = session.scalar(change.values(values).returning(Beat.term))
        self._seen = None
        if term is not None:
            self.term, self._renewed_at = term, self._monotonic()

    def _renew(self) -> None:
        begun = self._monotonic()
        with self._database.write() as session:
            result: Any = session.execute(update(Beat).where(Beat.id == 1, Beat.term == self.term).values(count=Beat.count + 1))
            is_ours = result.rowcount == 1
        if is_ours:
            self._renewed_at = begun
        else:
            self.step_down()
