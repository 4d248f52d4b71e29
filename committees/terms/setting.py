"""What people ask of a committee, its seats, its rhythm, a meeting's time, a holiday: as values."""

from dataclasses import dataclass
from datetime import date, time

from committees.terms.committee import CommitteeKind, HolidayRule, Part, QuorumKind
from committees.terms.schedule import Extent, HolidayState, RhythmKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCommittee:
    """What a committee is. ``formed_on`` empty: on paper only; ``quorum_number`` is percent or seats."""

    name_ar: str = ""
    name_ckb: str = ""
    name_en: str = ""
    kind: CommitteeKind
    scope_id: str
    legal_basis: str = ""
    formed_on: date | None = None
    language: str = "ar"
    venue: str = ""
    quorum: QuorumKind = QuorumKind.MORE_THAN_HALF
    quorum_number: int | None = None
    holiday_rule: HolidayRule = HolidayRule.NEXT_WORKING_DAY
    sop_version: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveMember:
    """A seat: the organisation, who fills it, who deputises, from a day until a day (inclusive)."""

    organisation_id: str
    person_id: str | None = None
    deputy_id: str | None = None
    part: Part = Part.MEMBER
    decision_maker: bool = False
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRhythm:
    """When a committee meets from ``anchor`` on: every ``weeks`` weeks on the anchor's weekday, or monthly from ``month_day`` on."""

    kind: RhythmKind
    weeks: int | None = None
    month_day: int | None = None
    starts: time
    minutes: int
    anchor: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMeeting:
    """Another time or place for a meeting, and whether those after it follow."""

    day: date
    starts: time
    minutes: int
    venue: str = ""
    reason: str = ""
    extent: Extent = Extent.THIS


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMeeting:
    """A meeting outside the rhythm."""

    day: date
    starts: time
    minutes: int
    venue: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveHoliday:
    """A holiday as it was announced: its day, where it holds, the letter."""

    name_ar: str = ""
    name_ckb: str = ""
    name_en: str = ""
    day: date
    scope_id: str
    state: HolidayState
    letter: str = ""
