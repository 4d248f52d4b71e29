"""Words of an indicator, and its definition as one frozen value."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ValueKind(StrEnum):
    """What a value is. A milestone is 0 (not reached) or 1 (reached); a scale runs from 1 to 5; money is whole IQD."""

    NUMBER = "number"
    MONEY = "money"
    PERCENTAGE = "percentage"
    MILESTONE = "milestone"
    SCALE = "scale"


class Calculation(StrEnum):
    """How readings add up over periods: each adds, the latest is the level, or their average."""

    SUM = "sum"
    LATEST = "latest"
    AVERAGE = "average"


class OverPlaces(StrEnum):
    """How values add up over places; a rule of its own beside the one over periods."""

    SUM = "sum"
    AVERAGE = "average"
    LATEST = "latest"
    SEPARATE = "separate"


class Direction(StrEnum):
    """Where the value should go. ``keep`` means: stay at the target within a tolerance."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"


class Frequency(StrEnum):
    """How often a reading is due."""

    WEEKLY = "weekly"
    TWO_WEEKS = "two_weeks"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Definition:
    """What is measured, from where to where, how and by whom. Field names are those of the form and of the table.

    Of a percentage, ``baseline`` is the numerator and ``baseline_denominator`` the denominator (30 of 120), so that never only the
    quotient is kept; ``target`` is in hundredths (85 is 85 %). ``tolerance`` belongs to ``keep``, in the unit of the target.
    ``target_reason`` says why the target differs from the one of the definition before.
    """

    name_ar: str = ""
    name_ckb: str = ""
    name_en: str = ""
    unit: str = ""
    kind: ValueKind = ValueKind.NUMBER
    direction: Direction = Direction.UP
    tolerance: float | None = None
    calculation: Calculation | None = None
    over_places: OverPlaces = OverPlaces.SUM
    baseline: float | None = None
    baseline_denominator: float | None = None
    baseline_on: date | None = None
    baseline_not_applicable: bool = False
    target: float | None = None
    target_on: date | None = None
    target_reason: str = ""
    frequency: Frequency | None = None
    source: str = ""
    reporter_id: str | None = None


@dataclass(frozen=True, slots=True)
class DefinitionRefusal:
    """A contradiction in a definition: beside which field it belongs, and the key of its words (``labels.REFUSALS``)."""

    field: str
    reason: str
