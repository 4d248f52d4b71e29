"""The whole way of one real plan: Sinjar's low-cost housing, from the issue to a second version, by everybody who has a part in it."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import expect

from core.database import Database
from tests.browser import planning
from tests.browser.keys import Keyboard
from tests.browser.planning import close_gaps, decide
from tests.browser.visitor import Visitor
from tests.cast import People, a_team, an_issue
from tests.conftest import Clock

REASONS = "المساحة المذكورة لا تكفي، والكلفة غير واضحة"
CORRECTED = "أن تسكن العائلات دوراً دائمة، على مرحلتين"
REVISED = "أن تسكن العائلات دوراً دائمة على مئتي دونم"
Arrives = Callable[..., Visitor]


def prepared(database: Database, cast: People, now: datetime) -> tuple[str, str]:
    """The ids of the issue and of a follow-up team."""
    with database.write() as session:
        return an_issue(session, cast, cast.karwan, now).id, a_team(session, cast, now).id


def begin(one: Visitor, issue_id: str) -> str:
    """From the home page to the issue, and from there to a plan for it; returns the plan's address."""
    one.press('nav.side a[href="/issues"]')
    one.press(f'main a[href="/issues/{issue_id}"]')
    one.press('main a[href*="/plans/new"]')
    expect(one.find('main form [name="issue_id"]')).to_have_value(issue_id)
    one.fill(**planning.IDENTITY)
    one.save()
    assert re.fullmatch(r"/plans/[a-z2-7]{20}", one.path), one.path
    return one.path


def from_home(one: Visitor, plan: str) -> None:
    """What waits stands at home; the line leads there."""
    one.press('nav.side a[href="/"]')
    one.press(f'.content section:first-of-type a[href^="{plan}"]')


def from_list(one: Visitor, plan: str) -> None:
    """By the list of plans."""
    one.press('nav.side a[href="/plans"]')
    one.press(f'main td.main a[href="{plan}"]')


def write_goal(one: Visitor, goal: str) -> None:
    """Changes the goal by the step's own edit link."""
    one.press('main a[href*="/aim/edit"]')
    one.fill(goal=goal)
    one.save()
    expect(one.find("#aim")).to_contain_text(goal)


def returned_and_approved(karwan: Visitor, salma: Visitor, plan: str) -> None:
    """Submitted, returned with reasons, corrected, submitted again, approved."""
    decide(karwan, "submit")
    from_home(salma, plan)
    decide(salma, "return", lambda one: one.fill(reason=REASONS))
    from_home(karwan, plan)
    expect(karwan.find(".note.attention")).to_contain_text(REASONS)
    write_goal(karwan, CORRECTED)
    decide(karwan, "submit")
    from_home(salma, plan)
    decide(salma, "approve")


def received_and_reported(karwan: Visitor, noor: Visitor, plan: str) -> None:
    """The organisations are told; the Ministry of Finance acknowledges and reports on its activity."""
    from_home(karwan, plan)
    decide(karwan, "communicate")
    expect(karwan.page.locator("table .pill.no-data")).to_have_count(3)
    from_home(noor, plan)
    from_list(noor, plan)
    decide(noor, "acknowledge")
    expect(noor.page.locator("table .pill.achieved")).to_have_count(1)
    noor.press('main a[href$="/progress"]')
    noor.fill(percent="٤٠", note="خُصصت أربعون في المئة من الأرض")
    noor.save()
    expect(noor.find(".part progress")).to_have_attribute("value", "40")


def reviewed(karwan: Visitor, plan: str) -> None:
    """A finding for everything, a look at the whole, and the review ends with a revision."""
    from_list(karwan, plan)
    karwan.press('.actions a[href*="/review"]')
    karwan.save()
    links = karwan.page.locator('a[href*="/review/findings/"]').evaluate_all("all => all.map(each => each.getAttribute('href'))")
    assert len(links) == 2
    for number, link in enumerate(links):
        karwan.press(f'a[href="{link}"]')
        karwan.fill(achieved="جزئياً", verdict=("keep", "adjust")[number], reason="الأرض لم تكتمل")
        karwan.save()
    karwan.press('a[href*="/review/whole"]')
    karwan.fill(coordination="لم يجب مجلس الوزراء على كتابين", sharing="في اجتماع الفروع")
    karwan.save()
    karwan.press('.actions a[href*="/conclude"]')
    karwan.fill(outcome="revise", reason="تُخصص أرض إضافية")
    karwan.save()


def revised(karwan: Visitor, salma: Visitor, noor: Visitor, plan: str) -> None:
    """Version 2 is written beside version 1, which stays as it was, and takes its place when it is approved."""
    assert karwan.path == f"{plan}/revision"
    write_goal(karwan, REVISED)
    assert karwan.path == f"{plan}/revision"
    for one in (karwan, noor):
        from_list(one, plan)
        expect(one.find("#aim")).to_contain_text(CORRECTED)
    karwan.press(f'main a[href="{plan}/revision"]')
    decide(karwan, "submit")
    from_home(salma, plan)
    decide(salma, "approve")
    from_list(noor, plan)
    expect(noor.find("#aim")).to_contain_text(REVISED)
    noor.press('a[href$="/history"]')
    noor.press(f'main a[href="{plan}/versions/1"]')
    expect(noor.find("#aim")).to_contain_text(CORRECTED)


def whole_way(visitor: Arrives, database: Database, cast: People, now: datetime, language: str, kind: type[Visitor] = Visitor) -> None:
    """Everything, in one language, by visitors with a mouse or (``kind``) without one."""
    issue_id, team_id = prepared(database, cast, now)
    karwan, salma, noor = (visitor(kind=kind) for _person in range(3))
    for one, name in ((karwan, "karwan"), (salma, "salma"), (noor, "noor")):
        one.enter(name, language)
        assert one.find("html").get_attribute("lang") == language
    plan = begin(karwan, issue_id)
    assert close_gaps(karwan, plan, planning.answers(cast, team_id)) >= 15
    returned_and_approved(karwan, salma, plan)
    received_and_reported(karwan, noor, plan)
    reviewed(karwan, plan)
    revised(karwan, salma, noor, plan)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "en", "ckb"])
def test_a_plan_goes_from_the_issue_to_its_second_version(
    visitor: Arrives, database: Database, cast: People, clock: Clock, language: str
) -> None:
    whole_way(visitor, database, cast, clock.now, language)


@pytest.mark.slow
def test_it_goes_there_by_the_keyboard_alone(visitor: Arrives, database: Database, cast: People, clock: Clock) -> None:
    whole_way(visitor, database, cast, clock.now, "ar", Keyboard)
