"""What follows from a plan's content and its money: gaps of the six gates, funding gaps, delays, risk scores, limits. Pure."""

from plans.rules.compare import compare, former_targets
from plans.rules.due import dues, next_review
from plans.rules.figures import BOUNDS, SERIOUS_SCORE, band, residual_score, score, without
from plans.rules.gates import gaps, progress
from plans.rules.looking_back import INTERVALS, late, lines_missed, mix, old_ways, silent
from plans.rules.money import (
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
    "BOUNDS",
    "INTERVALS",
    "NO_MONEY",
    "SERIOUS_SCORE",
    "band",
    "compare",
    "dues",
    "former_targets",
    "funding_gaps",
    "gap_spans",
    "gaps",
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
    "room",
    "score",
    "silent",
    "total",
    "without",
]
