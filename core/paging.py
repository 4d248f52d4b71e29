"""A list by pages, or whole: both from the one select that says what is in it and in which order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func
from sqlalchemy.orm import Session

PAGE = 25
AT_ONCE = 500
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """A page of a list: its rows, how many there are in all, and the page that is really shown."""

    total: int
    page: int
    pages: int
    rows: Sequence[R]


def page_of(session: Session, listed: Select[Any], page: int, shown: Callable[[Select[Any]], Select[Any]] | None = None) -> Page[Any]:
    """A page of 25, the last one for a number beyond it. Two statements; one where the list ends on this page, as it tells its length
    itself. Rows are entities when only one is selected.

    ``shown`` makes the select of what is shown, in the same order, from the select of a page's ids (which ``listed`` then is): a long list
    is sorted by what stands in indexes, and only 25 of its rows are read.
    """
    rows = _rows(session, listed, page, shown)
    if (rows and len(rows) < PAGE) or (page == 1 and not rows):
        total = (page - 1) * PAGE + len(rows)
    else:
        total = session.scalar(listed.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)) or 0
    found, pages = _within(total, page)
    return Page(total, found, pages, rows if found == page else _rows(session, listed, found, shown))


def _rows(session: Session, listed: Select[Any], page: int, shown: Callable[[Select[Any]], Select[Any]] | None) -> Sequence[Any]:
    wanted = listed.limit(PAGE).offset((page - 1) * PAGE)
    read = shown(wanted) if shown else wanted
    found = session.execute(read)
    return found.scalars().all() if _is_single(read) else found.all()


def page_in_memory(found: Sequence[R], page: int) -> Page[R]:
    """A page of 25 of what is in memory already."""
    shown, pages = _within(len(found), page)
    return Page(len(found), shown, pages, found[(shown - 1) * PAGE : shown * PAGE])


def whole(session: Session, listed: Select[Any]) -> Iterator[Any]:
    """All rows of a list in order, read some hundreds at a time. Rows are entities when only one is selected."""
    found = session.execute(listed, execution_options={"yield_per": AT_ONCE})
    yield from found.scalars() if _is_single(listed) else found


def _within(total: int, page: int) -> tuple[int, int]:
    pages = max(1, -(-total // PAGE))
    return min(max(page, 1), pages), pages


def _is_single(listed: Select[Any]) -> bool:
    return len(listed.column_descriptions) == 1
