"""One fortnight of a committee with a moved clock: the rhythm is set, members answer, the meeting is held, its minutes are approved and
received; what was decided stands before the next meeting. In Arabic; shorter in English and Kurdish."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from committees.jobs import invitations
from committees.models import Decision, Meeting
from core.database import Database
from core.web import runtime
from tests.browser.visitor import Visitor
from tests.cast import People
from tests.committees.table import a_committee
from tests.conftest import Clock

WHAT = "تخصيص خمسين دونماً لعائلات سنجار"
NOTES = "عرضت وزارة المالية المبالغ المتاحة، وطلب ديوان المحافظة قطعة أقرب إلى المدرسة."
SAVED_BY_ITSELF = 10_000
Arrives = Callable[..., Visitor]


def set_rhythm(one: Visitor) -> None:
    """The secretary sets every two weeks from Monday 9 March on."""
    one.go("/committees/committee")
    one.press('main a[href$="/rhythm"]')
    one.fill(kind="weeks", weeks="2", anchor="٩/٣/٢٠٢٦", starts="10:00", minutes="120")
    one.press("main form .buttons button:not([name])")
    assert one.path == "/committees/committee", one.path


def first_meeting(database: Database) -> str:
    with database.read() as session:
        return session.scalars(select(Meeting.id).order_by(Meeting.starts_at)).first() or ""


def invited(app: Flask, clock: Clock) -> None:
    """The job that invites runs, twice in a row."""
    with app.app_context(), runtime(app).database.write() as session:
        assert invitations(session, clock.now) == 1
        assert invitations(session, clock.now) == 0


def answered(one: Visitor, meeting: str, answer: str) -> None:
    """One click in the mail, one on the page that it opens."""
    one.go(f"/meetings/{meeting}/answer?answer={answer}")
    one.save()
    assert one.path == f"/meetings/{meeting}", one.path
    expect(one.find("main .note.success")).to_be_visible()


def held(one: Visitor, meeting: str, seats: tuple[str, ...]) -> None:
    """The meeting begins; attendance and notes are saved by themselves."""
    one.go(f"/meetings/{meeting}")
    one.press('main .actions a[href$="/begin"]')
    one.save()
    assert one.path == f"/meetings/{meeting}/table", one.path
    for seat in seats:
        form = one.find(f"#seat-{seat}")
        form.locator('input[value="present"]').check()
        expect(form.locator("[data-state]")).not_to_be_empty(timeout=SAVED_BY_ITSELF)
        expect(form.locator("button")).to_be_hidden()
    expect(one.find("#live.success")).to_be_visible(timeout=SAVED_BY_ITSELF)
    notes = one.find('form[id^="point-"]')
    notes.locator("textarea").fill(NOTES)
    one.page.wait_for_function("form => form.elements.version.value === '2'", arg=notes.element_handle(), timeout=SAVED_BY_ITSELF)


def decided(one: Visitor, cast: People) -> None:
    """A decision that binds the Ministry of Finance, whose decision maker is there."""
    one.press('main a[href*="/decisions/new"]')
    one.fill(what=WHAT, organisation_id=cast.organisation("MOF"), due_on="23/3/2026")
    one.save()
    expect(one.find("article[id^=decision-]")).to_contain_text(WHAT)
    expect(one.find('form[id^="point-"] textarea')).to_have_value(NOTES)


def closed(secretary: Visitor, member: Visitor, chair: Visitor, meeting: str) -> None:
    """Sent, remarked, answered, approved by the chair, closed, received by the member."""
    secretary.go(f"/meetings/{meeting}/send")
    secretary.save()
    member.go(f"/meetings/{meeting}/remark")
    member.fill(text="لم يُذكر رقم القطعة")
    member.save()
    secretary.go(f"/meetings/{meeting}")
    secretary.press('main a[href*="/remarks/"]')
    secretary.fill(answer="أضيف إلى المحضر")
    secretary.save()
    chair.go(f"/meetings/{meeting}")
    chair.press('main .actions a[href$="/approve"]')
    chair.save()
    secretary.go(f"/meetings/{meeting}")
    secretary.press('main .actions a[href$="/close"]')
    secretary.save()
    member.go("/inbox")
    assert member.page.locator("main table button").count() >= 3


def test_a_fortnight_in_arabic(visitor: Arrives, app: Flask, database: Database, cast: People, clock: Clock) -> None:
    """From the rhythm to what stands before the next meeting."""
    with database.write() as session:
        a_committee(session, cast, clock.now)
    secretary, chair, member = visitor(), visitor(), visitor()
    secretary.enter("karwan")
    set_rhythm(secretary)
    meeting = first_meeting(database)
    clock.advance(hours=2)
    invited(app, clock)
    for one, name in ((chair, "hadi"), (member, "noor")):
        one.enter(name)
        answered(one, meeting, "coming")
    clock.advance(days=7)
    for one, name in ((secretary, "karwan"), (chair, "hadi"), (member, "noor")):
        one.enter(name)
    held(secretary, meeting, ("seat-chair", "seat-secretary", "seat-finance"))
    decided(secretary, cast)
    closed(secretary, member, chair, meeting)
    with secretary.page.expect_download() as word:
        secretary.page.evaluate(f"location.assign('/meetings/{meeting}/minutes.docx')")
    assert word.value.suggested_filename.endswith(".docx")
    with database.read() as session:
        assert session.scalars(select(Decision)).one().action_id
        following = session.scalars(select(Meeting.id).where(Meeting.starts_at > clock.now).order_by(Meeting.starts_at)).first()
    clock.advance(days=13)
    member.enter("noor")
    member.go(f"/meetings/{following}")
    expect(member.find("#agenda")).to_contain_text(WHAT)


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_a_meeting_in_other_languages(visitor: Arrives, database: Database, cast: People, clock: Clock, language: str) -> None:
    """Rhythm, meeting, minutes out."""
    with database.write() as session:
        a_committee(session, cast, clock.now)
    secretary, chair = visitor(), visitor()
    secretary.enter("karwan", language)
    set_rhythm(secretary)
    meeting = first_meeting(database)
    clock.now += timedelta(days=7, hours=1)
    secretary.enter("karwan", language)
    held(secretary, meeting, ("seat-chair", "seat-secretary", "seat-finance"))
    decided(secretary, cast)
    secretary.press('main .actions a[href$="/send"]')
    secretary.save()
    chair.enter("hadi", language)
    chair.go(f"/meetings/{meeting}/approve")
    chair.save()
    secretary.go(f"/meetings/{meeting}/close")
    secretary.save()
    assert re.search("/meetings/[a-z2-7]{20}$", secretary.path), secretary.path
    expect(secretary.find("#minutes")).to_be_visible()
