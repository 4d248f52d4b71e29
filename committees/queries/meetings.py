"""Meetings as far as a person may see them."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from committees.models import Committee, Meeting
from committees.queries.committees import committee_reach
from people.terms import Actor, Permission


def meeting_reach(actor: Actor, permission: Permission, today: date) -> ColumnElement[bool]:
    """The WHERE of the meetings of the committees to which a permission reaches."""
    return Meeting.committee_id.in_(select(Committee.id).where(committee_reach(actor, permission, today)))


def get_meeting_for(
    session: Session, actor: Actor, meeting_id: str, permission: Permission, today: date, *, lock: bool = False
) -> Meeting | None:
    """A meeting, if this permission reaches to its committee, also by a seat in force ``today``; ``lock`` keeps other savers out until
    the transaction ends."""
    query = select(Meeting).where(Meeting.id == meeting_id, meeting_reach(actor, permission, today))
    return session.scalars(query.with_for_update() if lock else query).first()
