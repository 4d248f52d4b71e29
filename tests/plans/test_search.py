"""Plans are found by their words, those of drafts only by who reads drafts; what is kept is what gathering anew gives."""

import pytest
from sqlalchemy import select

from app.words import gather_words, words_are_gathered
from core.search import SearchEntry
from plans import commands
from plans.services.deciding import approve, cancel, submit
from plans.services.editing import PARTS, remove_part, save_part, save_section
from plans.services.reviewing import revise
from plans.terms import Means
from tests import cast as build


@pytest.fixture
def finds(database, cast, sign_in):
    """``finds("salma", "words", plan)``: whether the list shows the plan to this person for these words."""
    browsers = {}

    def asked(name: str, words: str, plan) -> bool:
        browsers[name] = browsers.get(name) or sign_in(name)
        return f"/plans/{plan.id}" in browsers[name].get("/plans", query_string={"q": words}).text

    return asked


def test_a_draft_is_found_by_who_reads_drafts(database, cast, clock, finds):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
    for words in ("السكن سنجار", "housing SINJAR", "تسكين", "تخصيص الارض", "متابعه", "تصرف المبالغ", "القطع المسلمه", "IND-0001", "موازنه"):
        assert finds("salma", words, plan), words
        assert finds("karwan", words, plan), words
        for stranger in ("dara", "noor", "zainab", "rana", "hadi"):
            assert not finds(stranger, words, plan), (stranger, words)
    assert not finds("salma", "بغداد", plan)
    assert not finds("salma", "سكن بغداد", plan)


def test_words_of_a_revision_do_not_leak(database, cast, clock, finds):
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        revise(session, cast.karwan, plan.id, "أرض أخرى", clock())
        aim = commands.Aim("هدف", "غاية سرية جداً", "", "")
        save_section(session, cast.karwan, plan.id, "aim", aim, 1, clock())
    for name in ("karwan", "salma", "noor", "zainab", "rana", "hadi"):
        assert finds(name, "تسكين عائلات", plan), name
        assert finds(name, "سريه", plan) is (name in ("karwan", "salma")), name
    for name in ("dara", "ziad", "rafid"):
        assert not finds(name, "سريه", plan)
        assert not finds(name, "تسكين", plan)


def test_approval_makes_new_words_everybodys(database, cast, clock, finds):
    with database.write() as session:
        plan = build.communicated(session, cast, cast.karwan, clock())
        revise(session, cast.karwan, plan.id, "أرض أخرى", clock())
        save_section(session, cast.karwan, plan.id, "aim", commands.Aim("هدف", "غاية معلنة", "", ""), 1, clock())
        submit(session, cast.karwan, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        approve(session, cast.salma, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
    for name in ("karwan", "noor", "rana"):
        assert finds(name, "معلنه", plan), name
        assert not finds(name, "تسكين عائلات", plan), name


def test_parts_that_go_take_their_words(database, cast, clock, finds):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        from_now = commands.SaveObjective("ترميم المدرسة", "التلاميذ", plan.ends_on, Means.ACTIVITY)
        _hand, key = save_part(session, cast.karwan, plan.id, "objectives", None, from_now, 0, clock())
    assert finds("karwan", "ترميم المدرسه", plan)
    with database.write() as session:
        remove_part(session, cast.karwan, plan.id, "objectives", key, 1, clock())
    assert not finds("karwan", "ترميم", plan)
    assert set(PARTS) >= {"objectives", "activities", "risks", "indicators"}


def entries(session) -> set[tuple[str, str, frozenset[str]]]:
    rows = session.execute(select(SearchEntry.kind, SearchEntry.subject_id, SearchEntry.words))
    return {(kind, subject_id, frozenset(words.split())) for kind, subject_id, words in rows}


def test_gathering_anew_changes_nothing(standing_world, clock):
    """Whatever verb wrote the rows of the world, it kept their words."""
    with standing_world.write() as session:
        before = {each for each in entries(session) if each[0] != "person"}
        gather_words(session)
        assert words_are_gathered(session)
        assert {each for each in entries(session) if each[0] != "person"} == before
        assert {kind for kind, _id, _words in before} == {"plan", "plan_draft", "issue", "indicator", "lesson", "committee", "folding"}


def test_given_up_and_cancelled(database, cast, clock, finds):
    with database.write() as session:
        plan = build.a_complete_plan(session, cast, cast.karwan, clock())
        cancel(session, cast.karwan, plan.id, "لا حاجة", clock())
    assert finds("karwan", "تسكين", plan)
    assert not finds("rana", "تسكين", plan)
