"""The words of this room."""

from committees.terms.committee import CommitteeKind, HolidayRule, Part, QuorumKind, Standing
from committees.terms.meeting import AgendaKind, Answer, Force, MeetingState, MinutesState, Presence
from committees.terms.powers import Level, Power
from committees.terms.schedule import Extent, HolidayState, RhythmKind

__all__ = [
    "AgendaKind",
    "Answer",
    "CommitteeKind",
    "Extent",
    "Force",
    "HolidayRule",
    "HolidayState",
    "Level",
    "MeetingState",
    "MinutesState",
    "Part",
    "Power",
    "Presence",
    "QuorumKind",
    "RhythmKind",
    "Standing",
]
