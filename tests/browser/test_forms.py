"""What forms promise: nothing typed is lost, two people at once, an impatient click, no JavaScript, nothing left after signing out."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Dialog, expect
from sqlalchemy import func, select

from core.database import Database
from plans.models import Plan
from tests.browser.planning import GOAL, IDENTITY, OBJECTIVE
from tests.browser.visitor import Visitor
from tests.cast import People, a_complete_plan
from tests.conftest import Clock

Arrives = Callable[..., Visitor]


def a_plan(database: Database, cast: People, now: datetime) -> str:
    """The address of a draft of Karwan's."""
    with database.write() as session:
        return f"/plans/{a_complete_plan(session, cast, cast.karwan, now).id}"


def test_two_people_at_one_text_choose_field_by_field(visitor: Arrives, database: Database, cast: People, clock: Clock) -> None:
    plan = a_plan(database, cast, clock.now)
    first, second = visitor(), visitor(statuses=(409,))
    for one, name in ((first, "karwan"), (second, "salma")):
        one.enter(name)
        one.go(f"{plan}/aim/edit")
    first.fill(goal="هدف كاروان", challenges="عقبة كاروان")
    first.save()
    second.fill(goal="هدف سلمى", challenges="عقبة سلمى", coordination_target="ما كتبته سلمى وحدها")
    second.save()
    for text in ("هدف كاروان", "هدف سلمى", "عقبة كاروان", "عقبة سلمى"):
        expect(second.page.locator(".conflict q", has_text=text)).to_be_visible()
    expect(second.find(".conflict")).to_be_focused()
    second.fill(**{"keep-goal": "theirs", "keep-challenges": "mine", "keep-coordination_target": "mine"})
    second.save()
    aim = second.find("#aim")
    for text in ("هدف كاروان", "عقبة سلمى", "ما كتبته سلمى وحدها"):
        expect(aim).to_contain_text(text)
    for text in ("هدف سلمى", "عقبة كاروان"):
        expect(aim).not_to_contain_text(text)


def test_an_impatient_double_click_counts_once(visitor: Arrives, database: Database) -> None:
    one = visitor()
    one.enter("karwan")
    one.go("/plans/new")
    one.fill(**IDENTITY, theme="السكن")
    one.find("main form .buttons button").dblclick()
    one.page.wait_for_url(re.compile(r"/plans/[a-z2-7]{20}$"))
    one.look()
    with database.read() as session:
        assert session.scalar(select(func.count(Plan.id))) == 1


def test_a_form_with_errors_keeps_what_was_typed_and_says_so_first(visitor: Arrives) -> None:
    one = visitor(statuses=(422,))
    one.enter("karwan")
    one.go("/plans/new")
    one.fill(name_ar="خطة سنجار", theme="السكن", starts_on="31/12/2026", ends_on="٣٠/٢/٢٠٢٦")
    one.save()
    summary = one.find(".note.error")
    expect(summary).to_be_focused()
    for name, text in (("name_ar", "خطة سنجار"), ("theme", "السكن"), ("starts_on", "31/12/2026"), ("ends_on", "٣٠/٢/٢٠٢٦")):
        expect(one.find(f'[name="{name}"]')).to_have_value(text)
    summary.locator("a").first.click()
    wrong = one.find('[name="ends_on"]')
    expect(wrong).to_be_focused()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(one.find(f"#{wrong.get_attribute('aria-describedby') or ''}".replace(" ", ",#"))).to_be_visible()


def test_what_is_wrong_comes_first_also_from_a_link_to_a_field_and_long_text_is_kept_whole(
    visitor: Arrives, database: Database, cast: People, clock: Clock
) -> None:
    plan = a_plan(database, cast, clock.now)
    one = visitor(statuses=(422,))
    one.enter("karwan")
    one.go(f"{plan}/objectives/new#for_whom")
    expect(one.find('[name="for_whom"]')).to_be_focused()
    long = ("عائلات سنجار " * 60).strip()
    one.fill(for_whom=long)
    one.save()
    one.page.wait_for_timeout(300)  # the browser goes to the place in the address late
    expect(one.find(".note.error")).to_be_focused()
    expect(one.find('[name="for_whom"]')).to_have_value(long)
    expect(one.find(".field.bad:has([name=for_whom]) .wrong")).to_contain_text("300")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_an_objective_is_added_without_javascript(visitor: Arrives, database: Database) -> None:
    one = visitor(scripts=False)
    one.enter("karwan")
    one.press('nav.side a[href="/plans"]')
    one.press('main a[href="/plans/new"]')
    one.fill(**IDENTITY, theme="السكن")
    one.save()
    one.press('main .step-head + .gaps a[href*="/objectives/new"]')
    one.fill(change=OBJECTIVE, for_whom="عائلات سنجار", by_when="1/9/2026", means="activity")
    one.save()
    expect(one.find('article[id^="objectives-"]')).to_contain_text(OBJECTIVE)


def test_text_that_is_not_saved_says_so_and_asks_before_it_is_left(
    visitor: Arrives, database: Database, cast: People, clock: Clock
) -> None:
    plan = a_plan(database, cast, clock.now)
    one = visitor()
    one.enter("karwan")
    one.go(f"{plan}/aim/edit")
    asked: list[str] = []

    def stays(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    one.page.on("dialog", stays)
    box = one.find('[name="goal"]')
    box.click()
    box.press_sequentially("؟")
    expect(one.find(".unsaved")).not_to_be_empty()
    one.find('nav.side a[href="/"]').click(no_wait_after=True)
    one.page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert one.path == f"{plan}/aim/edit"
    one.save()
    assert asked == ["beforeunload"]


def test_back_after_signing_out_shows_nothing(visitor: Arrives, database: Database, cast: People, clock: Clock) -> None:
    plan = a_plan(database, cast, clock.now)
    one = visitor()
    one.enter("karwan")
    one.go(plan)
    expect(one.find("#aim")).to_be_visible()
    one.leave()
    one.page.go_back()
    one.page.wait_for_load_state()
    expect(one.find("#aim")).to_have_count(0)
    assert GOAL not in one.page.content()
    assert one.path == "/sign-in"
