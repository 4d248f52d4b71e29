"""The screen of a meeting: kept by keys alone, and through a lost line."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from committees.models import AgendaItem, Attendance
from committees.queries.agenda import items_of
from committees.services import holding
from core.database import Database
from tests.browser.visitor import Visitor
from tests.cast import People
from tests.committees.table import a_committee, a_meeting
from tests.conftest import Clock

Arrives = Callable[..., Visitor]
SAVED_BY_ITSELF = 15_000
NOTES = "طلب ديوان المحافظة قطعة أقرب إلى المدرسة."


@pytest.fixture
def begun(database: Database, cast: People, clock: Clock) -> str:
    with database.write() as session:
        meeting = a_meeting(session, a_committee(session, cast, clock.now), clock.now + timedelta(hours=2)).id
        holding.begin(session, cast.karwan, meeting, 1, clock.now)
    return meeting


def test_attendance_and_notes_by_keys_alone(visitor: Arrives, database: Database, begun: str) -> None:
    one = visitor()
    one.enter("karwan")
    one.go(f"/meetings/{begun}/table")
    one.tab_to("#seat-seat-chair [name=presence]")
    one.keys("Space")
    one.tab_to("#seat-seat-finance [name=presence]")
    one.keys("Space", "ArrowDown")
    one.tab_to("main textarea[name=notes]")
    one.page.keyboard.type(NOTES)
    expect(one.page.locator("main form [data-state]").filter(has_text="حُفظ")).to_have_count(3, timeout=SAVED_BY_ITSELF)
    with database.read() as session:
        seats = {each.member_id: each.presence for each in session.query(Attendance)}
        assert (seats["seat-chair"], seats["seat-finance"]) == ("present", "deputy")
        assert items_of(session, begun)[0].notes == NOTES


def test_a_lost_line_says_so_and_what_was_typed_follows(visitor: Arrives, database: Database, begun: str) -> None:
    one = visitor()
    one.enter("karwan")
    one.go(f"/meetings/{begun}/table")
    one.context.set_offline(True)
    notes = one.find("main textarea[name=notes]").first
    notes.press_sequentially(NOTES)
    expect(one.page.locator("main form [data-state]").filter(has_text="لا اتصال")).to_have_count(1, timeout=SAVED_BY_ITSELF)
    expect(notes).to_have_value(NOTES)
    one.context.set_offline(False)
    assert one.problems, "nothing was sent while the line was lost"
    one.problems = [each for each in one.problems if "ERR_INTERNET_DISCONNECTED" not in each]
    expect(one.page.locator("main form [data-state]").filter(has_text="حُفظ")).to_have_count(1, timeout=SAVED_BY_ITSELF)
    with database.read() as session:
        assert session.get(AgendaItem, items_of(session, begun)[0].id).notes == NOTES
