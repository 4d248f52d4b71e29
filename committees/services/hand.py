"""Taking a meeting in hand: found for the actor, locked, and asked whether the verb may happen now."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from committees.models import Committee, Meeting, Minutes
from committees.policy import REFUSALS, RULES, MeetingFacts, Verb, Who, refusal
from committees.queries.committees import sees
from committees.queries.table import meeting_in_hand, met_later, parts_of
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
    session: Session,
    actor: Actor,
    meeting: Meeting,
    committee: Committee,
    minutes: Minutes | None,
    now: datetime,
    asked: Who | None = None,
) -> MeetingFacts:
    """What the policy must know of this meeting and this person. At most two statements; none when only who keeps the meetings is
    ``asked`` for and the person's role says so already."""
    today, keeps = local_day(now), actor.reach(Permission.MEETING_KEEP).covers({committee.scope_id})
    roles = {Who.KEEPS} if keeps else set()
    if not (keeps and asked is Who.KEEPS):
        parts = parts_of(session, committee.id, actor.person_id, today)
        if parts:
            roles.add(Who.SITS)
        if Part.CHAIR in parts:
            roles.add(Who.CHAIRS)
        if Part.SECRETARY in parts and actor.may(Permission.MEETING_KEEP):
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
    found = meeting_in_hand(session, meeting_id)
    if found is None or not sees(session, actor, found[1], local_day(now)):
        raise NotYours
    meeting, committee, minutes = found
    facts = facts_of(session, actor, meeting, committee, minutes, now, RULES[verb].who)
    reason = refusal(verb, facts)
    if reason is not None:
        raise Refused(REFUSALS[reason])
    return InHand(session, actor, meeting, committee, minutes, facts, now)
