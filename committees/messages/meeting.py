"""Who is told of what happens to a meeting and its minutes."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from committees.models import Committee, Decision, Meeting
from committees.queries.table import Sitting
from core.languages import lazy
from core.references import SubjectRef
from notifications.labels import register_notice
from notifications.services import tell

KIND = "meeting"
INVITATION = "meeting_invitation"


def register() -> None:
    """The sentences of these notices."""
    register_notice(INVITATION, lazy("You are invited to a meeting of %(committee)s on %(begins_at)s. Say whether you come."))
    register_notice("minutes_sent", lazy("The minutes of %(committee)s of %(held_at)s wait for your remarks until %(until_on)s."))
    register_notice("minutes_remark", lazy("%(who)s made a remark on the minutes of %(committee)s of %(held_at)s."))
    register_notice("minutes_approved", lazy("%(who)s approved the minutes of %(committee)s of %(held_at)s. Close them and send them out."))
    register_notice("minutes_closed", lazy("The approved minutes of %(committee)s of %(held_at)s are there."))
    register_notice("minutes_corrected", lazy("A correction was added to the minutes of %(committee)s of %(held_at)s."))
    register_notice("decision_confirmed", lazy("A recommendation of %(committee)s of %(held_at)s was confirmed: %(what)s"))


def members(seats: Iterable[Sitting]) -> list[str]:
    """Everybody who sits in the committee, deputies included, each once."""
    return list(dict.fromkeys(person for each in seats for person in (each.person_id, each.deputy_id) if person))


def tell_invited(session: Session, committee: Committee, meeting: Meeting, people: Iterable[str], now: datetime) -> int:
    """The members and deputies; not valid after the meeting has begun. Each is told once of an invitation to this time; one that is sent
    again, or to another time, is another."""
    words = {**_names(committee), "begins_at": meeting.starts_at.isoformat()}
    occasion = f"{meeting.starts_at.astimezone(UTC):%Y-%m-%dT%H:%MZ}/{(meeting.invited_at or now).astimezone(UTC).isoformat()}"
    return tell(session, people, INVITATION, SubjectRef(KIND, meeting.id), occasion, words, now, until=meeting.starts_at)


def tell_minutes(
    session: Session, kind: str, committee: Committee, meeting: Meeting, people: Iterable[str], now: datetime, **words: object
) -> int:
    """Something about the minutes of a meeting."""
    given = {**_names(committee), "held_at": meeting.starts_at.isoformat(), **words}
    return tell(session, people, kind, SubjectRef(KIND, meeting.id), now.isoformat(), given, now)


def tell_confirmed(
    session: Session, committee: Committee, meeting: Meeting, decision: Decision, people: Iterable[str], now: datetime
) -> int:
    """That a recommendation has become a decision."""
    given = {**_names(committee), "held_at": meeting.starts_at.isoformat(), "what": decision.what[:200]}
    return tell(session, people, "decision_confirmed", SubjectRef(KIND, meeting.id), decision.id, given, now)


def _names(committee: Committee) -> dict[str, object]:
    return {"committee": {"ar": committee.name_ar, "en": committee.name_en, "ckb": committee.name_ckb}}
