"""The home page."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response

from core.clock import local_day
from core.formats import distance, number, percent
from core.languages import LazyText, gettext, named, ngettext
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.queries import Directory
from people.terms import Actor, Permission
from reports import labels
from reports.queries import home_page
from reports.rules import day_of, is_late, listings_of
from reports.terms import Answer, Kind, Task

blueprint = Blueprint("reports", __name__, template_folder="templates")
#: Where the things stand that are no plans.
WHERE = {
    **dict.fromkeys((Kind.GIVE_ROLE, Kind.INVITED, Kind.ROLE_ENDS), "/admin/people"),
    **dict.fromkeys((Kind.ANSWER, Kind.APPROVE_MINUTES, Kind.MEETING_NEXT), "/meetings"),
    Kind.ACT: "/actions",
}
SHORT = 120
OF_THE_OPEN_VERSION = (Kind.CORRECT, Kind.DECIDE, Kind.CONTINUE, Kind.DECISION)


@dataclass(frozen=True, slots=True)
class Line:
    """A task as the page shows it: what to do with what, two facts, how long it waits or when it is due."""

    to_do: LazyText
    name: str
    url: str
    facts: tuple[str, ...]
    when: str
    late: bool


@blueprint.get("/")
@requires(Permission.OWN_PAGES)
def home() -> Response:
    """What waits for this person, what he waits for, what happens next."""
    today, names = local_day(now()), directory()
    answers = home_page(read_session(), actor(), listings_of(actor()), now())
    sections = [
        {
            "title": labels.QUESTIONS[answer.question],
            "nothing": labels.NOTHING[answer.question],
            "lines": [_line(task, today, names) for task in answer.tasks],
            "more": [labels.ALL[kind] for kind in answer.more],
        }
        for answer in answers
    ]
    return page("reports/home.html", today=today, sections=sections, further=None if _anything(answers) else _further(actor()))


def _anything(answers: list[Answer]) -> bool:
    return any(answer.tasks for answer in answers[:2])


def _further(person: Actor) -> tuple[LazyText, tuple[tuple[LazyText, str], ...]] | None:
    return next(((sentence, links) for permission, sentence, links in labels.FURTHER if person.may(permission)), None)


def _line(task: Task, today: date, names: Directory) -> Line:
    name = shortened(task.title, SHORT) or named(task)
    revision = "/revision" if task.revised and task.kind in OF_THE_OPEN_VERSION else ""
    url = f"{WHERE[task.kind]}/{task.id}" if task.kind in WHERE else f"/plans/{task.id}{revision}"
    facts = tuple(filter(None, _facts(task, names)))
    return Line(labels.TO_DO[task.kind], name, url, facts, distance(day_of(task), today), is_late(task, today))


def _facts(task: Task, names: Directory) -> list[str]:
    where = names.scope_name(task.scope_id)
    if task.kind is Kind.RECEIVERS:
        return [where, _acknowledged(task)]
    if task.title:
        done = gettext("%(percent)s done", percent=percent(task.number))
        first = where if task.kind is Kind.ACT else named(task)
        return [first, names.organisation_name(task.organisation_id), done]
    return [where, names.organisation_name(task.organisation_id)]


def _acknowledged(task: Task) -> str:
    return ngettext(
        "%(missing)s of %(num)s organisation has not acknowledged",
        "%(missing)s of %(num)s organisations have not acknowledged",
        task.total,
        missing=number(task.number),
    )


def shortened(text: str, most: int) -> str:
    """A long text cut at a word, with an ellipsis."""
    return text if len(text) <= most else f"{text[:most].rsplit(maxsplit=1)[0]}…"
