"""The words by which things are found: one table for all kinds, written in the transaction of each change of words.

Both databases are given folded words and compare them byte by byte, so that they find the same (docs/adr/0011): SQLite by a table
``search_entry_fts`` (FTS5) that triggers keep, PostgreSQL by a generated column (migrations 0005, 0014, 0015). Every asked word must
begin one of a thing's words.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    DDL,
    Boolean,
    ColumnElement,
    Dialect,
    Integer,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    delete,
    event,
    false,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from core.database import Base, Id
from core.folding import fold, spellings, words_asked

__all__ = ["SearchEntry", "fold", "forget", "index", "index_all", "matches", "words_asked"]
#: More than any plan has; PostgreSQL takes no more than one megabyte of words.
MOST_KEPT = 5_000
AT_ONCE = 500


class SearchEntry(Base):
    """The words of one thing, folded, each once, with spaces between them."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(Id)
    words: Mapped[str] = mapped_column(Text)


#: ``ascii``: every letter beyond ASCII belongs to a word, so that words end at spaces only, as they were folded.
_FTS5 = "fts5(words, content='search_entry', content_rowid='id', tokenize='ascii', prefix='1 2 3 4', detail='none', columnsize=0)"
_OUT = "INSERT INTO search_entry_fts (search_entry_fts, rowid, words) VALUES ('delete', old.id, old.words);"
_IN = "INSERT INTO search_entry_fts (rowid, words) VALUES (new.id, new.words);"
_TSVECTOR = "array_to_tsvector(string_to_array(words, ' '))"
#: What stands beside the table in each database; migrations 0005, 0014 and 0015 make the same.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE search_entry_fts USING {_FTS5}",
        f"CREATE TRIGGER search_entry_put_in AFTER INSERT ON search_entry BEGIN {_IN} END",
        f"CREATE TRIGGER search_entry_taken_out AFTER DELETE ON search_entry BEGIN {_OUT} END",
        f"CREATE TRIGGER search_entry_changed AFTER UPDATE OF words ON search_entry BEGIN {_OUT} {_IN} END",
    ),
    "postgresql": (
        f"ALTER TABLE search_entry ADD COLUMN words_found tsvector GENERATED ALWAYS AS ({_TSVECTOR}) STORED",
        # put in at once: after 250 saves that wait for a vacuum a search took 70 ms instead of 13
        "CREATE INDEX ix_search_entry_words ON search_entry USING gin (words_found) WITH (fastupdate = off)",
    ),
}
for _dialect, _statements in BESIDE.items():
    for _statement in _statements:
        event.listen(SearchEntry.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]


def stands_beside(name: str | None) -> bool:
    """Whether this is a table, a column or an index of ``BESIDE``, which the models do not know."""
    return name is not None and name.startswith(("search_entry_fts", "ix_search_entry_words", "words_found"))


class _AskedWords(TypeDecorator[str]):
    """Words as each database takes a question: every one by its beginning. Folded words hold no sign that either would read as its own."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        words = (value or "").split()
        return " ".join(f'"{each}"*' for each in words) if dialect.name == "sqlite" else " & ".join(f"'{each}':*" for each in words)


class _Fitting(FunctionElement[bool]):
    """Whether an entry has all these words: the question as one value, and for who asks of few things each word with a space before it."""

    type = Boolean()
    inherit_cache = True


@compiles(_Fitting, "sqlite")
def _by_fts5(element: _Fitting, compiler: SQLCompiler, **options: Any) -> str:
    asked, *begun = (compiler.process(each, **options) for each in element.clauses)
    if begun:  # FTS5 finds all rows with the words before it can say anything of one: most of the time of a narrow list
        return " AND ".join(f"(instr(' ' || search_entry.words, {each}) > 0)" for each in begun)
    # "+": the entry is found by its thing, and only looked up among the rows that FTS5 found once
    return f"+search_entry.id IN (SELECT rowid FROM search_entry_fts WHERE search_entry_fts MATCH {asked})"  # noqa: S608 (a bound value)


@compiles(_Fitting, "postgresql")
def _by_tsvector(element: _Fitting, compiler: SQLCompiler, **options: Any) -> str:
    # written into the statement: of one that was prepared before, the planner would not know whether many or few have the words
    asked = compiler.process(element.clauses.clauses[0], **{**options, "literal_execute": True})
    return f"search_entry.words_found @@ CAST({asked} AS tsquery)"


def matches(thing: Any, kinds: str | Sequence[str], asked: str, of_few: bool = False) -> ColumnElement[bool]:
    """The WHERE of the things (their id column) of these kinds that have every word of a question; nothing has none (a question of signs
    only). Asked thing by thing, so that a page needs only its own things, and other filters come first.

    ``of_few``: the other filters leave some hundreds at most, whose words are then read one by one, however many others have them.
    """
    wanted, words = [kinds] if isinstance(kinds, str) else list(kinds), words_asked(asked)
    if not words:
        return false()
    fitting = _Fitting(literal(" ".join(words), _AskedWords()), *(literal(f" {each}") for each in words if of_few))
    of_kinds = SearchEntry.kind.in_([literal(each, literal_execute=True) for each in wanted])
    found = select(SearchEntry.id).where(of_kinds, SearchEntry.subject_id == thing, fitting)
    return found.correlate_except(SearchEntry).exists()


def index(session: Session, kind: str, subject_id: str, *texts: str) -> None:
    """Keeps the words of these texts as the thing's only ones. One statement."""
    index_all(session, kind, {subject_id: texts})


def index_all(session: Session, kind: str, texts: Mapping[str, Iterable[str]]) -> None:
    """The same for many things at once, by id: one statement for some hundreds."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    rows = [{"kind": kind, "subject_id": each, "words": " ".join(spellings(found)[:MOST_KEPT])} for each, found in texts.items()]
    for first in range(0, len(rows), AT_ONCE):
        put = insert(SearchEntry).values(rows[first : first + AT_ONCE])
        session.execute(
            put.on_conflict_do_update(
                index_elements=["kind", "subject_id"], set_={"words": put.excluded.words}, where=SearchEntry.words != put.excluded.words
            )
        )


def forget(session: Session, kind: str, subject_id: str) -> None:
    """The thing is not found by words any more. One statement."""
    session.execute(delete(SearchEntry).where(SearchEntry.kind == kind, SearchEntry.subject_id == subject_id))
