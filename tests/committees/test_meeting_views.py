"""The pages of one meeting: they work, a colleague elsewhere gets 404, a stranger signs in; bad input is told beside the field."""

import io
import json
import re
from datetime import date, timedelta

import pytest
from docx import Document
from docx.oxml.ns import qn
from sqlalchemy import select

from committees.labels.meeting import ANSWERS
from committees.models import AgendaItem, Attendance, Committee, Decision, Meeting, Minutes
from committees.queries.agenda import items_of
from committees.services import holding, minutes
from committees.terms import Answer, MeetingState, Presence
from committees.terms.commands import MarkSeat, SaveDecision, SaveNotes
from followup.models import Action
from notifications.models import Notice
from tests import cast as build
from tests.committees.table import a_committee, a_meeting
from tests.conftest import NOW
from tests.pdf import Pdf, squeezed

PAGES = ("", "/history", "/answer", "/agenda/new", "/table", "/table/introduction", "/decisions/new", "/invite", "/begin", "/send")


@pytest.fixture
def meeting(database, cast):
    """A meeting that begins in two hours."""
    with database.write() as session:
        return a_meeting(session, a_committee(session, cast, NOW), NOW + timedelta(hours=2)).id


@pytest.fixture
def begun(database, cast, meeting):
    with database.write() as session:
        holding.begin(session, cast.karwan, meeting, 1, NOW)
    return meeting


@pytest.fixture
def approved(database, cast, begun):
    """With a decision that binds, one that recommends, notes, and the chair's approval."""
    with database.write() as session:
        for seat in ("seat-chair", "seat-secretary", "seat-finance"):
            holding.mark_seat(session, cast.karwan, begun, seat, MarkSeat(Presence.PRESENT, ""), 0, NOW)
        item = items_of(session, begun)[0]
        holding.save_notes(session, cast.karwan, begun, item.id, SaveNotes(True, "نوقشت الأرض (plot 14-B)"), item.version, NOW)
        for organisation in ("MOF", "COM"):
            command = SaveDecision(f"تخصيص أرض {organisation}", cast.organisation(organisation), "noor", date(2026, 4, 1), None)
            holding.decide(session, cast.karwan, begun, item.id, command, NOW)
        version = session.get(Minutes, begun).version
        minutes.send(session, cast.karwan, begun, date(2026, 3, 5), version, NOW)
        minutes.approve(session, cast.hadi, begun, version + 1, NOW)
    return begun


def one(database, model):
    with database.read() as session:
        return session.scalars(select(model)).one()


def test_the_page_shows_agenda_people_and_the_next_step(sign_in, meeting, database, cast):
    with database.write() as session:
        issue = build.an_issue(session, cast, cast.karwan, NOW)
    shown = sign_in("karwan").get(f"/meetings/{meeting}").text
    assert f"/issues/{issue.id}" in shown
    assert f"/meetings/{meeting}/begin" in shown
    assert build.PEOPLE["hadi"].name in shown
    member = sign_in("noor").get(f"/meetings/{meeting}").text
    assert f"/meetings/{meeting}/answer" in member
    assert "/begin" not in member


@pytest.mark.parametrize("name", ["dara", "jalal", "jinan", "nabil", "ziad", "rafid"])
def test_a_colleague_elsewhere_does_not_find_it(sign_in, meeting, name):
    sign_in(name).get(f"/meetings/{meeting}", 404)
    sign_in(name).get(f"/meetings/{meeting}/minutes.pdf", 404)
    sign_in(name).get(f"/meetings/{meeting}/answer", 404)


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_signs_in(client, meeting, path):
    answer = client.get(f"/meetings/{meeting}{path}", 303)
    assert "/sign-in" in answer.location


@pytest.mark.parametrize("name", ["hadi", "noor", "rana"])
@pytest.mark.parametrize("path", ["/agenda/new", "/table", "/begin", "/send", "/invite"])
def test_members_and_readers_do_not_keep_the_meeting(sign_in, meeting, name, path):
    sign_in(name).get(f"/meetings/{meeting}{path}", 403)
    sign_in(name).post(f"/meetings/{meeting}{path}", {"form_key": "x"}, (400, 403, 405))


def test_one_click_from_the_mail_answers(sign_in, meeting, database):
    browser = sign_in("noor")
    form = browser.form(f"/meetings/{meeting}/answer?answer=deputy")
    assert form.fields["answer"] == "deputy"
    assert browser.submit(f"/meetings/{meeting}/answer?answer=deputy").status_code == 303
    assert str(ANSWERS[Answer.DEPUTY]) in browser.get(f"/meetings/{meeting}").text
    with database.read() as session:
        assert session.get(Meeting, meeting).state == MeetingState.PLANNED.value
    browser.get(f"/meetings/{meeting}/answer?answer=perhaps")
    sign_in("rana").get(f"/meetings/{meeting}/answer", 403)


