"""Reads of the home page: a handful of statements, whatever the person's roles and however many plans there are.

First the heads of all lists are read from indexes; what stands on the page is chosen; then only its plans are read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Result, and_, bindparam, func, select
from sqlalchemy.orm import Session

from core.clock import local_day
from people.terms import Actor
from plans.models import DueRow, Plan, Receipt
from reports.queries.lists import BY_DAY, OF_PEOPLE, Listings, first_rows
from reports.queries.work import OF_WORK
from reports.rules import (
    ACTIVITIES_AHEAD,
    MEETINGS_AHEAD,
    QUESTION,
    READ_BACK,
    REVIEWS_AHEAD,
    ROLES_AHEAD,
    SHOWN,
    in_order,
    own_organisations,
)
from reports.terms import Answer, Kind, Listing, Question, Task

# The selects of what stands on the page, put together once: to do so takes longer than to answer them.
_THESE: Any = bindparam("plans", expanding=True)
_PLANS = select(
    Plan.id,
    Plan.scope_id,
    Plan.name_ar,
    Plan.name_en,
    Plan.name_ckb,
    and_(Plan.valid_number.is_not(None), Plan.open_number.is_not(None)).label("revised"),
).where(Plan.id.in_(_THESE))
_DUES = select(DueRow.plan_id, DueRow.key, DueRow.title, DueRow.percent).where(
    DueRow.plan_id.in_(_THESE), DueRow.key.in_(bindparam("keys", expanding=True))
)
_RECEIVERS = (
    select(Plan.id, Plan.unacknowledged, func.count())
    .join(Receipt, and_(Receipt.plan_id == Plan.id, Receipt.number == Plan.valid_number))
    .where(Plan.id.in_(_THESE))
    .group_by(Plan.id, Plan.unacknowledged)
)


def home_page(session: Session, actor: Actor, listings: Listings, now: datetime) -> list[Answer]:
    """The answers to the three questions."""
    values = _values(actor, listings, now)
    of_people = tuple(each for each in listings if each.kind in OF_PEOPLE)
    of_work = tuple(each for each in listings if each.kind in OF_WORK)
    of_plans = tuple(each for each in listings if each.kind not in OF_PEOPLE | OF_WORK)
    found: list[Task] = []
    for group in (of_plans, of_work, of_people):
        if group:
            found += _tasks(session.execute(first_rows(group), values))
    by_kind = {listing.kind: [task for task in found if task.kind is listing.kind] for listing in listings}
    chosen = {question: _chosen(question, by_kind) for question in Question}
    read = _read(session, [task for tasks in chosen.values() for task in tasks])
    return [Answer(question, tuple(map(read, tasks)), _more(question, tasks, by_kind)) for question, tasks in chosen.items()]


def _chosen(question: Question, by_kind: Mapping[Kind, list[Task]]) -> list[Task]:
    return in_order(task for kind, found in by_kind.items() if QUESTION[kind] is question for task in found[:SHOWN])[:SHOWN]


def _more(question: Question, tasks: list[Task], by_kind: Mapping[Kind, list[Task]]) -> tuple[Kind, ...]:
    shown = {kind: sum(task.kind is kind for task in tasks) for kind in by_kind}
    return tuple(kind for kind in by_kind if QUESTION[kind] is question and len(by_kind[kind]) > shown[kind])


def _tasks(result: Result[Any]) -> list[Task]:
    _, *names = result.keys()
    return [Task(Kind(row[0]), **dict(zip(names, row[1:], strict=True))) for row in result]


def _read(session: Session, tasks: list[Task]) -> Any:
    """What turns a chosen task into one that can be shown: with its plan's name and place, its activity, its receivers."""
    plans = _plans_of(session, [task.id for task in tasks if task.kind not in OF_PEOPLE | OF_WORK])
    dues = _dues_of(session, [task for task in tasks if task.kind in BY_DAY])
    receivers = _receivers_of(session, [task.id for task in tasks if task.kind is Kind.RECEIVERS])

    def read(task: Task) -> Task:
        if task.kind in OF_PEOPLE | OF_WORK:
            return task
        more = receivers.get(task.id, {}) if task.kind is Kind.RECEIVERS else dues.get((task.id, task.key), {})
        return replace(task, **plans[task.id], **more)

    return read


def _plans_of(session: Session, ids: list[str]) -> dict[str, dict[str, Any]]:
    if not ids:
        return {}
    rows = session.execute(_PLANS, {"plans": ids})
    return {row.id: row._asdict() for row in rows}


def _dues_of(session: Session, tasks: list[Task]) -> dict[tuple[str, str], dict[str, Any]]:
    if not tasks:
        return {}
    rows = session.execute(_DUES, {"plans": [task.id for task in tasks], "keys": [task.key for task in tasks]})
    return {(plan_id, key): {"title": title, "number": percent} for plan_id, key, title, percent in rows}


def _receivers_of(session: Session, ids: list[str]) -> dict[str, dict[str, int]]:
    """How many have not acknowledged, of how many."""
    if not ids:
        return {}
    return {plan_id: {"number": number, "total": total} for plan_id, number, total in session.execute(_RECEIVERS, {"plans": ids})}


def _values(actor: Actor, listings: Iterable[Listing], now: datetime) -> dict[str, Any]:
    """What the selects are asked with."""
    today = local_day(now)
    values: dict[str, Any] = {
        "me": actor.person_id,
        "by_me": f'%"{actor.person_id}"%',
        "own": sorted(own_organisations(actor)),
        "today": today,
        "now": now,
        "meetings_until": now + timedelta(days=MEETINGS_AHEAD),
        "reviews_until": today + timedelta(days=REVIEWS_AHEAD),
        "activities_until": today + timedelta(days=ACTIVITIES_AHEAD),
        "roles_until": today + timedelta(days=ROLES_AHEAD),
        "read_since": now - timedelta(days=READ_BACK),
    }
    for permission in {listing.permission for listing in listings}:
        reach = actor.reach(permission)
        values[f"scopes_{permission}"] = sorted(reach.scopes)
        values[f"organisations_{permission}"] = sorted(reach.organisations)
    return values
