"""Whether a meeting can decide, and what a decision is worth. Pure.

A seat counts as present when its member, its deputy, or somebody else of its organisation sits there. A deputy stands in fully; who is
neither member nor deputy (a typed name) fills the seat but binds nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from committees.terms import Force, Presence, QuorumKind

THERE = frozenset({Presence.PRESENT, Presence.DEPUTY})


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """A seat in force on the day of a meeting and how it was filled (None: nothing was marked yet); ``stand_in``: by somebody who is
    neither member nor deputy."""

    organisation_id: str
    decision_maker: bool
    presence: Presence | None = None
    stand_in: bool = False

    @property
    def is_there(self) -> bool:
        """Somebody sits there."""
        return self.presence in THERE

    @property
    def binds(self) -> bool:
        """Who sits there can bind the organisation."""
        return self.is_there and self.decision_maker and not self.stand_in


@dataclass(frozen=True, slots=True)
class Count:
    """How many seats there are, how many must be filled, how many are."""

    seats: int
    needed: int
    present: int

    @property
    def is_quorate(self) -> bool:
        """The meeting can decide."""
        return self.present >= self.needed


@dataclass(frozen=True, slots=True)
class Weight:
    """What a decision is worth: a decision, or a recommendation with its reasons."""

    no_quorum: bool
    no_decision_maker: bool

    @property
    def force(self) -> Force:
        """With any reason against it, it only recommends."""
        return Force.RECOMMENDATION if self.no_quorum or self.no_decision_maker else Force.DECISION


def needed(kind: QuorumKind, number: int | None, seats: int) -> int:
    """How many seats must be filled. Never none: a committee in which nobody sits decides nothing.

    A rule without its number (a share of what?) falls back to more than half.
    """
    if kind is QuorumKind.NUMBER and number:
        return number
    if kind is QuorumKind.SHARE and number:
        return max(1, -(-seats * number // 100))
    return seats // 2 + 1


def count(kind: QuorumKind, number: int | None, seats: Iterable[SeatTaken]) -> Count:
    """The seats counted by the committee's rule."""
    taken = tuple(seats)
    return Count(len(taken), needed(kind, number, len(taken)), sum(each.is_there for each in taken))


def binding(seats: Iterable[SeatTaken]) -> frozenset[str]:
    """The organisations whose decision maker sits at the table."""
    return frozenset(each.organisation_id for each in seats if each.binds)


def weigh(counted: Count, bound_by: frozenset[str], organisation_id: str) -> Weight:
    """What a decision that binds this organisation is worth at a meeting so counted."""
    return Weight(not counted.is_quorate, organisation_id not in bound_by)
