"""Both databases find the same, and what a plain reading of the words would find; a question is only ever a question."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, literal, select, text
from sqlalchemy.orm import Session, aliased

from app.schema import upgrade
from core.database import Database
from core.folding import fits, spellings, words_asked
from core.search import MOST_KEPT, SearchEntry, forget, index, index_all, matches
from tests.support import postgres

LETTERS = "ابتسكهيرلوءأإآىئؤةئكپچژگڤڕڵۆێەیک" + "ابسري" * 3 + "\u064b\u0651\u0640\u200c" + "abcABCéşß" + "01٢۲" + " " * 8 + "-'\"*:&|!()\\%_"
TEXT = st.one_of(st.text(LETTERS, max_size=25), st.text(max_size=12))
BOTH = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Database]]:
    """An empty database of each kind."""
    server = postgres.start()
    found = Database(f"sqlite:///{tmp_path_factory.mktemp('search') / 'search.db'}"), Database(server.create_database())
    for each in found:
        upgrade(each)
    yield found
    for each in found:
        each.dispose()
    server.drop_database(found[1].url)


def ids_found(session: Session, kinds: str | tuple[str, ...], asked: str) -> list[str]:
    """The things that a question finds; here every thing is one that has words. Asked of few or of many, the answer is the same."""
    thing = aliased(SearchEntry)
    of_many, of_few = (
        sorted(session.scalars(select(thing.subject_id).where(matches(thing.subject_id, kinds, asked, each)))) for each in (False, True)
    )
    assert of_many == of_few
    return of_many


def found_in(database: Database, texts: dict[str, str], asked: list[str]) -> list[list[str]]:
    """What each question finds among these texts; nothing stays."""
    with database.write() as session:
        index_all(session, "test", {name: [text] for name, text in texts.items()})
        found = [ids_found(session, "test", each) for each in asked]
        session.rollback()
    return found


@BOTH
@given(st.lists(TEXT, min_size=1, max_size=6), st.lists(TEXT, max_size=3))
def test_both_databases_find_what_the_words_say(both, texts, questions):
    known = {f"t{number}": text for number, text in enumerate(texts)}
    asked = [*questions, *(text[:3] for text in texts), *texts]
    expected = [sorted(name for name, text in known.items() if fits(words_asked(each), spellings([text]))) for each in asked]
    for database in both:
        assert found_in(database, known, asked) == expected


SIGNS = ['"', "'", "*", "a*", '"a" OR "b"', "a OR b", "a NOT b", "NEAR(a b)", "words:a", "a & b", "a | !b", "a:*", "<->", "\\", "''"]


@pytest.mark.parametrize("asked", [*SIGNS, "a' OR 1=1 --", "^a", "+a", "-a", "{a}", "\x00a"])
def test_signs_of_the_databases_are_nothing_in_a_question(both, asked):
    texts = {"one": "a b or not near words 1 or", "two": "a", "three": "z"}
    expected = sorted(name for name, text in texts.items() if fits(words_asked(asked), spellings([text])))
    for database in both:
        assert found_in(database, texts, [asked]) == [expected]


def test_a_megabyte_of_question_is_answered_at_once(both):
    asked = ["س" * 1_000_000, "س " * 500_000, "سنجار " + "x" * 1_000_000]
    for database in both:
        before = time.process_time()
        assert found_in(database, {"one": "سنجار"}, asked) == [[], ["one"], []]
        assert time.process_time() - before < 5


def test_more_words_than_are_kept(both):
    long = " ".join(f"w{number}" for number in range(MOST_KEPT + 10)) + " " + "ي" * 5_000
    for database in both:
        assert found_in(database, {"one": long}, ["w4999", f"w{MOST_KEPT + 5}"]) == [["one"], []]


def test_words_change_and_go(both):
    for database in both:
        with database.write() as session:
            index(session, "test", "one", "سنجار القديمة")
            index(session, "test", "two", "سنجار")
            index(session, "test", "one", "تلعفر")
            forget(session, "test", "two")
            assert ids_found(session, "test", "سنجار") == []
            assert ids_found(session, "test", "تلع") == ["one"]
            assert ids_found(session, "other", "تلع") == []
            assert ids_found(session, ("other", "test"), "تلع") == ["one"]
            session.rollback()


@pytest.mark.parametrize("of_few", [False, True])
def test_postgresql_plans_a_search_knowing_its_words(both, of_few):
    told: list[str] = []
    event.listen(both[1].engines[1], "before_cursor_execute", lambda *given: told.append(given[2]))
    with both[1].read() as session:
        session.scalars(select(SearchEntry.id).where(matches(literal("one"), "test", "سنجار", of_few))).all()
    assert "سنجار" in told[-1]


def test_postgresql_lets_no_words_wait_for_a_vacuum(both):
    with both[1].write() as session:
        index(session, "test", "new", "كلمة")
        assert session.scalar(text("SELECT gin_clean_pending_list('ix_search_entry_words')")) == 0
        session.rollback()
