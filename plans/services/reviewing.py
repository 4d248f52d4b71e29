"""Step 6 carried out: the review of a plan, and the revision that may follow from it."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit import Part, differences
from core.languages import lazy
from core.saving import NotYours, Refused, take
from indicators.queries import definitions_by_id
from indicators.services import copy_definition
from people.terms import Actor
from plans import commands, messages, queries
from plans.documents import kept
from plans.models import Finding, IndicatorRow, PlanVersion, Review
from plans.policy import Verb
from plans.rules import without
from plans.services.due import due_again
from plans.services.editing import PARTS
from plans.services.opening import InHand, take_in_hand, target_of, valid_document
from plans.terms import PlanDocument, PlanState, Verdict

_COPIED = (
    *(each.name for each in fields(commands.Identity)),
    *(each.name for each in fields(commands.Aim)),
    *(each.name for each in fields(commands.ReviewPlan)),
)


def begin_review(session: Session, actor: Actor, plan_id: str, now: datetime) -> Review:
    """Opens the review of the valid version."""
    hand = take_in_hand(session, actor, plan_id, Verb.REVIEW, now)
    review = Review(plan_id=plan_id, number=hand.plan.valid_number or 0, opened_at=now, opened_by=actor.person_id, version=1)
    session.add(review)
    hand.move(target_of(Verb.REVIEW))
    due_again(hand)
    hand.note(Verb.REVIEW)
    return review


def look_back_values(review: Review) -> dict[str, Any]:
    """The stored look at the whole, by form field."""
    return {each.name: getattr(review, each.name) for each in fields(commands.LookBack)}


def save_look_back(session: Session, actor: Actor, plan_id: str, command: commands.LookBack, shown: int, now: datetime) -> InHand:
    """Saves the review's look at the whole plan and at the coordination itself."""
    hand, review = _under_review(session, actor, plan_id, now)
    before = look_back_values(review)
    take(review, shown, lambda: before)
    changes = differences(before, asdict(command))
    for name, (_old, new) in changes.items():
        setattr(review, name, new)
    hand.note("changed", changes, part=Part("review", ""))
    return hand


def finding_values(finding: Finding | None) -> dict[str, Any]:
    """The stored finding, by form field; empty for none yet."""
    return {} if finding is None else {each.name: getattr(finding, each.name) for each in fields(commands.SaveFinding)}


def save_finding(
    session: Session, actor: Actor, plan_id: str, key: str, command: commands.SaveFinding, shown: int, now: datetime
) -> InHand:
    """Saves what the review says of one objective or activity."""
    hand, review = _under_review(session, actor, plan_id, now)
    title = reviewed(valid_document(hand)).get(key)
    if title is None:
        raise NotYours
    finding = session.get(Finding, (review.id, key))
    before = finding_values(finding)
    new = {**asdict(command), "verdict": command.verdict.value}
    if finding is None:
        finding = Finding(review_id=review.id, key=key, version=0)
        session.add(finding)
    take(finding, shown, lambda: before)
    for name, value in new.items():
        setattr(finding, name, value)
    hand.note("changed", differences(before, new), part=Part("finding", title))
    return hand


def reviewed(document: PlanDocument) -> dict[str, str]:
    """What a review speaks about: every objective and activity, title by key."""
    return {each.key: each.change for each in document.objectives} | {each.key: each.title for each in document.activities}


def conclude(session: Session, actor: Actor, plan_id: str, revises: bool, reason: str, now: datetime) -> InHand:
    """Ends the review, and keeps what the record said at this moment. Refused while an objective or activity has no finding. With
    ``revises`` the next version is opened at once."""
    hand = take_in_hand(session, actor, plan_id, Verb.CONCLUDE, now)
    review = _open(hand)
    document, findings = valid_document(hand), queries.findings_of(session, review.id)
    if set(reviewed(document)) - set(findings):
        raise Refused(lazy("Say of every objective and activity first whether it is kept, adjusted or dropped."))
    review.looked_back = kept(queries.look_back(session, hand.plan, review, document, now))
    review.concluded_at, review.concluded_by, review.revises = now, actor.person_id, revises
    if revises:
        _open_version(hand, document, frozenset(key for key, each in findings.items() if each.verdict == Verdict.DROP), reason)
    else:
        hand.move(target_of(Verb.CONCLUDE))
    due_again(hand)
    hand.note(Verb.CONCLUDE, {"revises": (None, revises)}, reason=reason)
    messages.tell_authors(hand, Verb.CONCLUDE)
    return hand


def revise(session: Session, actor: Actor, plan_id: str, reason: str, now: datetime) -> InHand:
    """Opens the next version with a reason, beside the valid one, without a review before it."""
    hand = take_in_hand(session, actor, plan_id, Verb.REVISE, now)
    _open_version(hand, valid_document(hand), frozenset(), reason)
    due_again(hand)
    hand.note(Verb.REVISE, reason=reason)
    return hand


def _under_review(session: Session, actor: Actor, plan_id: str, now: datetime) -> tuple[InHand, Review]:
    hand = take_in_hand(session, actor, plan_id, Verb.CONCLUDE, now)
    return hand, _open(hand)


def _open(hand: InHand) -> Review:
    review = queries.open_review(hand.session, hand.plan.id, lock=True)
    if review is None:
        raise NotYours
    return review


def _open_version(hand: InHand, document: PlanDocument, dropped: frozenset[str], reason: str) -> None:
    """Copies the valid version's rows into version n + 1, with the same keys, without what the review dropped. While it is being
    prepared the plan is under review."""
    session, plan = hand.session, hand.plan
    valid = queries.get_version(session, plan.id, document.number)
    last = max(each.number for each in queries.versions_of(session, plan.id))
    if valid is None:
        raise NotYours
    version = PlanVersion(
        plan_id=plan.id,
        number=last + 1,
        state=PlanState.DRAFT.value,
        reason=reason,
        authors=[hand.actor.person_id],
        **{name: getattr(valid, name) for name in _COPIED},
    )
    session.add(version)
    session.flush()
    falling = without(document, dropped)
    for spec in PARTS.values():
        _copy_rows(hand, spec, valid.id, version.id, falling)
    plan.open_number = version.number
    hand.open_version = version
    hand.move(PlanState.UNDER_REVIEW)


def _copy_rows(hand: InHand, spec: Any, from_id: str, to_id: str, falling: frozenset[str]) -> None:
    session, model = hand.session, spec.model
    rows = [row for row in session.scalars(select(model).where(model.version_id == from_id)) if row.key not in falling]
    definitions = definitions_by_id(session, [row.definition_id for row in rows]) if model is IndicatorRow else {}
    for row in rows:
        values = {column.name: getattr(row, column.name) for column in model.__table__.columns}
        values |= {"version_id": to_id, "version": 1, "prefilled": False}
        if model is IndicatorRow:
            values["definition_id"] = copy_definition(session, definitions[row.definition_id], hand.now).id
        session.add(model(**values))
    session.flush()
    if spec.organisations:
        table = spec.organisations[0]
        kept = {row.key for row in rows}
        listed = session.scalars(select(table).where(table.version_id == from_id)).all()
        session.add_all(table(version_id=to_id, key=each.key, organisation_id=each.organisation_id) for each in listed if each.key in kept)
    session.flush()
