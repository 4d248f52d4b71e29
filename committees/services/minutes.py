"""The way of the minutes: draft → sent for remarks → approved by the chair → closed and sent; afterwards only numbered corrections."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from committees.messages.meeting import members, tell_confirmed, tell_minutes
from committees.models import Attendance, Decision, MinutesAddendum, MinutesRemark
from committees.policy import Verb
from committees.queries.agenda import items_of, next_planned
from committees.queries.minutes import build_document
from committees.queries.table import (
    addenda_of,
    attendance_of,
    decisions_of,
    get_decision,
    get_remark,
    remarks_of,
    seats_on,
)
from committees.services.agenda import gather
from committees.services.hand import KIND, InHand, take_in_hand
from committees.services.holding import is_recommendation
from committees.terms import Force, MinutesState, Presence
from core.audit import Changes
from core.audit import Part as AuditPart
from core.clock import local_day
from core.ids import new_id
from core.languages import lazy
from core.references import SubjectRef
from core.saving import NotYours, Refused, take
from core.snapshots import kept
from followup.services.actions import raise_action
from notifications.services import drop
from people.terms import Actor


def send(session: Session, actor: Actor, meeting_id: str, until: date, shown: int, now: datetime) -> InHand:
    """Sends the draft to all members for remarks until a day. Seats that nobody marked were absent; what was not discussed goes on
    to the next meeting."""
    hand = take_in_hand(session, actor, meeting_id, Verb.SEND, now)
    minutes = hand.written
    take(minutes, shown, dict)
    if until < local_day(now):
        raise Refused(lazy("This day is past. Give the members some days."), "until")
    _mark_absent(hand)
    minutes.state, minutes.sent_at, minutes.remarks_until = MinutesState.SENT.value, now, until
    session.flush()
    following = next_planned(session, hand.committee.id)
    if following is not None:
        gather(session, following)
    hand.note("sent", _text(hand))
    tell_minutes(session, "minutes_sent", hand.committee, hand.meeting, _members(hand), now, until_on=until.isoformat())
    return hand


def take_back(session: Session, actor: Actor, meeting_id: str, reason: str, now: datetime) -> InHand:
    """Makes the minutes a draft again, to work remarks in; they must be sent again. Mails that have not gone out yet do not go."""
    hand = take_in_hand(session, actor, meeting_id, Verb.TAKE_BACK, now)
    drop(session, SubjectRef(KIND, meeting_id), now, ("minutes_sent",))
    hand.written.state = MinutesState.DRAFT.value
    hand.written.version += 1
    hand.note("taken_back", reason=reason)
    return hand


def remark(session: Session, actor: Actor, meeting_id: str, text: str, now: datetime) -> MinutesRemark:
    """What a member remarks on the minutes. Those who wrote them are told."""
    hand = take_in_hand(session, actor, meeting_id, Verb.REMARK, now)
    row = MinutesRemark(id=new_id(), meeting_id=meeting_id, person_id=actor.person_id, text=text, at=now)
    session.add(row)
    hand.note("remarked", {"text": (None, text)})
    told = [each for each in hand.written.authors if each != actor.person_id]
    tell_minutes(session, "minutes_remark", hand.committee, hand.meeting, told, now, who=actor.name)
    return row


def reply(session: Session, actor: Actor, meeting_id: str, remark_id: str, answer: str, now: datetime) -> MinutesRemark:
    """What the secretary did with a remark."""
    hand = take_in_hand(session, actor, meeting_id, Verb.REPLY, now)
    row = get_remark(session, meeting_id, remark_id)
    if row is None:
        raise NotYours
    before, row.answer = row.answer, answer
    hand.note("replied", {"answer": (before, answer)})
    return row


def approve(session: Session, actor: Actor, meeting_id: str, shown: int, now: datetime) -> InHand:
    """The chair approves: what stands in the minutes is kept as a snapshot and never changes again, decisions become actions. Never by
    who wrote in them (policy). Remarks must have their answer."""
    hand = take_in_hand(session, actor, meeting_id, Verb.APPROVE, now)
    minutes = hand.written
    take(minutes, shown, dict)
    if any(not row.answer for row, _name in remarks_of(session, meeting_id) if minutes.sent_at and row.at >= minutes.sent_at):
        raise Refused(lazy("A remark waits for its answer. The secretary answers it first."))
    minutes.state, minutes.approved_at, minutes.approved_by = MinutesState.APPROVED.value, now, actor.person_id
    minutes.snapshot = kept(build_document(session, hand.meeting, hand.committee, minutes))
    for each in decisions_of(session, meeting_id):
        if not is_recommendation(each):
            _act(hand, each)
    hand.note("approved")
    tell_minutes(session, "minutes_approved", hand.committee, hand.meeting, minutes.authors, now, who=actor.name)
    return hand


def close(session: Session, actor: Actor, meeting_id: str, now: datetime) -> InHand:
    """Closes the approved minutes and sends them to all members; from now on nothing in them changes."""
    hand = take_in_hand(session, actor, meeting_id, Verb.CLOSE, now)
    hand.written.state, hand.written.closed_at = MinutesState.CLOSED.value, now
    hand.written.version += 1
    hand.note("closed")
    tell_minutes(session, "minutes_closed", hand.committee, hand.meeting, _members(hand), now)
    return hand


def correct(session: Session, actor: Actor, meeting_id: str, text: str, reason: str, now: datetime) -> MinutesAddendum:
    """Adds a numbered correction to closed minutes; what was said stays as it was written."""
    hand = take_in_hand(session, actor, meeting_id, Verb.CORRECT, now)
    number = len(addenda_of(session, meeting_id)) + 1
    row = MinutesAddendum(meeting_id=meeting_id, number=number, text=text, reason=reason, person_id=actor.person_id, who=actor.name, at=now)
    session.add(row)
    hand.note("corrected", {"number": (None, number), "text": (None, text)}, reason=reason)
    tell_minutes(session, "minutes_corrected", hand.committee, hand.meeting, _members(hand), now)
    return row


def confirm(session: Session, actor: Actor, meeting_id: str, decision_id: str, how: str, shown: int, now: datetime) -> Decision:
    """Makes a recommendation a decision, with a line how (a letter, a later meeting), and an action of it.

    A planner at headquarters may, or the chair once the committee has met again with a quorum.
    """
    hand = take_in_hand(session, actor, meeting_id, Verb.CONFIRM, now)
    decision = get_decision(session, meeting_id, decision_id)
    if decision is None:
        raise NotYours
    if not is_recommendation(decision):
        raise Refused(lazy("This is a decision already."))
    take(decision, shown, dict)
    decision.force = Force.CONFIRMED.value
    decision.confirmed_at, decision.confirmed_by, decision.confirmed_with = now, actor.person_id, how
    _act(hand, decision)
    hand.note("confirmed", {"confirmed_with": (None, how)}, part=AuditPart("decision", decision.what))
    tell_confirmed(session, hand.committee, hand.meeting, decision, _members(hand), now)
    return decision


def _act(hand: InHand, decision: Decision) -> None:
    action = raise_action(
        hand.session,
        hand.actor,
        SubjectRef(KIND, hand.meeting.id),
        hand.committee.scope_id,
        decision.what,
        decision.organisation_id,
        decision.person_id,
        decision.due_on,
        hand.now,
    )
    decision.action_id = action.id


def _mark_absent(hand: InHand) -> None:
    marked = attendance_of(hand.session, hand.meeting.id)
    for seat in seats_on(hand.session, hand.committee.id, hand.day):
        if seat.member_id not in marked:
            row = Attendance(meeting_id=hand.meeting.id, member_id=seat.member_id, presence=Presence.ABSENT.value, who=seat.person_name)
            hand.session.add(row)


def _members(hand: InHand) -> list[str]:
    """Everybody who sat in the committee on the day of the meeting, except who acts."""
    return [each for each in members(seats_on(hand.session, hand.committee.id, hand.day)) if each != hand.actor.person_id]


def _text(hand: InHand) -> Changes:
    """The whole text as it was sent, for the history."""
    notes = [f"{each.title or each.kind}: {each.notes}" for each in items_of(hand.session, hand.meeting.id) if each.notes]
    return {"introduction": (None, hand.written.introduction or None), "notes": (None, notes or None)}
