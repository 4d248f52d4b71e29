"""Who is told of what happens to a plan, in their inbox."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from core.clock import local_day
from core.languages import lazy
from core.references import SubjectRef
from notifications.labels import register_notice
from notifications.services import tell
from people.queries import people_of_organisations, people_with_role
from people.terms import Actor, Role
from plans.models import Plan, PlanVersion
from plans.policy import Verb

NATIONAL = "IQ"


class InHand(Protocol):
    """What has happened: to which plan, by whom, when."""

    session: Session
    actor: Actor
    plan: Plan
    open_version: PlanVersion | None
    now: datetime


def register() -> None:
    """The sentences of this room's notices."""
    register_notice("plan_submitted", lazy("%(who)s submitted a plan for approval: %(plan)s"))
    register_notice("plan_return", lazy("%(who)s returned your plan with reasons: %(plan)s"))
    register_notice("plan_approve", lazy("%(who)s approved your plan: %(plan)s"))
    register_notice("plan_communicated", lazy("A plan concerns your organisation. Read it and acknowledge it: %(plan)s"))
    register_notice("plan_acknowledged", lazy("%(who)s acknowledged the plan: %(plan)s"))
    register_notice("plan_conclude", lazy("%(who)s concluded the review of your plan: %(plan)s"))
    register_notice("plan_close", lazy("%(who)s closed the plan: %(plan)s"))
    register_notice("plan_cancel", lazy("%(who)s cancelled the plan: %(plan)s"))
    register_notice("plan_activity_due", lazy("An activity is due on %(due_on)s: %(what)s (%(plan)s)"))
    register_notice("plan_activity_overdue", lazy("An activity was due on %(due_on)s and is not done: %(what)s (%(plan)s)"))
    register_notice("plan_review_due", lazy("The review of a plan is due on %(due_on)s: %(plan)s"))
    register_notice("plan_review_overdue", lazy("The review of a plan was due on %(due_on)s: %(plan)s"))


def tell_submitted(hand: InHand) -> None:
    """The planners at headquarters, except the one who submitted."""
    planners = people_with_role(hand.session, Role.HQ_PLANNER, [NATIONAL], local_day(hand.now))
    _tell(hand, "plan_submitted", (each.id for each in planners))


def tell_authors(hand: InHand, verb: Verb) -> None:
    """The owner, and who wrote in the version."""
    _tell(hand, f"plan_{verb}", [hand.plan.owner_id, *(hand.open_version.authors if hand.open_version else ())])


def tell_receivers(hand: InHand, organisation_ids: Iterable[str]) -> None:
    """The focal points of the organisations that the plan was sent to."""
    focal = people_of_organisations(hand.session, organisation_ids, Role.FOCAL_POINT, local_day(hand.now))
    _tell(hand, "plan_communicated", (each.id for each in focal))


def tell_acknowledged(hand: InHand, senders: Iterable[str]) -> None:
    """Who sent it."""
    _tell(hand, "plan_acknowledged", senders)


def _tell(hand: InHand, kind: str, people: Iterable[str]) -> None:
    plan = hand.plan
    words: dict[str, object] = {"who": hand.actor.name, "plan": {"ar": plan.name_ar, "en": plan.name_en, "ckb": plan.name_ckb}}
    others = [each for each in people if each != hand.actor.person_id]
    tell(hand.session, others, kind, SubjectRef("plan", plan.id), hand.now.isoformat(), words, hand.now)
