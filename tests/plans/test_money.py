"""The money of budget lines: the sums that must hold, delays, funding gaps."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import rules
from plans.terms import BudgetLine, BudgetSource, LineMoney, MoneyKind, MoneyMovement, ReleaseDelay
from tests.plans.documents import COMPLETE

A, D, R, S = MoneyKind.ALLOCATED, MoneyKind.REDUCED, MoneyKind.RELEASED, MoneyKind.SPENT
STEPS = st.lists(st.tuples(st.sampled_from(list(MoneyKind)), st.integers(1, 9), st.booleans()), max_size=60)


def holds(money: LineMoney) -> bool:
    return 0 <= money.spent <= money.released <= money.allocated


@given(STEPS)
def test_whatever_is_asked_spent_stays_under_released_under_allocated(steps: list[tuple[MoneyKind, int, bool]]) -> None:
    """And nothing is refused that would have held."""
    money, done = LineMoney(20), list[tuple[MoneyKind, int]]()
    for kind, amount, back in steps:
        if back and (kind, amount) not in done:
            continue
        after = rules.moved(money, kind, -amount if back else amount)
        most = rules.room(money, kind, back)
        assert holds(after) == (most is None or amount <= most)
        if holds(after):
            money = after
            (done.remove if back else done.append)((kind, amount))
    assert money.requested == 20
    again = rules.line_money((), [MoneyMovement("b1", kind, amount, date(2026, 1, 1)) for kind, amount in done])
    assert again.get("b1", LineMoney()) == replace(money, requested=0)


def movement(kind: MoneyKind, amount: int, on: date = date(2026, 8, 20), key: str = "b1") -> MoneyMovement:
    return MoneyMovement(key, kind, amount, on)


def test_the_year_2024_in_parts() -> None:
    moves = [movement(A, 94), movement(R, 30), movement(R, 30), movement(S, 47), movement(D, 34)]
    money = rules.line_money(COMPLETE.budget, moves)["b1"]
    assert money == LineMoney(250_000_000, 60, 60, 47)
    assert (money.outstanding, money.in_hand) == (249_999_940, 13)
    assert rules.room(money, D) == 0


@pytest.mark.parametrize(
    ("today", "released", "expected"),
    [
        (date(2025, 12, 2), 0, 0),
        (date(2025, 12, 3), 0, 250_000_000),
        (date(2026, 6, 30), 100_000_000, 150_000_000),
        (date(2026, 7, 1), 0, 0),
        (date(2026, 2, 1), 250_000_000, 0),
        (date(2026, 2, 1), 300_000_000, 0),
    ],
)
def test_a_funding_gap_begins_sixty_days_before_and_ends_with_the_activity(today: date, released: int, expected: int) -> None:
    money = {"b1": LineMoney(250_000_000, 300_000_000, released, 0)}
    assert sum(gap.missing for gap in rules.funding_gaps(COMPLETE, money, today)) == expected


def test_money_that_is_only_allocated_leaves_the_gap_open() -> None:
    today = date(2026, 2, 1)
    assert rules.funding_gaps(COMPLETE, {"b1": LineMoney(250_000_000, 250_000_000)}, today) == rules.funding_gaps(COMPLETE, {}, today)


def test_too_much_on_one_line_does_not_fill_the_gap_of_another() -> None:
    plan = replace(COMPLETE, budget=(*COMPLETE.budget, BudgetLine("b2", "a1", "وقود", 5, BudgetSource.UN)))
    money = {"b1": LineMoney(250_000_000, 10**9, 10**9), "b2": LineMoney(5)}
    assert [gap.missing for gap in rules.funding_gaps(plan, money, date(2026, 2, 1))] == [5]


def delay(*moves: MoneyMovement, today: date = date(2026, 9, 1), **activity: Any) -> ReleaseDelay:
    plan = replace(COMPLETE, activities=(replace(COMPLETE.activities[0], **activity),))
    return rules.release_delays(plan, moves, today)["b1"]


def test_days_of_delay_from_january_and_from_the_start() -> None:
    first, second = movement(R, 1, date(2026, 8, 20)), movement(R, 1, date(2026, 8, 29))
    assert delay(second, first) == ReleaseDelay(date(2026, 8, 20), 231, 200)
    assert delay(movement(A, 5, date(2026, 1, 1))) == ReleaseDelay(None, 243, 212), "an allocation is no release"
    assert delay(movement(R, 1, date(2026, 1, 11))) == ReleaseDelay(date(2026, 1, 11), 10, -21)
    assert delay(starts_on=None) == ReleaseDelay(None, 243, None)
    assert delay(starts_on=date(2027, 1, 1), today=date(2026, 12, 31)) == ReleaseDelay(None, -1, -1)


def test_sums_and_longest_delay_of_each_source() -> None:
    lines = (*COMPLETE.budget, BudgetLine("b2", "a1", "وقود", 5, BudgetSource.UN), BudgetLine("b3", "a1", "طبع", 7, BudgetSource.FEDERAL))
    plan = replace(COMPLETE, budget=lines)
    moves = [movement(A, 9), movement(R, 4, date(2026, 3, 1)), movement(A, 7, key="b3"), movement(R, 7, date(2026, 4, 1), "b3")]
    money = rules.line_money(lines, moves)
    assert rules.money_by_source(lines, money) == {
        BudgetSource.FEDERAL: LineMoney(250_000_007, 16, 11, 0),
        BudgetSource.UN: LineMoney(5),
    }
    assert rules.total(money.values()) == LineMoney(250_000_012, 16, 11, 0)
    longest = rules.longest_delays(plan, rules.release_delays(plan, moves, date(2026, 2, 11)))
    assert (longest[BudgetSource.FEDERAL].from_january, longest[BudgetSource.UN].first_on) == (90, None)
