"""What may be attached to a plan, and by whom."""

from datetime import datetime

from sqlalchemy.orm import Session

from attachments.holders import Holder
from attachments.terms import Offer, Purpose
from core.languages import named
from people.terms import Actor, Permission
from plans import queries
from plans.policy import may_attach
from plans.services.opening import facts_of


def holder(session: Session, actor: Actor, plan_id: str, _now: datetime, *, lock: bool = False) -> Holder | None:
    """A plan with its attachments: the signed approval of each approved version, other documents for the valid and the open version."""
    if lock and queries.get_plan_for(session, actor, plan_id, lock=True) is None:
        return None
    found = queries.plan_and_open_version(session, actor, plan_id)
    if found is None:
        return None
    plan, open_version = found
    facts = facts_of(session, actor, plan, open_version, review_open=False)
    offers: list[Offer] = []
    if may_attach(facts):
        offers += [Offer(Purpose.SIGNED_APPROVAL, number) for number in queries.approved_numbers(session, plan.id)]
        offers += [Offer(Purpose.OTHER, number) for number in (plan.valid_number, plan.open_number) if number is not None]
    seen = queries.attachments_seen(session, plan.id, Permission.PLAN_READ_DRAFTS in facts.permissions)
    return Holder(named(plan), seen, tuple(offers))
