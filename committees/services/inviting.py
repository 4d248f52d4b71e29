"""Inviting to a meeting, and answering."""

from datetime import datetime

from sqlalchemy.orm import Session

from committees.messages.meeting import INVITATION, KIND, members, tell_invited
from committees.models import Committee, CommitteeMember, InvitationAnswer, Meeting
from committees.policy import Verb
from committees.queries.agenda import meetings_invited_to, meetings_to_invite
from committees.queries.table import answer_of, committee_of, own_seat, seats_on
from committees.rules.schedule import INVITED
from committees.services.agenda import gather
from committees.services.hand import take_in_hand
from committees.terms import Answer
from core.clock import local_day
from core.references import SubjectRef
from core.saving import NotYours
from notifications.services import drop
from people.terms import Actor


def invite(session: Session, actor: Actor, meeting_id: str, now: datetime) -> int:
    """Sends invitation and agenda to everybody who sits in the committee, and once more when asked again: what has not gone out of the
    earlier one is dropped. Returns how many are told."""
    hand = take_in_hand(session, actor, meeting_id, Verb.INVITE, now)
    drop(session, SubjectRef(KIND, meeting_id), now, (INVITATION,))
    told = send_invitation(session, hand.committee, hand.meeting, now)
    hand.note("invited")
    return told


def send_invitation(session: Session, committee: Committee, meeting: Meeting, now: datetime) -> int:
    """The same without asking who may: for the job that invites by itself."""
    gather(session, meeting)
    people = members(seats_on(session, committee.id, local_day(meeting.starts_at)))
    meeting.invited_at = now
    session.flush()
    return tell_invited(session, committee, meeting, people, now)


def invite_to_seat(session: Session, seat: CommitteeMember, now: datetime) -> None:
    """Invites who fills a seat to the meetings to which the others were invited already; who was told once is not told again."""
    for meeting in meetings_invited_to(session, seat.committee_id, now):
        taken = [each for each in seats_on(session, seat.committee_id, local_day(meeting.starts_at)) if each.member_id == seat.id]
        tell_invited(session, committee_of(session, meeting), meeting, members(taken), now)


def answer(session: Session, actor: Actor, meeting_id: str, given: Answer, remark: str, now: datetime) -> InvitationAnswer:
    """What a member, or the deputy, says to the invitation; the last word counts."""
    hand = take_in_hand(session, actor, meeting_id, Verb.ANSWER, now)
    seat = own_seat(session, hand.committee.id, actor.person_id, local_day(now))
    if seat is None:
        raise NotYours
    found = answer_of(session, meeting_id, seat.id)
    before = found.answer if found else None
    if found is None:
        found = InvitationAnswer(meeting_id=meeting_id, member_id=seat.id)
        session.add(found)
    found.answer, found.remark, found.person_id, found.at = given.value, remark, actor.person_id, now
    hand.note("answered", {"answer": (before, given.value), "remark": ("", remark)})
    return found


def invite_due(session: Session, now: datetime) -> int:
    """Invites to the meetings that begin within seven days and to which nobody was invited yet. Returns how many meetings.

    It may run any number of times: whom it has told once it does not tell again.
    """
    due = meetings_to_invite(session, now, now + INVITED)
    for meeting in due:
        send_invitation(session, committee_of(session, meeting), meeting, now)
    return len(due)
