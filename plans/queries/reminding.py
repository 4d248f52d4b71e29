"""Who is reminded of which activity or review of a plan on which step of the ladder."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, and_, cast, literal, or_, select, union, union_all

from core.clock import local_day
from core.database import UtcDateTime
from core.sql import json_of
from followup.queries import HEADQUARTERS_FROM, SECRETARY_FROM, lasts_until
from notifications.rules import DUE_STEPS, Rung, ladder
from people.queries import held_today
from people.terms import Role
from plans.models import DueRow, Plan, Receipt
from plans.terms import DueKind


def dues_to_remind(now: datetime) -> Select[Any]:
    """For ``tell_all``: activities that stand on a rung, with the focal points of the organisation responsible, to whom the plan was
    sent; the day after with the plan's owner and a week after with headquarters. Reviews with the plan's owner, then headquarters."""
    parts = union_all(*(_on_rung(rung, now) for rung in ladder(DUE_STEPS, now))).subquery()
    return select(*parts.c)


def _on_rung(rung: Rung, now: datetime) -> Select[Any]:
    today = local_day(now)
    stands = DueRow.due_on.between(rung.first, rung.last)
    due = (DueRow.plan_id.label("plan_id"), DueRow.key.label("key"))
    focal = held_today(Role.FOCAL_POINT, today).subquery()
    received = and_(Receipt.plan_id == DueRow.plan_id, Receipt.organisation_id == DueRow.organisation_id)
    doers = select(*due, focal.c.person_id).join(focal, focal.c.organisation_id == DueRow.organisation_id).join(Receipt, received)
    owners = select(*due, Plan.owner_id.label("person_id")).join(Plan, Plan.id == DueRow.plan_id)
    circle: list[Any] = [doers.where(stands, DueRow.kind == DueKind.ACTIVITY.value)]
    circle.append(owners.where(stands, or_(DueRow.kind == DueKind.REVIEW.value, literal(rung.days >= SECRETARY_FROM))))
    if rung.days >= HEADQUARTERS_FROM:
        planner = held_today(Role.HQ_PLANNER, today).subquery()
        circle.append(select(*due, planner.c.person_id).join(planner, planner.c.scope_id.is_not(None)).where(stands))
    people = union(*circle).subquery()
    words = json_of(
        what=DueRow.title, due_on=cast(DueRow.due_on, String), plan=json_of(ar=Plan.name_ar, en=Plan.name_en, ckb=Plan.name_ckb)
    )
    late = "overdue" if rung.days > 0 else "due"
    return (
        select(
            people.c.person_id,
            (literal("plan_", String) + DueRow.kind + literal(f"_{late}", String)).label("kind"),
            literal("plan", String).label("subject_kind"),
            DueRow.plan_id.label("subject_id"),
            (DueRow.key + ":" + cast(DueRow.due_on, String)).label("occasion"),
            literal(rung.step, String).label("step"),
            words.label("words"),
            literal(lasts_until(rung, DUE_STEPS, now), UtcDateTime).label("until"),
        )
        .join_from(people, DueRow, and_(DueRow.plan_id == people.c.plan_id, DueRow.key == people.c.key))
        .join(Plan, Plan.id == DueRow.plan_id)
    )
