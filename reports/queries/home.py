"""Reads of the home page: a handful of statements, whatever the person's roles and however many plans there are.

First the heads of all lists are read from indexes; what stands on the page is chosen; then only its plans are read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, and_, bindparam, func, select
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


class Head(NamedTuple):
    """The first columns of each list, and the whole row. To read a row's columns by name takes longer than to find it."""

    kind: Kind
    id: str
    key: str
    at: datetime | None
    on: date | None
    row: Row[Any]


def home_page(session: Session, actor: Actor, listings: Listings, now: datetime) -> list[Answer]:
    """The answers to the three questions."""
    values = _values(actor, listings, now)
    of_people = tuple(each for each in listings if each.kind in OF_PEOPLE)
    of_work = tuple(each for each in listings if each.kind in OF_WORK)
    of_plans = tuple(each for each in listings if each.kind not in OF_PEOPLE | OF_WORK)
    heads: dict[Kind, list[Head]] = {each.kind: [] for each in listings}
    for group in (of_plans, of_work, of_people):
        for row in session.execute(first_rows(group), values).all() if group else ():
            heads[row[0]].append(Head._make((*row[:5], row)))
    chosen = {question: _chosen(question, heads) for question in Question}
    tasks = _read(session, [head for found in chosen.values() for head in found])
    return [Answer(question, tuple(map(tasks, found)), _more(question, found, heads)) for question, found in chosen.items()]


def _chosen(question: Question, heads: Mapping[Kind, list[Head]]) -> list[Head]:
    return in_order(head for kind, found in heads.items() if QUESTION[kind] is question for head in found[:SHOWN])[:SHOWN]


def _more(question: Question, chosen: list[Head], heads: Mapping[Kind, list[Head]]) -> tuple[Kind, ...]:
    shown = Counter(head.kind for head in chosen)
    return tuple(kind for kind, found in heads.items() if QUESTION[kind] is question and len(found) > shown[kind])


def _read(session: Session, chosen: list[Head]) -> Callable[[Head], Task]:
    """What turns a chosen head into what can be shown: with its plan's name and place, its activity, its receivers."""
    of_plans = [head for head in chosen if head.kind not in OF_PEOPLE | OF_WORK]
    plans = _plans_of(session, [head.id for head in of_plans])
    dues = _dues_of(session, [head for head in of_plans if head.kind in BY_DAY])
    receivers = _receivers_of(session, [head.id for head in of_plans if head.kind == Kind.RECEIVERS])

    def read(head: Head) -> Task:
        known = head.row._asdict()
        if head.kind not in OF_PEOPLE | OF_WORK:
            known |= plans[head.id] | (receivers.get(head.id, {}) if head.kind == Kind.RECEIVERS else dues.get((head.id, head.key), {}))
        return Task(**{**known, "kind": Kind(head.kind)})

    return read


def _plans_of(session: Session, ids: list[str]) -> dict[str, dict[str, Any]]:
    if not ids:
        return {}
    return {row[0]: row._asdict() for row in session.execute(_PLANS, {"plans": ids}).all()}


def _dues_of(session: Session, chosen: list[Head]) -> dict[tuple[str, str], dict[str, Any]]:
    if not chosen:
        return {}
    rows = session.execute(_DUES, {"plans": [head.id for head in chosen], "keys": [head.key for head in chosen]})
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
        "today": today,
        "now": now,
        "meetings_until": now + timedelta(days=MEETINGS_AHEAD),
        "reviews_until": today + timedelta(days=REVIEWS_AHEAD),
        "activities_until": today + timedelta(days=ACTIVITIES_AHEAD),
        "roles_until": today + timedelta(days=ROLES_AHEAD),
        "read_since": now - timedelta(days=READ_BACK),
    }
    several = {"own": own_organisations(actor)}
    for permission in {listing.permission for listing in listings}:
        reach = actor.reach(permission)
        several |= {f"scopes_{permission}": reach.scopes, f"organisations_{permission}": reach.organisations}
    return values | {f"{name}_{place}": each for name, found in several.items() for place, each in enumerate(sorted(found))}
