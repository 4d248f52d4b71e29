"""Planning without a mouse: only keys, every focus on the way visible, everything within reach of a bounded number of tabs."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.planning import ACTIVITY, OBJECTIVE
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD, People, email_of

SAVE = "main form .buttons button"
Arrives = Callable[..., Visitor]


def type_into(one: Visitor, **values: str) -> None:
    """Tabs from field to field and types."""
    for name, value in values.items():
        one.tab_to(f'[name="{name}"]', most=120)
        one.page.keyboard.type(value)


def choose(one: Visitor, name: str, steps: int = 1) -> None:
    """Tabs to a select and goes down by arrows."""
    one.tab_to(f'select[name="{name}"]')
    one.keys(*["ArrowDown"] * steps)
    expect(one.find(f'select[name="{name}"]')).not_to_have_value("")


def save(one: Visitor) -> None:
    """Tabs to the button of the form and presses it."""
    one.tab_to(SAVE)
    one.follow()


def begin(one: Visitor) -> str:
    """Signs in and begins a plan; returns its address."""
    one.page.goto("/sign-in")
    type_into(one, email=email_of("karwan"), password=PASSWORD)
    save(one)
    one.tab_to('nav.side a[href="/plans"]')
    one.follow()
    one.tab_to('main a[href="/plans/new"]')
    one.follow()
    type_into(one, name_ar="خطة بلا فأرة", theme="السكن", starts_on="1/2/2026", ends_on="٣١/١٢/٢٠٢٦")
    save(one)
    return one.path


def test_a_plan_is_begun_refused_and_followed_up_by_keys_alone(visitor: Arrives, cast: People) -> None:
    one = visitor()
    plan = begin(one)
    one.tab_to('a[href*="/objectives/new"]')
    one.follow()
    type_into(one, change=OBJECTIVE, for_whom="عائلات سنجار", by_when="1/9/2026")
    choose(one, "means")
    save(one)
    one.tab_to('main a[href$="/stakeholders/new#edit"]')
    one.follow()
    finance = cast.directory.organisation_name(cast.organisation("MOF"))
    one.tab_to('[role="combobox"]')
    one.keys(f"‹{finance}›", "ArrowDown", "Enter")
    expect(one.find('select[name="organisation_id"]')).to_have_value(cast.organisation("MOF"))
    choose(one, "part")
    save(one)
    one.tab_to('main a[href*="/activities/new"]')
    one.follow()
    type_into(one, title=ACTIVITY)
    save(one)
    expect(one.find('article[id^="activities-"]')).to_contain_text(ACTIVITY)
    refused(one, plan)
    leave(one)


def refused(one: Visitor, plan: str) -> None:
    """Submitting is refused with the list of what is missing; a gap of the list leads to its field."""
    one.go(plan)
    one.tab_to('.actions a[href$="/submit"]')
    one.follow()
    assert one.page.locator(".confirm li a").count() > 5
    assert not one.page.locator("main form").count()
    one.tab_to(".confirm li a")
    one.follow()
    expect(one.find('[name="goal"]')).to_be_focused()
    one.keys("‹دور دائمة للعائلات›")
    save(one)
    expect(one.find("#aim")).to_contain_text("دور دائمة للعائلات")


def leave(one: Visitor) -> None:
    """Signs out by the menu."""
    one.go("/")
    one.tab_to(".top-end .pop:has(form) > summary")
    one.keys("Enter")
    one.tab_to('form[action$="/sign-out"] button')
    one.follow()
    assert one.path == "/sign-in"


def test_the_first_tab_skips_to_the_content(visitor: Arrives) -> None:
    one = visitor()
    one.enter("karwan")
    one.go("/plans")
    one.tab_to("a.skip", most=1)
    one.keys("Enter")
    expect(one.find("#main")).to_be_focused()
    one.tab_to("main a, main button, main input, main select", most=1)


def test_a_menu_closes_by_escape_and_gives_the_focus_back(visitor: Arrives) -> None:
    one = visitor()
    one.enter("karwan")
    one.tab_to(".top-end .pop > summary")
    one.keys("Enter", "Tab", "Escape")
    expect(one.find(".top-end .pop")).not_to_have_attribute("open", "")
    expect(one.find(".top-end .pop > summary")).to_be_focused()
