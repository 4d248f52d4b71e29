"""The agenda of a meeting: its points, and those that come back by themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from committees.models import AgendaItem, Meeting
from committees.policy import Verb
from committees.queries.agenda import get_item, items_of, last_position, left_over, next_planned
from committees.services.hand import InHand, take_in_hand
from committees.terms import AgendaKind
from committees.terms.commands import SaveItem
from committees.terms.meeting import STANDING_POINTS
from core.audit import Part, differences
from core.ids import new_id
from core.languages import lazy
from core.saving import NotYours, Refused, take
from people.terms import Actor

PART = "item"
FIELDS = ("title", "subject_kind", "subject_id", "why", "decision_kind_id")


def gather(session: Session, meeting: Meeting) -> int:
    """Puts the standing points on the agenda of a meeting, and those that earlier meetings did not come to. Returns how many are new.

    It may run any number of times: what stands there already stays as it is. Points come back at the next meeting, not at one far ahead.
    """
    present = {each.kind for each in items_of(session, meeting.id)}
    missing = [each for each in STANDING_POINTS if each.value not in present]
    for kind in missing:
        position = STANDING_POINTS.index(kind) + 1
        session.add(AgendaItem(id=new_id(), meeting_id=meeting.id, position=position, kind=kind.value))
    session.flush()
    nearest = next_planned(session, meeting.committee_id)
    is_next = nearest is None or meeting.starts_at <= nearest.starts_at
    coming = left_over(session, meeting) if is_next else ()
    last = max(last_position(session, meeting.id), len(STANDING_POINTS))
    for position, item in enumerate(coming, last + 1):
        session.add(_again(item, meeting, position))
    session.flush()
    return len(missing) + len(coming)


def add_item(session: Session, actor: Actor, meeting_id: str, command: SaveItem, now: datetime) -> AgendaItem:
    """Puts a point on the agenda, last."""
    hand = take_in_hand(session, actor, meeting_id, Verb.PREPARE, now)
    gather(session, hand.meeting)
    values = _values(command)
    item = AgendaItem(
        id=new_id(),
        meeting_id=meeting_id,
        position=last_position(session, meeting_id) + 1,
        kind=AgendaKind.OWN.value,
        version=1,
        discussed=False,
        notes="",
        carried=0,
        **values,
    )
    session.add(item)
    session.flush()
    hand.note("item_added", {name: (None, value) for name, value in values.items() if value}, part=Part(PART, item.title))
    return item


def change_item(session: Session, actor: Actor, meeting_id: str, item_id: str, command: SaveItem, shown: int, now: datetime) -> AgendaItem:
    """Changes an own point. Raises NotYours, Refused, Stale when somebody saved meanwhile."""
    hand, item = _own(session, actor, meeting_id, item_id, now)
    before = {name: getattr(item, name) for name in FIELDS}
    take(item, shown, lambda: values_of_item(item))
    for name, value in _values(command).items():
        setattr(item, name, value)
    hand.note("item_changed", differences(before, _values(command)), part=Part(PART, item.title))
    return item


def remove_item(session: Session, actor: Actor, meeting_id: str, item_id: str, reason: str, now: datetime) -> None:
    """Takes an own point off the agenda before anything was said about it."""
    hand, item = _own(session, actor, meeting_id, item_id, now)
    if item.discussed or item.notes:
        raise Refused(lazy("Something was written about this point already. It stays in the minutes."))
    if item.carried_from:
        raise Refused(lazy("This point came back from an earlier meeting. Say at the meeting why it has ended, and mark it as discussed."))
    title = item.title
    session.delete(item)
    session.flush()
    hand.note("item_removed", reason=reason, part=Part(PART, title))


def move_item(session: Session, actor: Actor, meeting_id: str, item_id: str, down: bool, now: datetime) -> None:
    """Changes places with the own point before or after it; at the end of the list nothing happens."""
    hand, item = _own(session, actor, meeting_id, item_id, now)
    own = [each for each in items_of(session, meeting_id) if each.kind == AgendaKind.OWN.value]
    at = own.index(item)
    other = at + (1 if down else -1)
    if not 0 <= other < len(own):
        return
    own[at], own[other] = own[other], own[at]
    for place, each in enumerate(own, len(STANDING_POINTS) + 1):
        each.position = place
    hand.note("item_moved", part=Part(PART, item.title))


def values_of_item(item: AgendaItem) -> dict[str, Any]:
    """A point's values as its form takes them."""
    subject = f"{item.subject_kind}:{item.subject_id}" if item.subject_kind else None
    return {"title": item.title, "subject": subject, "why": item.why, "decision_kind_id": item.decision_kind_id}


def _again(item: AgendaItem, meeting: Meeting, position: int) -> AgendaItem:
    """The same point at another meeting."""
    return AgendaItem(
        id=new_id(),
        meeting_id=meeting.id,
        position=position,
        kind=AgendaKind.OWN.value,
        carried=item.carried + 1,
        carried_from=item.id,
        **{name: getattr(item, name) for name in FIELDS},
    )


def _own(session: Session, actor: Actor, meeting_id: str, item_id: str, now: datetime) -> tuple[InHand, AgendaItem]:
    hand = take_in_hand(session, actor, meeting_id, Verb.PREPARE, now)
    item = get_item(session, meeting_id, item_id)
    if item is None or item.kind != AgendaKind.OWN.value:
        raise NotYours
    return hand, item


def _values(command: SaveItem) -> dict[str, Any]:
    kind, _colon, subject_id = (command.subject or "").partition(":")
    return {
        "title": command.title,
        "subject_kind": kind,
        "subject_id": subject_id,
        "why": command.why,
        "decision_kind_id": command.decision_kind_id,
    }
