"""What follows from a plan's content: gaps of the six gates, funding gaps, risk scores, limits. Pure.

The gates are those of the domain description, from the 2024 workshop's six elements of coordination planning.
"""

from plans.rules.figures import AT_HAND, FUNDING_HORIZON, SERIOUS_SCORE, band, funding_gaps, residual_score, score, without
from plans.rules.gates import (
    GATES,
    activity_gaps,
    begun,
    communication_gaps,
    gaps,
    goal_gaps,
    indicator_gaps,
    progress,
    review_gaps,
    risk_gaps,
)

__all__ = [
    "AT_HAND",
    "FUNDING_HORIZON",
    "GATES",
    "SERIOUS_SCORE",
    "activity_gaps",
    "band",
    "begun",
    "communication_gaps",
    "funding_gaps",
    "gaps",
    "goal_gaps",
    "indicator_gaps",
    "progress",
    "residual_score",
    "review_gaps",
    "risk_gaps",
    "score",
    "without",
]
