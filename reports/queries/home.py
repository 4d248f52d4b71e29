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

#: What stands on the page of each plan that was chosen, with those of its dues that were; put together once, as to do so takes longer than
#: to answer it.
_SHOWN = (
    select(
        Plan.id,
        DueRow.key,
        DueRow.title,
        DueRow.percent,
        Plan.unacknowledged,
        select(func.count()).where(Receipt.plan_id == Plan.id, Receipt.number == Plan.valid_number).scalar_subquery(),
        Plan.scope_id,
        Plan.name_ar,
        Plan.name_en,
        Plan.name_ckb,
        and_(Plan.valid_number.is_not(None), Plan.open_number.is_not(None)),
    )
    .outerjoin(DueRow, and_(DueRow.plan_id == Plan.id, DueRow.key.in_(bindparam("keys", expanding=True))))
    .where(Plan.id.in_(bindparam("plans", expanding=True)))
)
_OF_PLAN = ("scope_id", "name_ar", "name_en", "name_ckb", "revised")


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
    asked = {"plans": sorted({head.id for head in of_plans}), "keys": sorted({head.key for head in of_plans if head.kind in BY_DAY})}
    plans: dict[str, dict[str, Any]] = {}
    dues: dict[tuple[str, str], dict[str, Any]] = {}
    receivers: dict[str, dict[str, int]] = {}
    for plan_id, key, title, percent, missing, total, *of_plan in session.execute(_SHOWN, asked).all() if of_plans else ():
        plans[plan_id] = dict(zip(_OF_PLAN, of_plan, strict=True))
        dues[plan_id, key] = {"title": title, "number": percent}
        receivers[plan_id] = {"number": missing, "total": total}

    def read(head: Head) -> Task:
        known = head.row._asdict()
        if head.id in plans:
            known |= plans[head.id]
        if head.kind == Kind.RECEIVERS:
            known |= receivers[head.id]
        elif head.kind in BY_DAY:
            known |= dues[head.id, head.key]
        return Task(**{**known, "kind": Kind(head.kind)})

    return read


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
