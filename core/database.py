"""The two databases behind one face: SQLite (embedded default) and PostgreSQL.

Rules and reasons stand in ``docs/adr/0002-database.md``: writers begin at once (BEGIN IMMEDIATE), readers cannot write,
every acknowledged save is on the disk (synchronous FULL).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import IntEnum
from time import monotonic
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import DateTime, Engine, MetaData, String, TypeDecorator, create_engine, event
from sqlalchemy.engine import Connection, Dialect, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

from core.ids import ID_LENGTH
from core.turns import Turns

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_MILLISECONDS = 10_000
#: The writer of a process whose turn it is asks for SQLite's lock every so often; SQLite by itself would soon ask ten times a second.
ASKS_AGAIN_MILLISECONDS = 1
UNTIL = "tansiq_until"
#: In KiB. Home reads twice as many pages among 10,000 plans, a save fewer.
WRITERS_CACHE = "cache_size=-1000"
#: Disks have no heads to move any more: PostgreSQL by itself would rather read whole tables than follow an index.
NO_HEADS = "-c random_page_cost=1.1"
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_MILLISECONDS}",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "mmap_size=0",
    "wal_autocheckpoint=1000",
)


class Base(DeclarativeBase):
    """What every table of every room is declared on."""

    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive values; always hands back aware UTC (SQLite alone would hand back naive ones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = String(ID_LENGTH)


class Database:
    """One database, with a reading and a writing side.

    ``url`` is an SQLAlchemy address (``sqlite:///path`` or ``postgresql+psycopg://…``). Sessions from :meth:`read` cannot
    change a row; sessions from :meth:`write` take the write lock before they read, so that what they read stays true.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._writer = _engine(url, writing=True)
        self._reader = _engine(url, writing=False)
        self._turns = Turns()

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations and measurements."""
        return self._writer

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """Writing and reading engine."""
        return self._writer, self._reader

    def open_reader(self) -> Session:
        """A reading session that the caller closes."""
        return Session(self._reader, expire_on_commit=False, autoflush=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A reading session, closed at the end of the block."""
        with self.open_reader() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A writing session: committed at the end of the block, rolled back when it raises."""
        with self._in_turn() as begin_options, Session(self._writer, expire_on_commit=False, autoflush=False) as session, session.begin():
            if begin_options:
                session.connection(execution_options=begin_options)
            yield session

    @contextmanager
    def _in_turn(self) -> Iterator[dict[str, float]]:
        """SQLite has one writer at a time, and its lock is nobody's turn: who just came may have it before who has waited long.
        So the writers of a process come one after the other, and only the first of them asks for it, until the instant in the options."""
        if not self.is_sqlite:
            yield {}
            return
        until = monotonic() + BUSY_MILLISECONDS / 1000
        with self._turns.turn(BUSY_MILLISECONDS / 1000):
            yield {UNTIL: until}

    def dispose(self) -> None:
        """Closes all connections."""
        self._writer.dispose()
        self._reader.dispose()


def _engine(url: str, *, writing: bool) -> Engine:
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url, writing)
    waiting = f"-c statement_timeout=30000 -c lock_timeout={BUSY_MILLISECONDS}"
    options = f"-c timezone=UTC {NO_HEADS} {waiting} -c default_transaction_read_only={'off' if writing else 'on'}"
    return create_engine(url, connect_args={"options": options}, pool_size=8, max_overflow=8)


def _sqlite_engine(url: str, writing: bool) -> Engine:
    engine = create_engine(url, module=sqlite, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    begin = "BEGIN IMMEDIATE" if writing else "BEGIN"

    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN loses updates: we say it ourselves
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        for pragma in (f"busy_timeout={ASKS_AGAIN_MILLISECONDS}", WRITERS_CACHE) if writing else ("query_only=ON",):
            connection.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        until = connection.get_execution_options().get(UNTIL) or monotonic() + BUSY_MILLISECONDS / 1000
        while monotonic() < until:
            try:
                connection.connection.cursor().execute(begin)
                return
            except sqlite.OperationalError as error:
                if "locked" not in str(error):
                    break
        connection.exec_driver_sql(begin)  # fails as callers know it

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


class Trouble(IntEnum):
    """What keeps a database from saving though nothing is wrong with what is saved; the value is the answer's HTTP status."""

    BUSY = 503
    FULL = 507


#: lock_not_available, deadlock_detected, disk_full.
_STATES = {"55P03": Trouble.BUSY, "40P01": Trouble.BUSY, "53100": Trouble.FULL}


def trouble(error: DBAPIError) -> Trouble | None:
    """Whether somebody else holds the database for too long, or the disk is full; None for every other error."""
    state = getattr(error.orig, "sqlstate", None)  # of PostgreSQL, whose words may be in any language; SQLite has only words
    if state is not None:
        return _STATES.get(state)
    said = str(error.orig)
    if "locked" in said:
        return Trouble.BUSY
    return Trouble.FULL if "disk is full" in said else None
