"""The agenda of a meeting: its points, what comes back from earlier meetings, and what may be chosen for it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from committees.models import AgendaItem, Meeting, Minutes
from committees.terms import AgendaKind, MeetingState, MinutesState


def items_of(session: Session, meeting_id: str) -> Sequence[AgendaItem]:
    """The points in their order. One statement."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)).all()


def get_item(session: Session, meeting_id: str, item_id: str) -> AgendaItem | None:
    """One point of a meeting's agenda."""
    return session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.id == item_id)).first()


def last_position(session: Session, meeting_id: str) -> int:
    """The position of the last point; 0 without any."""
    return session.scalar(select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting_id)) or 0


def left_over(session: Session, meeting: Meeting) -> Sequence[AgendaItem]:
    """Own points of the committee's earlier meetings that were not discussed there and came back nowhere yet, in their order.

    An earlier meeting is done with when it was cancelled or missed, or when its minutes were sent to the members. One statement.
    """
    again = aliased(AgendaItem)
    done = or_(
        Meeting.state.in_((MeetingState.CANCELLED.value, MeetingState.MISSED.value)),
        (Meeting.state == MeetingState.HELD.value) & (Minutes.state != MinutesState.DRAFT.value),
    )
    query = (
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.starts_at < meeting.starts_at,
            done,
            AgendaItem.kind == AgendaKind.OWN.value,
            AgendaItem.discussed.is_(False),
            ~exists().where(again.carried_from == AgendaItem.id),
        )
    )
    return session.scalars(query.order_by(Meeting.starts_at, AgendaItem.position, AgendaItem.id)).all()


def next_planned(session: Session, committee_id: str) -> Meeting | None:
    """The committee's next meeting that was neither held nor cancelled nor missed."""
    query = select(Meeting).where(Meeting.committee_id == committee_id, Meeting.state == MeetingState.PLANNED.value)
    return session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(1)).first()


def meetings_to_invite(session: Session, now: datetime, until: datetime) -> Sequence[Meeting]:
    """Planned meetings that begin between now and then, to which nobody was invited yet. One statement."""
    due = Meeting.state == MeetingState.PLANNED.value, Meeting.invited_at.is_(None), Meeting.starts_at > now, Meeting.starts_at <= until
    return session.scalars(select(Meeting).where(*due).order_by(Meeting.starts_at, Meeting.id).with_for_update()).all()


def meetings_invited_to(session: Session, committee_id: str, now: datetime) -> Sequence[Meeting]:
    """The committee's planned meetings that have not begun and to which people were invited already. One statement."""
    ahead = Meeting.committee_id == committee_id, Meeting.state == MeetingState.PLANNED.value, Meeting.starts_at > now
    return session.scalars(select(Meeting).where(*ahead, Meeting.invited_at.is_not(None)).order_by(Meeting.starts_at, Meeting.id)).all()
