"""When a committee meets: its rhythm, the meetings that follow from it 120 days ahead, one meeting moved, cancelled or called by hand."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from committees.messages import schedule as messages
from committees.models import Committee, Holiday, Meeting, Rhythm
from committees.queries.committees import get_committee_for
from committees.queries.meetings import get_meeting_for
from committees.queries.schedule import (
    BEYOND,
    Arranged,
    committees_arranged,
    drop_answers,
    first_of_rhythm,
    has_traces,
    holidays_between,
    holidays_of,
    rhythms_by_committee,
    rhythms_of,
    standing_meetings,
)
from committees.rules.schedule import AHEAD, INVITED, LAST_MONTH_DAY, WORKING, Beat, Change, Planned, Slot, arrange, instant, slots
from committees.terms import Extent, HolidayRule, MeetingState, RhythmKind
from committees.terms.setting import CallMeeting, MoveMeeting, SetRhythm
from core.audit import record
from core.clock import local_day
from core.ids import new_id
from core.languages import lazy
from core.references import SubjectRef
from core.saving import NotYours, Refused, take
from people.queries import Directory, read_directory
from people.terms import Actor, Permission

PAST_DAY = lazy("This day is past. Choose today or a later one.")
NO_WORKING_DAY = lazy("Offices are closed on this weekday. Iraq works from Sunday to Thursday.")
NOT_PLANNED = lazy("This meeting was held, cancelled or missed meanwhile. Look at it again.")
PAST_TIME = lazy("This time is past. Choose a later one.")
NO_RHYTHM = lazy("This meeting was called by hand: none follows it. Change this one only.")
NOT_YOUR_RHYTHM = lazy("You keep the meetings of this committee, but its rhythm is set by those who manage it. Change this one only.")
LATE_IN_MONTH = lazy("A monthly rhythm counts from a day up to the 26th. Change this one only, or set the rhythm anew.")
MEETING_FIELDS = ("starts_at", "ends_at", "venue")


@dataclass(frozen=True, slots=True)
class ByItself:
    """Who stands in the history for what follows by itself from rhythm and holidays."""

    person_id: str | None = None
    name: str = "Tansiq"


@dataclass(slots=True)
class _Desk:
    """What is needed to arrange the meetings of some committees."""

    session: Session
    now: datetime
    directory: Directory
    holidays: Sequence[Holiday]
    told: bool = True

    @property
    def today(self) -> date:
        """The day in Baghdad."""
        return local_day(self.now)


def set_rhythm(session: Session, actor: Actor, committee_id: str, command: SetRhythm, shown: int, now: datetime) -> Rhythm:
    """From its first day on the committee meets by this rhythm; what was held or moved by hand stays. Tells everybody who sits there.

    Raises NotYours, Stale when somebody saved the committee meanwhile, Refused for a day that is past or no working day.
    """
    committee = get_committee_for(session, actor, committee_id, Permission.COMMITTEE_MANAGE, local_day(now), lock=True)
    if committee is None:
        raise NotYours
    take(committee, shown, dict)
    if command.anchor < local_day(now):
        raise Refused(PAST_DAY, "anchor")
    if command.kind is RhythmKind.WEEKS and command.anchor.weekday() not in WORKING:
        raise Refused(NO_WORKING_DAY, "anchor")
    rhythm = _begin_rhythm(session, actor, committee, command, now)
    materialise(session, now, (committee.id,))
    first_at = first_of_rhythm(session, rhythm.id)
    if first_at is not None:
        messages.tell_rhythm(session, committee, rhythm.id, first_at, now)
    return rhythm


def _begin_rhythm(session: Session, actor: Actor, committee: Committee, command: SetRhythm, now: datetime) -> Rhythm:
    """Ends what would go on beside it, and begins the new rhythm."""
    for former in rhythms_of(session, committee.id):
        if former.until is None or former.until >= command.anchor:
            former.until = command.anchor - timedelta(days=1)
    weekly = command.kind is RhythmKind.WEEKS
    rhythm = Rhythm(
        id=new_id(),
        committee_id=committee.id,
        kind=command.kind.value,
        weeks=(command.weeks or 2) if weekly else None,
        weekday=command.anchor.weekday() if weekly else None,
        month_day=None if weekly else command.month_day,
        starts=command.starts,
        minutes=command.minutes,
        anchor=command.anchor,
        created_at=now,
    )
    session.add(rhythm)
    session.flush()
    values = {name: getattr(rhythm, name) for name in ("kind", "weeks", "month_day", "minutes", "anchor")}
    changes = {name: (None, value) for name, value in {**values, "starts": f"{command.starts:%H:%M}"}.items()}
    record(session, actor, "rhythm_set", SubjectRef("committee", committee.id), now, changes)
    return rhythm


def materialise(session: Session, now: datetime, committee_ids: Collection[str] | None = None) -> int:
    """Makes the meetings of these committees (None: of all with a rhythm) stand 120 days ahead. A second run in a row changes nothing."""
    today = local_day(now)
    session.flush()
    beats = rhythms_by_committee(session, today, committee_ids)
    standing = standing_meetings(session, today, now, committee_ids)
    wanted_by = committees_arranged(session, beats.keys() if committee_ids is None else committee_ids)
    found = holidays_between(session, today, today + timedelta(days=AHEAD) + BEYOND)
    desk = _Desk(session, now, read_directory(session), found)
    return sum(_arrange(desk, row, beats.get(row.id, []), standing.get(row.id, [])) for row in wanted_by.values())


def _arrange(desk: _Desk, committee: Arranged, beats: Iterable[Beat], standing: Sequence[Planned]) -> int:
    by_day = holidays_of(desk.holidays, desk.directory.ancestry(committee.scope_id))
    ids = {day: each.id for day, each in by_day.items()}
    wanted = slots(beats, HolidayRule(committee.holiday_rule), ids, desk.today, desk.today + timedelta(days=AHEAD))
    arrangement = arrange(wanted, standing, desk.today)
    new = [_meeting(committee, slot) for slot in arrangement.new if slot.starts_at and slot.starts_at > desk.now]
    desk.session.add_all(new)
    desk.session.flush()
    for change in arrangement.changes:
        _carry_through(desk, change)
    return len(new) + len(arrangement.changes)


def _meeting(committee: Arranged, slot: Slot) -> Meeting:
    assert slot.starts_at is not None
    return Meeting(
        id=new_id(),
        committee_id=committee.id,
        rhythm_id=slot.beat.id,
        occurrence=slot.occurrence,
        starts_at=slot.starts_at,
        ends_at=slot.starts_at + timedelta(minutes=slot.beat.minutes),
        venue=committee.venue,
        moved_for=slot.holiday_id,
        version=1,
    )


def _carry_through(desk: _Desk, change: Change) -> None:
    """Moves, cancels or takes away one meeting because rhythm or holidays say so."""
    session, slot = desk.session, change.slot
    meeting = session.get_one(Meeting, change.meeting.id, with_for_update=True)
    committee = session.get_one(Committee, meeting.committee_id)
    if slot is None and not change.meeting.invited and not meeting.sequence and not has_traces(session, meeting.id):
        messages.forget(session, meeting, desk.now)
        session.delete(meeting)
        session.flush()
        return
    before, was_at = _values(meeting), meeting.starts_at
    holiday = session.get(Holiday, slot.holiday_id) if slot and slot.holiday_id else None
    meeting.moved_for = slot.holiday_id if slot else None
    if slot is None or slot.day is None:
        meeting.state, meeting.reason = MeetingState.CANCELLED.value, ""
        meeting.sequence, meeting.version = meeting.sequence + 1, meeting.version + 1
        messages.tell_off(session, committee, meeting, desk.now, holiday=holiday)
        record(session, ByItself(), "cancelled", SubjectRef("meeting", meeting.id), desk.now)
        return
    came_back = meeting.state == MeetingState.CANCELLED.value
    meeting.starts_at = instant(slot.day, slot.beat.starts)
    meeting.ends_at = meeting.starts_at + timedelta(minutes=slot.beat.minutes)
    meeting.state = MeetingState.PLANNED.value
    if not change.meeting.invited:
        meeting.rhythm_id = slot.beat.id
    if came_back or meeting.starts_at != was_at or meeting.ends_at != before["ends_at"]:
        meeting.sequence, meeting.version = meeting.sequence + 1, meeting.version + 1
        if meeting.starts_at != was_at:
            drop_answers(session, meeting.id)
        messages.tell_moved(session, committee, meeting, was_at, desk.now, holiday=holiday)
        after = _values(meeting)
        record(session, ByItself(), "moved", SubjectRef("meeting", meeting.id), desk.now, {n: (before[n], after[n]) for n in after})


def move(session: Session, actor: Actor, meeting_id: str, command: MoveMeeting, shown: int, now: datetime) -> int:
    """Gives a meeting another time or place; with ``Extent.FOLLOWING`` those after it follow at the same distance. Tells everybody.
    Answers to the invitation are asked for anew; one for a far day goes out again when its time comes.
    Returns how many people are told of this one: none when it stays as it was.

    Raises NotYours, Stale, Refused when the meeting is not planned any more or the new time is past.
    """
    meeting, committee = _in_hand(session, actor, meeting_id, shown, now)
    starts_at = instant(command.day, command.starts)
    if starts_at <= now:
        raise Refused(PAST_TIME, "day")
    if command.extent is Extent.FOLLOWING:
        _move_following(session, actor, meeting, committee, command, now)
    before, was_at = _values(meeting), meeting.starts_at
    meeting.starts_at, meeting.ends_at = starts_at, starts_at + timedelta(minutes=command.minutes)
    meeting.venue, meeting.by_hand, meeting.moved_for = command.venue, True, None
    after, told = _values(meeting), 0
    if after != before:
        meeting.sequence += 1
        if starts_at != was_at:
            drop_answers(session, meeting.id)
            meeting.invited_at = meeting.invited_at if starts_at <= now + INVITED else None
        told = messages.tell_moved(session, committee, meeting, was_at, now, command.reason)
    changes = {name: (before[name], value) for name, value in after.items()}
    record(session, actor, "moved", SubjectRef("meeting", meeting.id), now, changes, command.reason)
    session.flush()
    if command.extent is Extent.FOLLOWING:
        materialise(session, now, (committee.id,))
    return told


def _move_following(session: Session, actor: Actor, meeting: Meeting, committee: Committee, command: MoveMeeting, now: datetime) -> None:
    """From the meeting after this one on another rhythm begins, at the same distance."""
    if get_committee_for(session, actor, committee.id, Permission.COMMITTEE_MANAGE, local_day(now), lock=True) is None:
        raise Refused(NOT_YOUR_RHYTHM, "extent")
    former = session.get(Rhythm, meeting.rhythm_id) if meeting.rhythm_id and meeting.occurrence else None
    if former is None or meeting.occurrence is None:
        raise Refused(NO_RHYTHM, "extent")
    kind, month_day = RhythmKind(former.kind), former.month_day
    if kind is RhythmKind.WEEKS:
        if command.day.weekday() not in WORKING:
            raise Refused(NO_WORKING_DAY, "day")
        anchor = command.day + timedelta(weeks=former.weeks or 1)
    else:
        if command.day != local_day(meeting.starts_at):
            month_day = command.day.day
        if (month_day or 0) > LAST_MONTH_DAY:
            raise Refused(LATE_IN_MONTH, "day")
        anchor = max(command.day, meeting.occurrence) + timedelta(days=1)
    new = SetRhythm(kind=kind, weeks=former.weeks, month_day=month_day, starts=command.starts, minutes=command.minutes, anchor=anchor)
    committee.version += 1
    _begin_rhythm(session, actor, committee, new, now)
    former.until = meeting.occurrence


def cancel(session: Session, actor: Actor, meeting_id: str, reason: str, shown: int, now: datetime) -> int:
    """Cancels a meeting with a reason and tells everybody. Its reminders are dropped; no rhythm brings it back.
    Returns how many people are told."""
    meeting, committee = _in_hand(session, actor, meeting_id, shown, now)
    meeting.state, meeting.reason, meeting.by_hand = MeetingState.CANCELLED.value, reason, True
    meeting.sequence += 1
    told = messages.tell_off(session, committee, meeting, now, reason=reason)
    record(session, actor, "cancelled", SubjectRef("meeting", meeting.id), now, reason=reason)
    session.flush()
    return told


def call_meeting(session: Session, actor: Actor, committee_id: str, command: CallMeeting, now: datetime) -> Meeting:
    """Calls a meeting outside the rhythm and tells everybody. Raises NotYours, Refused for a time that is past."""
    committee = get_committee_for(session, actor, committee_id, Permission.MEETING_KEEP, local_day(now))
    if committee is None:
        raise NotYours
    starts_at = instant(command.day, command.starts)
    if starts_at <= now:
        raise Refused(PAST_TIME, "day")
    meeting = Meeting(id=new_id(), committee_id=committee.id, venue=command.venue, by_hand=True, version=1, sequence=0)
    meeting.starts_at, meeting.ends_at = starts_at, starts_at + timedelta(minutes=command.minutes)
    meeting.state = MeetingState.PLANNED.value
    session.add(meeting)
    session.flush()
    messages.tell_called(session, committee, meeting, command.reason, now)
    changes = {name: (None, value) for name, value in _values(meeting).items()}
    record(session, actor, "called", SubjectRef("meeting", meeting.id), now, changes, command.reason)
    return meeting


def _in_hand(session: Session, actor: Actor, meeting_id: str, shown: int, now: datetime) -> tuple[Meeting, Committee]:
    meeting = get_meeting_for(session, actor, meeting_id, Permission.MEETING_KEEP, local_day(now), lock=True)
    if meeting is None:
        raise NotYours
    if meeting.state != MeetingState.PLANNED.value:
        raise Refused(NOT_PLANNED)
    take(meeting, shown, lambda: {"venue": meeting.venue})
    return meeting, session.get_one(Committee, meeting.committee_id)


def _values(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in MEETING_FIELDS}
