"""The inbox: unread first, only one's own, the way to what a notice is about."""

from datetime import timedelta

from core.languages import lazy
from core.references import Kind, SubjectRef, kinds, register_kind
from notifications.labels import register_notice
from notifications.models import Notice
from notifications.services import tell
from tests.accounts.house import House


def told(house: House, person: str, count: int = 1) -> list[Notice]:
    if "plan" not in kinds():
        register_kind("plan", Kind(lazy("Plan"), "plans.show", "plan_id"))
    register_notice("test_notice", lazy("The plan %(name)s was returned"))
    for number in range(count):
        with house.database.write() as session:
            at = house.clock.at + timedelta(minutes=number)
            tell(session, [person], "test_notice", SubjectRef("plan", f"plan{number}"), "x", {"name": f"<b>{number}</b>"}, at)
    return [notice for notice in house.all(Notice) if notice.person_id == person]


def test_nothing_yet(house: House):
    assert "Nobody has told you anything yet" in house.at("karwan").get("/inbox").text
    assert house.browser().get("/inbox").status_code == 303


def test_opening_marks_it_read_and_leads_to_the_plan(house: House):
    (notice,) = told(house, "karwan")
    browser = house.at("karwan")
    text = browser.get("/inbox").text
    assert "The plan &lt;b&gt;0&lt;/b&gt; was returned" in text
    assert "1 unread" in text
    assert browser.get(f"/inbox/{notice.id}").status_code == 405, "looking changes nothing"
    answer = browser.post(f"/inbox/{notice.id}")
    assert (answer.status_code, answer.location) == (303, "/plans/plan0")
    assert house.all(Notice)[0].read_at == house.clock.at
    assert "1 unread" not in browser.get("/inbox").text


def test_other_peoples_notices_are_not_there(house: House):
    (notice,) = told(house, "salma")
    browser = house.at("karwan")
    assert browser.post(f"/inbox/{notice.id}").status_code == 404
    assert browser.post("/inbox/read").status_code == 303
    assert house.all(Notice)[0].read_at is None


def test_unread_first_and_twenty_five_a_page(house: House):
    notices = told(house, "karwan", 30)
    browser = house.at("karwan")
    newest = max(notices, key=lambda notice: notice.at)
    browser.post(f"/inbox/{newest.id}")
    first, second = browser.get("/inbox").text, browser.get("/inbox?page=2").text
    assert first.count("pill submitted") == 25
    assert (second.count("pill submitted"), second.count(">read<")) == (4, 1)
    assert browser.get("/inbox?page=999").status_code == 200


def test_all_read(house: House):
    told(house, "karwan", 3)
    browser = house.at("karwan")
    assert "Mark all as read" in browser.get("/inbox").text
    browser.post("/inbox/read")
    assert "Mark all as read" not in browser.get("/inbox").text


def test_a_notice_of_a_kind_that_is_gone_does_no_harm(house: House):
    with house.database.write() as session:
        tell(session, ["karwan"], "gone_notice", SubjectRef("gone", "1"), "x", {"name": "x"}, house.clock.at)
    browser = house.at("karwan")
    assert "A notice of an earlier version of Tansiq." in browser.get("/inbox").text
    answer = browser.post(f"/inbox/{house.all(Notice)[0].id}")
    assert (answer.status_code, answer.location) == (303, "/inbox")
