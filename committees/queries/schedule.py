"""What the schedule is made of: rhythms, holidays in force, meetings that stand, who is to be told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, delete, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from committees.models import AgendaItem, Committee, CommitteeMember, Holiday, InvitationAnswer, Meeting, Rhythm
from committees.queries.committees import in_force
from committees.rules.schedule import Beat, Planned, instant
from committees.terms import HolidayState, MeetingState, RhythmKind
from core.languages import in_order
from core.sql import json_of, utc_text
from notifications.rules import ladder

#: A holiday can last some days, and the week after one can be another.
BEYOND = timedelta(days=40)
#: The steps of the ladder before a meeting, beside the invitation.
REMINDER_STEPS = (-2, 0)
Arranged = Row[Any]


def beat_of(rhythm: Rhythm) -> Beat:
    """A rhythm as the rules know it."""
    kind = RhythmKind(rhythm.kind)
    return Beat(rhythm.id, kind, rhythm.weeks or 0, rhythm.month_day or 0, rhythm.starts, rhythm.minutes, rhythm.anchor, rhythm.until)


def rhythms_of(session: Session, committee_id: str, since: date | None = None) -> Sequence[Rhythm]:
    """The rhythms of a committee, the earliest first; ``since``: without those that ended before."""
    query = select(Rhythm).where(Rhythm.committee_id == committee_id, *([_not_ended(since)] if since else []))
    return session.scalars(query.order_by(Rhythm.anchor, Rhythm.created_at, Rhythm.id)).all()


def rhythms_by_committee(session: Session, today: date, committee_ids: Iterable[str] | None = None) -> Mapping[str, list[Beat]]:
    """The rhythms that have not ended, by committee. One statement."""
    query = select(Rhythm).where(_not_ended(today)).order_by(Rhythm.anchor, Rhythm.id)
    if committee_ids is not None:
        query = query.where(Rhythm.committee_id.in_(sorted(committee_ids)))
    found: dict[str, list[Beat]] = {}
    for rhythm in session.scalars(query):
        found.setdefault(rhythm.committee_id, []).append(beat_of(rhythm))
    return found


def _not_ended(today: date) -> ColumnElement[bool]:
    return or_(Rhythm.until.is_(None), Rhythm.until >= today)


def committees_arranged(session: Session, committee_ids: Iterable[str]) -> Mapping[str, Arranged]:
    """What the schedule asks of committees: area, rule for holidays, venue, by id. One statement for each 500."""
    wanted = sorted(committee_ids)
    found: dict[str, Arranged] = {}
    for first in range(0, len(wanted), 500):
        query = select(Committee.id, Committee.scope_id, Committee.holiday_rule, Committee.venue)
        found |= {row.id: row for row in session.execute(query.where(Committee.id.in_(wanted[first : first + 500])))}
    return found


def committees_within(session: Session, scope_ids: Iterable[str]) -> Sequence[str]:
    """The ids of the committees of these areas."""
    return session.scalars(select(Committee.id).where(Committee.scope_id.in_(sorted(set(scope_ids)))).order_by(Committee.id)).all()


def holidays_between(session: Session, first: date, last: date) -> Sequence[Holiday]:
    """The confirmed holidays of these days, everywhere."""
    where = Holiday.state == HolidayState.CONFIRMED.value, Holiday.day.between(first, last)
    return session.scalars(select(Holiday).where(*where).order_by(Holiday.day, Holiday.id)).all()


def holidays_of(found: Iterable[Holiday], scope_ids: Iterable[str]) -> Mapping[date, Holiday]:
    """Of these holidays those that hold in one of these areas (a scope and those above it), by day."""
    above = set(scope_ids)
    by_day: dict[date, Holiday] = {}
    for each in found:
        if each.scope_id in above:
            by_day.setdefault(each.day, each)
    return by_day


def standing_meetings(session: Session, first: date, now: datetime, committee_ids: Iterable[str] | None = None) -> dict[str, list[Planned]]:
    """The meetings of rhythms whose own day is ``first`` or later, by committee. One statement."""
    columns = (Meeting.id, Meeting.committee_id, Meeting.occurrence, Meeting.starts_at, Meeting.ends_at, Meeting.rhythm_id)
    query = select(*columns, Meeting.state, Meeting.by_hand, Meeting.invited_at, Meeting.moved_for).where(Meeting.occurrence >= first)
    if committee_ids is not None:
        query = query.where(Meeting.committee_id.in_(sorted(committee_ids)))
    found: dict[str, list[Planned]] = {}
    for row in session.execute(query.order_by(Meeting.committee_id, Meeting.occurrence)):
        found.setdefault(row.committee_id, []).append(_planned(row, now))
    return found


def _planned(row: Any, now: datetime) -> Planned:
    state = MeetingState(row.state)
    settled = row.by_hand or state in (MeetingState.HELD, MeetingState.MISSED)
    begun = state is MeetingState.PLANNED and row.starts_at <= now
    return Planned(
        row.id,
        row.occurrence,
        row.starts_at,
        row.ends_at,
        row.rhythm_id,
        state,
        settled or begun,
        row.invited_at is not None,
        row.moved_for,
    )


def first_of_rhythm(session: Session, rhythm_id: str) -> datetime | None:
    """When the first meeting of a rhythm is."""
    return session.scalar(select(func.min(Meeting.starts_at)).where(Meeting.rhythm_id == rhythm_id))


def reminders(now: datetime) -> Select[Any]:
    """Whom to remind of which meeting by which step, for ``notifications.services.tell_all``: who sits in the committee that day.

    Two days before and in the morning; the invitation stands for the seventh day. A moved meeting has another occasion. One statement.
    """
    asked = []
    for rung in ladder(REMINDER_STEPS, now):
        for days in range((rung.last - rung.first).days + 1):
            day = rung.first + timedelta(days=days)
            asked += [_reminded(day, rung.step, now, person) for person in (CommitteeMember.person_id, CommitteeMember.deputy_id)]
    found = union_all(*asked).subquery()
    names = json_of(ar=Committee.name_ar, ckb=Committee.name_ckb, en=Committee.name_en)
    words = json_of(committee=names, begins_at=found.c.occasion).label("words")
    query: Select[Any] = select(*found.c, words).join(Meeting, Meeting.id == found.c.subject_id)
    return query.join(Committee, Committee.id == Meeting.committee_id)


def _reminded(day: date, step: str, now: datetime, person: Any) -> Select[Any]:
    begin = instant(day, time())
    that_day = Meeting.starts_at.between(max(begin, now), begin + timedelta(days=1) - timedelta(microseconds=1))
    query = select(
        person.label("person_id"),
        literal("meeting_reminder").label("kind"),
        literal("meeting").label("subject_kind"),
        Meeting.id.label("subject_id"),
        utc_text(Meeting.starts_at).label("occasion"),
        literal(step).label("step"),
        Meeting.starts_at.label("until"),
    )
    query = query.join(CommitteeMember, CommitteeMember.committee_id == Meeting.committee_id)
    return query.where(Meeting.state == MeetingState.PLANNED.value, that_day, person.is_not(None), in_force(day))


def has_traces(session: Session, meeting_id: str) -> bool:
    """Whether somebody has written something for a meeting: an agenda item or an answer."""
    agenda = exists().where(AgendaItem.meeting_id == meeting_id)
    answers = exists().where(InvitationAnswer.meeting_id == meeting_id)
    return bool(session.scalar(select(or_(agenda, answers))))


def drop_answers(session: Session, meeting_id: str) -> None:
    """Takes the answers to an invitation away: they were given for another time. The history keeps them."""
    session.flush()
    session.execute(delete(InvitationAnswer).where(InvitationAnswer.meeting_id == meeting_id))


def people_of(session: Session, committee_id: str, day: date) -> list[str]:
    """Who sits in a committee on a day, deputies included, each once. One statement."""
    query = select(CommitteeMember.person_id, CommitteeMember.deputy_id).where(CommitteeMember.committee_id == committee_id, in_force(day))
    return sorted({person for row in session.execute(query) for person in row if person})


def holidays_listed(year: int | None, scope_ids: Iterable[str], state: HolidayState | None) -> Select[Holiday]:
    """The holidays of a year by day; what waits for a word first within a day."""
    query = select(Holiday)
    if year is not None:
        query = query.where(Holiday.day.between(date(year, 1, 1), date(year, 12, 31)))
    if wanted := sorted(scope_ids):
        query = query.where(Holiday.scope_id.in_(wanted))
    if state is not None:
        query = query.where(Holiday.state == state.value)
    return query.order_by(Holiday.day, case((Holiday.state == HolidayState.PROPOSED.value, 0), else_=1), Holiday.name_en, Holiday.id)


def get_holiday(session: Session, holiday_id: str, *, lock: bool = False) -> Holiday | None:
    """One holiday."""
    query = select(Holiday).where(Holiday.id == holiday_id)
    return session.scalars(query.with_for_update() if lock else query).first()


def proposed_already(session: Session, scope_id: str) -> set[tuple[date, str]]:
    """The days of the calendar, with their English names, that were proposed before."""
    query = select(Holiday.calendar_day, Holiday.name_en).where(Holiday.scope_id == scope_id, Holiday.calendar_day.is_not(None))
    return {(row.calendar_day, row.name_en) for row in session.execute(query) if row.calendar_day}


def names_of(row: Any) -> dict[str, str]:
    """A trilingual name as a word of a notice: the reader's own language is taken from it."""
    return {code: getattr(row, f"name_{code}") for code in in_order("ar")}
