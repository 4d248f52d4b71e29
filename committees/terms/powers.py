"""Words of who may decide what (recommendation 6 of 2024)."""

from enum import StrEnum


class Level(StrEnum):
    """The levels of decision, from the committee upwards (the escalation ladder of 2024)."""

    COMMITTEE = "committee"
    GOVERNOR = "governor"
    MOMD_HQ = "momd_hq"
    MINISTER = "minister"
    COUNCIL_OF_MINISTERS = "council_of_ministers"


class Power(StrEnum):
    """What a level may do about a kind of decision: decide alone, recommend to the level above, or nothing."""

    DECIDES = "decides"
    RECOMMENDS = "recommends"
    NONE = "none"
