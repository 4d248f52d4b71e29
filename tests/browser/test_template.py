"""An officer who has never planned makes the school plan from its template, in Arabic, up to its submission; every key press counts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from core.database import Database
from followup.terms import Sector
from tests.browser.planning import decide
from tests.browser.visitor import Visitor
from tests.cast import People, a_team, an_issue
from tests.conftest import Clock

#: The school plan in Diyala asks for one thing that only the place knows: how many schools.
MOST_TYPED = 1


class Counting:
    """Fills in fields for a visitor, and counts them."""

    def __init__(self, one: Visitor) -> None:
        self.one, self.typed = one, 0

    def fill(self, **values: Any) -> None:
        """As the visitor does."""
        self.one.fill(**values)
        self.typed += len(values)


def confirm_all(one: Visitor, plan: str) -> int:
    """Step by step by the button at the head of each, where there are several; returns how many buttons were pressed."""
    pressed = 0
    while one.page.locator('.unsure button[name="step"]').count():
        one.press('.unsure button[name="step"]')
        assert one.path == plan
        pressed += 1
    while one.page.locator(".unsure button").count():
        one.press(".unsure button")
        pressed += 1
    return pressed


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_school_plan_from_its_template(
    visitor: Callable[..., Visitor], database: Database, cast: People, clock: Clock, scripts: bool
) -> None:
    with database.write() as session:
        issue = an_issue(
            session,
            cast,
            cast.dara,
            clock.now,
            scope_id="branch-diyala",
            name_ar="مدارس مهدمة في إمام ويس",
            name_en="",
            sector=Sector.EDUCATION,
        )
        a_team(session, cast, clock.now, "IQG10")
    dara = visitor(scripts=scripts)
    dara.enter("dara")
    counting = Counting(dara)
    dara.press('nav.side a[href="/issues"]')
    dara.press(f'main a[href="/issues/{issue.id}"]')
    dara.press('main a[href*="/plans/new"]')
    first = dara.find("#templates li")
    expect(first).to_contain_text("مدارس مهدمة")
    expect(first).to_contain_text("يناسب القضية")
    dara.press(first.locator("a"))
    dara.save()
    plan = dara.path
    assert re.fullmatch(r"/plans/[a-z2-7]{20}", plan), plan

    gaps = dara.page.locator(".gaps a")
    assert [gap.split(":")[0] for gap in gaps.all_text_contents()] == ["اكتب المستهدف"]
    dara.press(gaps.first)
    counting.fill(target="٦")
    dara.save()
    assert not dara.page.locator(".gaps a").count()
    assert 5 <= confirm_all(dara, plan) <= 7
    expect(dara.find("nav.rail")).not_to_contain_text("للتثبيت")
    assert counting.typed <= MOST_TYPED
    decide(dara, "submit")
    expect(dara.find(".standing .pill")).to_have_class(re.compile("submitted"))


def read_back(one: Visitor, plan: str) -> None:
    """The plan's page speaks Kurdish: steps, state, pictures; what is left in another language was typed, or is a name."""
    one.press('nav.side a[href="/plans"]')
    one.press(f'main td.main a[href="{plan}"]')
    catalogue = {code: read_po(PO.format(code)) for code in ("ar", "ckb")}
    kurdish = catalogue["ckb"]
    assert one.page.locator("nav.rail .step-name").all_text_contents() == [kurdish[name] for name in STEPS]
    expect(one.find(".standing .pill")).to_have_text(kurdish["Approved"])
    expect(one.find("main")).to_contain_text(CONFIRMED)
    assert one.page.locator("figure.picture svg").count() >= 2
    foreign = ({*catalogue["ar"].values()} | {*kurdish}) - {*kurdish.values()}
    assert not (foreign & {*one.page.evaluate(CHROME)})
