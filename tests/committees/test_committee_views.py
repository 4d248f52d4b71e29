"""The pages of committees, their schedule, holidays and feeds: works, colleague, stranger; bad input; statements."""

import re

import icalendar
import pytest
from sqlalchemy import select

from committees.models import CommitteeMember, Holiday, Meeting
from tests.committees.house import a_committee, every_two_weeks, meetings_of

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
MOST_STATEMENTS = 12


@pytest.fixture
def committee(database, cast, clock) -> str:
    with database.write() as session:
        made = a_committee(session, cast, clock.now)
        every_two_weeks(session, cast, made, clock.now)
        return made.id


def first_meeting(database, committee_id: str) -> Meeting:
    with database.read() as session:
        return meetings_of(session, committee_id)[0]


def test_a_committee_is_set_up_with_a_seat_and_a_rhythm(sign_in, database, cast):
    browser = sign_in("karwan")
    done = browser.submit("/committees/new", 0, 303, name_en="Ninewa committee", scope_id="IQG15", formed_on="7/1/2024")
    url = done.headers["Location"]
    seat = {"organisation_id": cast.organisation("MOF"), "person_id": "noor", "part": "member", "since": "1/1/2026", "decision_maker": "y"}
    browser.submit(f"{url}/members/new", 0, 303, **seat)
    rhythm = {"kind": "weeks", "weeks": "٢", "anchor": "10/3/2026", "starts": "10:00", "minutes": "120"}
    shown = browser.submit(f"{url}/rhythm", 0, 200, **rhythm, preview="y")
    assert shown.text.count("<tr>") == 11  # ten days are shown, nothing is saved
    with database.read() as session:
        assert session.scalars(select(Meeting)).all() == []
    saved = browser.submit(f"{url}/rhythm", 0, 303, **rhythm)
    assert saved.headers["Location"] == url  # without a fragment: the line that says so stands at the top
    text = browser.get(url).text
    assert "حُدّد الموعد الدوري: كل أسبوعين يوم الثلاثاء الساعة 10:00" in text
    assert "حُدّد الموعد الدوري" not in browser.get(url).text
    assert "نور السعدي" in text
    assert text.count('href="/meetings/') >= 6


def test_the_preview_names_the_holiday(sign_in, committee):
    holiday = {"name_ar": "عيد الفطر", "day": "24/3/2026", "state": "confirmed", "scope_id": "IQ"}
    sign_in("amal").submit("/admin/holidays/new", 0, 303, **holiday)
    text = sign_in("karwan").get(f"/committees/{committee}/rhythm").text
    assert "عيد الفطر" in text
    assert "الأربعاء 25 آذار 2026" in text


@SQLITE
def test_the_page_in_at_most_twelve_statements(sign_in, committee, statements):
    browser = sign_in("karwan")
    browser.get(f"/committees/{committee}")
    with statements() as seen:
        browser.get(f"/committees/{committee}")
    assert len(seen) <= MOST_STATEMENTS, "\n".join(seen)


@SQLITE
@pytest.mark.parametrize(
    ("name", "read", "manage"),
    [
        ("salma", 200, 200),
        ("karwan", 200, 200),
        ("dara", 404, 404),
        ("noor", 200, 403),
        ("nabil", 404, 403),
        ("amal", 403, 403),
        ("", 303, 303),
    ],
)
def test_who_reads_and_who_manages(sign_in, client, database, committee, name, read, manage):
    browser = sign_in(name) if name else client
    meeting = first_meeting(database, committee)
    browser.get(f"/committees/{committee}", read)
    for path in (f"committees/{committee}/edit", f"committees/{committee}/rhythm", f"meetings/{meeting.id}/change"):
        browser.get(f"/{path}", manage)


@SQLITE
def test_a_member_whose_seat_has_ended_reads_it_no_more(sign_in, database, committee):
    with database.read() as session:
        seat = session.scalars(select(CommitteeMember).where(CommitteeMember.person_id == "noor")).one()
    url = f"/committees/{committee}/members/{seat.id}"
    sign_in("karwan").submit(url, 0, 303, until="1/3/2026")
    sign_in("noor").get(f"/committees/{committee}", 404)
    with database.read() as session:
        assert session.get(CommitteeMember, seat.id).version == 2


