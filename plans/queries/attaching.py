"""The attachments of a plan, as far as a person may have them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from attachments.models import Attachment
from attachments.queries import beside
from core.references import SubjectRef
from plans.models import PlanVersion
from plans.queries.access import APPROVED_ONCE


def attachments_seen(session: Session, plan_id: str, drafts: bool) -> Sequence[Attachment]:
    """Newest first; those of versions that were not approved only for who may see such versions (``drafts``). One statement."""
    query = beside(SubjectRef("plan", plan_id))
    if not drafts:
        approved = select(PlanVersion.number).where(PlanVersion.plan_id == plan_id, PlanVersion.state.in_(APPROVED_ONCE))
        query = query.where(Attachment.number.in_(approved))
    return session.scalars(query).all()


def approved_numbers(session: Session, plan_id: str) -> Sequence[int]:
    """The numbers of the versions that were approved, newest first."""
    query = select(PlanVersion.number).where(PlanVersion.plan_id == plan_id, PlanVersion.state.in_(APPROVED_ONCE))
    return session.scalars(query.order_by(PlanVersion.number.desc())).all()
