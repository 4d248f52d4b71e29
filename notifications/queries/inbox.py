"""Reads of the inbox."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from core.sql import at_most
from notifications.models import Notice

PAGE = 25


#: Put together once: every page asks it.
_UNREAD = select(func.count()).select_from(Notice).where(Notice.person_id == bindparam("person"), Notice.read_at.is_(None))


def unread_count(session: Session, person_id: str) -> int:
    """How many notices this person has not read."""
    return session.scalar(_UNREAD, {"person": person_id}) or 0


def notices_of(session: Session, person_id: str, page: int = 1) -> Sequence[Notice]:
    """A page of this person's notices, newest first."""
    query = select(Notice).where(Notice.person_id == person_id).order_by(Notice.at.desc(), Notice.id)
    return session.scalars(query.limit(at_most(PAGE)).offset((page - 1) * PAGE)).all()


def get_notice_for(session: Session, person_id: str, notice_id: str) -> Notice | None:
    """One notice, if it is this person's."""
    return session.scalars(select(Notice).where(Notice.id == notice_id, Notice.person_id == person_id)).first()


def inbox_page(session: Session, person_id: str, page: int) -> tuple[Sequence[Notice], int, int, int]:
    """A page of the inbox, unread first, then the newest: its notices, how many there are, the page shown, the pages. Two statements."""
    mine = Notice.person_id == person_id
    total = session.scalar(select(func.count()).select_from(Notice).where(mine)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    query = select(Notice).where(mine).order_by(Notice.read_at.is_not(None), Notice.at.desc(), Notice.id)
    rows = session.scalars(query.limit(at_most(PAGE)).offset((page - 1) * PAGE)).all() if total else []
    return rows, total, page, pages
