"""Holding a meeting: who is there, what is said and decided. Everything is saved piece by piece while it happens.

What a decision is worth follows from the attendance (``rules.quorum``) and is weighed anew with each piece until the minutes are sent.
The history keeps attendance and decisions as they are saved; the notes, which are saved with every few words, as they are sent.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from committees.models import AgendaItem, Attendance, Decision, Meeting, Minutes
from committees.policy import Verb
from committees.queries.agenda import get_item
from committees.queries.table import Sitting, attendance_of, committee_of, decisions_of, get_decision, next_number, seats_on
from committees.rules.quorum import Count, SeatTaken, binding, count, weigh
from committees.services.agenda import gather
from committees.services.hand import InHand, take_in_hand
from committees.terms import Force, MeetingState, MinutesState, Presence, QuorumKind
from committees.terms.commands import MarkSeat, SaveDecision, SaveNotes
from core.audit import Changes, Part, differences
from core.clock import local_day
from core.ids import new_id
from core.saving import NotYours, Stale, take
from people.terms import Actor

DECISION_FIELDS = ("what", "organisation_id", "person_id", "due_on", "decision_kind_id")


def begin(session: Session, actor: Actor, meeting_id: str, shown: int, now: datetime) -> Meeting:
    """The meeting is held: it gets its number in the committee, its agenda is complete, its minutes begin as a draft."""
    hand = take_in_hand(session, actor, meeting_id, Verb.BEGIN, now)
    meeting = hand.meeting
    take(meeting, shown, dict)
    gather(session, meeting)
    committee_of(session, meeting, lock=True)
    meeting.number = next_number(session, meeting.committee_id)
    meeting.state, meeting.held_at = MeetingState.HELD.value, now
    session.add(Minutes(meeting_id=meeting.id, state=MinutesState.DRAFT.value, authors=[actor.person_id]))
    session.flush()
    _weigh(hand)
    hand.note("begun", {"number": (None, meeting.number)})
    return meeting


def mark_seat(session: Session, actor: Actor, meeting_id: str, member_id: str, command: MarkSeat, shown: int, now: datetime) -> Attendance:
    """How a seat was filled. Raises Stale when somebody else marked it since it was shown (0: nothing was marked then)."""
    hand = take_in_hand(session, actor, meeting_id, Verb.KEEP, now)
    seats, marked = seats_on(session, hand.committee.id, hand.day), dict(attendance_of(session, meeting_id))
    seat = next((each for each in seats if each.member_id == member_id), None)
    if seat is None:
        raise NotYours
    row = marked.get(member_id)
    before = {"presence": row.presence, "name": row.name} if row else {}
    if row is None:
        if shown:
            raise Stale({}, 0)
        row = Attendance(meeting_id=meeting_id, member_id=member_id, version=1)
        session.add(row)
    else:
        take(row, shown, lambda: before)
    row.presence, row.name = command.presence.value, command.name
    row.who = command.name or (seat.deputy_name if command.presence is Presence.DEPUTY else seat.person_name)
    _weigh(hand, _taken(seats, {**marked, member_id: row}))
    _wrote(hand)
    after = {"presence": command.presence.value, "name": command.name}
    hand.note("seat_marked", {name: (before.get(name), value) for name, value in after.items() if value}, part=Part("seat", row.who))
    return row


def save_notes(session: Session, actor: Actor, meeting_id: str, item_id: str, command: SaveNotes, shown: int, now: datetime) -> AgendaItem:
    """What was said about a point; a point with notes is one that was discussed."""
    hand = take_in_hand(session, actor, meeting_id, Verb.KEEP, now)
    item = get_item(session, meeting_id, item_id)
    if item is None:
        raise NotYours
    take(item, shown, lambda: {"discussed": item.discussed, "notes": item.notes})
    item.notes, item.discussed = command.notes, command.discussed or bool(command.notes)
    _wrote(hand)
    session.flush()
    return item


def save_introduction(session: Session, actor: Actor, meeting_id: str, text: str, shown: int, now: datetime) -> Minutes:
    """What stands in the minutes before the points of the agenda."""
    hand = take_in_hand(session, actor, meeting_id, Verb.KEEP, now)
    minutes = hand.written
    take(minutes, shown, lambda: {"introduction": minutes.introduction})
    minutes.introduction = text
    _wrote(hand)
    session.flush()
    return minutes


def decide(session: Session, actor: Actor, meeting_id: str, item_id: str, command: SaveDecision, now: datetime) -> Decision:
    """Writes a decision down under its point, which counts as discussed with it."""
    hand = take_in_hand(session, actor, meeting_id, Verb.KEEP, now)
    item = get_item(session, meeting_id, item_id)
    if item is None:
        raise NotYours
    if not item.discussed:
        item.discussed, item.version = True, item.version + 1
    position = max((each.position for each in decisions_of(session, meeting_id)), default=0) + 1
    values = _values(command)
    decision = Decision(id=new_id(), meeting_id=meeting_id, agenda_item_id=item_id, position=position, version=1, **values)
    session.add(decision)
    session.flush()
    _weigh(hand)
    _wrote(hand)
    _note(hand, "decided", decision, {name: (None, value) for name, value in values.items() if value})
    return decision


def change_decision(
    session: Session, actor: Actor, meeting_id: str, decision_id: str, command: SaveDecision, shown: int, now: datetime
) -> Decision:
    """Changes a decision while the minutes are a draft."""
    hand, decision = _decision(session, actor, meeting_id, decision_id, now)
    before = values_of_decision(decision)
    take(decision, shown, lambda: before)
    for name, value in _values(command).items():
        setattr(decision, name, value)
    session.flush()
    _weigh(hand)
    _wrote(hand)
    _note(hand, "decision_changed", decision, differences(before, _values(command)))
    return decision


def drop_decision(session: Session, actor: Actor, meeting_id: str, decision_id: str, reason: str, now: datetime) -> None:
    """Takes a decision out of the draft that was not meant so, with the reason."""
    hand, decision = _decision(session, actor, meeting_id, decision_id, now)
    what = decision.what
    session.delete(decision)
    session.flush()
    hand.note("decision_dropped", reason=reason, part=Part("decision", what))


def values_of_decision(decision: Decision) -> dict[str, Any]:
    """A decision's values as its form takes them."""
    return {name: getattr(decision, name) for name in DECISION_FIELDS}


