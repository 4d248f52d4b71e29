"""Where the demonstration plays: its days, its people as the services know them, and a pen that writes a plan step by step."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from attachments.store import Store
from core.clock import BAGHDAD, local_day
from indicators.terms import Definition
from people.queries import Directory
from people.terms import Actor
from plans import commands, queries
from plans.services.deciding import submit
from plans.services.editing import begin_plan, save_part, save_section
from plans.terms import Approach

FRIDAY, SATURDAY = 4, 5
#: How long the writer of a plan sits at one part.
A_WHILE = timedelta(minutes=6)


@dataclass(frozen=True)
class Stage:
    """One writing session, the directory, the acting people by their key, and the day on which the demonstration is loaded.

    ``issues`` and ``teams`` are ids by key, filled as they are made. ``store`` takes attached files; None: there are none.
    """

    session: Session
    directory: Directory
    now: datetime
    people: Mapping[str, Actor]
    issues: dict[str, str] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    store: Store | None = None

    def day(self, weeks: int) -> date:
        """The working day (Sunday to Thursday) that many weeks from today, or the next one after it."""
        day = local_day(self.now) + timedelta(weeks=weeks)
        return day + timedelta(days={FRIDAY: 2, SATURDAY: 1}.get(day.weekday(), 0))

    def ago(self, days: int, hour: int = 10) -> datetime:
        """An instant in working hours that many days (one or more) before today, or on the working day before it."""
        day = local_day(self.now) - timedelta(days=days)
        day -= timedelta(days={FRIDAY: 1, SATURDAY: 2}.get(day.weekday(), 0))
        return datetime(day.year, day.month, day.day, hour, 15, tzinfo=BAGHDAD)

    def org(self, code: str) -> str:
        """The id of an organisation that comes with Tansiq. Raises KeyError for an unknown code."""
        return self.directory.organisations_by_code[code].id

    def orgs(self, *codes: str) -> tuple[str, ...]:
        """The ids of several organisations."""
        return tuple(self.org(code) for code in codes)


class Pen:
    """Writes one plan as its author, through the services, with time passing between the parts."""

    def __init__(self, stage: Stage, author: str, at: datetime, identity: commands.Identity) -> None:
        self.stage, self.actor, self.at = stage, stage.people[author], at
        self.plan_id = begin_plan(stage.session, self.actor, identity, at).id

    def sit_down(self, at: datetime) -> None:
        """A new sitting; never before the end of the last one."""
        self.at = max(at, self.at)

    def section(self, name: str, command: commands.SectionCommand) -> None:
        """Fills a section for the first time."""
        save_section(self.stage.session, self.actor, self.plan_id, name, command, 1, self._later())

    def part(self, kind: str, command: commands.PartCommand) -> str:
        """Adds a part and returns its key."""
        return save_part(self.stage.session, self.actor, self.plan_id, kind, None, command, 0, self._later())[1]

    def activity(
        self,
        objective_key: str,
        title: str,
        responsible: str,
        weeks: tuple[int, int],
        approach: Approach,
        supporters: tuple[str, ...] = (),
        person: str = "",
        people: str = "",
        material: str = "",
    ) -> str:
        """Adds an activity to an objective; organisations by code, ``weeks`` from today of its first and its last day."""
        command = commands.SaveActivity(
            objective_key=objective_key,
            title=title,
            responsible_id=self.stage.org(responsible),
            responsible_person=person,
            supporter_ids=self.stage.orgs(*supporters),
            starts_on=self.stage.day(weeks[0]),
            due_on=self.stage.day(weeks[1]),
            approach=approach,
            people_needed=people,
            material_needed=material,
        )
        return self.part("activities", command)

    def indicator(self, objective_key: str, definition: Definition) -> str:
        """Adds an indicator to an objective."""
        return self.part("indicators", commands.SaveIndicator(objective_key, asdict(definition)))

    def submit(self, at: datetime, number: int = 1) -> int:
        """Submits the plan's version of this number and returns the count of edits that was submitted."""
        self.sit_down(at)
        edits = self.edits(number)
        submit(self.stage.session, self.actor, self.stage.directory, self.plan_id, edits, self._later())
        return edits

    def edits(self, number: int = 1) -> int:
        """How often a version was changed."""
        version = queries.get_version(self.stage.session, self.plan_id, number)
        return version.edits if version else 0

    def _later(self) -> datetime:
        self.at += A_WHILE
        return self.at
