"""What happened to a plan in force: receipts, progress, reviews."""

from collections.abc import Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from plans.models import (
    ActivityProgress,
    Finding,
    Receipt,
    Review,
)


def receipts_of(session: Session, plan_id: str, number: int) -> Sequence[Receipt]:
    """Who received a version, those who have not acknowledged first."""
    query = select(Receipt).where(Receipt.plan_id == plan_id, Receipt.number == number)
    return session.scalars(query.order_by(Receipt.acknowledged_at.is_not(None), Receipt.organisation_id)).all()


def progress_of(session: Session, plan_id: str) -> dict[str, ActivityProgress]:
    """The latest report of each activity, by its key."""
    newest = (
        select(ActivityProgress.activity_key, func.max(ActivityProgress.at).label("at"))
        .where(ActivityProgress.plan_id == plan_id)
        .group_by(ActivityProgress.activity_key)
        .subquery()
    )
    query = select(ActivityProgress).join(
        newest, and_(newest.c.activity_key == ActivityProgress.activity_key, newest.c.at == ActivityProgress.at)
    )
    return {each.activity_key: each for each in session.scalars(query.where(ActivityProgress.plan_id == plan_id))}


def reports_on(session: Session, plan_id: str, activity_key: str) -> Sequence[ActivityProgress]:
    """All reports on an activity, newest first."""
    query = select(ActivityProgress).where(ActivityProgress.plan_id == plan_id, ActivityProgress.activity_key == activity_key)
    return session.scalars(query.order_by(ActivityProgress.at.desc())).all()


def reviews_of(session: Session, plan_id: str) -> Sequence[Review]:
    """All reviews, newest first."""
    return session.scalars(select(Review).where(Review.plan_id == plan_id).order_by(Review.opened_at.desc())).all()


def open_review(session: Session, plan_id: str, lock: bool = False) -> Review | None:
    """The review under way."""
    query = select(Review).where(Review.plan_id == plan_id, Review.concluded_at.is_(None))
    return session.scalars(query.with_for_update() if lock else query).first()


def findings_of(session: Session, review_id: str) -> dict[str, Finding]:
    """What a review says, by the key of the objective or activity."""
    return {each.key: each for each in session.scalars(select(Finding).where(Finding.review_id == review_id))}
