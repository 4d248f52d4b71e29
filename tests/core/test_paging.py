"""A page of a list is that part of the whole list, however it is read."""

import pytest
from sqlalchemy import select

from core.paging import PAGE, Paged, page_of
from core.search import SearchEntry, index_all


@pytest.mark.parametrize("many", [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 2 * PAGE + 3])
def test_pages_are_the_parts_of_the_list(database, many):
    names = sorted(f"t{number:03}" for number in range(many))
    listed = select(SearchEntry.subject_id).where(SearchEntry.kind == "test").order_by(SearchEntry.subject_id)
    kept = Paged(listed, lambda ids: select(SearchEntry.words).where(SearchEntry.subject_id.in_(ids.correlate(None))))
    with database.write() as session:
        index_all(session, "test", {name: [name] for name in names})
        for page in (1, 2, 3, 4, 9_999_999):
            plain = page_of(session, listed, page)
            by_ids = kept.page(session, page)
            assert (plain.total, plain.pages) == (many, max(1, -(-many // PAGE)))
            assert plain.page == min(page, plain.pages)
            assert plain.rows == names[(plain.page - 1) * PAGE : plain.page * PAGE]
            assert sorted(by_ids.rows) == plain.rows
            assert by_ids.total == many
        session.rollback()
