"""A plan on paper: what stands on it, in which language, how many pages, who may have it."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
import typst
from flask import g

import plans.views.printing as views
from core.database import Database
from core.languages import gettext, use_language
from core.paper import Paper, PressFailed, Prose, pdf, press
from core.pictures import Picture, Svg
from plans import commands, labels, printing, queries
from plans.pictures import album_of
from plans.services.communicating import report_progress
from plans.services.editing import save_part
from plans.services.reviewing import begin_review
from plans.terms import Approach, PlanDocument, PlanState
from tests.conftest import NOW
from tests.pdf import Pdf, squeezed

EVIL = '#read("/etc/passwd") $x^2$ *bold* @ref <label> \\n // /* `raw`'
SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
STANDING = printing.Standing(PlanState.DRAFT, False, None, date(2026, 3, 2), "http://localhost/plans/1")


@pytest.fixture
def plan_id(sent_plan):
    """A plan that was told to its receivers."""
    return sent_plan.id


@pytest.fixture
def draft_id(draft_plan):
    """A plan that its writer is still at."""
    return draft_plan.id


def document_in(session, cast, plan_id: str) -> PlanDocument:
    return queries.document_of(session, cast.directory, queries.get_version(session, plan_id, 1))


def document(database: Database, cast, plan_id: str) -> PlanDocument:
    with database.read() as session:
        return document_in(session, cast, plan_id)


def printed(answer) -> Pdf:
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    return Pdf(answer.data)


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_the_whole_plan_in_each_language(database, cast, sign_in, plan_id, language):
    paper = printed(sign_in("noor").get(f"/plans/{plan_id}.pdf?language={language}"))
    assert paper.language == f"{language}-IQ"
    with use_language(language):
        named = {"en": "Coordination plan for housing in Sinjar"}.get(language, "خطة تنسيق السكن في سنجار")
        steps = [squeezed(str(each)) for each in labels.STEPS.values()]
        version = squeezed(gettext("Version %(number)s", number=1))
    assert paper.title == named
    assert [each for each in steps if each not in paper.squeezed] == []
    assert version in paper.squeezed
    assert f"/URI(http://localhost/plans/{plan_id}/versions/1)".encode() in paper.data, "the QR leads to what is printed"
    for typed in ("تسكين عائلات سنجار", "متابعة تخصيص الأرض", "تأخر إقرار الموازنة", "ما تقرر وما ينتظر", "250,000,000"):
        assert squeezed(typed) in paper.squeezed
    last, word = len(paper.pages), {"ar": "من", "ckb": "لە", "en": "of"}[language]
    assert f"{last}{word}{last}" in squeezed(paper.text_of(paper.pages[-1]))


@SQLITE
def test_every_kurdish_letter_has_a_shape(database):
    """A letter without a glyph would be drawn from another font, or as an empty box."""
    paper = Paper(
        "ckb", "0123456789", "ڕ", "ڕڵۆێە", (), (), "", "", "", "http://localhost", "", (Prose("ڤگپچژ", "تەنسیق: ڕێکخستنی گەڕانەوە"),)
    )
    data = pdf(paper, NOW)
    fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z-]+)", data))
    assert fonts <= {b"Vazirmatn-Regular", b"Vazirmatn-Bold"}
    assert squeezed("تەنسیق: ڕێکخستنی گەڕانەوە") in Pdf(data).squeezed


def test_a_paper_in_another_language_changes_nobodys_own(plan_id, sign_in):
    browser = sign_in("karwan")
    answer = browser.get(f"/plans/{plan_id}.pdf?language=en")
    assert "Set-Cookie" not in answer.headers
    assert '<html lang="ar"' in browser.get(f"/plans/{plan_id}").text
    assert Pdf(browser.get(f"/plans/{plan_id}.pdf?language=xx").data).language == "ar-IQ"


@SQLITE
def test_the_name_of_the_file_can_be_read(plan_id, sign_in):
    header = sign_in("karwan").get(f"/plans/{plan_id}/sheet.pdf?language=ar").headers["Content-Disposition"]
    assert header.startswith("inline; filename*=UTF-8''")
    assert unquote(header.split("''")[1]) == "خطة تنسيق السكن في سنجار - استمارة الصفحة الواحدة - النسخة 1.pdf"


@SQLITE
def test_the_numbers_stand_in_the_readers_digits(database, cast, plan_id):
    with use_language("ar", "arabic_indic"):
        paper = Pdf(pdf(printing.whole_plan(document(database, cast, plan_id), STANDING, printing.Extras()), NOW))
    assert "٢٥٠,٠٠٠,٠٠٠" in paper.squeezed
    assert squeezed("الصفحة ١ من") in squeezed(paper.text_of(paper.pages[0]))


def test_the_sheet_holds_the_seven_fields_on_one_page(plan_id, sign_in):
    paper = printed(sign_in("karwan").get(f"/plans/{plan_id}/sheet.pdf?language=en"))
    assert len(paper.pages) == 1
    fields = ("Issue", "Coordination target", "Stakeholders", "Resources and activities", "Coordination tools and approach")
    for field in (*fields, "Challenges and obstacles", "How lessons and good practices are documented and shared"):
        assert squeezed(field) in paper.squeezed
    assert squeezed("اجتماعات نصف شهرية") in paper.squeezed
    assert squeezed("stands in the plan") not in paper.squeezed


def test_the_communication_list_has_the_lines_and_room_to_sign(plan_id, sign_in):
    sign_in("noor").submit(f"/plans/{plan_id}/acknowledge")
    paper = printed(sign_in("karwan").get(f"/plans/{plan_id}/communication.pdf?language=en"))
    for words in (
        "Communicated",
        "ما تقرر وما ينتظر",
        "Official letter",
        "Ministry of Finance",
        "2 March 2026",
        "نور السعدي",
        "Name, signature, date",
    ):
        assert squeezed(words) in paper.squeezed
    assert squeezed("not yet") in paper.squeezed


def test_before_it_is_sent_the_list_names_who_will_be_told(draft_id, sign_in):
    paper = printed(sign_in("karwan").get(f"/plans/{draft_id}/communication.pdf?language=en"))
    assert squeezed("Ministry of Finance") in paper.squeezed
    assert paper.squeezed.count("notyet") >= 6


def test_a_draft_says_on_each_page_that_it_is_one(draft_id, sign_in):
    paper = printed(sign_in("karwan").get(f"/plans/{draft_id}.pdf?language=en"))
    assert all(squeezed(paper.text_of(each)).startswith("Draft") for each in paper.pages)


def test_what_is_in_force_is_not_called_a_draft(plan_id, sign_in):
    assert "Draft" not in printed(sign_in("karwan").get(f"/plans/{plan_id}.pdf?language=en")).text


def test_an_earlier_version_and_the_revision(database, cast, sign_in, plan_id):
    karwan = sign_in("karwan")
    karwan.submit(f"/plans/{plan_id}/revise", reason="ميزانية جديدة")
    assert "Version1·Underreview" in printed(karwan.get(f"/plans/{plan_id}.pdf?language=en")).squeezed
    assert "Version1·" in printed(karwan.get(f"/plans/{plan_id}.pdf?version=1&language=en")).squeezed
    assert "Version2·Draft" in printed(karwan.get(f"/plans/{plan_id}.pdf?version=2&language=en")).squeezed
    assert f"/plans/{plan_id}.pdf?version=2" in karwan.get(f"/plans/{plan_id}/revision").text
    sign_in("noor").get(f"/plans/{plan_id}.pdf?version=2", 404)
    for wrong in ("3", "0", "-1", "x", "99999999999999999999"):
        karwan.get(f"/plans/{plan_id}.pdf?version={wrong}", 404)


@SQLITE
def test_reports_money_and_reviews_stand_in_the_plan(database, cast, sign_in, plan_id):
    with database.write() as session:
        key = document_in(session, cast, plan_id).activities[0].key
        report_progress(session, cast.noor, plan_id, key, commands.ReportProgress(40, "عُقد لقاءان"), NOW)
        begin_review(session, cast.karwan, plan_id, NOW)
    paper = printed(sign_in("karwan").get(f"/plans/{plan_id}.pdf?language=en"))
    money = ("Requested", "Released", "Funding gap: 250,000,000 IQD not released")
    for words in ("Progress: 40%", *money, "Review of version 1", "under way"):
        assert squeezed(words) in paper.squeezed


@SQLITE
def test_a_target_that_was_changed_stays_beside_the_new_one(database, cast, draft_id):
    whole = document(database, cast, draft_id)
    indicator = whole.indicators[0]
    changed = replace(indicator, definition=replace(indicator.definition, target=1800.0, target_reason="الأرض لا تكفي"))
    extras = printing.Extras(former={indicator.key: [(1, indicator.definition)]})
    with use_language("en"):
        paper = Pdf(pdf(printing.whole_plan(replace(whole, indicators=(changed,)), STANDING, extras), NOW))
    assert squeezed("Target in version 1: 2,500") in paper.squeezed
    assert squeezed("الأرض لا تكفي") in paper.squeezed


@pytest.mark.parametrize("paper", [".pdf", "/sheet.pdf", "/communication.pdf"])
def test_only_who_may_read_the_plan_may_print_it(plan_id, draft_id, sign_in, client, paper):
    sign_in("dara").get(f"/plans/{plan_id}{paper}", 404)
    sign_in("amal").get(f"/plans/{plan_id}{paper}", 403)
    sign_in("noor").get(f"/plans/{draft_id}{paper}", 404)
    assert "/sign-in" in client.get(f"/plans/{plan_id}{paper}", 303).headers["Location"]
    sign_in("karwan").get(f"/plans/nothing{paper}", 404)


def test_few_statements_and_no_connection_while_it_is_made(plan_id, sign_in, statements, monkeypatch):
    held = []

    def noted(*given):
        held.append("reading" in g)
        return pdf(*given)

    monkeypatch.setattr(views, "pdf", noted)
    karwan = sign_in("karwan")
    for paper, most in ((".pdf", 14), ("/sheet.pdf", 8), ("/communication.pdf", 9)):
        with statements() as seen:
            karwan.get(f"/plans/{plan_id}{paper}")
        assert len(seen) <= most, seen
    assert held == [False] * 3


def test_the_page_offers_the_papers(plan_id, sign_in):
    page = sign_in("noor", language="en").get(f"/plans/{plan_id}").text
    for url in (".pdf", "/sheet.pdf", "/communication.pdf", ".pdf?language=ar", ".pdf?language=ckb"):
        assert f'href="/plans/{plan_id}{url}"' in page


@SQLITE
def test_sixty_activities(database, cast, sign_in, draft_id):
    with database.write() as session:
        objective = document_in(session, cast, draft_id).objectives[0].key
        for count in range(60):
            activity = commands.SaveActivity(
                objective,
                f"نشاط رقم {count}",
                cast.organisation("MOF"),
                "",
                (),
                date(2026, 3, 1),
                date(2026, 6, 1),
                Approach.SURVEY,
                "",
                "",
            )
            save_part(session, cast.karwan, draft_id, "activities", None, activity, 0, NOW)
    paper = printed(sign_in("karwan").get(f"/plans/{draft_id}.pdf?language=en"))
    assert len(paper.pages) > 4
    assert paper.squeezed.count("Responsibleorganisation") >= 3, "the head of the table stands on each of its pages"
    assert all(squeezed(f"نشاط رقم {count}") in paper.squeezed for count in range(60))
    assert len(printed(sign_in("karwan").get(f"/plans/{draft_id}/sheet.pdf")).pages) == 1


@SQLITE
@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_the_longest_texts_stay_on_one_page(database, cast, draft_id, language):
    whole, text = document(database, cast, draft_id), "كلمة طويلة ومكررة لملء السطر " * 150
    activity, risk = whole.activities[0], whole.risks[0]
    long = replace(
        whole,
        theme=text[:200],
        name_ar=text[:200],
        name_en="A very long name of a plan " * 8,
        coordination_target=text,
        tools_approach="\n".join(["سطر"] * 400),
        challenges="x" * 4000,
        lessons_sharing=EVIL * 60,
        activities=tuple(replace(activity, key=str(count), title=text[:300]) for count in range(60)),
        risks=tuple(replace(risk, key=str(count), event=text[:1000]) for count in range(30)),
        stakeholders=whole.stakeholders * 20,
    )
    with use_language(language):
        paper = Pdf(pdf(printing.exercise_sheet(long, STANDING), NOW))
        pointer = squeezed(gettext("More about this stands in the plan."))
    assert len(paper.pages) == 1
    assert paper.squeezed.count(pointer) >= 5


@SQLITE
def test_what_is_typed_is_never_read_as_markup(database, cast, draft_id):
    whole = document(database, cast, draft_id)
    hostile = replace(whole, name_en=EVIL, name_ar=EVIL, goal=f"{EVIL}\n= heading\n- item\n\u202eturned\u202c \U0001f600 \ue000 \x00")
    with use_language("en"):
        for paper in (printing.whole_plan(hostile, STANDING, printing.Extras()), printing.exercise_sheet(hostile, STANDING)):
            made = Pdf(pdf(paper, NOW))
            assert squeezed(EVIL) in made.squeezed
            assert "root:" not in made.text
    assert "=heading" in Pdf(pdf(printing.whole_plan(hostile, STANDING, printing.Extras()), NOW)).squeezed


@SQLITE
def test_a_paper_that_cannot_be_made_says_why(database, cast, draft_id, monkeypatch):
    paper = printing.whole_plan(document(database, cast, draft_id), STANDING, printing.Extras())
    with pytest.raises(PressFailed, match="SVG"):
        pdf(replace(paper, blocks=(Picture(Svg("no picture"), "", "", (), ()),)), NOW)
    monkeypatch.setattr(press, "LONGEST_SECONDS", 0.001)
    with pytest.raises(PressFailed, match="not ready"):
        pdf(paper, NOW)


@SQLITE
def test_a_screen_reader_finds_its_way(database, cast, plan_id):
    """PDF/UA-1: headings in order, tables with heads, pictures with words. It is not asked of every paper, for it knows no odd letters."""
    whole = document(database, cast, plan_id)
    extras = printing.Extras(album=album_of(whole, {}, (), date(2026, 3, 2), on_paper=True))
    for paper in (
        printing.whole_plan(whole, STANDING, extras),
        printing.exercise_sheet(whole, STANDING),
        printing.communication_list(whole, STANDING, (printing.Receiver("وزارة المالية"),)),
    ):
        folder = press.CHILD.parent
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder / "fonts"])
        given = {"paper": press.order(paper, NOW).decode().partition("\n")[2]}
        assert typst.compile(folder / "paper.typ", root=folder, font_paths=fonts, sys_inputs=given, pdf_standards=["ua-1"])
