"""Taking a meeting in hand: found for the actor, locked, and asked whether the verb may happen now."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from committees.models import Committee, Meeting, Minutes
from committees.policy import REFUSALS, MeetingFacts, Verb, Who, refusal
from committees.queries.meetings import get_meeting_for
from committees.queries.table import committee_of, met_later, minutes_of, parts_of
from committees.terms import MeetingState, MinutesState, Part
from core.audit import Changes, record
from core.audit import Part as AuditPart
from core.clock import local_day
from core.references import SubjectRef
from core.saving import NotYours, Refused
from people.terms import Actor, Permission

KIND = "meeting"


@dataclass(slots=True)
class InHand:
    """A meeting in hand: its committee, its minutes once it has begun, as what the actor stands to it."""

    session: Session
    actor: Actor
    meeting: Meeting
    committee: Committee
    minutes: Minutes | None
    facts: MeetingFacts
    now: datetime

    @property
    def day(self) -> date:
        """The day of the meeting: which seats were in force."""
        return local_day(self.meeting.starts_at)

    @property
    def written(self) -> Minutes:
        """The minutes; only after a verb that needs them was allowed."""
        if self.minutes is None:
            raise NotYours
        return self.minutes

    def note(self, verb: str, changes: Changes | None = None, reason: str = "", part: AuditPart | None = None) -> None:
        """The audit entry, and everything flushed."""
        record(self.session, self.actor, verb, SubjectRef(KIND, self.meeting.id), self.now, changes, reason, part)
        self.session.flush()


def facts_of(
    session: Session, actor: Actor, meeting: Meeting, committee: Committee, minutes: Minutes | None, now: datetime
) -> MeetingFacts:
    """What the policy must know of this meeting and this person. At most two statements."""
    today = local_day(now)
    parts = parts_of(session, committee.id, actor.person_id, today)
    roles = {Who.SITS} if parts else set()
    if Part.CHAIR in parts:
        roles.add(Who.CHAIRS)
    keeps = actor.reach(Permission.MEETING_KEEP)
    if keeps.covers({committee.scope_id}) or (actor.may(Permission.MEETING_KEEP) and Part.SECRETARY in parts):
        roles.add(Who.KEEPS)
    if actor.may(Permission.POWERS_MANAGE) or (Part.CHAIR in parts and met_later(session, meeting)):
        roles.add(Who.CONFIRMS)
    return MeetingFacts(
        state=MeetingState(meeting.state),
        minutes=MinutesState(minutes.state) if minutes else None,
        roles=frozenset(roles),
        begun=local_day(meeting.starts_at) <= today,
        over=meeting.ends_at <= now,
        is_author=bool(minutes and actor.person_id in minutes.authors),
        remarks_open=bool(minutes and minutes.remarks_until and minutes.remarks_until >= today),
    )


def take_in_hand(session: Session, actor: Actor, meeting_id: str, verb: Verb, now: datetime) -> InHand:
    """The meeting for this verb, locked against others.

    Raises NotYours when the actor may not see it, Refused when the verb may not happen now (policy table).
    """
    meeting = get_meeting_for(session, actor, meeting_id, Permission.COMMITTEE_READ, lock=True, today=local_day(now))
    if meeting is None:
        raise NotYours
    committee, minutes = committee_of(session, meeting), minutes_of(session, meeting.id)
    facts = facts_of(session, actor, meeting, committee, minutes, now)
    reason = refusal(verb, facts)
    if reason is not None:
        raise Refused(REFUSALS[reason])
    return InHand(session, actor, meeting, committee, minutes, facts, now)
