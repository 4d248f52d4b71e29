"""The tables of this room."""

from committees.models.committee import Committee, CommitteeMember
from committees.models.meeting import (
    AgendaItem,
    Attendance,
    Decision,
    InvitationAnswer,
    Meeting,
    Minutes,
    MinutesAddendum,
    MinutesRemark,
)
from committees.models.powers import DecisionKind, PowerRow, Reactivation, ReactivationStep
from committees.models.schedule import FeedToken, Holiday, Rhythm

__all__ = [
    "AgendaItem",
    "Attendance",
    "Committee",
    "CommitteeMember",
    "Decision",
    "DecisionKind",
    "FeedToken",
    "Holiday",
    "InvitationAnswer",
    "Meeting",
    "Minutes",
    "MinutesAddendum",
    "MinutesRemark",
    "PowerRow",
    "Reactivation",
    "ReactivationStep",
    "Rhythm",
]
