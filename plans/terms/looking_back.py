"""What the record says of a plan's coordination when a review looks back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plans.terms.document import Names
from plans.terms.learning import Answer
from plans.terms.words import Approach, Rhythm, Verdict


@dataclass(frozen=True, slots=True)
class Contacted:
    """A contact as the rules need it: how, when, and what each organisation in it did with it."""

    approach: Approach
    on: date
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Reported:
    """The latest report on an activity: per cent done, and its day."""

    percent: int
    on: date


@dataclass(frozen=True, slots=True)
class ApproachCount:
    """An approach: how many activities plan it, how many contacts took place by it."""

    approach: Approach
    planned: int
    held: int


@dataclass(frozen=True, slots=True)
class Silence:
    """An organisation that never answered: it has not acknowledged the plan, was asked so many times without any answer, or has
    begun activities on which it never reported (their titles)."""

    organisation_id: str
    unacknowledged: bool = False
    asked: int = 0
    unreported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineMissed:
    """A line of communication whose rhythm was not kept: how often it was due, and how often each of those was reached who was
    reached less often."""

    message: str
    rhythm: Rhythm
    due: int
    reached: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Late:
    """An activity past its due day (by so many days), or begun and never reported (``percent`` None, ``days`` 0 or more)."""

    title: str
    responsible_id: str | None
    due_on: date | None
    percent: int | None
    days: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the previous review agreed on an objective or activity: adjusted or dropped, and why."""

    title: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What the record says from one day to another. ``names`` are those of the organisations in it, as they were called then."""

    since: date
    until: date
    mix: tuple[ApproachCount, ...] = ()
    silent: tuple[Silence, ...] = ()
    lines: tuple[LineMissed, ...] = ()
    late: tuple[Late, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    names: Mapping[str, Names] = field(default_factory=dict)

    @property
    def planned(self) -> int:
        """How many activities plan an approach."""
        return sum(each.planned for each in self.mix)

    @property
    def held(self) -> int:
        """How many contacts took place."""
        return sum(each.held for each in self.mix)
