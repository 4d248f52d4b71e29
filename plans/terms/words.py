"""The words of a coordination plan: steps, states, parts, approaches."""

from enum import IntEnum, StrEnum


class Step(IntEnum):
    """The six steps of coordination planning [2024]."""

    GOAL = 1
    ACTIVITIES = 2
    INDICATORS = 3
    RISKS = 4
    COMMUNICATION = 5
    REVIEW = 6


class PlanState(StrEnum):
    """Where a plan, or a version of it, stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    COMMUNICATED = "communicated"
    UNDER_REVIEW = "under_review"
    SUPERSEDED = "superseded"
    CLOSED = "closed"
    CANCELLED = "cancelled"


#: In these a plan is in force.
RUNNING = frozenset({PlanState.APPROVED, PlanState.COMMUNICATED, PlanState.UNDER_REVIEW})


class StakeholderPart(StrEnum):
    """The part that an organisation has in a plan."""

    DECIDES = "decides"
    DOES = "does"
    SUPPORTS = "supports"
    CONSULTED = "consulted"
    INFORMED = "informed"


class Means(StrEnum):
    """By which coordination means an objective is reached (recommendation 4 of 2024)."""

    ACTIVITY = "activity"
    APPROACH = "approach"
    RESOURCE = "resource"
    TOOL = "tool"


class Approach(StrEnum):
    """Coordination approaches named in the 2024 report."""

    CONSULTATION = "consultation"
    OFFICIAL_LETTER = "official_letter"
    COLLECTIVE_MEETING = "collective_meeting"
    PERIODICAL_MEETING = "periodical_meeting"
    SURVEY = "survey"
    FIELD_VISIT = "field_visit"
    ADVOCACY = "advocacy"
    SOCIAL_MEDIA = "social_media"
    FUND_RAISING = "fund_raising"
    UN_NGO = "un_ngo"
    OTHER = "other"


#: On which coordination has depended: "one-to-one coordination approach or official letters" (recommendation 5 of 2024).
OLD_WAYS = frozenset({Approach.OFFICIAL_LETTER, Approach.CONSULTATION})


class BudgetSource(StrEnum):
    """Where the money of a budget line comes from."""

    FEDERAL = "federal"
    GOVERNORATE = "governorate"
    RECONSTRUCTION_FUND = "reconstruction_fund"
    UN = "un"
    NGO = "ngo"
    FUND_RAISING = "fund_raising"
    OTHER = "other"


class RiskCategory(StrEnum):
    """Categories of the risk plan."""

    FINANCIAL = "financial"
    SECURITY = "security"
    POLITICAL = "political"
    LEGAL = "legal"
    CAPACITY = "capacity"
    INFORMATION_SHARING = "information_sharing"
    CHANGING_CONDITIONS = "changing_conditions"
    OTHER = "other"


class Band(StrEnum):
    """Bands of the 5 × 5 risk matrix: 1-4, 5-9, 10-14, 15-25."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Channel(StrEnum):
    """How a receiver is told."""

    OFFICIAL_LETTER = "official_letter"
    MEETING = "meeting"
    TALK = "talk"
    EMAIL = "email"
    PHONE = "phone"
    SOCIAL_MEDIA = "social_media"
    PUBLIC_SESSION = "public_session"
    TANSIQ = "tansiq"


class Rhythm(StrEnum):
    """How often something is told or reviewed."""

    ONCE = "once"
    TWO_WEEKS = "two_weeks"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    WHEN_NEEDED = "when_needed"


class DueKind(StrEnum):
    """What of a running plan is due on a day."""

    ACTIVITY = "activity"
    REVIEW = "review"


class Verdict(StrEnum):
    """What a review says of an objective or an activity."""

    KEEP = "keep"
    ADJUST = "adjust"
    DROP = "drop"


class RowFate(StrEnum):
    """What becomes of a row of a sheet of activities that was read back."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"
