"""Telling an approved plan to its organisations, their acknowledgment, and their reports on activities."""

from datetime import datetime, time
from typing import Any

from sqlalchemy.orm import Session

from core.audit import Part, differences
from core.clock import BAGHDAD, local_day
from core.languages import lazy
from core.saving import NotYours, Refused, take
from people.terms import Actor, Permission
from plans import commands, messages, queries
from plans.models import ActivityProgress, Receipt
from plans.policy import Verb
from plans.services.due import due_again
from plans.services.opening import InHand, take_in_hand, target_of, valid_document

IN_TANSIQ = lazy("This organisation has acknowledged the plan in Tansiq itself. Nothing more is needed.")
NOT_THEN = lazy("The day lies between the day on which the plan was sent and today.")


def communicate(session: Session, actor: Actor, plan_id: str, now: datetime) -> InHand:
    """Sends the valid version to every stakeholder, responsible organisation and audience: a receipt for each to acknowledge."""
    hand = take_in_hand(session, actor, plan_id, Verb.COMMUNICATE, now)
    document = valid_document(hand)
    hand.plan.unacknowledged = len(document.organisation_ids() - {actor.organisation_id})
    for organisation_id in sorted(document.organisation_ids()):
        receipt = Receipt(
            plan_id=hand.plan.id, number=document.number, organisation_id=organisation_id, sent_at=now, sent_by=actor.person_id
        )
        if organisation_id == actor.organisation_id:  # who sends it has it
            receipt.acknowledged_at, receipt.acknowledged_by, receipt.acknowledged_name = now, actor.person_id, actor.name
        session.add(receipt)
    hand.move(target_of(Verb.COMMUNICATE))
    due_again(hand)
    hand.note(Verb.COMMUNICATE, {"receivers": (None, sorted(document.organisation_ids()))})
    messages.tell_receivers(hand, document.organisation_ids())
    return hand


def acknowledge(session: Session, actor: Actor, plan_id: str, now: datetime) -> InHand:
    """Confirms, for the actor's organisations, that the plan arrived. A second time changes nothing."""
    hand = take_in_hand(session, actor, plan_id, Verb.ACKNOWLEDGE, now)
    ours = actor.reach(Permission.PLAN_ACKNOWLEDGE).organisations
    receipts = [each for each in queries.receipts_of(session, plan_id, hand.plan.valid_number or 0) if each.organisation_id in ours]
    if not receipts:
        raise NotYours
    waiting = [each for each in receipts if each.acknowledged_at is None]
    for each in waiting:
        each.acknowledged_at, each.acknowledged_by, each.acknowledged_name = now, actor.person_id, actor.name
    if waiting:
        hand.plan.unacknowledged -= len(waiting)
        hand.note(Verb.ACKNOWLEDGE, {"receivers": (None, [each.organisation_id for each in waiting])})
        messages.tell_acknowledged(hand, [each.sent_by for each in waiting])
    return hand


def paper_of(receipt: Receipt) -> dict[str, Any]:
    """Who signed the receipt, on which day; empty while there is none."""
    if receipt.acknowledged_at is None:
        return {}
    return {"signed_by": receipt.acknowledged_name, "signed_on": local_day(receipt.acknowledged_at)}


def record_receipt(
    session: Session, actor: Actor, plan_id: str, organisation_id: str, command: commands.RecordReceipt, shown: int, now: datetime
) -> InHand:
    """Keeps that an organisation confirmed on paper that the plan arrived, or corrects what was kept.

    ``acknowledged_by`` stays empty: nobody confirmed it in Tansiq; the history says who wrote it down. Raises NotYours when the plan did
    not go there, Refused when the organisation has acknowledged by itself or the day cannot be, Stale when somebody saved it meanwhile.
    """
    hand = take_in_hand(session, actor, plan_id, Verb.RECEIPT, now)
    found = queries.receipts_of(session, plan_id, hand.plan.valid_number or 0)
    receipt = next((each for each in found if each.organisation_id == organisation_id), None)
    if receipt is None:
        raise NotYours
    if receipt.acknowledged_by is not None:
        raise Refused(IN_TANSIQ)
    before, after = paper_of(receipt), {"signed_by": command.signed_by, "signed_on": command.signed_on}
    take(receipt, shown, lambda: before)
    if not local_day(receipt.sent_at) <= command.signed_on <= local_day(now):
        raise Refused(NOT_THEN, "signed_on")
    if not before:
        hand.plan.unacknowledged -= 1
    noon = datetime.combine(command.signed_on, time(12), BAGHDAD)
    receipt.acknowledged_at, receipt.acknowledged_name = max(receipt.sent_at, min(noon, now)), command.signed_by
    hand.note(Verb.RECEIPT, {"receivers": (None, [organisation_id]), **differences(before, after)})
    return hand


def report_progress(
    session: Session, actor: Actor, plan_id: str, activity_key: str, command: commands.ReportProgress, now: datetime
) -> InHand:
    """Adds a report on an activity, by its responsible organisation or by who runs the plan."""
    hand = take_in_hand(session, actor, plan_id, Verb.REPORT, now)
    activity = next((each for each in valid_document(hand).activities if each.key == activity_key), None)
    if activity is None:
        raise NotYours
    if not may_report(actor, hand.plan.scope_id, activity.responsible_id):
        raise Refused(lazy("Only the responsible organisation, the branch and headquarters report on this activity."))
    before = queries.progress_of(session, plan_id).get(activity_key)
    report = ActivityProgress(
        plan_id=plan_id,
        activity_key=activity_key,
        percent=command.percent,
        note=command.note,
        at=now,
        person_id=actor.person_id,
        person_name=actor.name,
        organisation_id=actor.organisation_id,
    )
    session.add(report)
    due_again(hand)
    changes = {"percent": (before.percent if before else None, command.percent), "note": (before.note if before else None, command.note)}
    hand.note(Verb.REPORT, changes, part=Part("activities", activity.title))
    return hand


def may_report(actor: Actor, scope_id: str, responsible_id: str | None) -> bool:
    """Whether the actor reports on an activity: within scope, or for the responsible organisation."""
    reach = actor.reach(Permission.PROGRESS_REPORT)
    return reach.covers({scope_id}) or responsible_id in reach.organisations
