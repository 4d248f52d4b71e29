"""The whole application on a database with reference data, a cast, and plans made through the services of their room."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import ColumnElement, event, insert, select
from sqlalchemy.orm import Session

from accounts.services.sessions import open_session
from app import schema
from app.factory import create_app
from config import Settings
from core.clock import local_day
from core.database import Base, Database
from core.ids import new_id
from followup.services import save_team
from followup.terms import SaveTeam
from indicators.terms import Calculation, Definition, Frequency
from people.models import Person, RoleGrant
from people.queries import Directory, actor_of, read_directory
from people.reference_load import load_reference
from people.terms import Actor, Role
from plans import commands as c
from plans.models import ActivityRow, DueRow, ObjectiveRow, Plan, PlanVersion, Receipt
from plans.queries import get_version
from plans.services.communicating import communicate
from plans.services.deciding import approve, submit
from plans.services.editing import begin_plan, save_part, save_section
from plans.terms import Approach, Channel, Means, Rhythm, RiskCategory, StakeholderPart
from tests.support import postgres
from tests.support.compiled import share

NOW = datetime(2026, 3, 15, 9, 0, tzinfo=UTC)
TODAY = local_day(NOW)
#: name -> (role, scope, code of the organisation)
CAST: dict[str, tuple[Role, str | None, str | None]] = {
    "salma": (Role.HQ_PLANNER, "IQ", None),
    "hana": (Role.HQ_PLANNER, "IQ", None),
    "karwan": (Role.BRANCH_OFFICER, "IQG15", None),
    "dara": (Role.BRANCH_OFFICER, "IQG10", None),
    "noor": (Role.FOCAL_POINT, None, "MOF"),
    "zainab": (Role.MONITOR, "IQ", None),
    "reader": (Role.SENIOR_READER, "IQ", None),
    "member": (Role.COMMITTEE_MEMBER, "IQG15", None),
    "admin": (Role.ADMINISTRATOR, "IQ", None),
}


@dataclass
class Desk:
    """The application; ``home(name)`` is that person's home page, and ``statements`` what it took."""

    app: Flask
    database: Database
    statements: list[str] = field(default_factory=list)
    team_id: str = ""

    @cached_property
    def directory(self) -> Directory:
        with self.database.read() as session:
            return read_directory(session)

    def actor(self, name: str) -> Actor:
        with self.database.read() as session:
            grants = session.scalars(select(RoleGrant).where(RoleGrant.person_id == name)).all()
            return actor_of(session.get_one(Person, name), grants, self.directory)

    def browser(self, name: str) -> FlaskClient:
        """The browser of somebody who has signed in."""
        with self.database.write() as session:
            token = open_session(session, name, "", NOW)
        browser = self.app.test_client()
        browser.set_cookie("tansiq", token)
        return browser

    def opens(self, name: str, url: str) -> bool:
        """Whether that page opens for this person."""
        return self.browser(name).get(url).status_code == 200

    def home(self, name: str) -> "Page":
        browser = self.browser(name)
        browser.get("/profile")  # the directory is read once for each process
        self.statements.clear()
        answer = browser.get("/?language=en")
        assert answer.status_code == 200, answer.text
        return Page(html5lib.parse(answer.text, namespaceHTMLElements=False), len(self.statements))

    def organisation(self, code: str) -> str:
        return self.directory.organisations_by_code[code].id

    def plan(self, title: str, until: str = "draft", **more: object) -> str:
        """A plan that has come to ``until``: draft, submitted, approved or communicated."""
        with self.database.write() as session:
            return written(session, self, title, until, **more)  # type: ignore[arg-type]


@dataclass
class Page:
    """A home page as read."""

    root: Element
    statements: int

    def section(self, number: int) -> list[str]:
        """The lines of one of the three answers."""
        return [words(line) for line in self.all(".//main//section")[number].findall(".//ul[@class='tasks']/li")]

    def all(self, path: str) -> list[Element]:
        """Every element on this path."""
        return self.root.findall(path)

    def links(self, path: str) -> list[str]:
        """Where the links on this path lead."""
        return [link.get("href", "") for link in self.all(path)]

    @property
    def mine(self) -> list[str]:
        return self.section(0)

    @property
    def others(self) -> list[str]:
        return self.section(1)

    @property
    def next(self) -> list[str]:
        return self.section(2)

    @property
    def text(self) -> str:
        return words(self.all(".//main")[0])


def words(element: Element) -> str:
    """The text of an element, as read."""
    return " ".join(" ".join(element.itertext()).split())


