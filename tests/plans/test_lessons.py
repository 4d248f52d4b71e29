"""Lessons and good practices: written down, found again by sector, place and approach, offered to a similar plan, migrated both ways."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app import schema
from core.audit import AuditEntry
from core.saving import NotYours, Refused, Stale
from followup.terms import Sector
from plans import queries
from plans.models import Lesson, Review
from plans.queries import LessonFilters
from plans.services import deciding, learning, reviewing
from plans.terms import Approach, LessonKind
from tests import cast as build
from tests.conftest import NOW
from tests.pages import forms_in
from tests.plans.learning import a_lesson


@pytest.fixture
def sent(database, cast, clock):
    with database.write() as session:
        issue = build.an_issue(session, cast, cast.karwan, clock())
        return build.communicated(session, cast, cast.karwan, clock(), issue_id=issue.id, theme="")


@pytest.fixture
def lesson(database, cast, clock, sent):
    with database.write() as session:
        return learning.add_lesson(session, cast.karwan, sent.id, a_lesson(), clock())


def found(session, actor, **asked):
    return [each.id for each in session.scalars(queries.lessons_listed(actor, LessonFilters(**asked)))]


def test_a_lesson_belongs_to_its_plan_its_issue_and_the_review_under_way(database, cast, clock, sent):
    with database.write() as session:
        first = learning.add_lesson(session, cast.karwan, sent.id, a_lesson(), clock())
        review = reviewing.begin_review(session, cast.karwan, sent.id, clock())
        second = learning.add_lesson(session, cast.zainab, sent.id, a_lesson(kind=LessonKind.GOOD_PRACTICE), clock())
        assert (first.review_id, second.review_id) == (None, review.id)
        assert (first.issue_id, first.scope_id, first.person_name) == (sent.issue_id, "IQG15", cast.karwan.name)
        assert [each.id for each in queries.lessons_of_review(session, review.id)] == [second.id]


def test_who_writes_lessons_and_when(database, cast, clock, sent):
    with database.write() as session:
        for actor in (cast.noor, cast.hadi, cast.rana):
            with pytest.raises(Refused):
                learning.add_lesson(session, actor, sent.id, a_lesson(), clock())
        for actor in (cast.dara, cast.ziad, cast.nabil, cast.amal):
            with pytest.raises(NotYours):
                learning.add_lesson(session, actor, sent.id, a_lesson(), clock())
        draft = build.a_complete_plan(session, cast, cast.karwan, clock())
        with pytest.raises(Refused):
            learning.add_lesson(session, cast.karwan, draft.id, a_lesson(), clock())
        deciding.close(session, cast.karwan, sent.id, "تم", clock())
        assert learning.add_lesson(session, cast.zainab, sent.id, a_lesson(), clock()).id


def test_correcting_and_taking_back_are_in_the_plans_history(database, cast, clock, sent, lesson):
    with database.write() as session:
        learning.change_lesson(session, cast.salma, lesson.id, a_lesson(advice="لقاء كل أسبوع"), 1, clock())
        with pytest.raises(Stale):
            learning.change_lesson(session, cast.karwan, lesson.id, a_lesson(advice="شيء آخر"), 1, clock())
        with pytest.raises(NotYours):
            learning.change_lesson(session, cast.dara, lesson.id, a_lesson(), 2, clock())
        learning.take_back_lesson(session, cast.karwan, lesson.id, "تكرار", 2, clock())
        assert found(session, cast.karwan) == []
        assert queries.get_lesson_for(session, cast.salma, lesson.id) is None
        entries = session.scalars(select(AuditEntry).where(AuditEntry.subject_id == sent.id).order_by(AuditEntry.id.desc()).limit(3)).all()
        assert [(each.verb, each.part) for each in entries] == [("withdrawn", "lessons"), ("changed", "lessons"), ("added", "lessons")]
        assert entries[0].reason == "تكرار"
        assert entries[1].changes == [["advice", a_lesson().advice, "لقاء كل أسبوع"]]


def test_all_who_read_plans_read_lessons_of_approved_plans(database, cast, clock, sent, lesson):
    with database.read() as session:
        for actor in (cast.karwan, cast.dara, cast.noor, cast.nabil, cast.rafid, cast.jalal, cast.salma):
            assert found(session, actor) == [lesson.id]
        assert found(session, cast.amal) == []
        assert set(queries.sources_of(session, cast.noor, [lesson])) == {sent.id}
        assert queries.sources_of(session, cast.dara, [lesson]) == {}
        assert found(session, cast.karwan, plan_id=sent.id) == [lesson.id]
        assert found(session, cast.karwan, plan_id="another") == []


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"sector": Sector.HOUSING}, True),
        ({"sector": Sector.EDUCATION}, False),
        ({"approach": Approach.OFFICIAL_LETTER}, True),
        ({"approach": Approach.SURVEY}, False),
        ({"kind": LessonKind.LESSON}, True),
        ({"kind": LessonKind.GOOD_PRACTICE}, False),
        ({"scope_ids": frozenset({"IQG15", "branch-ninewa"})}, True),
        ({"scope_ids": frozenset({"IQG10"})}, False),
        ({"words": "الكتب جواب"}, True),
        ({"words": "أسبوعين"}, True),
        ({"words": "100%"}, False),
    ],
)
def test_lessons_are_found_again(database, cast, lesson, asked, fits):
    with database.read() as session:
        assert found(session, cast.dara, **asked) == ([lesson.id] if fits else [])


def test_the_most_similar_lesson_comes_first(database, cast, clock):
    """Same sector and governorate (a branch is in it), then same sector, then same approach; nothing else is offered."""
    plans = [("IQG10", Sector.HOUSING), ("IQG15", Sector.EDUCATION), ("branch-ninewa", Sector.HOUSING), ("IQG15", Sector.SECURITY)]
    with database.write() as session:
        made = {}
        for number, (scope_id, sector) in enumerate(plans):
            writer = cast.dara if scope_id == "IQG10" else cast.karwan
            plan = build.communicated(session, cast, writer, clock(), scope_id=scope_id, name_en=f"Plan {number}")
            approach = Approach.SURVEY if sector is Sector.EDUCATION else None
            at = clock() + timedelta(minutes=number)
            made[number] = learning.add_lesson(session, cast.salma, plan.id, a_lesson(sector=sector, approach=approach), at).id
        like = queries.lessons_like(session, cast.noor, "housing", "IQG15", [Approach.SURVEY], 5)
        assert [each.id for each in like] == [made[2], made[0], made[1]]
        assert [each.id for each in queries.lessons_like(session, cast.noor, "housing", "branch-ninewa", (), 1)] == [made[2]]
        assert queries.lessons_like(session, cast.noor, None, None, ()) == []
        assert queries.lessons_like(session, cast.amal, "housing", "IQG15", ()) == []


def test_a_draft_is_offered_what_others_learned(database, cast, clock, sent, lesson, sign_in):
    with database.write() as session:
        other = build.an_issue(session, cast, cast.dara, clock(), scope_id="IQG10", name_en="Another")
        draft = build.a_complete_plan(session, cast, cast.dara, clock(), scope_id="IQG10", issue_id=other.id, theme="")
        reviewing.revise(session, cast.karwan, sent.id, "أرض أخرى", clock())
        revision = queries.get_version(session, sent.id, 2)
        own = queries.lessons_for(session, cast.karwan, queries.document_of(session, cast.directory, revision))
        assert [each.plan_id for each in own] == []
    for url in (f"/plans/{draft.id}", f"/issues/{other.id}"):
        page = sign_in("dara").get(url).text
        assert f"/lessons/{lesson.id}" in page
        assert sent.id not in page


def test_the_pages_of_lessons(sent, lesson, sign_in, client):
    for name in ("karwan", "noor", "zainab"):
        for url in ("/lessons", f"/lessons/{lesson.id}"):
            page = sign_in(name).get(url).text
            assert lesson.text in page
            assert "خطة تنسيق السكن في سنجار" in page
    for name in ("dara", "nabil", "rafid"):
        for url in ("/lessons", f"/lessons/{lesson.id}"):
            page = sign_in(name).get(url).text
            assert lesson.text in page
            assert sent.id not in page
            assert "خطة تنسيق السكن في سنجار" not in page
            assert "كاروان" not in page
    for name in ("amal", "wisam"):
        sign_in(name).get("/lessons", 403)
    assert "/sign-in" in client.get("/lessons", 303).headers["Location"]


def test_writing_down_in_the_review_and_afterwards(sent, sign_in, database):
    karwan = sign_in("karwan")
    karwan.submit(f"/plans/{sent.id}/review", 0, 303)
    assert f"/plans/{sent.id}/lessons/new" in karwan.get(f"/plans/{sent.id}/review").text
    form = karwan.form(f"/plans/{sent.id}/lessons/new")
    assert form.fields["sector"] == "housing"
    data = form.filled({"kind": "good_practice", "text": "لقاء واحد يجمع الجهات الخمس", "approach": "collective_meeting"})
    first, again = (karwan.post(form.action, data, 303) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"] == f"/plans/{sent.id}/review#lessons"
    assert "لقاء واحد يجمع الجهات الخمس" in karwan.get(f"/plans/{sent.id}/review").text
    with database.read() as session:
        assert [each.kind for each in session.scalars(select(Lesson))] == ["good_practice"]


def test_who_may_not_write_and_wrong_input(sent, lesson, sign_in):
    for name in ("noor", "hadi", "rana"):
        for url in (f"/plans/{sent.id}/lessons/new", f"/lessons/{lesson.id}/edit", f"/lessons/{lesson.id}/take-back"):
            sign_in(name).get(url, 403)
    for url in (f"/plans/{sent.id}/lessons/new", f"/lessons/{lesson.id}/edit", f"/lessons/{lesson.id}/take-back"):
        sign_in("dara").get(url, 404)
    answer = sign_in("karwan").submit(f"/plans/{sent.id}/lessons/new", 0, 422, text="x" * 1001, sector="magic", advice="باقٍ")
    for name in ("text", "sector"):
        assert f'id="{name}-error"' in answer.text
    assert "باقٍ" in answer.text
    sign_in("karwan").submit(f"/lessons/{lesson.id}/take-back", 0, 422, reason=" ")


def test_two_editors_choose_between_their_texts(lesson, sign_in, database):
    url = f"/lessons/{lesson.id}/edit"
    first, second = sign_in("karwan"), sign_in("salma")
    slow = second.form(url)
    first.submit(url, 0, 303, text="نص كاروان")
    shown = second.post(url, slow.filled({"text": "نص سلمى"}), 409)
    assert "نص كاروان" in shown.text
    assert "نص سلمى" in shown.text
    second.post(url, forms_in(shown.text, url)[0].filled({"keep-text": "theirs"}), 303)
    with database.read() as session:
        assert session.get(Lesson, lesson.id).text == "نص كاروان"


def test_unknown_filters_narrow_nothing(lesson, sign_in):
    page = sign_in("dara").get("/lessons?sector=magic&scope=nowhere&approach=%00&kind=x&page=99999999").text
    assert lesson.id in page
    assert lesson.id not in sign_in("dara").get("/lessons?sector=education").text
    assert sign_in("dara", language="en").get("/lessons?q=nowhere").text.count("Nothing fits") == 1


def test_an_empty_list_says_how_lessons_come_about(sign_in):
    assert "review of a plan" in sign_in("karwan", language="en").get("/lessons").text
    assert "reviews of plans" in sign_in("noor", language="en").get("/lessons").text


@pytest.mark.parametrize("count", [2, 40])
def test_the_list_takes_six_statements_whatever_the_data(database, cast, clock, sent, sign_in, statements, count):
    with database.write() as session:
        for number in range(count):
            learning.add_lesson(session, cast.karwan, sent.id, a_lesson(text=f"درس {number}"), clock())
    for name in ("salma", "karwan", "noor", "dara"):
        browser = sign_in(name)
        of_plan = "" if name == "dara" else f"&plan={sent.id}"  # nothing leads Dara to a plan that is not hers
        for url in ("/lessons", f"/lessons?sector=housing&scope=IQG15&approach=official_letter&kind=lesson&q=درس{of_plan}"):
            browser.get(url)
            with statements() as seen:
                browser.get(url)
            assert len(seen) <= 6, "\n".join(seen)


def test_texts_of_earlier_reviews_become_records_and_back(database, cast, clock, sent):
    with database.write() as session:
        reviewing.begin_review(session, cast.karwan, sent.id, clock())
        learning.add_lesson(session, cast.karwan, sent.id, a_lesson(text="أول", advice="شرط"), clock())
        second = learning.add_lesson(session, cast.zainab, sent.id, a_lesson(text="ثانٍ", advice=""), clock() + timedelta(hours=1))
        gone = learning.add_lesson(session, cast.karwan, sent.id, a_lesson(text="مسحوب"), clock() + timedelta(hours=2))
        learning.take_back_lesson(session, cast.karwan, gone.id, "تكرار", 1, clock())
        learning.add_lesson(session, cast.karwan, sent.id, a_lesson(kind=LessonKind.GOOD_PRACTICE, text="جيد", advice=""), clock())
        assert second.sector == "housing"
    schema.downgrade(database, "0006")
    with database.read() as session:
        kept = session.execute(text("SELECT lessons, good_practices FROM plan_review")).one()
    assert tuple(kept) == ("أول\nشرط\n\nثانٍ", "جيد")
    schema.upgrade(database)
    with database.read() as session:
        back = session.scalars(select(Lesson).order_by(Lesson.kind, Lesson.id)).all()
        assert [(each.kind, each.text) for each in back] == [("good_practice", "جيد"), ("lesson", "أول\nشرط"), ("lesson", "ثانٍ")]
        review = session.scalars(select(Review)).one()
        assert {(e.plan_id, e.review_id, e.issue_id, e.sector, e.scope_id, e.person_name, e.at, e.version) for e in back} == {
            (sent.id, review.id, sent.issue_id, "housing", "IQG15", cast.karwan.name, NOW, 1)
        }
        assert queries.open_review(session, sent.id).looked_back is None