def test_a_meeting_is_moved_and_cancelled_on_the_page(sign_in, database, committee):
    browser, meeting = sign_in("karwan"), first_meeting(database, committee)
    browser.submit(f"/meetings/{meeting.id}/change", 0, 303, day="11/3/2026", starts="12:30", reason="زيارة")
    kept = browser.form(f"/meetings/{meeting.id}/cancel").filled({"version": "1", "reason": "x"})
    assert browser.post(f"/meetings/{meeting.id}/cancel", kept).status_code in (303, 409)
    other = meetings_of_next(database, committee)
    browser.submit(f"/meetings/{other.id}/cancel", 0, 303, reason="لا نصاب")
    with database.read() as session:
        assert session.get(Meeting, other.id).state == "cancelled"
    browser.submit(f"/meetings/{other.id}/cancel", 0, 422, reason="مرة أخرى")


@pytest.mark.parametrize(
    ("language", "moved", "called_off"),
    [
        (
            "ar",
            "موعد الاجتماع الآن: الأربعاء 11 آذار 2026 12:30. يُبلَّغ 4 من الأعضاء والنواب.",
            "أُلغي الاجتماع المقرر في الأربعاء 11 آذار 2026 12:30. يُبلَّغ 4 من الأعضاء والنواب.",
        ),
        ("en", "The meeting is now on Wednesday 11 March 2026 12:30. 4 members and deputies are told.", "is cancelled."),
    ],
)
def test_who_moves_and_cancels_reads_what_happened_and_how_many_are_told(sign_in, database, committee, language, moved, called_off):
    browser, meeting = sign_in("karwan"), first_meeting(database, committee)
    browser.get(f"/?language={language}")
    to = {"day": "11/3/2026", "starts": "12:30", "reason": "زيارة"}
    answer = browser.submit(f"/meetings/{meeting.id}/change", 0, 303, **to)
    assert moved in browser.get(answer.location).text
    answer = browser.submit(f"/meetings/{meeting.id}/change", 0, 303, **to)
    told_again = browser.get(answer.location).text
    assert moved not in told_again
    assert 'class="note success"' in told_again
    answer = browser.submit(f"/meetings/{meeting.id}/cancel", 0, 303, reason="لا نصاب")
    assert called_off in browser.get(answer.location).text


def test_who_moves_all_that_follow_reads_so(sign_in, database, committee):
    browser, meeting = sign_in("karwan"), first_meeting(database, committee)
    answer = browser.submit(f"/meetings/{meeting.id}/change", 0, 303, day="11/3/2026", starts="12:30", extent="following", reason="زيارة")
    assert "وتبقى الاجتماعات التي تليه على البعد نفسه منه." in browser.get(answer.location).text


def test_who_calls_a_meeting_reads_that_everybody_is_told(sign_in, committee):
    browser = sign_in("karwan")
    called = browser.submit(f"/committees/{committee}/meetings/new", 0, 303, day="12/3/2026", starts="11:00", reason="زيارة")
    assert "دُعي إلى الاجتماع، ويُبلَّغ جميع أعضاء اللجنة." in browser.get(called.headers["Location"]).text


def meetings_of_next(database, committee_id: str) -> Meeting:
    with database.read() as session:
        return meetings_of(session, committee_id)[1]


@SQLITE
@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("rhythm", {"weeks": "27"}),
        ("rhythm", {"starts": "25:00"}),
        ("rhythm", {"anchor": "13/3/2026"}),
        ("rhythm", {"kind": "month_day", "month_day": "28"}),
        ("edit", {"quorum": "share", "quorum_number": "101"}),
        ("edit", {"quorum": "number", "quorum_number": ""}),
        ("members/new", {"since": "1/1/2026", "until": "1/1/2025", "part": "member"}),
        ("members/new", {"since": "1/1/2026", "part": "chair"}),
        ("meetings/new", {"day": "1/1/2026", "starts": "10:00"}),
    ],
)
def test_bad_input(sign_in, committee, cast, path, values):
    if path.startswith("members"):
        values = {"organisation_id": cast.organisation("MOF"), **values}
    sign_in("karwan").submit(f"/committees/{committee}/{path}", 0, 422, **values)


