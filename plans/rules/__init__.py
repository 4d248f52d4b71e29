"""What follows from a plan's content and its money: gaps of the six gates, funding gaps, delays, risk scores, limits. Pure.

The gates are those of the domain description, from the 2024 workshop's six elements of coordination planning.
"""

from plans.rules.compare import compare, former_targets
from plans.rules.due import REVIEW, dues, next_review
from plans.rules.figures import SERIOUS_SCORE, band, residual_score, score, without
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
from plans.rules.looking_back import INTERVALS, late, lines_missed, mix, old_ways, silent
from plans.rules.money import (
    FUNDING_HORIZON,
    NO_MONEY,
    funding_gaps,
    gap_spans,
    line_money,
    longest_delays,
    money_by_source,
    moved,
    release_delays,
    room,
    total,
)

__all__ = [
    "FUNDING_HORIZON",
    "GATES",
    "INTERVALS",
    "NO_MONEY",
    "REVIEW",
    "SERIOUS_SCORE",
    "activity_gaps",
    "band",
    "begun",
    "communication_gaps",
    "compare",
    "dues",
    "former_targets",
    "funding_gaps",
    "gap_spans",
    "gaps",
    "goal_gaps",
    "indicator_gaps",
    "late",
    "line_money",
    "lines_missed",
    "longest_delays",
    "mix",
    "money_by_source",
    "moved",
    "next_review",
    "old_ways",
    "progress",
    "release_delays",
    "residual_score",
    "review_gaps",
    "risk_gaps",
    "room",
    "score",
    "silent",
    "total",
    "without",
]
