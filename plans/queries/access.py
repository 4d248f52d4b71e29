"""Which plans and versions a person may see."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, literal, or_, select, true
from sqlalchemy.orm import Session, joinedload

from core.search import matches
from followup.models import IssueShare
from people.terms import Actor, Permission, Reach
from plans.models import Plan, PlanVersion, Receipt
from plans.terms import PlanState

#: States of versions that were approved once; what they say never changes.
APPROVED_ONCE = (PlanState.APPROVED.value, PlanState.SUPERSEDED.value)
#: Kinds of core.search: the words of what is approved, and of what is being prepared.
VALID_WORDS, DRAFT_WORDS = "plan", "plan_draft"


def _in_reach(reach: Reach) -> ColumnElement[bool]:
    if reach.national:
        return true()
    shared = select(IssueShare.issue_id).where(IssueShare.scope_id.in_(sorted(reach.scopes)))
    ours = or_(Plan.scope_id.in_(sorted(reach.scopes)), Plan.issue_id.in_(shared))
    if not reach.organisations:
        return ours
    received = select(Receipt.plan_id).where(Receipt.organisation_id.in_(sorted(reach.organisations)))
    return or_(ours, Plan.id.in_(received))


class Sight(NamedTuple):
    """Where a person sees plans, and where also those that are not yet approved."""

    reach: Reach
    drafts: Reach


def sight_of(actor: Actor) -> Sight:
    """What the reads of plans need to know of the actor."""
    return Sight(actor.reach(Permission.PLAN_READ), actor.reach(Permission.PLAN_READ_DRAFTS))


def visible(actor: Actor) -> ColumnElement[bool]:
    """The WHERE of every read: plans within reach, those not yet approved only for who works on them.

    Focal points see what was communicated to their organisation.
    """
    return seen(sight_of(actor))


def seen(sight: Sight) -> ColumnElement[bool]:
    """The same, of a sight."""
    reach, drafts = sight
    if drafts.national:
        return true()
    if reach == drafts:
        return _in_reach(drafts)
    settled = and_(_in_reach(reach), Plan.valid_number.is_not(None))
    return settled if drafts.nowhere else or_(_in_reach(drafts), settled)


def worded(sight: Sight, asked: str, of_few: bool) -> ColumnElement[bool]:
    """The WHERE of the plans with these words; those of a version in preparation only where drafts are seen. ``of_few`` as
    :func:`core.search.matches` says it."""
    reach, drafts = sight
    if drafts.national or reach == drafts:
        return matches(Plan.id, (VALID_WORDS, DRAFT_WORDS), asked, of_few)
    valid = matches(Plan.id, VALID_WORDS, asked, of_few)
    return valid if drafts.nowhere else or_(valid, and_(matches(Plan.id, DRAFT_WORDS, asked, of_few), _in_reach(drafts)))


def reaches(actor: Actor, plan: Plan, shared_with: frozenset[str], received_by: frozenset[str]) -> frozenset[Permission]:
    """The actor's permissions whose reach covers this plan: by its scope, by scopes that share its issue, by organisations."""
    scopes = {plan.scope_id} | shared_with
    return frozenset(
        each for each in actor.permissions if (r := actor.reach(each)).covers(scopes) or not r.organisations.isdisjoint(received_by)
    )


def get_plan_for(session: Session, actor: Actor, plan_id: str, lock: bool = False) -> Plan | None:
    """A plan that the actor may see; None for an unknown or a foreign one. ``lock`` keeps others from changing it meanwhile."""
    query = select(Plan).where(Plan.id == plan_id, visible(actor))
    return session.scalars(query.with_for_update() if lock else query).first()


def plan_and_open_version(session: Session, actor: Actor, plan_id: str) -> tuple[Plan, PlanVersion | None] | None:
    """A plan that the actor may see, with its origin and the version that is being prepared, if there is one; None as above. One
    statement."""
    opened = and_(PlanVersion.plan_id == Plan.id, PlanVersion.number == Plan.open_number)
    query = select(Plan, PlanVersion).outerjoin(PlanVersion, opened).where(Plan.id == plan_id, visible(actor))
    found = session.execute(query.options(joinedload(Plan.origin))).first()
    return (found[0], found[1]) if found is not None else None


def get_version(session: Session, plan_id: str, number: int, lock: bool = False) -> PlanVersion | None:
    """One version of a plan."""
    query = select(PlanVersion).where(PlanVersion.plan_id == plan_id, PlanVersion.number == number)
    return session.scalars(query.with_for_update() if lock else query).first()


def versions_of(session: Session, plan_id: str) -> Sequence[PlanVersion]:
    """All versions, newest first."""
    return session.scalars(select(PlanVersion).where(PlanVersion.plan_id == plan_id).order_by(PlanVersion.number.desc())).all()


def shares_and_receivers(session: Session, plan: Plan) -> tuple[frozenset[str], frozenset[str]]:
    """The scopes that share the plan's issue, and the organisations that have received the plan. One statement."""
    shares = select(IssueShare.scope_id, literal("scope")).where(IssueShare.issue_id == plan.issue_id)
    receivers = select(Receipt.organisation_id, literal("organisation")).where(Receipt.plan_id == plan.id)
    rows = session.execute(shares.union_all(receivers)).all()
    return frozenset(found for found, kind in rows if kind == "scope"), frozenset(found for found, kind in rows if kind == "organisation")
