"""The demonstration: invented people, and plans for the four issues of the 2024 workshop, all made through the services."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select

from app.demo.committees import committees
from app.demo.imam_wais import imam_wais
from app.demo.iskandaria import iskandaria
from app.demo.issues import add_teams, register_issues
from app.demo.people import add_people
from app.demo.sinjar import sinjar
from app.demo.stage import Stage
from app.demo.yathrib import yathrib
from attachments.store import Store
from committees.reference_load import load_decision_kinds
from core import installation
from core.clock import local_day
from core.database import Database
from people.models import Person
from people.queries import read_directory
from people.reference_load import load_reference
from plans.reference_load import load_templates

ACTS = (("Sinjar", sinjar), ("Yathrib", yathrib), ("Imam Wais", imam_wais), ("Iskandaria", iskandaria))


class PeopleThere(Exception):
    """The database has people already: the demonstration is loaded only into a new one."""


def load(
    database: Database, now: datetime, tell: Callable[[str], None] = lambda _text: None, store: Store | None = None
) -> list[dict[str, str]]:
    """Loads the demonstration in one transaction, marks the database with it, and returns the sign-ins.

    Each sign-in has role (a value of people.terms.Role), name, email, password; first one of each role, then the others.
    Dates lie around ``now``; attached files go into ``store``.
    Raises PeopleThere when the database has any person; then nothing is changed.
    """
    with database.write() as session:
        if session.scalar(select(func.count()).select_from(Person)):
            raise PeopleThere("The database has people already: the demonstration is loaded only into a new one.")
        load_reference(session)
        load_templates(session)
        load_decision_kinds(session)
        directory = read_directory(session)
        tell("demonstration: people")
        start = Stage(session, directory, now, {}).ago(60, 9)
        people, sign_ins = add_people(session, directory, start)
        stage = Stage(session, directory, now, people, store=store)
        tell("demonstration: issues and follow-up teams")
        register_issues(stage)
        add_teams(stage)
        for name, act in ACTS:
            tell(f"demonstration: plan for {name}")
            act(stage)
        tell("demonstration: committees")
        committees(stage)
        installation.put(session, installation.DEMO, local_day(now).isoformat())
    return sign_ins
