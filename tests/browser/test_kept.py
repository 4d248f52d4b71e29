"""Nothing typed is lost: what was not saved is offered back in this browser, until it is saved or somebody signs out."""

from collections.abc import Callable

from playwright.sync_api import expect

from accounts.models import SignInSession
from core.database import Database
from tests.browser.visitor import Visitor
from tests.cast import People, a_complete_plan
from tests.conftest import Clock

Arrives = Callable[..., Visitor]
GOAL, TARGET = "هدف لم يُحفظ بعد", "أن تجيب البلدية خلال أسبوع"
DRAFTS = "() => Object.keys(localStorage).filter(key => key.startsWith('tansiq.draft:')).length"


def a_form(visitor: Arrives, database: Database, cast: People, clock: Clock, statuses: tuple[int, ...] = ()) -> tuple[Visitor, str]:
    """Karwan at the goal of a draft plan, and its address."""
    with database.write() as session:
        url = f"/plans/{a_complete_plan(session, cast, cast.karwan, clock.now).id}/aim/edit"
    one = visitor(statuses=statuses)
    one.enter("karwan")
    one.go(url)
    return one, url


def keeps(one: Visitor, number: int) -> None:
    """Waits until this browser keeps that many texts."""
    for _step in range(100):
        if one.page.evaluate(DRAFTS) == number:
            return
        one.page.wait_for_timeout(100)
    raise AssertionError(f"{one.page.evaluate(DRAFTS)} texts are kept, not {number}")


def typed(one: Visitor) -> None:
    one.page.on("dialog", lambda dialog: dialog.accept())  # whether one really leaves unsaved text
    one.fill(goal=GOAL, coordination_target=TARGET)
    keeps(one, 1)


def put_back(one: Visitor) -> None:
    one.find(".note.kept button").first.click()
    expect(one.find('[name="goal"]')).to_have_value(GOAL)
    expect(one.find('[name="coordination_target"]')).to_have_value(TARGET)


def test_a_lost_line_loses_nothing(visitor: Arrives, database: Database, cast: People, clock: Clock) -> None:
    one, url = a_form(visitor, database, cast, clock)
    typed(one)
    one.context.set_offline(True)
    one.find("main form .buttons button").click()
    expect(one.find(".note.kept")).to_be_visible()
    expect(one.find('[name="goal"]')).to_have_value(GOAL)
    one.context.set_offline(False)
    one.save()
    expect(one.find("#aim")).to_contain_text(GOAL)
    keeps(one, 0)
    one.go(url)
    expect(one.find(".note.kept")).to_have_count(0)


def test_a_closed_lid_and_an_ended_session_lose_nothing(visitor: Arrives, database: Database, cast: People, clock: Clock) -> None:
    one, url = a_form(visitor, database, cast, clock, (401,))
    typed(one)
    one.page.close(run_before_unload=False)
    one.reopen()
    one.go(url)
    put_back(one)
    with database.write() as session:
        session.query(SignInSession).delete()
    one.find("main form .buttons button").click()
    one.page.wait_for_load_state()
    one.enter("karwan")
    one.go(url)
    put_back(one)
    one.save()
    expect(one.find("#aim")).to_contain_text(GOAL)
    keeps(one, 0)


def test_what_others_saved_meanwhile_is_shown_beside_it(visitor: Arrives, database: Database, cast: People, clock: Clock) -> None:
    one, url = a_form(visitor, database, cast, clock, (409,))
    typed(one)
    other = visitor()
    other.enter("salma")
    other.go(url)
    other.fill(goal="هدف سلمى")
    other.save()
    one.page.reload()
    put_back(one)
    one.save()
    expect(one.find(".conflict")).to_contain_text("هدف سلمى")
    expect(one.find(".conflict")).to_contain_text(GOAL)


def test_signing_out_takes_it_away_and_nobody_else_sees_it(visitor: Arrives, database: Database, cast: People, clock: Clock) -> None:
    one, url = a_form(visitor, database, cast, clock)
    typed(one)
    with database.write() as session:
        session.query(SignInSession).delete()
    one.enter("salma")
    one.go(url)
    expect(one.find(".note.kept")).to_have_count(0)
    one.leave()
    assert one.page.evaluate(DRAFTS) == 0
