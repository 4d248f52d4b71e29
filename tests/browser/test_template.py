"""An officer who has never planned makes the school plan from its template, in Arabic; headquarters approves and prints it; it is read
back in Kurdish; a line lost on the way loses nothing."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from core.database import Database
from followup.terms import Sector
from tests.browser.planning import decide
from tests.browser.visitor import Visitor
from tests.cast import People, a_team, an_issue
from tests.conftest import Clock
from tests.pdf import Pdf, squeezed

#: The school plan in Diyala asks for one thing that only the place knows: how many schools.
MOST_TYPED = 1
TRANSLATIONS = Path(__file__).resolve().parents[2] / "app" / "translations"
SCHOOLS = "مدارس مهدمة في إمام ويس"
STEPS = (
    "Goal and objectives",
    "Activities and resources",
    "Indicators and targets",
    "Risk plan",
    "Communication plan",
    "Review and revision",
)
#: The texts of a page that Tansiq says itself: outside of what people typed, and of the menu of languages.
CHROME = """() => { const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (all.nextNode()) if (!all.currentNode.parentElement.closest('[dir=auto], bdi, body [lang], script'))
    found.push(all.currentNode.data.trim());
  return found.filter(Boolean); }"""
Arrives = Callable[..., Visitor]


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


def an_issue_of_schools(database: Database, cast: People, now: datetime) -> str:
    """The id of Imam Wais' issue, in Dara's branch, which has a team."""
    with database.write() as session:
        a_team(session, cast, now, "IQG10")
        return an_issue(session, cast, cast.dara, now, scope_id="branch-diyala", name_ar=SCHOOLS, name_en="", sector=Sector.EDUCATION).id


def begun(dara: Visitor, issue_id: str) -> str:
    """From the issue to the template that fits it, and up to the one thing that it does not know; returns the plan's address."""
    dara.press('nav.side a[href="/issues"]')
    dara.press(f'main a[href="/issues/{issue_id}"]')
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
    return plan


def ended(dara: Visitor, plan: str) -> None:
    """Nothing is missing; everything is confirmed; submitted."""
    assert not dara.page.locator(".gaps a").count()
    assert 5 <= confirm_all(dara, plan) <= 7
    expect(dara.find("nav.rail")).not_to_contain_text("للتثبيت")
    decide(dara, "submit")
    expect(dara.find(".standing .pill")).to_have_class(re.compile("submitted"))


def approved_and_printed(salma: Visitor, plan: str) -> None:
    """Headquarters finds it at home, approves it, and prints it in Arabic."""
    salma.press('nav.side a[href="/"]')
    salma.press(f'.content section:first-of-type a[href^="{plan}"]')
    decide(salma, "approve")
    salma.find(".tools .pop:has(a[href*='.pdf']) > summary").click()
    printed = salma.context.request.get(salma.base + (salma.find(f'.tools a[href^="{plan}.pdf"]').get_attribute("href") or ""))
    assert printed.headers["content-type"] == "application/pdf"
    paper = Pdf(printed.body())
    assert paper.language.startswith("ar")
    assert squeezed(SCHOOLS) in paper.squeezed


def said_in(code: str) -> dict[str, str]:
    """The catalogue of a language: what it says for each English text that has one form."""
    with (TRANSLATIONS / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {each.id: each.string for each in read_po(file) if isinstance(each.id, str) and each.id and isinstance(each.string, str)}


def read_back(one: Visitor, plan: str) -> None:
    """The plan's page speaks Kurdish: steps, state, pictures; nothing that Tansiq says is left in Arabic or English."""
    one.press('nav.side a[href="/plans"]')
    one.press(f'main td.main a[href="{plan}"]')
    kurdish, arabic = said_in("ckb"), said_in("ar")
    assert one.page.locator("nav.rail .step-name").all_text_contents() == [kurdish[name] for name in STEPS]
    expect(one.find(".standing .pill")).to_have_text(kurdish["Approved"])
    expect(one.find("h1")).to_contain_text(SCHOOLS)
    titles = one.page.locator("figure.picture figcaption b").all_text_contents()
    assert titles
    assert {*titles} <= {*kurdish.values()}
    foreign = ({*arabic.values()} | {*kurdish}) - {*kurdish.values()}
    assert not foreign & {*one.page.evaluate(CHROME)}


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_school_plan_from_its_template(visitor: Arrives, database: Database, cast: People, clock: Clock, scripts: bool) -> None:
    issue_id = an_issue_of_schools(database, cast, clock.now)
    dara, salma = visitor(scripts=scripts), visitor(scripts=scripts)
    dara.enter("dara")
    plan = begun(dara, issue_id)
    counting = Counting(dara)
    counting.fill(target="٦")
    dara.save()
    ended(dara, plan)
    assert counting.typed <= MOST_TYPED
    salma.enter("salma")
    approved_and_printed(salma, plan)
    if scripts:
        reader = visitor()
        reader.enter("salma", "ckb")
        read_back(reader, plan)


@pytest.mark.slow
def test_a_line_lost_in_the_middle_loses_nothing(visitor: Arrives, database: Database, cast: People, clock: Clock) -> None:
    issue_id = an_issue_of_schools(database, cast, clock.now)
    dara = visitor()
    dara.page.on("dialog", lambda dialog: dialog.accept())  # whether one really leaves unsaved text
    dara.enter("dara")
    plan = begun(dara, issue_id)
    dara.context.set_offline(True)
    dara.fill(target="٦", source="سجل مديرية التربية")
    dara.find("main form .buttons button").click()
    expect(dara.find(".note.kept")).to_be_visible()
    dara.context.set_offline(False)
    dara.page.reload()
    dara.find(".note.kept button").click()
    for name, text in (("target", "٦"), ("source", "سجل مديرية التربية")):
        expect(dara.find(f'main form [name="{name}"]')).to_have_value(text)
    dara.save()
    expect(dara.find("main")).to_contain_text("سجل مديرية التربية")
    ended(dara, plan)
