"""What stands in the minutes, as it is kept when the chair approves them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from committees.terms.committee import Part
from committees.terms.meeting import AgendaKind, Force, Presence
from committees.terms.powers import Level

#: Arabic, English, Kurdish.
Names = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class SaidDecision:
    """A decision with what it was worth when the minutes were approved; a later confirmation is not part of it. ``decided_by``: the
    levels that decide about its kind alone, by the powers of then; None without a kind."""

    id: str
    what: str
    organisation_id: str
    person: str
    due_on: date
    force: Force
    no_quorum: bool
    no_decision_maker: bool
    decided_by: tuple[Level, ...] | None = None


@dataclass(frozen=True, slots=True)
class SaidPoint:
    """A point of the agenda with what was said about it. ``id`` is empty for a standing one that was not written down. ``decided_by``: the
    levels that decided about its kind alone; None without a kind."""

    kind: AgendaKind
    id: str = ""
    title: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    why: str = ""
    decided_by: tuple[Level, ...] | None = None
    carried: int = 0
    discussed: bool = False
    notes: str = ""
    decisions: tuple[SaidDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenSeat:
    """A seat in force that day: whose it was (``person``), who sat there (``who``), and how; None where nobody marked it."""

    organisation_id: str
    part: Part
    decision_maker: bool
    person: str
    who: str
    presence: Presence | None


@dataclass(frozen=True, slots=True)
class AnsweredRemark:
    """What a member remarked on the draft, and what the secretary did with it."""

    id: str
    who: str
    at: datetime
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class MinutesDocument:
    """The whole content of the minutes. ``names`` holds those of every organisation that it mentions; like the committee's they are as
    they were called when it was built, so that approved minutes never change."""

    committee: Names
    number: int
    starts_at: datetime
    venue: str
    seat_count: int
    needed: int
    present: int
    introduction: str
    seats: tuple[TakenSeat, ...]
    points: tuple[SaidPoint, ...]
    remarks: tuple[AnsweredRemark, ...]
    names: Mapping[str, Names]
