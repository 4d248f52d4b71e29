"""Words of a committee and of who sits in it."""

from enum import StrEnum


class CommitteeKind(StrEnum):
    """Which committee it is."""

    REINTEGRATION = "reintegration"
    HEADQUARTERS = "headquarters"
    HIGHER = "higher"
    PROVINCIAL_COUNCIL = "provincial_council"


class Standing(StrEnum):
    """Whether a committee works; kept by ``rules.standing`` from its meetings, never typed."""

    ACTIVE = "active"
    IRREGULAR = "irregular"
    INACTIVE = "inactive"
    NOT_FORMED = "not_formed"


class Part(StrEnum):
    """What a member is in the committee."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"


class QuorumKind(StrEnum):
    """How many members make a meeting able to decide: more than half, at least a share in percent, at least a number."""

    MORE_THAN_HALF = "more_than_half"
    SHARE = "share"
    NUMBER = "number"


class HolidayRule(StrEnum):
    """What becomes of a meeting that falls on a holiday."""

    NEXT_WORKING_DAY = "next_working_day"
    WEEK_AFTER = "week_after"
    SKIP = "skip"