def test_the_invitation_goes_to_all_who_sit_there(sign_in, meeting, database):
    assert sign_in("karwan").submit(f"/meetings/{meeting}/invite").status_code == 303
    with database.read() as session:
        told = session.scalars(select(Notice.person_id).where(Notice.kind == "meeting_invitation")).all()
    assert set(told) == {"hadi", "huda", "noor", "karwan"}


def test_a_point_is_tied_to_a_thing_or_says_why(sign_in, meeting, database, cast):
    with database.write() as session:
        issue = build.an_issue(session, cast, cast.karwan, NOW)
    browser, url = sign_in("karwan"), f"/meetings/{meeting}/agenda/new"
    refused = browser.submit(url, 0, 422, title="أرض")
    assert 'name="title"' in refused.text
    browser.submit(url, 0, 422, title="أرض", subject="issue:nowhere")
    browser.submit(url, 0, 303, title="أرض", subject=f"issue:{issue.id}")
    browser.submit(url, 0, 303, title="سكن", why="عائدون إلى سنجار")
    page = browser.get(f"/meetings/{meeting}").text
    assert page.index(">أرض<") < page.index(">سكن<")
    with database.read() as session:
        first, second = items_of(session, meeting)[4:]
    browser.post(f"/meetings/{meeting}/agenda/{second.id}/move", {"csrf_token": csrf(browser, url)}, 303)
    browser.submit(f"/meetings/{meeting}/agenda/{first.id}", 0, 303, title="أرض جديدة")
    browser.submit(f"/meetings/{meeting}/agenda/{first.id}/remove", 0, 303, reason="لا حاجة")
    with database.read() as session:
        assert [each.title for each in items_of(session, meeting)[4:]] == ["سكن"]


def csrf(browser, url):
    return browser.form(url).fields["csrf_token"]


def piece(browser, meeting, form_id):
    """A piece of the screen, by its id, as a browser would send it."""
    text = browser.get(f"/meetings/{meeting}/table").text
    found = re.search(rf'<form[^>]*action="([^"]+)" id="{form_id}".*?</form>', text, re.S)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', found.group(0)))
    return found.group(1), hidden


def test_the_screen_saves_piece_by_piece(sign_in, begun, database):
    browser = sign_in("karwan")
    url, hidden = piece(browser, begun, "seat-seat-finance")
    sent = browser.post(url, {**hidden, "presence": "present", "name": ""}, 303)
    assert sent.location.endswith(f"/meetings/{begun}/table#seat-seat-finance")
    again = browser.post(url, {**hidden, "presence": "absent", "name": ""}, 303)
    assert again.location == sent.location
    assert one(database, Attendance).presence == "present"
    assert browser.get(f"/meetings/{begun}").text.count('class="note success"') == 1
    for _time in range(2):  # the script sends again until it is answered, and the next page says nothing of it
        data = {**hidden, "form_key": "other", "version": "1", "presence": "deputy", "name": ""}
        by_script = browser.post(url, data, 303, headers={"X-Piece": "1"})
    told = json.loads(browser.get(by_script.location).text)
    assert 'class="note success"' not in browser.get(f"/meetings/{begun}").text
    assert (told["version"], told["quorate"]) == ("2", False)
    stale = browser.post(url, {**hidden, "form_key": "third", "version": "1", "presence": "absent", "name": ""}, 409)
    assert "keep-presence" in stale.text
    browser.post(url, {**hidden, "form_key": "fourth", "version": "2", "presence": "asleep", "name": ""}, 422)
    browser.post(url, {**hidden, "form_key": "fifth", "version": "2", "presence": "absent", "name": "أحد"}, 422)


def test_notes_and_decisions_at_the_table(sign_in, begun, database, cast):
    browser = sign_in("karwan")
    with database.read() as session:
        item = items_of(session, begun)[0]
    url, hidden = piece(browser, begun, f"point-{item.id}")
    browser.post(url, {**hidden, "notes": "قيل كلام"}, 303)
    with database.read() as session:
        assert session.get(AgendaItem, item.id).discussed
    new = f"/meetings/{begun}/decisions/new?point={item.id}"
    assert browser.form(new).fields["agenda_item_id"] == item.id
    browser.submit(new, 0, 422, what="", due_on="31/2/2026")
    early = browser.submit(new, 0, 422, what="تخصيص أرض", organisation_id=cast.organisation("MOF"), due_on="1/4/2020")
    assert 'id="due_on-error"' in early.text
    browser.submit(new, 0, 303, what="تخصيص أرض", organisation_id=cast.organisation("MOF"), due_on="١/٤/٢٠٢٦", person_id="noor")
    decision = one(database, Decision)
    assert (decision.force, decision.due_on) == ("recommendation", date(2026, 4, 1))
    browser.submit(f"/meetings/{begun}/decisions/{decision.id}", 0, 303, what="تخصيص أرض ثانية")
    assert "تخصيص أرض ثانية" in browser.get(f"/meetings/{begun}/table").text
    browser.submit(f"/meetings/{begun}/decisions/{decision.id}/drop", 0, 303, reason="سهو")
    with database.read() as session:
        assert session.scalars(select(Decision)).all() == []


