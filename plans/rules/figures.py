"""Figures that follow from a plan's content: funding gaps, risk scores, what falls with a part. Pure."""

from datetime import date, timedelta

from plans.terms import Band, FundingGap, FundingState, PlanDocument, Risk

FUNDING_HORIZON = timedelta(days=60)
SERIOUS_SCORE = 10
AT_HAND = frozenset({FundingState.RELEASED, FundingState.SPENT})


def funding_gaps(plan: PlanDocument, today: date) -> tuple[FundingGap, ...]:
    """Activities that start within 60 days (or run already) whose money is not all released. A warning, not a stop."""
    found = []
    for each in plan.activities:
        soon = each.starts_on is not None and each.starts_on <= today + FUNDING_HORIZON and (each.due_on is None or each.due_on >= today)
        lacking = sum(line.amount for line in plan.budget_of(each.key) if line.funding not in AT_HAND)
        if soon and lacking:
            found.append(FundingGap(each, lacking))
    return tuple(found)


def score(risk: Risk) -> int:
    """Likelihood × impact, 1-25."""
    return risk.likelihood * risk.impact


def residual_score(risk: Risk) -> int | None:
    """The score after mitigation; None while it is not assessed."""
    if risk.residual_likelihood is None or risk.residual_impact is None:
        return None
    return risk.residual_likelihood * risk.residual_impact


def band(value: int) -> Band:
    """The band of a score: 1-4 low, 5-9 medium, 10-14 high, 15-25 critical."""
    if value >= 15:
        return Band.CRITICAL
    if value >= SERIOUS_SCORE:
        return Band.HIGH
    return Band.MEDIUM if value >= 5 else Band.LOW


def without(plan: PlanDocument, dropped: frozenset[str]) -> frozenset[str]:
    """All keys that fall when these objectives and activities are dropped: an objective takes its activities and indicators along."""
    falling = set(dropped)
    falling |= {each.key for each in plan.activities if each.objective_key in dropped}
    falling |= {each.key for each in plan.indicators if each.objective_key in dropped}
    falling |= {each.key for each in plan.budget if each.activity_key in falling}
    return frozenset(falling)
