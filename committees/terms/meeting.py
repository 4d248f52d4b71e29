"""Words of a meeting: its state, its agenda, who came, what was decided, its minutes."""

from enum import StrEnum


class MeetingState(StrEnum):
    """Planned; held (attendance was taken); cancelled with a reason; missed (neither, by the end of the next working day)."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


class Answer(StrEnum):
    """What a member says to the invitation."""

    COMING = "coming"
    DEPUTY = "deputy"
    NOT_COMING = "not_coming"


class Presence(StrEnum):
    """How a member's organisation was there."""

    PRESENT = "present"
    DEPUTY = "deputy"
    EXCUSED = "excused"
    ABSENT = "absent"


class AgendaKind(StrEnum):
    """The standing items of every agenda, and what somebody puts on it."""

    OPEN_ACTIONS = "open_actions"
    ESCALATIONS = "escalations"
    MONEY = "money"
    NEW_ISSUES = "new_issues"
    OWN = "own"


#: The points with which every agenda begins.
STANDING_POINTS = (AgendaKind.OPEN_ACTIONS, AgendaKind.ESCALATIONS, AgendaKind.MONEY, AgendaKind.NEW_ISSUES)


class Force(StrEnum):
    """A decision under quorum, or without a decision maker of the body it binds, is a recommendation until it is confirmed."""

    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    CONFIRMED = "confirmed"


class MinutesState(StrEnum):
    """draft → sent to the members for remarks → approved by the chair → closed and sent out."""

    DRAFT = "draft"
    SENT = "sent"
    APPROVED = "approved"
    CLOSED = "closed"
