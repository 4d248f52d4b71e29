"""A small application for the tests of the lower rooms: their pages, a few places and bodies, and a cast of persons.

It stands on the floor alone, so that these rooms are tested without those above them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask, g, request
from flask.testing import FlaskClient
from flask_login import LoginManager
from sqlalchemy import event, select
from werkzeug.test import TestResponse

import people.wiring
from app import errors
from app.factory import equip_templates
from config import Settings
from core import languages
from core.database import Base, Database
from core.web import Runtime, close_reading
from people.gate import directory, keep_directory
from people.models import DirectoryRevision, Organisation, Person, Place, RoleGrant, Scope
from people.queries import actor_of, read_directory
from people.terms import Actor, Role
from tests.support import postgres
from tests.support.compiled import share

NOW = datetime(2026, 3, 15, 8, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
WHO = "X-Person"
#: name -> (role, scope, organisation)
CAST: dict[str, tuple[Role, str | None, str | None]] = {
    "salma": (Role.HQ_PLANNER, "IQ", None),
    "karwan": (Role.BRANCH_OFFICER, "branch-ninewa", None),
    "hiwa": (Role.BRANCH_OFFICER, "branch-diyala", None),
    "dara": (Role.COMMITTEE_MEMBER, "IQG15", None),
    "zainab": (Role.MONITOR, "IQG15", None),
    "noor": (Role.FOCAL_POINT, None, "moe"),
    "ali": (Role.FOCAL_POINT, None, "moh"),
    "admin": (Role.ADMINISTRATOR, "IQ", None),
}


@dataclass
class House:
    """The application with its database; ``at(name)`` is that person's browser, ``at("")`` a stranger's."""

    app: Flask
    database: Database
    statements: list[str] = field(default_factory=list)

    def at(self, name: str) -> "Visitor":
        return Visitor(self, self.app.test_client(), name)

    def actor(self, name: str) -> Actor:
        """The person as the services know him."""
        with self.database.read() as session:
            person = session.get_one(Person, name)
            grants = session.scalars(select(RoleGrant).where(RoleGrant.person_id == name)).all()
            return actor_of(person, grants, read_directory(session))


@dataclass
class Visitor:
    """A person's browser."""

    house: House
    client: FlaskClient
    name: str

    def get(self, url: str) -> TestResponse:
        self.house.statements.clear()
        return self.client.get(url, headers={WHO: self.name})

    def post(self, url: str, **values: Any) -> TestResponse:
        return self.client.post(url, data=values, headers={WHO: self.name})


def filled(url: str) -> None:
    """Makes the tables and fills them with places, bodies and the cast."""
    database = Database(url)
    Base.metadata.create_all(database.engine)
    with database.write() as session:
        _fill(session)
    database.dispose()


@cache
def _filled_file() -> bytes:
    with TemporaryDirectory() as folder:
        filled(f"sqlite:///{folder}/filled.db")
        return Path(folder, "filled.db").read_bytes()


@contextmanager
def standing(kind: str, folder: Path, *installs: Callable[[Flask], None]) -> Iterator[House]:
    """A house on a database of its own: ``sqlite`` or ``postgresql``."""
    if kind == "sqlite":
        (folder / "test.db").write_bytes(_filled_file())
        url = f"sqlite:///{folder / 'test.db'}"
    else:
        server = postgres.start()
        url = server.create_database(server.template_of(filled, "_lower_rooms"))
    house = build(url, *installs)
    try:
        yield house
    finally:
        house.database.dispose()
        if kind != "sqlite":
            server.drop_database(url)


def build(url: str, *installs: Callable[[Flask], None]) -> House:
    """The application with these rooms, on a filled database."""
    database = Database(url)
    share(database)
    app = Flask("tansiq", root_path=str(ROOT / "core"), static_folder="static", template_folder="templates")
    app.config.update(SECRET_KEY="for tests only")
    app.extensions["tansiq"] = Runtime(
        database, lambda: NOW, Settings("demo", ROOT / "var", url, "for tests only, nowhere else", "http://localhost")
    )
    keep_directory(app)
    app.teardown_appcontext(close_reading)
    _templates(app)
    errors.install(app)
    house = House(app, database)
    _people(app, database)
    for install in (people.wiring.install, *installs):
        install(app)
    app.before_request(lambda: languages.speak(request.args.get("language", "en")))
    for engine in database.engines:
        event.listen(engine, "before_cursor_execute", lambda _c, _cursor, statement, *_rest: house.statements.append(statement))
    return house


def _templates(app: Flask) -> None:
    equip_templates(app)
    app.jinja_env.globals["csrf_token"] = lambda: ""
    app.context_processor(
        lambda: {
            "me": None,
            "unread": 0,
            "nav": [],
            "lang": languages.language(),
            "dir": languages.direction(),
            "languages": [],
        }
    )


def _people(app: Flask, database: Database) -> None:
    manager = LoginManager(app)
    manager.login_view = "sign_in"

    @manager.request_loader
    def loaded(asking: Any) -> Actor | None:
        name = asking.headers.get(WHO, "")
        if not name:
            return None
        g.person_id = name
        with database.read() as session:
            person = session.get_one(Person, name)
            grants = session.scalars(select(RoleGrant).where(RoleGrant.person_id == name)).all()
            return actor_of(person, grants, directory())

    @app.get("/sign-in")
    def sign_in() -> str:
        return "sign in"


def _fill(session: Any) -> None:
    session.add_all([DirectoryRevision(id=1, revision=1)])
    places = [
        ("IQG15", "governorate", None, "Ninewa"),
        ("IQG10", "governorate", None, "Diyala"),
        ("IQG15Q07", "district", "IQG15", "Sinjar"),
    ]
    for code, kind, parent, name in places:
        session.add(Place(id=code, kind=kind, parent_id=parent, name_en=name))
        session.flush()
    scopes = [
        ("IQ", "national", None, "Iraq"),
        ("IQG15", "governorate", "IQ", "Ninewa"),
        ("IQG10", "governorate", "IQ", "Diyala"),
        ("branch-ninewa", "branch", "IQG15", "Ninewa branch"),
        ("branch-diyala", "branch", "IQG10", "Diyala branch"),
    ]
    for code, kind, parent, name in scopes:
        session.add(Scope(id=code, kind=kind, parent_id=parent, name_en=name))
        session.flush()
    session.add_all(
        [
            Organisation(id="moe", code="MOE", kind="ministry", name_en="Ministry of Education", name_ar="وزارة التربية"),
            Organisation(id="moh", code="MOH", kind="ministry", name_en="Ministry of Construction"),
        ]
    )
    session.flush()
    for name, (role, scope_id, organisation_id) in CAST.items():
        session.add(Person(id=name, name=name.title(), email=f"{name}@example.iq", organisation_id=organisation_id, created_at=NOW))
        session.flush()
        session.add(RoleGrant(person_id=name, role=role.value, scope_id=scope_id, organisation_id=organisation_id, since=date(2026, 1, 1)))
