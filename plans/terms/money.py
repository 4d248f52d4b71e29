"""The money of a budget line as it moves: requested in the plan's content, then allocated, released and spent in parts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MoneyKind(StrEnum):
    """What happens to the money of a budget line. A reduction takes back a part of what was allocated, by a letter of its own."""

    ALLOCATED = "allocated"
    REDUCED = "reduced"
    RELEASED = "released"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class MoneyMovement:
    """One part of it: ``amount`` in whole IQD (above zero), the day ``on`` which it happened, the number of its letter."""

    budget_key: str
    kind: MoneyKind
    amount: int
    on: date
    letter: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineMoney:
    """How far the money has come, in whole IQD, summed over all movements; ``allocated`` is what reductions have left of it.

    Always spent ≤ released ≤ allocated; ``requested`` may lie below or above what was allocated.
    """

    requested: int = 0
    allocated: int = 0
    released: int = 0
    spent: int = 0

    def __add__(self, other: "LineMoney") -> "LineMoney":
        """Both together."""
        return LineMoney(
            self.requested + other.requested,
            self.allocated + other.allocated,
            self.released + other.released,
            self.spent + other.spent,
        )

    @property
    def outstanding(self) -> int:
        """What was requested and is not released yet."""
        return max(0, self.requested - self.released)

    @property
    def in_hand(self) -> int:
        """What was released and is not spent yet."""
        return self.released - self.spent


@dataclass(frozen=True, slots=True)
class ReleaseDelay:
    """How late money comes, in days. ``first_on`` is the day of the first release; None: nothing is released, counted until today.

    ``from_january`` counts from 1 January of the year in which the activity starts (before that day: negative), ``from_start`` from
    the activity's start (None: it has none; negative: so many days before it).
    """

    first_on: date | None
    from_january: int
    from_start: int | None
