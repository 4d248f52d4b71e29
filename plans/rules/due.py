"""What is due of a running plan: its activities, and its next review by the rhythm of step 6. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count

from core.clock import months_later
from plans.terms import RUNNING, Due, DueKind, PlanDocument, PlanState, Rhythm

REVIEW = "review"
MONTHS: Mapping[Rhythm, int] = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}
TWO_WEEKS = timedelta(days=14)


def dues(plan: PlanDocument, state: PlanState, done: Mapping[str, int], reviewed_on: date | None) -> tuple[Due, ...]:
    """Everything that is due of the valid version. ``done`` is the per cent of each activity reported on, by its key;
    ``reviewed_on`` the day of the last concluded review of any version. Empty for a plan that does not run."""
    if state not in RUNNING:
        return ()
    found = [
        Due(each.key, DueKind.ACTIVITY, each.due_on, each.title, each.responsible_id, each.starts_on, done.get(each.key, 0))
        for each in plan.activities
        if each.due_on is not None and done.get(each.key, 0) < 100
    ]
    review_on = next_review(plan, reviewed_on) if state is PlanState.COMMUNICATED else None
    if review_on is not None:
        found.append(Due(REVIEW, DueKind.REVIEW, review_on))
    return tuple(found)


def next_review(plan: PlanDocument, reviewed_on: date | None) -> date | None:
    """The first review's day; after a review the next day of the rhythm, as long as it lies in the period (step 6 [2024])."""
    first, rhythm = plan.first_review_on, plan.review_rhythm
    if first is None or reviewed_on is None or first > reviewed_on:
        return first
    if rhythm is Rhythm.TWO_WEEKS:
        steps = (reviewed_on - first) // TWO_WEEKS + 1
        following = first + steps * TWO_WEEKS
    elif rhythm is not None and rhythm in MONTHS:
        following = next(day for n in count(1) if (day := months_later(first, n * MONTHS[rhythm])) > reviewed_on)
    else:
        return None
    return following if following <= plan.ends_on else None
