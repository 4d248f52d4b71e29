"""Keeping what is due of a plan in step with what happens to it."""

from dataclasses import asdict

from sqlalchemy import delete, func, insert, select

from core.clock import local_day
from plans import queries
from plans.models import DueRow, Review
from plans.rules import dues
from plans.services.opening import InHand, valid_document
from plans.terms import PlanState


def due_again(hand: InHand) -> None:
    """Writes anew what is due of the plan in hand. Every verb that moves it, or an activity of it, ends with this."""
    session, plan = hand.session, hand.plan
    session.flush()
    session.execute(delete(DueRow).where(DueRow.plan_id == plan.id))
    if plan.valid_number is None:
        return
    last = session.scalar(select(func.max(Review.concluded_at)).where(Review.plan_id == plan.id))
    done = {key: each.percent for key, each in queries.progress_of(session, plan.id).items()}
    found = dues(valid_document(hand), PlanState(plan.state), done, local_day(last) if last else None)
    if found:
        of_plan = {"plan_id": plan.id, "scope_id": plan.scope_id}
        session.execute(insert(DueRow), [{**asdict(each), "kind": each.kind.value, **of_plan} for each in found])
