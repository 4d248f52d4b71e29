"""Sheets of activities that wait for a yes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from people.terms import Actor
from plans.models import ActivitySheet


def get_sheet(session: Session, actor: Actor, plan_id: str, sheet_id: str, lock: bool = False) -> ActivitySheet | None:
    """A sheet that the actor has sent for this plan; None for an unknown one or another person's."""
    query = select(ActivitySheet).where(
        ActivitySheet.id == sheet_id, ActivitySheet.plan_id == plan_id, ActivitySheet.person_id == actor.person_id
    )
    return session.scalars(query.with_for_update() if lock else query).first()
