"""Who is told that a committee meets at another time, or not."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from committees.models import Committee, Holiday, Meeting
from committees.queries.schedule import names_of, people_of
from core.clock import local_day
from core.languages import lazy
from core.references import SubjectRef
from notifications.labels import register_notice
from notifications.services import drop, tell

KIND = "meeting"
REMINDER = "meeting_reminder"
MOVED = ("meeting_moved", "meeting_moved_for_holiday")
#: What is not true any more once a meeting has another time or does not take place.
STALE = ("meeting_invitation", REMINDER, *MOVED, "meeting_called")


def register() -> None:
    """The sentences of these notices."""
    register_notice(REMINDER, lazy("Reminder: %(committee)s meets on %(begins_at)s."))
    register_notice("meeting_called", lazy("%(committee)s meets outside its rhythm on %(begins_at)s. %(reason)s"))
    register_notice("meeting_moved", lazy("The meeting of %(committee)s of %(was_at)s has moved to %(begins_at)s. %(reason)s"))
    register_notice(
        "meeting_moved_for_holiday", lazy("The meeting of %(committee)s of %(was_at)s has moved to %(begins_at)s: %(holiday)s.")
    )
    register_notice("meeting_cancelled", lazy("The meeting of %(committee)s of %(was_at)s is cancelled: %(reason)s"))
    register_notice("meeting_left_out", lazy("The meeting of %(committee)s of %(was_at)s is left out: %(holiday)s."))
    register_notice("meeting_dropped", lazy("The meeting of %(committee)s of %(was_at)s does not take place: its rhythm has changed."))
    register_notice("rhythm_set", lazy("%(committee)s has a new rhythm; its first meeting is on %(begins_at)s."))


def tell_moved(
    session: Session,
    committee: Committee,
    meeting: Meeting,
    was_at: datetime,
    now: datetime,
    reason: str = "",
    holiday: Holiday | None = None,
) -> int:
    """The new time, to everybody who sits in the committee; what was not yet sent of the old one is dropped. Returns how many are told."""
    forget(session, meeting, now)
    words: dict[str, object] = {"was_at": was_at.isoformat(), "begins_at": meeting.starts_at.isoformat()}
    kind = "meeting_moved_for_holiday" if holiday else "meeting_moved"
    words |= {"holiday": names_of(holiday)} if holiday else {"reason": reason}
    return _tell(session, committee, meeting, kind, words, now, meeting.starts_at)


def tell_called(session: Session, committee: Committee, meeting: Meeting, reason: str, now: datetime) -> None:
    """A meeting outside the rhythm."""
    words = {"begins_at": meeting.starts_at.isoformat(), "reason": reason}
    _tell(session, committee, meeting, "meeting_called", words, now, meeting.starts_at)


def tell_off(
    session: Session, committee: Committee, meeting: Meeting, now: datetime, reason: str = "", holiday: Holiday | None = None
) -> int:
    """That a meeting does not take place, and why: a reason, a holiday, or (neither) another rhythm. Returns how many are told."""
    forget(session, meeting, now)
    words: dict[str, object] = {"was_at": meeting.starts_at.isoformat()}
    kind = "meeting_cancelled" if reason else "meeting_left_out" if holiday else "meeting_dropped"
    words |= {"reason": reason} if reason else {"holiday": names_of(holiday)} if holiday else {}
    return _tell(session, committee, meeting, kind, words, now, meeting.ends_at if meeting.ends_at > now else None)


def tell_rhythm(session: Session, committee: Committee, rhythm_id: str, first_at: datetime, now: datetime) -> None:
    """A new rhythm with its first meeting."""
    words = {"committee": names_of(committee), "begins_at": first_at.isoformat()}
    people = people_of(session, committee.id, local_day(now))
    tell(session, people, "rhythm_set", SubjectRef("committee", committee.id), rhythm_id, words, now)


def forget(session: Session, meeting: Meeting, now: datetime) -> None:
    """Drops what has not been sent of a time that does not hold any more."""
    drop(session, SubjectRef(KIND, meeting.id), now, STALE)


def _tell(
    session: Session, committee: Committee, meeting: Meeting, kind: str, words: Mapping[str, object], now: datetime, until: datetime | None
) -> int:
    day = local_day(meeting.starts_at)
    subject = SubjectRef(KIND, meeting.id)
    said = {**words, "committee": names_of(committee)}
    return tell(session, people_of(session, committee.id, day), kind, subject, str(meeting.sequence), said, now, until=until)
