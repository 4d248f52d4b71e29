"""Keeping what is due of a plan, and the money that it lacks, in step with what happens to it."""

from dataclasses import asdict

from sqlalchemy import delete, func, insert, select

from core.clock import local_day
from core.folding import words_of
from plans import queries
from plans.models import DueRow, GapRow, Review
from plans.rules import dues, gap_spans
from plans.services.opening import InHand, valid_document
from plans.terms import PlanState


def due_again(hand: InHand) -> None:
    """Writes anew what is due of the plan in hand. Every verb that moves it, or an activity of it, ends with this."""
    session, plan = hand.session, hand.plan
    session.flush()
    session.execute(delete(DueRow).where(DueRow.plan_id == plan.id))
    plan.first_due_on = None
    if plan.valid_number is None:
        return
    last = session.scalar(select(func.max(Review.concluded_at)).where(Review.plan_id == plan.id))
    done = {key: each.percent for key, each in queries.progress_of(session, plan.id).items()}
    found = dues(valid_document(hand), PlanState(plan.state), done, local_day(last) if last else None)
    plan.first_due_on = min((each.due_on for each in found), default=None)
    if found:
        of_plan = {"plan_id": plan.id, "scope_id": plan.scope_id}
        rows = [{**asdict(each), "kind": each.kind.value, "words": words_of(each.title), **of_plan} for each in found]
        session.execute(insert(DueRow), rows)


def gaps_again(hand: InHand) -> None:
    """Writes anew on which days the plan in hand has a funding gap. What makes another version valid, or moves money, ends with this."""
    session, plan = hand.session, hand.plan
    session.flush()
    session.execute(delete(GapRow).where(GapRow.plan_id == plan.id))
    if plan.valid_number is None:
        return
    spans = gap_spans(valid_document(hand), queries.money_of(session, plan.id))
    session.add_all(GapRow(plan_id=plan.id, since=since, until=until) for since, until in spans)
