"""What is due of a running plan, and when its next review is."""

from dataclasses import replace
from datetime import date

import pytest

from core.clock import months_later
from plans.rules import dues, next_review
from plans.terms import DueKind, PlanState, Rhythm
from tests.plans.documents import COMPLETE

FIRST = date(2026, 4, 1)
pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("rhythm", "reviewed", "following"),
    [
        (Rhythm.QUARTERLY, None, FIRST),
        (Rhythm.QUARTERLY, date(2026, 3, 31), FIRST),
        (Rhythm.QUARTERLY, FIRST, date(2026, 7, 1)),
        (Rhythm.QUARTERLY, date(2026, 7, 5), date(2026, 10, 1)),
        (Rhythm.QUARTERLY, date(2026, 11, 1), None),  # 1 January lies outside the period
        (Rhythm.MONTHLY, date(2026, 4, 30), date(2026, 5, 1)),
        (Rhythm.TWO_WEEKS, FIRST, date(2026, 4, 15)),
        (Rhythm.TWO_WEEKS, date(2026, 4, 14), date(2026, 4, 15)),
        (Rhythm.HALF_YEARLY, date(2026, 4, 2), date(2026, 10, 1)),
        (Rhythm.YEARLY, FIRST, None),
        (Rhythm.ONCE, FIRST, None),
        (Rhythm.WHEN_NEEDED, FIRST, None),
        (None, FIRST, None),
    ],
)
def test_the_next_review_follows_the_rhythm(rhythm: Rhythm | None, reviewed: date | None, following: date | None) -> None:
    assert next_review(replace(COMPLETE, review_rhythm=rhythm), reviewed) == following


def test_months_end_where_they_are_shorter() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_later(date(2027, 12, 1), 1) == date(2028, 1, 1)


@pytest.mark.parametrize(("state", "kinds"), [
    (PlanState.APPROVED, {DueKind.ACTIVITY}),
    (PlanState.COMMUNICATED, {DueKind.ACTIVITY, DueKind.REVIEW}),
    (PlanState.UNDER_REVIEW, {DueKind.ACTIVITY}),
    (PlanState.DRAFT, set()),
    (PlanState.CLOSED, set()),
    (PlanState.CANCELLED, set()),
])  # fmt: skip
def test_only_running_plans_have_something_due(state: PlanState, kinds: set[DueKind]) -> None:
    assert {each.kind for each in dues(COMPLETE, state, {}, None)} == kinds


def test_what_is_done_is_not_due_any_more() -> None:
    activity = COMPLETE.activities[0]
    assert [each.percent for each in dues(COMPLETE, PlanState.APPROVED, {activity.key: 60}, None) if each.key == activity.key] == [60]
    assert activity.key not in {each.key for each in dues(COMPLETE, PlanState.APPROVED, {activity.key: 100}, None)}
