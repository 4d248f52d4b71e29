"""The words by which committees are found."""

from sqlalchemy.orm import Session

from committees.queries.committees import COMMITTEE_WORDS, committee_texts
from core.search import index_all


def index_committees(session: Session, committee_id: str | None = None) -> None:
    """Keeps the words by which a committee is found (None: all committees)."""
    index_all(session, COMMITTEE_WORDS, committee_texts(session, committee_id))