def seats_taken(session: Session, meeting: Meeting) -> tuple[SeatTaken, ...]:
    """The seats in force on the meeting's day, and how each was filled. Two statements."""
    return _taken(seats_on(session, meeting.committee_id, local_day(meeting.starts_at)), attendance_of(session, meeting.id))


def _taken(seats: Iterable[Sitting], marked: Mapping[str, Attendance]) -> tuple[SeatTaken, ...]:
    found = [(each, marked.get(each.member_id)) for each in seats]
    return tuple(
        SeatTaken(each.organisation_id, each.decision_maker, Presence(row.presence) if row else None, bool(row and row.name))
        for each, row in found
    )


def _weigh(hand: InHand, seats: tuple[SeatTaken, ...] | None = None) -> Count:
    """Counts the seats (read anew, unless they are given), and says of each decision what it is worth."""
    meeting, committee = hand.meeting, hand.committee
    seats = seats_taken(hand.session, meeting) if seats is None else seats
    counted = count(QuorumKind(committee.quorum), committee.quorum_number, seats)
    meeting.seats, meeting.needed, meeting.present = counted.seats, counted.needed, counted.present
    bound_by = binding(seats)
    for each in decisions_of(hand.session, meeting.id):
        weight = weigh(counted, bound_by, each.organisation_id)
        each.no_quorum, each.no_decision_maker = weight.no_quorum, weight.no_decision_maker
        each.force = weight.force.value
    return counted


def is_recommendation(decision: Decision) -> bool:
    """Nobody is bound by it yet."""
    return decision.force == Force.RECOMMENDATION.value


def _wrote(hand: InHand) -> None:
    """Who writes in the minutes does not approve them."""
    minutes = hand.written
    if hand.actor.person_id not in minutes.authors:
        minutes.authors = [*minutes.authors, hand.actor.person_id]


def _decision(session: Session, actor: Actor, meeting_id: str, decision_id: str, now: datetime) -> tuple[InHand, Decision]:
    hand = take_in_hand(session, actor, meeting_id, Verb.KEEP, now)
    decision = get_decision(session, meeting_id, decision_id)
    if decision is None:
        raise NotYours
    return hand, decision


def _note(hand: InHand, verb: str, decision: Decision, changes: Changes) -> None:
    hand.note(verb, changes, part=Part("decision", decision.what))


def _values(command: SaveDecision) -> dict[str, Any]:
    return {name: getattr(command, name) for name in DECISION_FIELDS}
