"""A list by pages, or whole: both from the one select that says what is in it and in which order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import Integer, Select, bindparam, func
from sqlalchemy.orm import Session

from core.sql import at_most

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


class Paged:
    """A list that is shown by pages. Its selects are put together once, so that a list that is asked again and again is kept as one.

    ``shown`` makes the select of what is shown, in the same order, from the select of a page's ids (which ``listed`` then is): a long list
    is sorted by what stands in indexes, and only 25 of its rows are read.
    """

    def __init__(self, listed: Select[Any], shown: Callable[[Select[Any]], Select[Any]] | None = None) -> None:
        wanted = listed.limit(at_most(PAGE)).offset(bindparam("skipped", type_=Integer))
        self._listed, self._read = listed, shown(wanted) if shown else wanted
        self._is_single = _is_single(self._read)

    def page(self, session: Session, page: int) -> Page[Any]:
        """A page of 25, the last one for a number beyond it. Two statements; one where the list ends on this page, as it tells its length
        itself. Rows are entities when only one is selected."""
        rows = self._rows(session, page)
        if (rows and len(rows) < PAGE) or (page == 1 and not rows):
            total = (page - 1) * PAGE + len(rows)
        else:
            total = session.scalar(self._count) or 0
        found, pages = _within(total, page)
        return Page(total, found, pages, rows if found == page else self._rows(session, found))

    def _rows(self, session: Session, page: int) -> Sequence[Any]:
        found = session.execute(self._read, {"skipped": (page - 1) * PAGE})
        return found.scalars().all() if self._is_single else found.all()

    @cached_property
    def _count(self) -> Select[Any]:
        return self._listed.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)


def page_of(session: Session, listed: Select[Any], page: int) -> Page[Any]:
    """A page of a list that is put together for this once."""
    return Paged(listed).page(session, page)


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
