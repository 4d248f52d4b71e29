"""The demonstration, loaded once on each database; its tests only read."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from app.demo import load
from app.schema import upgrade
from core.database import Database
from people.models import Person
from people.queries import read_directory
from plans import queries
from plans.models import Plan
from plans.terms import PlanDocument
from tests.support import postgres

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Loaded:
    """The database with the demonstration, its sign-ins, how long the loading took (seconds), the lines that it told."""

    database: Database
    sign_ins: list[dict[str, str]]
    seconds: float
    told: list[str]

    def plan(self, english: str) -> Plan:
        """The plan whose English name holds this word."""
        with self.database.read() as session:
            return session.scalars(select(Plan).where(Plan.name_en.contains(english))).one()

    def document(self, english: str) -> PlanDocument:
        """The content of that plan's first version, from its rows."""
        plan = self.plan(english)
        with self.database.read() as session:
            version = queries.get_version(session, plan.id, 1)
            assert version is not None
            return queries.build_document(session, read_directory(session), version)

    def person_id(self, key: str) -> str:
        """A person by the first part of the e-mail."""
        with self.database.read() as session:
            return session.scalars(select(Person.id).where(Person.email.startswith(f"{key}@"))).one()


@pytest.fixture(scope="session")
def bare_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """An SQLite file with the schema alone."""
    path = tmp_path_factory.mktemp("bare") / "tansiq.db"

    def made() -> Path:
        if not path.exists():
            _bare(f"sqlite:///{path}")
        return path

    return made


def _bare(url: str) -> None:
    database = Database(url)
    upgrade(database)
    database.dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, bare_template: Callable[[], Path]) -> Iterator[Loaded]:
    """The demonstration as it is loaded into a new installation."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("demo") / "tansiq.db"
        path.write_bytes(bare_template().read_bytes())
        database = Database(f"sqlite:///{path}")
    else:
        server = postgres.start()
        database = Database(server.create_database(server.template_of(_bare, "_bare")))
    told: list[str] = []
    begun = time.perf_counter()
    sign_ins = load(database, NOW, told.append)
    yield Loaded(database, sign_ins, time.perf_counter() - begun, told)
    database.dispose()
    if request.param != "sqlite":
        postgres.start().drop_database(make_url(database.url).database or "")
