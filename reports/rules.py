"""Which lists a person's home page has, and in which order things stand in them. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from core.clock import local_day
from people.terms import Actor, Permission
from reports.terms import Kind, Listing, Question, Task, Waiting

P = Permission
W = TypeVar("W", bound=Waiting)
SHOWN = 10
#: How far the page looks ahead, and back at what was decided lately (days).
REVIEWS_AHEAD, ACTIVITIES_AHEAD, ROLES_AHEAD, READ_BACK, MEETINGS_AHEAD = 60, 30, 30, 30, 30

QUESTION: dict[Kind, Question] = {
    **dict.fromkeys(Kind, Question.MINE),
    Kind.DECISION: Question.OTHERS,
    Kind.RECEIVERS: Question.OTHERS,
    Kind.OVERDUE: Question.OTHERS,
    Kind.INVITED: Question.OTHERS,
    Kind.MEETING_NEXT: Question.NEXT,
    Kind.REVIEW_NEXT: Question.NEXT,
    Kind.ACTIVITY_NEXT: Question.NEXT,
    Kind.ROLE_ENDS: Question.NEXT,
}
#: What makes each list appear.
ASKED: tuple[tuple[Kind, Permission], ...] = (
    (Kind.CORRECT, P.PLAN_WRITE),
    (Kind.DECIDE, P.PLAN_APPROVE),
    (Kind.ACKNOWLEDGE, P.PLAN_ACKNOWLEDGE),
    (Kind.COMMUNICATE, P.PLAN_COMMUNICATE),
    (Kind.REPORT, P.PROGRESS_REPORT),
    (Kind.REVIEW_DUE, P.PLAN_REVIEW),
    (Kind.REVIEW_OPEN, P.PLAN_REVIEW),
    (Kind.ACT, P.ACTION_READ),
    (Kind.ANSWER, P.COMMITTEE_READ),
    (Kind.APPROVE_MINUTES, P.COMMITTEE_READ),
    (Kind.MEETING_NEXT, P.COMMITTEE_READ),
    (Kind.CONTINUE, P.PLAN_WRITE),
    (Kind.READ, P.PLAN_READ),
    (Kind.GIVE_ROLE, P.PEOPLE_MANAGE),
    (Kind.DECISION, P.PLAN_WRITE),
    (Kind.RECEIVERS, P.PLAN_COMMUNICATE),
    (Kind.OVERDUE, P.PLAN_COMMUNICATE),
    (Kind.INVITED, P.PEOPLE_MANAGE),
    (Kind.REVIEW_NEXT, P.PLAN_READ),
    (Kind.ACTIVITY_NEXT, P.PLAN_READ),
    (Kind.ROLE_ENDS, P.PEOPLE_MANAGE),
)
WORKS_ON_PLANS = frozenset({P.PLAN_WRITE, P.PLAN_APPROVE, P.PLAN_ACKNOWLEDGE, P.PLAN_REVIEW})


def listings_of(actor: Actor) -> tuple[Listing, ...]:
    """The lists of this person's home page."""
    return tuple(_listing(actor, kind, permission) for kind, permission in ASKED if actor.may(permission) and _applies(actor, kind))


def _applies(actor: Actor, kind: Kind) -> bool:
    """Plans to read are for those who do nothing else with plans; organisations acknowledge and report through their people."""
    if kind is Kind.READ:
        return not WORKS_ON_PLANS & actor.permissions
    if kind is Kind.ACKNOWLEDGE:
        return bool(actor.reach(P.PLAN_ACKNOWLEDGE).organisations)
    return kind is not Kind.REPORT or bool(own_organisations(actor))


def _listing(actor: Actor, kind: Kind, permission: Permission) -> Listing:
    reach = actor.reach(permission)
    return Listing(kind, permission, reach.national, len(reach.scopes), len(reach.organisations), len(own_organisations(actor)))


def own_organisations(actor: Actor) -> frozenset[str]:
    """For whose activities this person reports: the focal point's organisations, and the own one of who reports by scope."""
    reach = actor.reach(P.PROGRESS_REPORT)
    by_scope = reach.national or reach.scopes
    return reach.organisations | {actor.organisation_id} if by_scope and actor.organisation_id else reach.organisations


def in_order(waiting: Iterable[W]) -> list[W]:
    """The oldest and the first due on top; own drafts, on which nobody waits, last."""
    return sorted(waiting, key=lambda each: (each.kind == Kind.CONTINUE, day_of(each), each.id, each.key))


def day_of(waiting: Waiting) -> date:
    """The day since which it waits, or on which it is due."""
    if waiting.on is not None:
        return waiting.on
    return local_day(waiting.at) if waiting.at is not None else date.max


def is_late(task: Task, today: date) -> bool:
    """Whether its due day has passed."""
    return task.on is not None and task.on < today
