"""The minutes of a meeting on paper."""

from committees.printing.minutes import (
    DecisionOnPaper,
    MeetingOnPaper,
    PointOnPaper,
    SeatOnPaper,
    minutes_paper,
)

__all__ = ["DecisionOnPaper", "MeetingOnPaper", "PointOnPaper", "SeatOnPaper", "minutes_paper"]
