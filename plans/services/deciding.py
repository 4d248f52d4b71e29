"""Submitting, returning, approving, closing, cancelling a plan."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.languages import lazy
from core.saving import Refused
from indicators.services import put_in_force
from people.queries import Directory
from people.terms import Actor
from plans import messages, queries
from plans.documents import to_snapshot
from plans.policy import REFUSALS, Verb
from plans.rules import gaps
from plans.services.due import due_again, gaps_again
from plans.services.editing import mirror
from plans.services.opening import InHand, take_in_hand, target_of
from plans.terms import PlanState


def submit(session: Session, actor: Actor, directory: Directory, plan_id: str, shown_edits: int, now: datetime) -> InHand:
    """Sends the open version to headquarters for approval. Its gates bind here: Refused while anything is missing,
    and when somebody changed it since it was looked at (``shown_edits``)."""
    hand = take_in_hand(session, actor, plan_id, Verb.SUBMIT, now)
    version = hand.draft
    _as_seen(version.edits, shown_edits)
    if gaps(queries.build_document(session, directory, version)):
        raise Refused(REFUSALS["gaps"])
    version.state = target_of(Verb.SUBMIT).value
    version.submitted_at, version.submitted_by = now, actor.person_id
    if actor.person_id not in version.authors:
        version.authors = [*version.authors, actor.person_id]
    _moved(hand, target_of(Verb.SUBMIT))
    hand.note(Verb.SUBMIT)
    messages.tell_submitted(hand)
    return hand


def return_(session: Session, actor: Actor, plan_id: str, reason: str, shown_edits: int, now: datetime) -> InHand:
    """Gives a submitted version back to its authors with reasons."""
    hand = take_in_hand(session, actor, plan_id, Verb.RETURN, now)
    version = hand.draft
    _as_seen(version.edits, shown_edits)
    version.state = target_of(Verb.RETURN).value
    version.return_reason = reason
    version.decided_at, version.decided_by = now, actor.person_id
    _moved(hand, target_of(Verb.RETURN))
    hand.note(Verb.RETURN, reason=reason)
    messages.tell_authors(hand, Verb.RETURN)
    return hand


def approve(session: Session, actor: Actor, directory: Directory, plan_id: str, shown_edits: int, now: datetime) -> InHand:
    """Makes the submitted version the valid one: its content is kept as a snapshot and never changes again.

    Who wrote in it may not approve it (policy), and its gates are asked once more.
    """
    hand = take_in_hand(session, actor, plan_id, Verb.APPROVE, now)
    plan, version = hand.plan, hand.draft
    _as_seen(version.edits, shown_edits)
    document = queries.build_document(session, directory, version)
    if gaps(document):
        raise Refused(REFUSALS["gaps"])
    earlier = queries.get_version(session, plan.id, plan.valid_number, lock=True) if plan.valid_number else None
    if earlier is not None:
        earlier.state = PlanState.SUPERSEDED.value
    version.state = target_of(Verb.APPROVE).value
    version.snapshot = to_snapshot(document)
    version.decided_at, version.decided_by = now, actor.person_id
    put_in_force(session, (each.key for each in document.indicators))
    plan.valid_number, plan.open_number, plan.unacknowledged = version.number, None, 0
    mirror(plan, version)
    hand.move(target_of(Verb.APPROVE))
    due_again(hand)
    gaps_again(hand)
    hand.note(Verb.APPROVE, {"valid_number": (earlier.number if earlier else None, version.number)})
    messages.tell_authors(hand, Verb.APPROVE)
    return hand


def close(session: Session, actor: Actor, plan_id: str, reason: str, now: datetime) -> InHand:
    """Ends a plan that has done its work, with the reason. A revision in preparation ends with it."""
    return _end(take_in_hand(session, actor, plan_id, Verb.CLOSE, now), Verb.CLOSE, reason)


def cancel(session: Session, actor: Actor, plan_id: str, reason: str, now: datetime) -> InHand:
    """Gives a plan up, with the reason."""
    return _end(take_in_hand(session, actor, plan_id, Verb.CANCEL, now), Verb.CANCEL, reason)


def abandon(session: Session, actor: Actor, plan_id: str, reason: str, now: datetime) -> InHand:
    """Gives up the revision in preparation; the valid version goes on."""
    hand = take_in_hand(session, actor, plan_id, Verb.ABANDON, now)
    hand.draft.state = target_of(Verb.ABANDON).value
    hand.plan.open_number = None
    hand.move(PlanState.COMMUNICATED)
    due_again(hand)
    hand.note(Verb.ABANDON, reason=reason)
    return hand


def _end(hand: InHand, verb: Verb, reason: str) -> InHand:
    if hand.open_version is not None:
        hand.open_version.state = PlanState.CANCELLED.value
    if hand.plan.valid_number is not None:
        hand.plan.open_number = None
    hand.plan.end_reason = reason
    hand.move(target_of(verb))
    due_again(hand)
    hand.note(verb, reason=reason)
    messages.tell_authors(hand, verb)
    return hand


def _moved(hand: InHand, state: PlanState) -> None:
    """The first version's state is the plan's; a revision has its own beside the valid version's."""
    if hand.plan.valid_number is None:
        hand.move(state)
    else:
        hand.plan.changed_at = hand.now


def _as_seen(edits: int, shown: int) -> None:
    if edits != shown:
        raise Refused(lazy("The plan was changed since you looked at it. Read it again, then decide."))
