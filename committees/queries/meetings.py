"""Meetings as far as a person may see them."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from committees.models import Committee, Meeting
from committees.queries.committees import committee_reach
from people.terms import Actor, Permission


def meeting_reach(actor: Actor, permission: Permission, today: date | None = None) -> ColumnElement[bool]:
    """The WHERE of the meetings of the committees to which a permission reaches."""
    return Meeting.committee_id.in_(select(Committee.id).where(committee_reach(actor, permission, today)))


def get_meeting_for(
    session: Session, actor: Actor, meeting_id: str, permission: Permission, *, lock: bool = False, today: date | None = None
) -> Meeting | None:
    """A meeting, if this permission reaches to its committee; ``lock`` keeps other savers out until the transaction ends.

    ``today`` is the day on which a seat must be in force; without it seats with an end, even one ahead, do not count.
    """
    query = select(Meeting).where(Meeting.id == meeting_id, meeting_reach(actor, permission, today))
    return session.scalars(query.with_for_update() if lock else query).first()
