"""Who is reminded of which action on which step of the ladder."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, literal, or_, select, union, union_all

from core.clock import local_day
from core.database import UtcDateTime
from core.sql import json_of
from followup.models import Action
from followup.terms import ActionState
from notifications.rules import DUE_STEPS, Rung, ladder
from people.models import Scope
from people.queries import held_today
from people.terms import Role

#: So much of what is to be done stands in a reminder.
MOST = 200
#: From how many days after the due day who is informed as well: the secretary of the scope, then headquarters.
SECRETARY_FROM, HEADQUARTERS_FROM = 1, 7


def actions_to_remind(now: datetime) -> Select[Any]:
    """For ``tell_all``: open actions that stand on a rung, with the focal points of the organisation and the person named; the day after
    with the secretary of the scope, and a week after with headquarters."""
    parts = union_all(*(_on_rung(rung, now) for rung in ladder(DUE_STEPS, now))).subquery()
    return select(*parts.c)


def lasts_until(rung: Rung, steps: Sequence[int], now: datetime) -> datetime:
    """A reminder makes sense until the next step takes its place."""
    following = [step for step in steps if step > rung.days]
    return now + timedelta(days=following[0] - rung.days if following else 7)


def _on_rung(rung: Rung, now: datetime) -> Select[Any]:
    today = local_day(now)
    stands = and_(Action.state == ActionState.OPEN.value, Action.due_on.between(rung.first, rung.last))
    people = union(*(each.where(stands) for each in _circle(rung, today))).subquery()
    kind = "action_overdue" if rung.days > 0 else "action_due"
    what: ColumnElement[Any] = json_of(what=func.substr(Action.what, 1, MOST), due_on=cast(Action.due_on, String))
    until = literal(lasts_until(rung, DUE_STEPS, now), UtcDateTime)
    return select(
        people.c.person_id,
        literal(kind, String).label("kind"),
        literal("action", String).label("subject_kind"),
        Action.id.label("subject_id"),
        cast(Action.due_on, String).label("occasion"),
        literal(rung.step, String).label("step"),
        what.label("words"),
        until.label("until"),
    ).join_from(people, Action, Action.id == people.c.action_id)


def _circle(rung: Rung, today: date) -> list[Any]:
    named = select(Action.id.label("action_id"), Action.person_id.label("person_id")).where(Action.person_id.is_not(None))
    focal = held_today(Role.FOCAL_POINT, today).subquery()
    found: list[Any] = [named, select(Action.id, focal.c.person_id).join(focal, focal.c.organisation_id == Action.organisation_id)]
    if rung.days >= SECRETARY_FROM:
        officer = held_today(Role.BRANCH_OFFICER, today).join(Scope).add_columns(Scope.parent_id).subquery()
        near = or_(officer.c.scope_id == Action.scope_id, officer.c.parent_id == Action.scope_id)
        found.append(select(Action.id, officer.c.person_id).join(officer, near))
    if rung.days >= HEADQUARTERS_FROM:
        planner = held_today(Role.HQ_PLANNER, today).subquery()
        found.append(select(Action.id, planner.c.person_id).join(planner, planner.c.scope_id.is_not(None)))
    return found
