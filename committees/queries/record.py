"""What stands behind the record of committees in a quarter. A handful of statements for any number of committees."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from committees.models import Attendance, Committee, CommitteeMember, Decision, Meeting, Minutes
from committees.queries.standing import FreeDays
from committees.rules.record import MeetingLine, Quarter, Record, record_of
from committees.terms import MeetingState, Presence
from core.clock import BAGHDAD, local_day
from followup.models import Action
from followup.terms import ActionState

PAST = (MeetingState.HELD.value, MeetingState.MISSED.value, MeetingState.CANCELLED.value)
THERE = (Presence.PRESENT.value, Presence.DEPUTY.value)


def records_of(session: Session, committees: Sequence[Committee], quarter: Quarter, today: date) -> Mapping[str, Record]:
    """The record of each committee in a quarter. Seven statements."""
    ids = [each.id for each in committees]
    begins, ends = (datetime.combine(day, time(), BAGHDAD) for day in (quarter.first, quarter.following.first))
    within = and_(Meeting.committee_id.in_(ids), Meeting.starts_at >= begins, Meeting.starts_at < ends, Meeting.state.in_(PAST))
    lines = _lines(session, within, today)
    earlier = select(Meeting.committee_id, func.max(Meeting.starts_at)).where(
        Meeting.committee_id.in_(ids), Meeting.starts_at < begins, Meeting.state == MeetingState.HELD.value
    )
    last: dict[str, datetime] = dict(session.execute(earlier.group_by(Meeting.committee_id)).all())
    free = FreeDays(session)

    def begun_on(committee: Committee) -> date | None:
        if committee.id in last:
            return local_day(last[committee.id])
        formed = committee.formed_on
        return formed if formed and formed <= min(today, quarter.last) else None

    return {each.id: record_of(quarter, lines.get(each.id, ()), begun_on(each), today, free.of(each.scope_id)) for each in committees}


def _lines(session: Session, within: ColumnElement[bool], today: date) -> Mapping[str, Sequence[MeetingLine]]:
    """The meetings by committee, oldest first."""
    makers, decided = _decision_makers(session, within), _decisions(session, within, today)
    query = select(Meeting, Minutes.approved_at).outerjoin(Minutes, Minutes.meeting_id == Meeting.id).where(within)
    found: dict[str, list[MeetingLine]] = defaultdict(list)
    for meeting, approved_at in session.execute(query.order_by(Meeting.starts_at, Meeting.id)):
        line = MeetingLine(
            meeting.id, local_day(meeting.starts_at), meeting.number, MeetingState(meeting.state), meeting.needed, meeting.present
        )
        seats, there = makers.get(meeting.id, (0, 0))
        done, in_time = decided.get(meeting.id, (0, 0))
        approved_on = local_day(approved_at) if approved_at else None
        found[meeting.committee_id].append(
            replace(line, makers=seats, makers_there=there, approved_on=approved_on, decisions=done, in_time=in_time)
        )
    return found


def _decision_makers(session: Session, within: ColumnElement[bool]) -> Mapping[str, tuple[int, int]]:
    """By meeting: the seats with a decision maker, and how many of these were filled by the member or the deputy."""
    sat = case((and_(Attendance.presence.in_(THERE), Attendance.name == ""), 1), else_=0)
    query = select(Attendance.meeting_id, func.count(), func.sum(sat)).join(CommitteeMember, CommitteeMember.id == Attendance.member_id)
    query = query.join(Meeting, Meeting.id == Attendance.meeting_id).where(within, CommitteeMember.decision_maker)
    return {row[0]: (row[1], row[2] or 0) for row in session.execute(query.group_by(Attendance.meeting_id))}


def _decisions(session: Session, within: ColumnElement[bool], today: date) -> Mapping[str, tuple[int, int]]:
    """By meeting: the decisions whose day has passed or that are done, and how many of these were done in time."""
    query = select(Decision.meeting_id, Action.due_on, Action.done_at).join(Action, Action.id == Decision.action_id)
    query = query.join(Meeting, Meeting.id == Decision.meeting_id).where(within, Action.state != ActionState.CANCELLED.value)
    found: dict[str, list[bool]] = defaultdict(list)
    for row in session.execute(query.where(or_(Action.due_on < today, Action.done_at.is_not(None)))):
        found[row.meeting_id].append(row.done_at is not None and local_day(row.done_at) <= row.due_on)
    return {meeting_id: (len(each), sum(each)) for meeting_id, each in found.items()}


def formed_committees(session: Session, where: Any) -> Sequence[Committee]:
    """The committees to be compared, by their area."""
    return session.scalars(select(Committee).where(where).order_by(Committee.scope_id, Committee.id)).all()
