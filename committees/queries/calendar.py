"""When committees meet: lists of meetings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, select
from sqlalchemy.orm import Session

from accounts.queries import digest
from committees.models import Committee, CommitteeMember, FeedToken, Meeting, Rhythm
from committees.queries.committees import COMMITTEE_WORDS, committee_reach, in_force, sits
from committees.queries.schedule import beat_of
from committees.rules.ics import Entry, feed, single
from committees.terms import MeetingState
from core.languages import named
from core.search import matches
from people.models import Person
from people.terms import Actor, Permission

#: How far back a calendar feed goes.
BACK = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class MeetingFilters:
    """Which meetings are looked for. ``scope_ids``: a scope with everything below it; ``own``: of committees in which the person sits."""

    q: str = ""
    scope_ids: frozenset[str] = field(default_factory=frozenset)
    state: MeetingState | None = None
    own: bool = False


def meetings_listed(actor: Actor, filters: MeetingFilters, now: datetime, today: date) -> Select[Any]:
    """The meetings that this person may read with their committee: what is ahead first, by its day, then what is past, the last first."""
    query: Any = select(Meeting, Committee).join(Committee, Committee.id == Meeting.committee_id)
    query = query.where(committee_reach(actor, Permission.COMMITTEE_READ, today), *_narrowed(actor, filters, today))
    past = Meeting.ends_at < now
    listed: Select[Any] = query.order_by(past, case((~past, Meeting.starts_at)), Meeting.starts_at.desc(), Meeting.id)
    return listed


def _narrowed(actor: Actor, filters: MeetingFilters, today: date) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if filters.q:
        where.append(matches(Committee.id, COMMITTEE_WORDS, filters.q))
    if filters.scope_ids:
        where.append(Committee.scope_id.in_(sorted(filters.scope_ids)))
    if filters.state is not None:
        where.append(Meeting.state == filters.state.value)
    if filters.own:
        where.append(exists().where(CommitteeMember.committee_id == Committee.id, sits(actor.person_id), in_force(today)))
    return where


def meeting_file(session: Session, meeting_id: str, method: str, at: datetime, url: str = "") -> bytes:
    """The file of one meeting for a calendar, in the language of this moment. ``method``: ``PUBLISH`` or ``CANCEL``."""
    query = _entries().where(Meeting.id == meeting_id)
    return single(_entry(session.execute(query).one(), url), method, at)


def calendar_file(session: Session, name: str, committee_ids: Collection[str], at: datetime) -> bytes:
    """The meetings of these committees as one calendar, from half a year ago on."""
    query = _entries().where(Meeting.committee_id.in_(sorted(committee_ids)), Meeting.starts_at >= at - BACK)
    found = session.execute(query.order_by(Meeting.starts_at, Meeting.id))
    return feed(name, [_entry(row, "") for row in found], at)


def _entries() -> Select[Any]:
    query: Any = select(Meeting, Committee, Rhythm).join(Committee, Committee.id == Meeting.committee_id)
    listed: Select[Any] = query.outerjoin(Rhythm, Rhythm.id == Meeting.rhythm_id)
    return listed


def _entry(row: Any, url: str) -> Entry:
    meeting, committee, rhythm = row
    return Entry(
        meeting.id,
        named(committee),
        meeting.starts_at,
        meeting.ends_at,
        meeting.venue or committee.venue,
        MeetingState(meeting.state),
        meeting.sequence,
        beat_of(rhythm) if rhythm is not None else None,
        meeting.occurrence,
        url,
    )


def meetings_between(session: Session, actor: Actor, filters: MeetingFilters, begin: datetime, end: datetime, today: date) -> Sequence[Any]:
    """The meetings of some days that this person may read, with their committee, by time. One statement."""
    query = select(Meeting, Committee).join(Committee, Committee.id == Meeting.committee_id)
    query = query.where(committee_reach(actor, Permission.COMMITTEE_READ, today), *_narrowed(actor, filters, today))
    query = query.where(Meeting.starts_at >= begin, Meeting.starts_at < end)
    return session.execute(query.order_by(Meeting.starts_at, Meeting.id)).all()


def meetings_of(session: Session, committee_id: str, now: datetime, count: int) -> Sequence[Meeting]:
    """The next meetings of a committee. One statement."""
    query = select(Meeting).where(Meeting.committee_id == committee_id, Meeting.ends_at >= now)
    return session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(count)).all()


def feed_by(session: Session, token: str) -> tuple[FeedToken, Person] | None:
    """The feed that opens with this token, and whose it is; None when it was taken back or the person may not sign in any more."""
    query = select(FeedToken, Person).join(Person, Person.id == FeedToken.person_id)
    found = session.execute(query.where(FeedToken.digest == digest(token), Person.disabled.is_(False))).first()
    return (found[0], found[1]) if found else None


def feeds_of(session: Session, person_id: str) -> Sequence[tuple[FeedToken, Committee | None]]:
    """The calendar feeds that a person has made, the last first. One statement."""
    query = select(FeedToken, Committee).outerjoin(Committee, Committee.id == FeedToken.committee_id)
    found = session.execute(query.where(FeedToken.person_id == person_id).order_by(FeedToken.created_at.desc(), FeedToken.id))
    return [(row[0], row[1]) for row in found]


def get_feed(session: Session, person_id: str, feed_id: str) -> FeedToken | None:
    """One feed, if it is this person's."""
    return session.scalars(select(FeedToken).where(FeedToken.id == feed_id, FeedToken.person_id == person_id)).first()


def committees_sat_in(session: Session, person_id: str, today: date) -> Sequence[str]:
    """The committees in which a person sits."""
    return session.scalars(select(CommitteeMember.committee_id).where(sits(person_id), in_force(today)).distinct()).all()
