"""Writing down the meetings, letters, talks and visits of a plan's coordination."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from core.audit import Part, differences
from core.ids import new_id
from core.languages import lazy
from core.saving import NotYours, Refused, take
from people.terms import Actor, Permission
from plans import commands, queries
from plans.models import Contact, ContactParty
from plans.policy import Verb
from plans.services.opening import InHand, take_in_hand
from plans.terms import Answer

PART = "contacts"
OWN = ("approach", "happened_on", "others", "subject", "outcome", "reference", "activity_key")


def contact_values(contact: Contact) -> dict[str, Any]:
    """The stored contact, by form field."""
    return {each.name: getattr(contact, each.name) for each in fields(commands.SaveContact)}


def may_change(actor: Actor, scope_id: str, contact: Contact) -> bool:
    """Whether the actor corrects this contact: who wrote it down, and who runs the plan."""
    return contact.person_id == actor.person_id or actor.reach(Permission.PROGRESS_REPORT).covers({scope_id})


def add_contact(session: Session, actor: Actor, plan_id: str, command: commands.SaveContact, now: datetime) -> Contact:
    """A new contact of a running plan. Raises NotYours, Refused."""
    hand = take_in_hand(session, actor, plan_id, Verb.CONTACT, now)
    values = _checked(command)
    contact = Contact(
        **{name: values[name] for name in OWN},
        id=new_id(),
        plan_id=plan_id,
        parties=_parties(values),
        at=now,
        person_id=actor.person_id,
        person_name=actor.name,
        version=1,
        withdrawn_reason="",
    )
    session.add(contact)
    hand.note("added", differences({}, {name: value for name, value in values.items() if value}), part=Part(PART, command.subject))
    return contact


def change_contact(
    session: Session, actor: Actor, plan_id: str, contact_id: str, command: commands.SaveContact, shown: int, now: datetime
) -> Contact:
    """Corrects a contact, or adds who has answered meanwhile. Raises NotYours, Refused, Stale."""
    hand, contact = _in_hand(session, actor, plan_id, contact_id, now)
    before = contact_values(contact)
    take(contact, shown, lambda: before)
    values = _checked(command)
    for name in OWN:
        setattr(contact, name, values[name])
    kept = {each.organisation_id: each for each in contact.parties}
    contact.parties = [kept.get(each.organisation_id, each) for each in _parties(values)]
    for party, wanted in zip(contact.parties, _parties(values), strict=True):
        party.answered = wanted.answered
    hand.note("changed", differences(before, values), part=Part(PART, command.subject))
    return contact


def take_back_contact(session: Session, actor: Actor, plan_id: str, contact_id: str, reason: str, shown: int, now: datetime) -> InHand:
    """Takes a contact back with a reason; the plan's history keeps it."""
    hand, contact = _in_hand(session, actor, plan_id, contact_id, now)
    take(contact, shown, lambda: contact_values(contact))
    contact.withdrawn_reason = reason
    hand.note("withdrawn", reason=reason, part=Part(PART, contact.subject))
    return hand


def _in_hand(session: Session, actor: Actor, plan_id: str, contact_id: str, now: datetime) -> tuple[InHand, Contact]:
    hand = take_in_hand(session, actor, plan_id, Verb.CONTACT, now)
    contact = queries.get_contact(session, plan_id, contact_id, lock=True)
    if contact is None or not may_change(actor, hand.plan.scope_id, contact):
        raise NotYours
    return hand, contact


def _checked(command: commands.SaveContact) -> dict[str, Any]:
    """The values as they are stored. Who has answered was asked, and took part."""
    if not command.organisation_ids and not command.others:
        raise Refused(lazy("Choose with whom it was, or write who else took part."), "organisation_ids")
    if set(command.answered_ids) - set(command.organisation_ids):
        raise Refused(lazy("Only those chosen above can have answered."), "answered_ids")
    values = asdict(command)
    return {
        **values,
        "approach": command.approach.value,
        "organisation_ids": sorted(command.organisation_ids),
        "answered_ids": sorted(command.answered_ids),
        "answer_asked": bool(command.organisation_ids) and (command.answer_asked or bool(command.answered_ids)),
    }


def _parties(values: dict[str, Any]) -> list[ContactParty]:
    unanswered = Answer.NO if values["answer_asked"] else Answer.NOT_ASKED
    return [
        ContactParty(organisation_id=each, answered=(Answer.YES if each in values["answered_ids"] else unanswered).value)
        for each in values["organisation_ids"]
    ]
