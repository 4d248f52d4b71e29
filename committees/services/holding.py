"""Holding a meeting: who is there, what is said and decided. Everything is saved piece by piece while it happens.

What a decision is worth follows from the attendance (``rules.quorum``) and is weighed anew with each piece until the minutes are sent.
The history keeps attendance and decisions as they are saved; the notes, which are saved with every few words, as they are sent.
"""

from collections.abc import Iterable
from dataclasses import asdict, astuple, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from committees.models import AgendaItem, Attendance, Decision, Meeting, Minutes
from committees.policy import Verb
from committees.queries.agenda import get_item
from committees.queries.table import committee_of, decisions_of, get_decision, next_number, places_at, worth_of
from committees.rules.quorum import SeatTaken, binding, count, weigh
from committees.services.agenda import gather
from committees.services.hand import InHand, take_in_hand
from committees.terms import Force, MeetingState, MinutesState, Presence, QuorumKind
from committees.terms.commands import MarkSeat, SaveDecision, SaveNotes
from core.audit import Changes, Part, differences
from core.clock import local_day
from core.ids import new_id
from core.saving import NotYours, Stale, take
from people.terms import Actor

_SEATS: Any = Attendance.__table__
_MEETINGS: Any = Meeting.__table__
_DECISIONS: Any = Decision.__table__
_MARKED = ("presence", "name", "who", "version")
# Every save of the meeting's screen asks these: put together once, and carried out past the session's own bookkeeping.
_MARK = {
    name: made.on_conflict_do_update(index_elements=_SEATS.primary_key, set_={each: made.excluded[each] for each in _MARKED})
    for name, made in (("sqlite", sqlite.insert(_SEATS)), ("postgresql", postgresql.insert(_SEATS)))
}
_COUNTED = update(_MEETINGS).where(_MEETINGS.c.id == bindparam("meeting"))
_WEIGHED = update(_DECISIONS).where(_DECISIONS.c.id == bindparam("decision"))
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
    hand.note("begun", {"number": (None, meeting.number)})
    _weigh(hand, seats_taken(session, meeting))
    return meeting


def mark_seat(session: Session, actor: Actor, meeting_id: str, member_id: str, command: MarkSeat, shown: int, now: datetime) -> int:
    """How a seat was filled; returns the version of the mark. Raises Stale when somebody else marked it since it was shown (0: nothing
    was marked then)."""
    hand = take_in_hand(session, actor, meeting_id, Verb.KEEP, now)
    places = {each.member_id: each for each in places_at(session, hand.committee.id, hand.day, meeting_id)}
    place = places.get(member_id)
    if place is None:
        raise NotYours
    before = {"presence": place.presence.value, "name": place.name} if place.presence else {}
    if place.version != shown:
        raise Stale(before, place.version)
    who = command.name or (place.deputy if command.presence is Presence.DEPUTY else place.member)
    after = {"presence": command.presence.value, "name": command.name}
    key = {"meeting_id": meeting_id, "member_id": member_id}
    session.execute(_MARK[session.get_bind().dialect.name], {**key, **after, "who": who, "version": shown + 1})
    _wrote(hand)
    hand.note("seat_marked", {name: (before.get(name), value) for name, value in after.items() if value}, part=Part("seat", who))
    places[member_id] = replace(place, presence=command.presence, name=command.name)
    _weigh(hand, [each.taken for each in places.values()])
    return shown + 1


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
    _wrote(hand)
    _note(hand, "decided", decision, {name: (None, value) for name, value in values.items() if value})
    _weigh(hand, seats_taken(session, hand.meeting))
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
    _wrote(hand)
    _note(hand, "decision_changed", decision, differences(before, _values(command)))
    _weigh(hand, seats_taken(session, hand.meeting))
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


def seats_taken(session: Session, meeting: Meeting) -> list[SeatTaken]:
    """The seats in force on the meeting's day, and how each was filled. One statement."""
    return [each.taken for each in places_at(session, meeting.committee_id, local_day(meeting.starts_at), meeting.id)]


def _weigh(hand: InHand, seats: Iterable[SeatTaken]) -> None:
    """Counts the seats, and says of each decision what it is worth. It comes last: what the session has read is read anew afterwards."""
    session, meeting, committee, seats = hand.session, hand.meeting, hand.committee, tuple(seats)
    counted = count(QuorumKind(committee.quorum), committee.quorum_number, seats)
    bound_by = binding(seats)
    weighed = []
    for decision_id, organisation_id, *before in worth_of(session, meeting.id):
        weight = weigh(counted, bound_by, organisation_id)
        after = {"force": weight.force.value, "no_quorum": weight.no_quorum, "no_decision_maker": weight.no_decision_maker}
        if before != list(after.values()):
            weighed.append({"decision": decision_id, **after})
    if weighed:
        session.connection().execute(_WEIGHED, weighed)
    if (meeting.seats, meeting.needed, meeting.present) != astuple(counted):
        session.connection().execute(_COUNTED, {"meeting": meeting.id, **asdict(counted)})
    session.expire_all()


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