def test_from_the_draft_to_closed_minutes(sign_in, begun, database):
    karwan, hadi, noor, url = sign_in("karwan"), sign_in("hadi"), sign_in("noor"), f"/meetings/{begun}"
    karwan.submit(f"{url}/send", 0, 422, until_on="1/3/2026")
    karwan.submit(f"{url}/send", 0, 303, until_on="5/3/2026")
    noor.submit(f"{url}/remark", 0, 303, text="المبلغ ناقص")
    assert "يجيب عنها أمين السر أولاً" in hadi.get(f"{url}/approve").text
    hadi.submit(f"{url}/approve", 0, 422)
    with database.read() as session:
        remark = session.execute(select(minutes.MinutesRemark.id)).scalar_one()
    karwan.submit(f"{url}/remarks/{remark}", 0, 303, answer="أضيف")
    karwan.get(f"{url}/approve", 403)
    hadi.submit(f"{url}/approve", 0, 303)
    karwan.submit(f"{url}/close", 0, 303)
    karwan.submit(f"{url}/correct", 0, 303, text="الموعد 2/4", reason="سهو")
    assert karwan.get(f"{url}/table", 403)
    assert "المبلغ ناقص" in noor.get(url).text
    assert one(database, Minutes).state == "closed"


def test_a_recommendation_is_confirmed_by_headquarters(sign_in, approved, database):
    with database.read() as session:
        weak = session.scalars(select(Decision).where(Decision.force == "recommendation")).one()
    url = f"/meetings/{approved}/decisions/{weak.id}/confirm"
    sign_in("noor").get(url, 403)
    sign_in("dara").get(url, 404)
    sign_in("salma").submit(url, 0, 422, how="")
    sign_in("salma").submit(url, 0, 303, how="كتاب 114 في 3/3")
    with database.read() as session:
        assert session.get(Decision, weak.id).action_id


@pytest.mark.parametrize("name", ["karwan", "hadi", "noor", "salma"])
def test_no_link_of_a_meeting_is_closed_to_its_reader(sign_in, approved, database, cast, name):
    with database.write() as session:
        action = session.scalars(select(Action)).one()
        action.person_id, action.organisation_id = None, cast.organisation("COM")
        later = a_meeting(session, session.get_one(Committee, "committee"), NOW + timedelta(days=14)).id
    browser = sign_in(name)
    for meeting in (approved, later):
        shown = browser.get(f"/meetings/{meeting}")
        assert shown.status_code == 200
        assert action.what in shown.text
        links = set(re.findall(r'href="(/(?:actions|issues|plans)/[^"#]+)"', shown.text))
        assert [browser.get(link).status_code for link in sorted(links)] == [200] * len(links)
        assert (f"/actions/{action.id}" in links) is (name in ("karwan", "hadi", "salma"))


@pytest.mark.parametrize("code", ["ar", "ckb", "en"])
def test_the_minutes_as_pdf_and_word(sign_in, approved, code):
    browser = sign_in("noor")
    answer = browser.get(f"/meetings/{approved}/minutes.pdf?language={code}")
    paper = Pdf(answer.data)
    assert paper.language.startswith(code)
    for typed in ("تخصيص أرض MOF", "تخصيص أرض COM", "plot 14-B", build.PEOPLE["noor"].name):
        assert squeezed(typed) in squeezed(paper.text), typed
    word = Document(io.BytesIO(browser.get(f"/meetings/{approved}/minutes.docx?language={code}").data))
    attendance, decisions = word.tables[1], word.tables[2]
    assert len(attendance.rows) == 5
    assert len(decisions.rows) == 3
    assert decisions.rows[1].cells[1].text == "تخصيص أرض MOF"
    rtl = code != "en"
    assert all((each._tbl.tblPr.find(qn("w:bidiVisual")) is not None) == rtl for each in word.tables)
    assert all((each._p.pPr.find(qn("w:bidi")) is not None) == rtl for each in word.paragraphs if each.text)
    for properties in word.element.iter(qn("w:pPr")):
        tags = [each.tag for each in properties]
        assert qn("w:bidi") not in tags or qn("w:spacing") not in tags or tags.index(qn("w:bidi")) < tags.index(qn("w:spacing"))
    assert not re.search("[\u2066-\u2069\u200b]", "".join(each.text for each in word.paragraphs))
    assert any("plot 14-B" in each.text for each in word.paragraphs)


def test_there_are_no_minutes_before_the_meeting(sign_in, meeting):
    sign_in("karwan").get(f"/meetings/{meeting}/minutes.pdf", 404)
    sign_in("karwan").get(f"/meetings/{meeting}/minutes.docx", 404)


def test_few_statements(sign_in, approved, statements):
    browser = sign_in("karwan")
    browser.get(f"/meetings/{approved}")
    with statements() as seen:
        browser.get(f"/meetings/{approved}")
    assert len(seen) <= 24, "\n".join(seen)
