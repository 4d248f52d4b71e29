"""The house for all tests: both databases with schema and reference data, a clock to turn, the application, a careful browser.

``database`` runs a test on SQLite and on PostgreSQL; a test that needs only one says
``@pytest.mark.parametrize("database", ["sqlite"], indirect=True)``. ``cast`` fills in the people of ``tests.cast``.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.factory import create_app
from app.health import BEGUN
from app.schema import upgrade
from app.words import gather_words
from attachments.store import FOLDER, Store
from committees.reference_load import load_decision_kinds
from config import Settings
from core.database import Database
from core.languages import speak
from core.web import Runtime
from people.gate import keep_directory
from people.reference_load import load_reference
from people.terms import Actor
from plans.models import Plan
from plans.reference_load import load_templates
from tests.cast import People, a_complete_plan, communicated, create_people
from tests.pages import Browser
from tests.support import postgres
from tests.support.compiled import share, share_templates
from tests.world import build_world

pytest_plugins = ["tests.support.plugin"]
share_templates()

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
SECRET = "for tests only: 9b1d-44c7-8a02-f3e6"


class Clock:
    """The time of the application: stands still until a test turns it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        """Moves on by ``timedelta`` arguments: ``clock.advance(minutes=31)``."""
        self.now += timedelta(**by)


def _fill(url: str) -> None:
    bare = Database(url)
    upgrade(bare)
    bare.dispose()
    with _written(url) as session:
        load_reference(session)
        load_templates(session)
        load_decision_kinds(session)
        create_people(session, NOW)
        gather_words(session)


def _fill_world(url: str) -> None:
    with _written(url) as session:
        build_world(session, NOW)


def _with_plan(make: Callable[[Session, People, Actor, datetime], Plan]) -> Callable[[str], None]:
    def fill(url: str) -> None:
        with _written(url) as session:
            cast = People.read(session)
            make(session, cast, cast.karwan, NOW)

    return fill


@contextmanager
def _written(url: str) -> Iterator[Session]:
    database = Database(url)
    with database.write() as session:
        yield session
    database.dispose()


#: Fillings by name: on which other one each stands, and what fills in the rest.
FILLED: dict[str, tuple[str, Callable[[str], None]]] = {
    "house": ("", _fill),
    "world": ("house", _fill_world),
    "draft": ("house", _with_plan(a_complete_plan)),
    "sent": ("house", _with_plan(communicated)),
}
Standing = Callable[[str, str], AbstractContextManager[Database]]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """SQLite files to be copied, by what they are filled with; each is made when first asked for."""
    folder = tmp_path_factory.mktemp("templates")

    def made(filling: str) -> Path:
        path = folder / f"{filling}.db"
        if not path.exists():
            below, fill = FILLED[filling]
            if below:
                shutil.copy(made(below), path)
            fill(f"sqlite:///{path}")
        return path

    return made


@contextmanager
def copied(kind: str, filling: str, folder: Path, templates: Callable[[str], Path]) -> Iterator[Database]:
    """A copy of a filled database, gone at the end."""
    if kind == "sqlite":
        shutil.copy(templates(filling), folder / "tansiq.db")
        built = Database(f"sqlite:///{folder / 'tansiq.db'}")
        share(built)
        yield built
        built.dispose()
        return
    server = postgres.start()
    url = server.create_database(_template(server, filling))
    built = Database(url)
    share(built)
    yield built
    built.dispose()
    server.drop_database(url)


def _template(server: postgres.Server, filling: str) -> str:
    below, fill = FILLED[filling]
    return server.template_of(fill, f"_{filling}", _template(server, below) if below else None)


@pytest.fixture
def standing(tmp_path: Path, templates: Callable[[str], Path]) -> Standing:
    """``with standing("sqlite", "house") as database``: a copy of a filled database, gone at the end."""
    return lambda kind, filling: copied(kind, filling, tmp_path, templates)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, standing: Standing) -> Iterator[Database]:
    """A database of its own for this test: schema at head, reference data, the people of the cast, and the plan it asks for."""
    filling = next((name for name in ("draft", "sent") if f"{name}_plan" in request.fixturenames), "house")
    with standing(request.param, filling) as built:
        yield built


@pytest.fixture
def draft_plan(database: Database) -> Plan:
    """A complete draft of Karwan's: it came with the copied database, so it costs a test nothing."""
    with database.read() as session:
        return session.scalars(select(Plan)).one()


@pytest.fixture
def sent_plan(database: Database) -> Plan:
    """A plan of Karwan's that was communicated: it came with the copied database."""
    with database.read() as session:
        return session.scalars(select(Plan)).one()


@pytest.fixture(params=["sqlite", "postgresql"])
def standing_world(request: pytest.FixtureRequest, standing: Standing) -> Iterator[Database]:
    """A database with something for every route (``tests.world``)."""
    with standing(request.param, "world") as built:
        yield built


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table, for migrations."""
    if request.param == "sqlite":
        built = Database(f"sqlite:///{tmp_path / 'empty.db'}")
        yield built
        built.dispose()
        return
    server = postgres.start()
    url = server.create_database()
    built = Database(url)
    yield built
    built.dispose()
    server.drop_database(url)


@pytest.fixture(autouse=True)
def _in_arabic() -> None:
    """Every test begins in Arabic: the language that another test's request left behind in this thread is forgotten."""
    speak("ar")


@pytest.fixture
def clock() -> Clock:
    """Monday 2 March 2026, ten in the morning in Baghdad."""
    return Clock()


@pytest.fixture
def settings(tmp_path: Path, database: Database) -> Settings:
    """A demo installation in the test's own folder."""
    return Settings("demo", tmp_path, database.url, SECRET, "http://localhost")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, put together once for each test process: that takes longer than most tests, and its templates as long again."""
    settings = Settings("demo", tmp_path_factory.mktemp("built"), "sqlite://", SECRET, "http://localhost")
    return create_app(settings, Database(settings.database_url), Clock())


@pytest.fixture
def app(built: Flask, settings: Settings, database: Database, clock: Clock) -> Flask:
    """The whole application, on the database, the clock and the folder of this test."""
    built.extensions["tansiq"] = Runtime(database, clock, settings)
    built.extensions["tansiq_store"] = Store(settings.home / FOLDER)
    built.extensions[BEGUN] = clock()
    keep_directory(built)
    return built


@pytest.fixture
def cast(database: Database) -> People:
    """The people: ``cast.karwan`` is an Actor, ``cast.id("karwan")`` the person's id."""
    with database.read() as session:
        return People.read(session)


@pytest.fixture
def client(app: Flask) -> Browser:
    """A browser in which nobody has signed in; checks every page that it opens."""
    return Browser(app)


@pytest.fixture
def sign_in(app: Flask) -> Callable[[str], Browser]:
    """``sign_in("karwan")``: a browser in which this person of the cast has signed in (by a session row, without a password)."""

    def signed(name: str, **options: Any) -> Browser:
        browser = Browser(app, **options)
        browser.enter(name)
        return browser

    return signed


@pytest.fixture
def statements(database: Database) -> Callable[[], AbstractContextManager[list[str]]]:
    """``with statements() as seen: …``: the SQL statements sent inside (BEGIN and COMMIT are not counted)."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []

        def noted(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith("BEGIN"):
                seen.append(statement)

        for engine in database.engines:
            event.listen(engine, "before_cursor_execute", noted)
        try:
            yield seen
        finally:
            for engine in database.engines:
                event.remove(engine, "before_cursor_execute", noted)

    return counting
