"""What the chair approved stays as it was: page, PDF and Word are made from what was kept, whatever is renamed or changed afterwards."""

import io
import re
from datetime import date, timedelta

import pytest
from docx import Document
from sqlalchemy import text, update

from app import schema
from committees.models import AgendaItem, Committee, CommitteeMember, Decision, DecisionKind, Meeting, Minutes, MinutesAddendum, PowerRow
from committees.queries.agenda import items_of
from committees.queries.minutes import build_document
from committees.queries.table import minutes_of
from committees.services import agenda, holding, minutes
from committees.terms import Level, Presence
from committees.terms.commands import MarkSeat, SaveDecision, SaveItem, SaveNotes
from committees.terms.minutes import MinutesDocument
from core.snapshots import as_kept, kept
from people.models import Organisation, Person
from people.services import count_up_revision
from tests import cast as build
from tests.committees.table import APPROVED, CLOSED, DRAFT, a_committee, a_meeting
from tests.conftest import NOW
from tests.pdf import Pdf, squeezed

NEW = "اسم آخر"
UNTIL = date(2026, 3, 5)


@pytest.fixture
def sent(database, cast):
    """A meeting with all that minutes can hold, with the members for remarks; a remark was answered."""
    with database.write() as session:
        session.add(DecisionKind(id="kind", position=1, name_ar="تخصيص أرض", powers=[power("governor", "أمر 7")]))
        committee = a_committee(session, cast, NOW)
        meeting = a_meeting(session, committee, NOW + timedelta(hours=2)).id
        agenda.add_item(session, cast.karwan, meeting, SaveItem("أرض سنجار", None, "عائدون إلى سنجار", "kind"), NOW)
        holding.begin(session, cast.karwan, meeting, 1, NOW)
        for seat in ("seat-chair", "seat-secretary", "seat-finance"):
            holding.mark_seat(session, cast.karwan, meeting, seat, MarkSeat(Presence.PRESENT, ""), 0, NOW)
        item = items_of(session, meeting)[-1]
        holding.save_notes(session, cast.karwan, meeting, item.id, SaveNotes(True, "نوقشت الأرض"), item.version, NOW)
        for organisation in ("MOF", "COM"):
            command = SaveDecision(f"تخصيص {organisation}", cast.organisation(organisation), "noor", date(2026, 4, 1), "kind")
            holding.decide(session, cast.karwan, meeting, item.id, command, NOW)
        minutes.send(session, cast.karwan, meeting, UNTIL, version(session, meeting), NOW)
        remark = minutes.remark(session, cast.noor, meeting, "المبلغ غير مذكور", NOW)
        minutes.reply(session, cast.karwan, meeting, remark.id, "أضيف", NOW)
    return meeting


@pytest.fixture
def closed(database, cast, sent):
    """The same, approved, closed, and corrected once."""
    with database.write() as session:
        minutes.approve(session, cast.hadi, sent, version(session, sent), NOW)
        minutes.close(session, cast.karwan, sent, NOW)
        minutes.correct(session, cast.karwan, sent, "الموعد 2 نيسان", "سهو", NOW)
    return sent


def power(level, letter):
    return PowerRow(level=level, power="decides", granted_by=letter)


def version(session, meeting):
    return session.get_one(Minutes, meeting).version


def change_everything(database, meeting):
    """Everybody and everything that the minutes mention is called otherwise, and what they were written from is changed."""
    with database.write() as session:
        names = {f"name_{code}": f"{NEW} {code}" for code in ("ar", "en", "ckb")}
        for model in (Organisation, Committee):
            session.execute(update(model).values(names))
        session.execute(update(Person).values(name=NEW))
        session.execute(update(Meeting).values(venue=NEW, seats=90, needed=80, present=70))
        session.execute(update(Minutes).values(introduction=NEW))
        session.execute(update(Decision).values(what=NEW))
        session.execute(update(CommitteeMember).values(until=date(2025, 1, 1)))
        session.get_one(DecisionKind, "kind").powers = [power("minister", "أمر 8")]
        count_up_revision(session)


def pdf(browser, meeting, code):
    return squeezed(Pdf(browser.get(f"/meetings/{meeting}/minutes.pdf?language={code}").data).text)


