"""The rooms up to accounts, on a database with the reference data and a small cast, with a clock that tests turn."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from flask.testing import FlaskClient
from sqlalchemy import event, select

import accounts.wiring
import notifications.wiring
import people.wiring
from accounts.passwords import hashed
from accounts.services.persons import index_people
from app import errors, security
from app.factory import equip_templates
from config import Settings
from core import languages
from core.audit import AuditEntry
from core.database import Base, Database
from core.web import Runtime, close_reading, page
from people.gate import actor, keep_directory, public, requires, signed_in
from people.models import Person, RoleGrant
from people.reference_load import load_reference
from people.terms import Permission, Role
from tests.support import postgres
from tests.support.compiled import share

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 3, 15, 9, 0, tzinfo=UTC)
PASSWORD = "seven brown goats on a hill"
#: name -> (role, scope)
CAST = {
    "amal": (Role.ADMINISTRATOR, "IQ"),
    "basim": (Role.ADMINISTRATOR, "IQ"),
    "karwan": (Role.BRANCH_OFFICER, "branch-ninewa"),
    "salma": (Role.HQ_PLANNER, "IQ"),
}
_kept = hashed(PASSWORD)


@dataclass
class Clock:
    """The instant at which requests happen."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def go(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class House:
    """The application with its database and clock."""

    app: Flask
    database: Database
    clock: Clock
    statements: list[str] = field(default_factory=list)

    def browser(self) -> FlaskClient:
        return self.app.test_client()

    def at(self, name: str, password: str = PASSWORD) -> FlaskClient:
        """The browser of somebody who has signed in."""
        browser = self.browser()
        answer = sign_in(browser, name, password)
        assert answer.status_code == 303, answer.text
        self.statements.clear()
        return browser

    def person(self, person_id: str) -> Person:
        with self.database.read() as session:
            return session.get_one(Person, person_id)

    def all(self, table: Any) -> list[Any]:
        with self.database.read() as session:
            return list(session.scalars(select(table)))

    def history(self, kind: str, id_: str) -> list[AuditEntry]:
        with self.database.read() as session:
            query = select(AuditEntry).where(AuditEntry.subject_kind == kind, AuditEntry.subject_id == id_)
            return list(session.scalars(query.order_by(AuditEntry.id)))


def sign_in(browser: FlaskClient, name: str, password: str = PASSWORD, **more: Any) -> Any:
    return browser.post("/sign-in", data={"email": f"{name}@example.iq", "password": password}, **more)


def fill(url: str) -> None:
    """Tables, reference data, cast."""
    database = Database(url)
    Base.metadata.create_all(database.engine)
    with database.write() as session:
        load_reference(session)
        for name, (role, scope) in CAST.items():
            session.add(Person(id=name, name=name.title(), email=f"{name}@example.iq", password_hash=_kept, created_at=NOON, language="en"))
            session.flush()
            session.add(RoleGrant(person_id=name, role=role.value, scope_id=scope, since=date(2026, 1, 1)))
        session.flush()
        index_people(session)
    database.dispose()


@contextmanager
def standing(kind: str, folder: Path, template: Callable[[], Path], **settings: Any) -> Iterator[House]:
    if kind == "sqlite":
        path = folder / "test.db"
        shutil.copy(template(), path)
        url = f"sqlite:///{path}"
    else:
        server = postgres.start()
        url = server.create_database(server.template_of(fill, "_accounts"))
    house = build(url, folder, **settings)
    try:
        yield house
    finally:
        house.database.dispose()
        if kind != "sqlite":
            server.drop_database(url)


def build(url: str, folder: Path, public_url: str = "http://localhost", smtp_url: str = "", csrf: bool = False) -> House:
    settings = Settings("demo", folder, url, "for tests only, nowhere else", public_url, smtp_url)
    database, clock = Database(url), Clock()
    share(database)
    app = Flask("tansiq", root_path=str(ROOT / "core"), static_folder="static", template_folder="templates")
    app.config.update(SECRET_KEY=settings.secret_key, WTF_CSRF_ENABLED=csrf)
    app.extensions["tansiq"] = Runtime(database, clock, settings)
    keep_directory(app)
    app.teardown_appcontext(close_reading)
    _templates(app)
    app.before_request(_speak)
    for room in (people, notifications, accounts):
        room.wiring.install(app)
    security.install(app, settings)
    errors.install(app)
    _other_pages(app)
    house = House(app, database, clock)
    for engine in database.engines:
        event.listen(engine, "before_cursor_execute", lambda _c, _cursor, statement, *_rest: house.statements.append(statement))
    return house


def _speak() -> None:
    signed_in()
    languages.speak(request.args.get("language", "en"))


def _templates(app: Flask) -> None:
    equip_templates(app)
    app.context_processor(
        lambda: {"me": None, "unread": 0, "nav": [], "lang": languages.language(), "dir": languages.direction(), "languages": []}
    )


def _other_pages(app: Flask) -> None:
    """What the rooms above would add: a start page, a plan."""

    @app.get("/", endpoint="home")
    @requires(Permission.OWN_PAGES)
    def home() -> str:
        return f"hello {actor().name} {sorted(actor().permissions)}"

    @app.get("/plans/<plan_id>", endpoint="plans.show")
    @requires(Permission.OWN_PAGES)
    def plan(plan_id: str) -> str:
        return f"plan {plan_id}"

    @app.get("/open", endpoint="open")
    @public("for tests")
    def open_page() -> Response:
        return page("core/error.html", title="open", safe="", remedy="", code="")
