"""What follows from the money of budget lines: sums, what may not happen, funding gaps, delays. Pure.

The 2024 workshop found allocations of January released in August, and half of them spent: each part is kept with its day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

from plans.terms import (
    Activity,
    BudgetLine,
    BudgetSource,
    FundingGap,
    LineMoney,
    MoneyKind,
    MoneyMovement,
    PlanDocument,
    ReleaseDelay,
)

FUNDING_HORIZON = timedelta(days=60)
NO_MONEY = LineMoney()


def moved(money: LineMoney, kind: MoneyKind, amount: int) -> LineMoney:
    """The line after one more movement; a negative amount takes one back."""
    if kind is MoneyKind.REDUCED:
        return replace(money, allocated=money.allocated - amount)
    return replace(money, **{kind.value: getattr(money, kind.value) + amount})


def room(money: LineMoney, kind: MoneyKind, back: bool = False) -> int | None:
    """The most by which a movement of this kind (or taking one ``back``) keeps spent ≤ released ≤ allocated; None: any amount."""
    unreleased = money.allocated - money.released
    limits = {
        (MoneyKind.RELEASED, False): unreleased,
        (MoneyKind.REDUCED, False): unreleased,
        (MoneyKind.ALLOCATED, True): unreleased,
        (MoneyKind.SPENT, False): money.in_hand,
        (MoneyKind.RELEASED, True): money.in_hand,
    }
    return limits.get((kind, back))


def line_money(lines: Iterable[BudgetLine], movements: Iterable[MoneyMovement]) -> dict[str, LineMoney]:
    """How far each line has come, by its key; movements of a line that is not among ``lines`` stand there with nothing requested."""
    found = {each.key: LineMoney(each.amount) for each in lines}
    for each in movements:
        found[each.budget_key] = moved(found.get(each.budget_key, NO_MONEY), each.kind, each.amount)
    return found


def total(parts: Iterable[LineMoney]) -> LineMoney:
    """All together."""
    return reduce(LineMoney.__add__, parts, NO_MONEY)


def money_by_source(lines: Iterable[BudgetLine], money: Mapping[str, LineMoney]) -> dict[BudgetSource, LineMoney]:
    """The sums of each source that has a line, in the order of the sources."""
    found: dict[BudgetSource, LineMoney] = {}
    for each in sorted(lines, key=lambda line: list(BudgetSource).index(line.source)):
        found[each.source] = found.get(each.source, NO_MONEY) + money.get(each.key, LineMoney(each.amount))
    return found


def funding_gaps(plan: PlanDocument, money: Mapping[str, LineMoney], today: date) -> tuple[FundingGap, ...]:
    """Activities that start within 60 days (or run already) whose requested money is not all released. A warning, not a stop."""
    found = []
    for each in plan.activities:
        soon = each.starts_on is not None and each.starts_on <= today + FUNDING_HORIZON and (each.due_on is None or each.due_on >= today)
        lacking = sum(max(0, line.amount - money.get(line.key, NO_MONEY).released) for line in plan.budget_of(each.key))
        if soon and lacking:
            found.append(FundingGap(each, lacking))
    return tuple(found)


def gap_spans(plan: PlanDocument, money: Mapping[str, LineMoney]) -> tuple[tuple[date, date], ...]:
    """The days on which ``funding_gaps`` finds something, as spans from a first to a last day, none touching another."""
    days = [
        (each.starts_on - FUNDING_HORIZON, each.due_on or date.max)
        for each in plan.activities
        if each.starts_on and any(line.amount > money.get(line.key, NO_MONEY).released for line in plan.budget_of(each.key))
    ]
    spans: list[tuple[date, date]] = []
    for since, until in sorted(days):
        if spans and since <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(until, spans[-1][1]))
        elif since <= until:
            spans.append((since, until))
    return tuple(spans)


def release_delays(plan: PlanDocument, movements: Iterable[MoneyMovement], today: date) -> dict[str, ReleaseDelay]:
    """How late the first release of each budget line came, or is, by the line's key."""
    first: dict[str, date] = {}
    for each in movements:
        if each.kind is MoneyKind.RELEASED:
            first[each.budget_key] = min(each.on, first.get(each.budget_key, each.on))
    activities = {each.key: each for each in plan.activities}
    return {line.key: _delay(plan, activities.get(line.activity_key), first.get(line.key), today) for line in plan.budget}


def _delay(plan: PlanDocument, activity: Activity | None, first_on: date | None, today: date) -> ReleaseDelay:
    starts_on = activity.starts_on if activity else None
    counted = first_on or today
    january = date((starts_on or plan.starts_on).year, 1, 1)
    return ReleaseDelay(first_on, (counted - january).days, (counted - starts_on).days if starts_on else None)


def longest_delays(plan: PlanDocument, delays: Mapping[str, ReleaseDelay]) -> dict[BudgetSource, ReleaseDelay]:
    """For each source the delay of the line whose money came, or is, latest after 1 January."""
    found: dict[BudgetSource, ReleaseDelay] = {}
    for line in plan.budget:
        delay = delays[line.key]
        if line.source not in found or delay.from_january > found[line.source].from_january:
            found[line.source] = delay
    return {source: found[source] for source in BudgetSource if source in found}
