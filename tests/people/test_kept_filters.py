"""What is asked of a list is kept under a name by its person, and by nobody else; only what the list knows is kept."""

import pytest
from sqlalchemy import func, select

from people.models import SavedFilter
from people.services import MOST_FILTERS
from plans.services.editing import begin_plan
from tests import cast as build


def kept(database, name: str) -> dict[str, str]:
    with database.read() as session:
        rows = session.scalars(select(SavedFilter).where(SavedFilter.person_id == name))
        return {row.name: row.query for row in rows}


def test_kept_found_opened_and_forgotten(database, cast, clock, sign_in):
    with database.write() as session:
        begin_plan(session, cast.karwan, build.identity(), clock())
    browser = sign_in("karwan", language="en")
    assert "Keep this filter" not in browser.get("/plans").text
    assert "/filters/plans?scope=IQG15&amp;sort=name" in browser.get("/plans?scope=IQG15&sort=name&page=3").text
    address = "/filters/plans?scope=IQG15&sort=name&evil=//example.com&state=nonsense"
    answer = browser.submit(address, 0, 303, name="مدارس نينوى")
    assert answer.headers["Location"] == "/plans?scope=IQG15&sort=name"
    assert kept(database, "karwan") == {"مدارس نينوى": "scope=IQG15&sort=name"}
    page = browser.get("/plans")
    assert "مدارس نينوى" in page.text
    assert 'href="/plans?scope=IQG15&amp;sort=name"' in page.text
    assert "مدارس نينوى" not in browser.get("/issues").text
    assert "مدارس نينوى" not in sign_in("salma").get("/plans").text
    form = next(each for each in browser.forms("/plans") if each.action.endswith("/remove"))
    assert "مدارس نينوى" in sign_in("karwan").get("/plans").text
    sign_in("salma").post(form.action, form.fields, (400, 404))
    assert browser.post(form.action, form.fields, 303).headers["Location"] == "/plans"
    assert kept(database, "karwan") == {}


def test_the_same_name_is_replaced(database, cast, sign_in):
    browser = sign_in("salma")
    for state in ("draft", "closed"):
        browser.submit(f"/filters/plans?state={state}", 0, 303, name="حالتي")
    assert kept(database, "salma") == {"حالتي": "state=closed"}


def test_a_name_is_wanted_and_twenty_are_enough(database, cast, sign_in):
    browser = sign_in("salma", language="en")
    browser.submit("/filters/plans?state=draft", 0, 422, name=" ")
    browser.submit("/filters/plans?state=draft", 0, 422, name="x" * 81)
    for number in range(MOST_FILTERS):
        browser.submit("/filters/plans?state=draft", 0, 303, name=f"n{number}")
    assert "Forget one first" in browser.submit("/filters/plans?state=draft", 0, 422, name="one more").text
    browser.submit("/filters/plans?state=closed", 0, 303, name="n3")
    browser.submit("/filters/issues?sector=housing", 0, 303, name="another list")
    assert len(kept(database, "salma")) == MOST_FILTERS + 1


@pytest.mark.parametrize(
    ("name", "address", "status"), [("amal", "plans", 403), ("salma", "people", 403), ("salma", "nothing", 404), ("wisam", "plans", 403)]
)
def test_only_lists_that_one_may_open(cast, sign_in, name, address, status):
    browser = sign_in(name)
    browser.get(f"/filters/{address}?q=x", status)


def test_strangers_and_nothing_asked(database, cast, sign_in, client):
    assert "/sign-in" in client.get("/filters/plans?q=x", 303).headers["Location"]
    assert sign_in("salma").get("/filters/plans", 303).headers["Location"].startswith("/plans")
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(SavedFilter)) == 0


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_pages_in_every_language(cast, sign_in, language):
    for address in ("/filters/plans?q=%22%3E%3Cb%3E", "/filters/issues?sector=housing", "/filters/indicators?state=in_force"):
        sign_in("karwan", language=language).get(address)


def test_a_question_longer_than_what_is_remembered_of_an_answer(database, cast, sign_in):
    browser, long = sign_in("salma"), "مدرسة" * 40
    form = browser.form(f"/filters/plans?q={long}")
    data = form.filled({"name": "طويل"})
    first = browser.post(form.action, data, 303).headers["Location"]
    assert len(first) > 500
    assert browser.post(form.action, data, 303).headers["Location"] == "/plans", "the same form again"
    assert list(kept(database, "salma")) == ["طويل"]