def written(
    session: Session,
    desk: Desk,
    title: str,
    until: str,
    by: str = "karwan",
    scope: str = "IQG15",
    at: datetime = NOW - timedelta(days=20),
    due: date = TODAY + timedelta(days=20),
    starts: date = TODAY - timedelta(days=10),
    review: date = TODAY + timedelta(days=40),
) -> str:
    author = desk.actor(by)
    begins, ends = TODAY - timedelta(days=200), TODAY + timedelta(days=300)
    plan_id = begin_plan(session, author, c.Identity("", title, "", scope, None, "Return", begins, ends), at).id
    if until == "draft":
        return plan_id
    save_section(session, author, plan_id, "aim", c.Aim("", "Families live in houses", "", ""), 1, at)
    save_section(session, author, plan_id, "review", c.ReviewPlan(Rhythm.QUARTERLY, review, desk.team_id, ""), 1, at)
    ministry, cabinet = desk.organisation("MOF"), desk.organisation("COM")

    def part(kind: str, command: c.PartCommand) -> str:
        return save_part(session, author, plan_id, kind, None, command, 0, at)[1]

    objective = part("objectives", c.SaveObjective("Land is enough", "Families", ends, Means.ACTIVITY))
    part("stakeholders", c.SaveStakeholder(cabinet, StakeholderPart.DECIDES, ""))
    part("stakeholders", c.SaveStakeholder(ministry, StakeholderPart.DOES, ""))
    part(
        "activities",
        c.SaveActivity(objective, f"Letter for {title}", ministry, "", (), starts, due, Approach.OFFICIAL_LETTER, "", ""),
    )
    definition = Definition(
        name_en="Houses", unit="house", calculation=Calculation.SUM, baseline=0, baseline_on=begins, target=100,
        target_on=ends, frequency=Frequency.MONTHLY, source="register", reporter_id=ministry,
    )  # fmt: skip
    part("indicators", c.SaveIndicator(objective, asdict(definition)))
    part("risks", c.SaveRisk(RiskCategory.FINANCIAL, "Late", "No money", "Stop", 2, 2, "", "", "", None, None, None, None))
    part("lines", c.SaveLine("All", (ministry, cabinet), Channel.MEETING, Rhythm.MONTHLY, None))
    forward(session, desk, plan_id, until, author, at)
    return plan_id


def multiply(session: Session, plan_id: str, times: int) -> None:
    """Copies a plan's rows, as many times: quicker than writing it through the services."""
    versions = session.scalars(select(PlanVersion.id).where(PlanVersion.plan_id == plan_id)).all()
    tables: list[tuple[type[Base], ColumnElement[bool]]] = [
        (Plan, Plan.id == plan_id),
        (PlanVersion, PlanVersion.plan_id == plan_id),
        (ObjectiveRow, ObjectiveRow.version_id.in_(versions)),
        (ActivityRow, ActivityRow.version_id.in_(versions)),
        (Receipt, Receipt.plan_id == plan_id),
        (DueRow, DueRow.plan_id == plan_id),
    ]
    found = [(table, session.execute(select(table.__table__).where(where)).mappings().all()) for table, where in tables]
    for _ in range(times):
        ids = {old: new_id() for old in (plan_id, *versions)}
        for table, rows in found:
            new = [
                {name: ids.get(value, value) if name in ("id", "plan_id", "version_id") else value for name, value in row.items()}
                for row in rows
            ]
            if new:
                session.execute(insert(table), new)


def forward(session: Session, desk: Desk, plan_id: str, until: str, author: Actor, at: datetime) -> None:
    directory, planner = desk.directory, desk.actor("salma" if author.person_id != "salma" else "hana")
    version = get_version(session, plan_id, 1)
    assert version is not None
    submit(session, author, directory, plan_id, version.edits, at)
    if until in ("approved", "communicated"):
        approve(session, planner, directory, plan_id, version.edits, at)
    if until == "communicated":
        communicate(session, planner, plan_id, at)


def fill(url: str) -> None:
    """Schema, reference data, cast."""
    database = Database(url)
    schema.upgrade(database)
    with database.write() as session:
        load_reference(session)
        codes = read_directory(session).organisations_by_code
        for name, (role, scope, code) in CAST.items():
            own = codes[code].id if code else None
            session.add(Person(id=name, name=name.title(), email=f"{name}@tansiq.example", password_hash="x", language="en",
                               organisation_id=own, created_at=NOW))  # fmt: skip
            session.flush()
            session.add(RoleGrant(person_id=name, role=role.value, scope_id=scope, organisation_id=own, since=date(2026, 1, 1)))
    database.dispose()


@contextmanager
def standing(kind: str, folder: Path, template: Path) -> Iterator[Desk]:
    """The application on a filled database of its own."""
    server = postgres.start() if kind == "postgresql" else None
    if server is None:
        if not template.exists():
            fill(f"sqlite:///{template}")
        url = f"sqlite:///{shutil.copy(template, folder / 'test.db')}"
    else:
        url = server.create_database(server.template_of(fill, "_desk"))
    database = Database(url)
    share(database)
    settings = Settings("demo", folder, url, "for tests only, nowhere else", "http://127.0.0.1:8000")
    desk = Desk(create_app(settings, database, lambda: NOW), database)
    for engine in database.engines:
        event.listen(engine, "before_cursor_execute", lambda _c, _cursor, statement, *_rest: desk.statements.append(statement))
    with database.write() as session:
        desk.team_id = save_team(session, desk.actor("salma"), None, SaveTeam(name_en="Team", scope_id="IQ"), 0, NOW).id
    try:
        yield desk
    finally:
        database.dispose()
        if server is not None:
            server.drop_database(url)
