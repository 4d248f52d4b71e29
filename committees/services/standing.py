"""Keeping in step whether committees work: missed meetings, their standing, and the reactivation that opens by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from committees.messages.standing import tell_standing
from committees.models import Committee, Reactivation
from committees.queries import standing as queries
from committees.queries.standing import FreeDays
from committees.rules.standing import INACTIVE_AFTER, Met, is_missed, judge
from committees.terms import MeetingState, Standing
from core.audit import record
from core.clock import local_day
from core.references import SubjectRef

#: So far back meetings are looked at one by one.
LOOK_BACK = timedelta(days=4 * INACTIVE_AFTER)


@dataclass(frozen=True, slots=True)
class ByItself:
    """Who acts in the history when nobody does."""

    person_id: None = None
    name: str = "تنسيق"


def assess(session: Session, now: datetime) -> int:
    """Marks missed meetings, then writes how each committee stands; HQ is told of each change. A second run changes nothing."""
    return mark_missed(session, now) + write_standings(session, now)


def mark_missed(session: Session, now: datetime) -> int:
    """Planned meetings whose next working day has ended are missed. Returns how many."""
    overdue, count, today = queries.overdue_meetings(session, now), 0, local_day(now)
    free = FreeDays(session) if overdue else None
    for meeting, scope_id in overdue:
        met = Met(local_day(meeting.starts_at), MeetingState.PLANNED)
        if free is None or not is_missed(met, today, free.of(scope_id)):
            continue
        changes = {"state": (meeting.state, MeetingState.MISSED.value)}
        meeting.state = MeetingState.MISSED.value
        meeting.version += 1
        record(session, ByItself(), "missed", SubjectRef("meeting", meeting.id), now, changes)
        count += 1
    session.flush()
    return count


def write_standings(session: Session, now: datetime) -> int:
    """How each committee stands by its meetings. Returns how many changed."""
    meetings, today, count = queries.past_meetings(session, now - LOOK_BACK, now), local_day(now), 0
    for committee in queries.all_committees(session):
        judged = judge(committee.formed_on, meetings.get(committee.id, ()), today)
        if judged.standing.value == committee.standing:
            continue
        _change(session, committee, judged.standing, now)
        if judged.standing is Standing.INACTIVE and not queries.open_reactivations(session, [committee.id]):
            _reactivate(session, committee, now)
        count += 1
    session.flush()
    return count


def _change(session: Session, committee: Committee, standing: Standing, now: datetime) -> None:
    before, committee.standing = Standing(committee.standing), standing.value
    committee.standing_since = local_day(now)
    changes = {"standing": (before.value, standing.value)}
    record(session, ByItself(), "stands", SubjectRef("committee", committee.id), now, changes)
    if standing in (Standing.IRREGULAR, Standing.INACTIVE) or (standing is Standing.ACTIVE and before is not Standing.NOT_FORMED):
        tell_standing(session, committee, standing, now)


def _reactivate(session: Session, committee: Committee, now: datetime) -> None:
    session.add(Reactivation(committee_id=committee.id, opened_on=local_day(now), created_at=now, version=1))
    record(session, ByItself(), "reactivation_opened", SubjectRef("committee", committee.id), now)
