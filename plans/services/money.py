"""The money of budget lines: what was allocated, released and spent, and taking back a wrong entry."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.audit import Part
from core.clock import local_day
from core.formats import money as in_dinars
from core.languages import LazyText, lazy
from core.saving import NotYours, Refused
from people.terms import Actor
from plans import commands, queries
from plans.models import MoneyRow
from plans.policy import Verb
from plans.rules import NO_MONEY, room
from plans.services.communicating import may_report
from plans.services.due import gaps_again
from plans.services.opening import InHand, take_in_hand
from plans.terms import MoneyKind

#: Why an amount is too large, by the kind of movement and whether one is taken back.
TOO_MUCH: dict[tuple[MoneyKind, bool], LazyText] = {
    (MoneyKind.RELEASED, False): lazy(
        "At most %(room)s can be released here: %(allocated)s is allocated, of which %(released)s is released already."
    ),
    (MoneyKind.REDUCED, False): lazy(
        "The allocation can be reduced by at most %(room)s: %(allocated)s is allocated, of which %(released)s is released already."
    ),
    (MoneyKind.SPENT, False): lazy("At most %(room)s can be spent here: %(released)s is released, of which %(spent)s is spent already."),
    (MoneyKind.ALLOCATED, True): lazy(
        "This allocation cannot be taken back: %(allocated)s is allocated, of which %(released)s is released already."
    ),
    (MoneyKind.RELEASED, True): lazy("This release cannot be taken back: %(released)s is released, of which %(spent)s is spent already."),
}


def record_money(session: Session, actor: Actor, plan_id: str, key: str, command: commands.RecordMoney, now: datetime) -> InHand:
    """Adds a movement to a budget line of the valid version (before the first approval: of the open one).

    Raises Refused, with the figures, when more would be released than is allocated, or more spent than released.
    """
    hand = take_in_hand(session, actor, plan_id, Verb.MONEY, now)
    found = queries.current_line(session, hand.plan, key)
    if found is None:
        raise NotYours
    line, activity = found
    _check_may(hand, activity.responsible_id)
    if command.moved_on > local_day(now):
        raise Refused(lazy("This day has not come yet."), "moved_on")
    _check(hand, key, command.kind, command.amount)
    row = MoneyRow(
        plan_id=plan_id,
        budget_key=key,
        kind=command.kind.value,
        amount=command.amount,
        moved_on=command.moved_on,
        letter_number=command.letter_number,
        note=command.note,
        at=now,
        person_id=actor.person_id,
        person_name=actor.name,
    )
    session.add(row)
    gaps_again(hand)
    hand.note(Verb.MONEY, {name: (None, value) for name, value in _said(row).items()}, part=Part("budget", line.purpose))
    return hand


def take_back_money(session: Session, actor: Actor, plan_id: str, movement_id: str, reason: str, now: datetime) -> InHand:
    """Takes a wrong movement back: it stays, with the reason, and counts no more. Raises Refused, with the figures, when what is
    left would not hold together."""
    hand = take_in_hand(session, actor, plan_id, Verb.MONEY, now)
    row = queries.get_movement(session, plan_id, movement_id)
    if row is None:
        raise NotYours
    found = queries.current_line(session, hand.plan, row.budget_key)
    _check_may(hand, found[1].responsible_id if found else None)
    if row.taken_back_at is not None:
        raise Refused(lazy("This entry was taken back already."))
    _check(hand, row.budget_key, MoneyKind(row.kind), row.amount, back=True)
    row.taken_back_at, row.taken_back_by, row.taken_back_name = now, actor.person_id, actor.name
    row.taken_back_reason = reason
    gaps_again(hand)
    line = found[0] if found else queries.former_lines(session, plan_id, [row.budget_key]).get(row.budget_key)
    hand.note(
        "taken_back", {name: (value, None) for name, value in _said(row).items()}, reason, Part("budget", line.purpose if line else "")
    )
    return hand


def check_no_money(hand: InHand, keys: frozenset[str]) -> None:
    """A budget line that was never approved stays while money stands on it: nothing else would say what the money was for."""
    if hand.plan.valid_number is None and any(each.budget_key in keys for each in queries.movements_of(hand.session, hand.plan.id)):
        raise Refused(lazy("Money is recorded on this budget line. Take the entries back first, on the page of the plan's money."))


def _check_may(hand: InHand, responsible_id: str | None) -> None:
    """Who reports on an activity records its money."""
    if not may_report(hand.actor, hand.plan.scope_id, responsible_id):
        raise Refused(lazy("Only the responsible organisation, the branch and headquarters record money here."))


def _check(hand: InHand, key: str, kind: MoneyKind, amount: int, back: bool = False) -> None:
    money = queries.money_of(hand.session, hand.plan.id).get(key, NO_MONEY)
    most = room(money, kind, back)
    if most is not None and amount > most:
        figures = {name: in_dinars(getattr(money, name)) for name in ("allocated", "released", "spent")}
        raise Refused(TOO_MUCH[kind, back] % {**figures, "room": in_dinars(most)}, None if back else "amount")


def _said(row: MoneyRow) -> dict[str, object]:
    said = {"movement": row.kind, "amount": row.amount, "moved_on": row.moved_on, "letter_number": row.letter_number, "note": row.note}
    return {name: value for name, value in said.items() if value}