@SQLITE
def test_a_number_that_is_none_has_one_message(sign_in, committee):
    rhythm = {"kind": "weeks", "weeks": "two", "anchor": "10/3/2026", "starts": "10:00", "minutes": "120"}
    answer = sign_in("karwan").submit(f"/committees/{committee}/rhythm", 0, 422, **rhythm)
    assert answer.text.count('<a href="#weeks">') == 1


def test_a_feed_is_shown_once_and_taken_back(sign_in, client, database, committee):
    browser = sign_in("noor")
    made = browser.submit("/meetings/feeds", 0, 200, committee_id="", language="en")
    path = re.search(r"http://localhost(/feeds/[\w-]+\.ics)", made.text)[1]
    answer = client.raw.get(path)
    assert answer.mimetype == "text/calendar"
    calendar = icalendar.Calendar.from_ical(answer.data)
    event = calendar.events[0]
    assert (event["UID"], event["RRULE"]["INTERVAL"], event["RRULE"]["BYDAY"]) == (event["UID"], [2], ["TU"])
    assert str(event["SUMMARY"]) == "Meeting: Ninewa committee"
    assert path not in browser.get("/meetings/feeds").text
    revoke = next(each.action for each in browser.forms("/meetings/feeds") if "revoke" in each.action)
    token = browser.form("/meetings/feeds").fields["csrf_token"]
    sign_in("huda").post(revoke, {"csrf_token": sign_in("huda").form("/meetings/feeds").fields["csrf_token"]}, (400, 404))
    browser.post(revoke, {"csrf_token": token}, 303)
    assert client.raw.get(path).status_code == 404


def test_moved_and_cancelled_ones_in_the_feed(sign_in, client, database, committee):
    browser = sign_in("karwan")
    with database.read() as session:
        first, second = meetings_of(session, committee)[:2]
    browser.submit(f"/meetings/{first.id}/change", 0, 303, day="11/3/2026", starts="12:30")
    browser.submit(f"/meetings/{second.id}/cancel", 0, 303, reason="لا نصاب")
    made = browser.submit("/meetings/feeds", 0, 200, committee_id=committee, language="ar")
    path = re.search(r"http://localhost(/feeds/[\w-]+\.ics)", made.text)[1]
    text = client.raw.get(path).text.replace("\r\n ", "")
    assert "RECURRENCE-ID;TZID=Asia/Baghdad:20260310T100000" in text
    assert "DTSTART;TZID=Asia/Baghdad:20260311T123000" in text
    assert "EXDATE;TZID=Asia/Baghdad:20260324T100000" in text
    assert "WKST=SU" in text
    assert "BEGIN:VTIMEZONE" in text


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_the_month_marks_holidays(sign_in, committee, language):
    sign_in("amal").submit("/admin/holidays/new", 0, 303, name_ar="عيد الفطر", day="22/3/2026", state="confirmed", scope_id="IQ")
    browser = sign_in("karwan", language=language)
    text = browser.get("/meetings/month?month=2026-03").text
    assert text.count('class="met is-planned"') == 2
    assert "عيد الفطر" in text
    browser.get("/meetings/month?month=2026-99")


@SQLITE
def test_lists_and_files(sign_in, committee):
    browser = sign_in("karwan")
    assert "Ninewa committee" in browser.get("/committees?q=ninewa&language=en").text
    assert "Ninewa committee" not in browser.get("/committees?q=basra").text
    for url in ("/committees.csv", "/committees.xlsx?hxl=1", "/meetings.csv", "/meetings.xlsx?hxl=1"):
        assert len(browser.get(url).data) > 100
    assert sign_in("dara").get("/committees.csv").text.count("\n") == 1


@SQLITE
def test_a_holiday_is_saved_by_two_at_once(sign_in, database):
    first, second = sign_in("amal"), sign_in("basim")
    first.submit("/admin/holidays/new", 0, 303, name_en="Eid", day="22/3/2026", state="proposed", scope_id="IQ")
    with database.read() as session:
        holiday = session.scalars(select(Holiday)).one()
    form = second.form(f"/admin/holidays/{holiday.id}")
    first.submit(f"/admin/holidays/{holiday.id}", 0, 303, day="23/3/2026", letter="ق/1")
    second.post(form.action, form.filled({"day": "24/3/2026"}), 409)
