"""Figures that follow from a plan's content: risk scores, what falls with a part. Pure."""

from collections.abc import Mapping

from plans.terms import Band, PlanDocument, Risk

SERIOUS_SCORE = 10
#: The lowest and the highest score of each band of the 5 × 5 matrix.
BOUNDS: Mapping[Band, tuple[int, int]] = {Band.LOW: (1, 4), Band.MEDIUM: (5, 9), Band.HIGH: (10, 14), Band.CRITICAL: (15, 25)}


def score(risk: Risk) -> int:
    """Likelihood × impact, 1-25."""
    return risk.likelihood * risk.impact


def residual_score(risk: Risk) -> int | None:
    """The score after mitigation; None while it is not assessed."""
    if risk.residual_likelihood is None or risk.residual_impact is None:
        return None
    return risk.residual_likelihood * risk.residual_impact


def band(value: int) -> Band:
    """The band of a score."""
    return next(each for each, (_low, high) in BOUNDS.items() if value <= high)


def without(plan: PlanDocument, dropped: frozenset[str]) -> frozenset[str]:
    """All keys that fall when these objectives and activities are dropped: an objective takes its activities and indicators along."""
    falling = set(dropped)
    falling |= {each.key for each in plan.activities if each.objective_key in dropped}
    falling |= {each.key for each in plan.indicators if each.objective_key in dropped}
    falling |= {each.key for each in plan.budget if each.activity_key in falling}
    return frozenset(falling)