def word(browser, meeting, code):
    paper = Document(io.BytesIO(browser.get(f"/meetings/{meeting}/minutes.docx?language={code}").data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return [each.text for each in paper.paragraphs] + cells


def page(browser, meeting):
    """The title, and the parts of the page that the minutes are, without the keys of forms."""
    shown = browser.get(f"/meetings/{meeting}").text
    parts = [
        re.search(pattern, shown, re.S).group(0)
        for pattern in ("<h1.*?</h1>", '<section id="agenda">.*?(?=<section id="attached|<section id="sent)')
    ]
    return "".join(parts)


@pytest.mark.parametrize("code", ["ar", "ckb", "en"])
def test_papers_of_closed_minutes_never_change(sign_in, database, closed, code):
    browser = sign_in("salma")
    before = pdf(browser, closed, code), word(browser, closed, code)
    assert squeezed(build.PEOPLE["noor"].name) in before[0]
    change_everything(database, closed)
    assert (pdf(browser, closed, code), word(browser, closed, code)) == before
    assert squeezed(NEW) not in before[0]


def test_the_page_of_closed_minutes_never_changes(sign_in, database, closed):
    browser = sign_in("salma")
    before = page(browser, closed)
    for typed in ("لجنة إعادة الاندماج في نينوى", "نوقشت الأرض", build.PEOPLE["noor"].name, "المبلغ غير مذكور", "الموعد 2 نيسان"):
        assert typed in before, typed
    change_everything(database, closed)
    assert page(browser, closed) == before


def test_the_approval_keeps_it_not_the_closing(sign_in, database, cast, sent):
    with database.write() as session:
        minutes.approve(session, cast.hadi, sent, version(session, sent), NOW)
    browser = sign_in("salma")
    before = page(browser, sent)
    change_everything(database, sent)
    assert page(browser, sent) == before


@pytest.mark.parametrize(("code", "said"), [("ar", "يقرر فيه: المحافظ"), ("en", "Decided by: Governor")])
def test_each_decision_says_who_may_decide_about_its_kind(sign_in, database, cast, closed, code, said):
    with database.write() as session:
        session.execute(update(AgendaItem).values(decision_kind_id=None))
        kept_before = session.get_one(Minutes, closed)
        points = [{**each, "decided_by": None} for each in kept_before.snapshot["points"]]
        kept_before.snapshot = {**kept_before.snapshot, "points": points}
    browser = sign_in("salma")
    assert sum(said in each for each in word(browser, closed, code)) == 2
    if code == "ar":
        assert page(browser, closed).count(said) == 2
    with database.write() as session:
        for point in points:
            for each in point["decisions"]:
                del each["decided_by"]
        session.execute(update(Minutes).values(snapshot={**session.get_one(Minutes, closed).snapshot, "points": points}))
    assert not any(said in each for each in word(browser, closed, code)), "minutes that were approved before say nothing of it"


def test_a_draft_follows_what_is_changed(sign_in, database, sent):
    browser = sign_in("salma")
    with database.read() as session:
        assert minutes_of(session, sent).snapshot is None
    change_everything(database, sent)
    assert NEW in page(browser, sent)
    assert squeezed(NEW) in pdf(browser, sent, "ar")


def test_the_name_of_the_file_is_kept_too(sign_in, database, closed):
    browser = sign_in("salma")
    address = f"/meetings/{closed}/minutes.docx"
    before = browser.get(address).headers["Content-Disposition"]
    change_everything(database, closed)
    assert browser.get(address).headers["Content-Disposition"] == before


@pytest.mark.parametrize("code", ["ar", "ckb", "en"])
def test_a_later_confirmation_stands_behind_what_was_said(sign_in, database, cast, closed, code):
    browser = sign_in("salma")
    before = word(browser, closed, code)
    with database.write() as session:
        weak = session.query(Decision).filter_by(force="recommendation").one()
        minutes.confirm(session, cast.salma, closed, weak.id, "كتاب 114 في 3/3", weak.version, NOW)
    after = word(browser, closed, code)
    added = [each for each in after if each not in before]
    assert len(added) == 3
    assert "كتاب 114 في 3/3" in added[2]
    assert [each for each in after if each not in added] == before
    shown = page(browser, closed)
    assert "كتاب 114 في 3/3" in shown
    assert f"/decisions/{weak.id}/confirm" not in shown


def test_a_power_without_its_decision_decides_nothing(sign_in, database, cast):
    with database.write() as session:
        session.add(DecisionKind(id="kind", position=1, name_ar="تخصيص أرض", powers=[power("governor", "")]))
        meeting = a_meeting(session, a_committee(session, cast, NOW), NOW + timedelta(hours=2)).id
        agenda.add_item(session, cast.karwan, meeting, SaveItem("أرض سنجار", None, "عائدون", "kind"), NOW)
    browser = sign_in("karwan")
    assert "المحافظ" not in page_of_agenda(browser, meeting)
    with database.write() as session:
        session.get_one(DecisionKind, "kind").powers = [power("governor", "أمر 7")]
    assert "المحافظ" in page_of_agenda(browser, meeting)


def page_of_agenda(browser, meeting):
    return re.search('<section id="agenda">.*?</section>', browser.get(f"/meetings/{meeting}").text, re.S).group(0)


def test_the_migration_keeps_what_the_approval_kept(standing_world):
    """Down and up again: minutes that were approved by an older program are kept as the rows say, drafts are not."""
    with standing_world.write() as session:
        session.add(DecisionKind(id="kind-kept", position=90, name_ar="تخصيص", powers=[power("committee", "أ"), power("minister", "")]))
        session.flush()
        for meeting in (CLOSED, APPROVED):
            item = items_of(session, meeting)[-1]
            item.decision_kind_id = "kind-kept"
            session.flush()
            rows = session.get_one(Meeting, meeting), session.get_one(Committee, "committee"), session.get_one(Minutes, meeting)
            rows[2].snapshot = kept(build_document(session, *rows))
    before = _kept(standing_world)
    assert before[0][CLOSED].points[-1].decided_by == (Level.COMMITTEE,)
    assert sum(len(each.decisions) for each in before[0][CLOSED].points) == 2
    assert before[0][DRAFT] is None
    schema.downgrade(standing_world, "0012")
    with standing_world.write() as session:
        session.execute(text("UPDATE decision SET force = 'confirmed' WHERE force = 'recommendation' AND meeting_id = :id"), {"id": CLOSED})
    schema.upgrade(standing_world)
    assert _kept(standing_world) == before


def _kept(database):
    with database.read() as session:
        rows = session.query(Minutes).all()
        documents = {row.meeting_id: as_kept(row.snapshot, MinutesDocument) if row.snapshot else None for row in rows}
        return documents, [row.who for row in session.query(MinutesAddendum).all()]
