"""The words by which things are found, gathered anew: after the first upgrade, and when another folding makes other words."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from accounts.services.persons import index_people
from committees.services.finding import index_committees
from core.folding import VERSION
from core.search import SearchEntry
from followup.services import index_issues
from indicators.services import index_indicators
from plans.services.learning import index_lessons
from plans.services.wording import index_plans

#: The kind of the one entry without words, whose id says by which folding the others were made.
FOLDING = "folding"


def gather_words(session: Session) -> None:
    """Gathers all words of all rooms anew, and remembers by which folding."""
    session.execute(delete(SearchEntry))
    for gather in (index_plans, index_lessons, index_issues, index_indicators, index_people, index_committees):
        gather(session)
    session.add(SearchEntry(kind=FOLDING, subject_id=str(VERSION), words=""))
    session.flush()


def words_are_gathered(session: Session) -> bool:
    """Whether the words of this database were made by this program's folding."""
    query = select(SearchEntry.id).where(SearchEntry.kind == FOLDING, SearchEntry.subject_id == str(VERSION))
    return session.scalar(query) is not None
