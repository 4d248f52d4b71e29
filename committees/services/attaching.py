"""What may be attached to a meeting, and by whom: the signed minutes once they are approved, other documents from its agenda on."""

from datetime import datetime

from sqlalchemy.orm import Session

from attachments.holders import Holder
from attachments.queries import attachments_of
from attachments.terms import Offer, Purpose
from committees.policy import MeetingFacts, Who
from committees.queries.meetings import get_meeting_for
from committees.queries.table import committee_of, minutes_of
from committees.services.hand import facts_of
from committees.terms import MeetingState, MinutesState
from core.clock import local_day
from core.formats import comma, short_day
from core.languages import named
from core.references import SubjectRef
from people.terms import Actor, Permission

SETTLED = (MinutesState.APPROVED.value, MinutesState.CLOSED.value)


def holder(session: Session, actor: Actor, meeting_id: str, now: datetime, *, lock: bool = False) -> Holder | None:
    """A meeting with its attachments, for who may read it today."""
    meeting = get_meeting_for(session, actor, meeting_id, Permission.COMMITTEE_READ, local_day(now), lock=lock)
    if meeting is None:
        return None
    committee, minutes = committee_of(session, meeting), minutes_of(session, meeting.id)
    offers: list[Offer] = []
    if may_attach(facts_of(session, actor, meeting, committee, minutes, now)):
        if minutes is not None and minutes.state in SETTLED:
            offers.append(Offer(Purpose.SIGNED_MINUTES))
        offers.append(Offer(Purpose.OTHER))
    title = f"{named(committee)}{comma()}{short_day(local_day(meeting.starts_at))}"
    return Holder(title, attachments_of(session, SubjectRef("meeting", meeting_id)), tuple(offers))


def may_attach(facts: MeetingFacts) -> bool:
    """Whether files may be attached: by who keeps the meetings, unless it did not take place."""
    return Who.KEEPS in facts.roles and facts.state in (MeetingState.PLANNED, MeetingState.HELD)
