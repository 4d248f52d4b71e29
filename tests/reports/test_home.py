"""The home page of every role: what stands there, what does not, and what it costs."""

from datetime import timedelta

import pytest

from people.models import Person, RoleGrant
from plans import commands
from plans.queries import get_version
from plans.services.communicating import acknowledge, report_progress
from plans.services.deciding import return_
from plans.services.reviewing import begin_review
from tests.reports.desk import NOW, TODAY, Desk, multiply, words, written

MOST_STATEMENTS = 12


def days(number: int) -> timedelta:
    return timedelta(days=number)


def activity_key(desk: Desk, plan_id: str) -> str:
    with desk.database.read() as session:
        version = get_version(session, plan_id, 1)
        assert version is not None
        assert version.snapshot is not None
        key: str = version.snapshot["activities"][0]["key"]
        return key


def test_a_new_branch_officer_reads_what_to_do_next(desk: Desk) -> None:
    page = desk.home("karwan")
    assert [words(heading) for heading in page.all(".//main//section/h2")] == ["What waits for me", "What I wait for", "What happens next"]
    assert "Nothing waits for you." in page.text
    assert set(page.links(".//main//div[@class='buttons']/a")) == {"/plans/new", "/issues/new"}


@pytest.mark.parametrize("name", ["salma", "noor", "zainab", "reader", "member", "admin"])
def test_every_empty_home_page_says_that_it_is_empty(desk: Desk, name: str) -> None:
    page = desk.home(name)
    assert page.mine == page.others == page.next == []
    assert page.text.count("Nothing waits for you.") == 1


def test_a_submitted_plan_waits_for_the_planner_and_the_officer_waits_for_him(desk: Desk) -> None:
    desk.plan("Sinjar", "submitted", at=NOW - days(12))
    assert desk.home("salma").mine == ["Decide on the plan: Sinjar Ninewa 12 days ago"]
    officer = desk.home("karwan")
    assert officer.mine == []
    assert officer.others == ["Decision of headquarters: Sinjar Ninewa 12 days ago"]
    for name in ("dara", "noor", "zainab", "reader", "member", "admin"):
        assert "Sinjar" not in desk.home(name).text


def test_a_planner_does_not_decide_on_what_he_wrote_himself(desk: Desk) -> None:
    desk.plan("National", "submitted", by="salma", scope="IQ")
    writer, other = desk.home("salma"), desk.home("hana")
    assert writer.mine == []
    assert writer.others == ["Decision of headquarters: National Iraq 20 days ago"]
    assert other.mine == ["Decide on the plan: National Iraq 20 days ago"]
    assert other.others == []


def test_returned_plans_stand_before_drafts_and_only_at_their_own_branch(desk: Desk) -> None:
    desk.plan("Old draft", "draft", at=NOW - days(90))
    plan_id = desk.plan("Imam Wais", "submitted", at=NOW - days(9))
    with desk.database.write() as session:
        version = get_version(session, plan_id, 1)
        assert version is not None
        return_(session, desk.actor("salma"), plan_id, "No source for the money", version.edits, NOW - days(2))
    assert desk.home("karwan").mine == [
        "Correct the returned plan: Imam Wais Ninewa 2 days ago",
        "Continue the draft: Old draft Ninewa 90 days ago",
    ]
    assert desk.home("dara").mine == []
    assert desk.home("salma").mine == []


def test_an_approved_plan_waits_to_be_communicated(desk: Desk) -> None:
    desk.plan("Yathrib", "approved", at=NOW - days(3))
    assert desk.home("karwan").mine == ["Communicate the approved plan: Yathrib Ninewa 3 days ago"]
    assert "Communicate the approved plan: Yathrib Ninewa 3 days ago" in desk.home("salma").mine
    assert desk.home("reader").mine == ["New plan to read: Yathrib Ninewa 3 days ago"]
    assert desk.home("noor").mine == []


def test_receivers_acknowledge_and_the_branch_sees_who_is_missing(desk: Desk) -> None:
    plan_id = desk.plan("Yathrib", "communicated", at=NOW - days(4))
    assert desk.home("noor").mine[0].startswith("Acknowledge the plan: Yathrib")
    assert desk.home("karwan").others == [
        "Acknowledgment of the receivers: Yathrib Ninewa · 2 of 2 organisations have not acknowledged 4 days ago"
    ]
    with desk.database.write() as session:
        acknowledge(session, desk.actor("noor"), plan_id, NOW)
    assert not any("Acknowledge" in line for line in desk.home("noor").mine)
    assert "1 of 2 organisations have not acknowledged" in desk.home("karwan").others[0]
    assert desk.home("dara").others == []


def test_own_activities_wait_until_they_are_done(desk: Desk) -> None:
    late = desk.plan("Late", "communicated", due=TODAY - days(6), starts=TODAY - days(60))
    desk.plan("Later", "communicated", due=TODAY + days(25), starts=TODAY + days(5))
    reports = [line for line in desk.home("noor").mine if line.startswith("Report")]
    assert reports == ["Report on the activity: Letter for Late Late · Ministry of Finance · 0% done 6 days ago"]
    assert desk.home("noor").all(".//main//span[@class='late']")
    assert desk.home("noor").next[0].startswith("Activity due: Letter for Later Later")
    with desk.database.write() as session:
        report_progress(session, desk.actor("noor"), late, activity_key(desk, late), commands.ReportProgress(40, "begun"), NOW - days(1))
    assert any("40% done" in line for line in desk.home("noor").mine)
    with desk.database.write() as session:
        report_progress(session, desk.actor("noor"), late, activity_key(desk, late), commands.ReportProgress(100, "done"), NOW)
    assert not any(line.startswith("Report") for line in desk.home("noor").mine)


def test_overdue_activities_of_others_are_waited_for(desk: Desk) -> None:
    desk.plan("Late", "communicated", due=TODAY - days(6), starts=TODAY - days(60))
    waited = "Overdue activity: Letter for Late Late · Ministry of Finance · 0% done 6 days ago"
    assert waited in desk.home("karwan").others
    assert waited in desk.home("salma").others
    assert not any("Overdue" in line for name in ("noor", "dara", "reader") for line in desk.home(name).others)


def test_activities_of_the_next_thirty_days_and_reviews_of_sixty(desk: Desk) -> None:
    desk.plan("Near", "communicated", due=TODAY + days(30), review=TODAY + days(60))
    desk.plan("Far", "communicated", due=TODAY + days(31), review=TODAY + days(61))
    for name in ("salma", "karwan", "zainab", "reader", "member"):
        assert desk.home(name).next == [
            "Activity due: Letter for Near Near · Ministry of Finance · 0% done in 30 days",
            "Review of the plan: Near Ninewa in 60 days",
        ]
    assert desk.home("dara").next == []


def test_reviews_that_are_due_or_under_way_wait_for_the_monitor(desk: Desk) -> None:
    plan_id = desk.plan("Yathrib", "communicated", review=TODAY - days(3))
    assert desk.home("zainab").mine == ["Review the plan: Yathrib Ninewa 3 days ago"]
    with desk.database.write() as session:
        begin_review(session, desk.actor("zainab"), plan_id, NOW - days(1))
    assert desk.home("zainab").mine == ["Finish the review: Yathrib Ninewa 1 day ago"]


def test_an_administrator_sees_whom_he_must_help(desk: Desk) -> None:
    with desk.database.write() as session:
        session.add(Person(id="nobody", name="Without", email="w@tansiq.example", password_hash="x", created_at=NOW - days(2)))
        session.add(Person(id="invited", name="Invited", email="i@tansiq.example", created_at=NOW - days(5)))
        session.flush()
        session.add(RoleGrant(person_id="invited", role="monitor", scope_id="IQ", since=TODAY - days(5), until=TODAY + days(7)))
    page = desk.home("admin")
    assert page.mine == ["Give a role to: Without 2 days ago"]
    assert page.others == ["First sign-in of: Invited 5 days ago"]
    assert page.next == ["A role ends: Invited in 7 days"]
    assert "/admin/people/nobody" in page.links(".//main//a")


def test_a_long_list_shows_ten_and_leads_to_all(desk: Desk) -> None:
    for number in range(12):
        desk.plan(f"Plan {number}", "submitted", at=NOW - days(40 - number))
    page = desk.home("salma")
    assert len(page.mine) == 10
    assert page.mine[0] == "Decide on the plan: Plan 0 Ninewa 40 days ago"
    link = page.all(".//main//p[@class='row']/a")[0]
    assert (words(link), link.get("href")) == ("Submitted plans", "/plans?state=submitted")


def test_the_navigation_shows_what_the_roles_open(desk: Desk) -> None:
    pages = {name: desk.home(name) for name in ("karwan", "admin", "reader", "noor")}
    places = {name: page.links(".//nav[@class='side']//a") for name, page in pages.items()}
    assert places["reader"] == places["noor"] == places["karwan"][: len(places["reader"])]
    assert {"/", "/plans", "/issues", "/indicators"} <= set(places["reader"])
    assert places["admin"][:2] == ["/", "/admin/people"]
    assert "/admin/organisations" in places["admin"]
    assert all(desk.opens(name, url) for name, urls in places.items() for url in urls)
    assert all(page.links(".//nav[@class='side']//a[@aria-current='page']") == ["/"] for page in pages.values())


def test_strangers_sign_in_first(desk: Desk) -> None:
    answer = desk.app.test_client().get("/")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in"


def test_a_person_with_every_role_costs_no_more_statements(desk: Desk) -> None:
    ministry = desk.organisation("MOF")
    with desk.database.write() as session:
        for role in ("hq_planner", "monitor", "administrator"):
            session.add(RoleGrant(person_id="karwan", role=role, scope_id="IQ", since=TODAY))
        session.add(RoleGrant(person_id="karwan", role="focal_point", organisation_id=ministry, since=TODAY))
    for number in range(11):
        desk.plan(f"Plan {number}", ("draft", "submitted", "approved", "communicated")[number % 4], by="dara", scope="IQG10")
    page = desk.home("karwan")
    assert page.mine
    assert page.statements <= MOST_STATEMENTS


@pytest.mark.parametrize("plans", [5, 300])
def test_the_cost_does_not_grow_with_the_plans(desk: Desk, plans: int) -> None:
    states = ("draft", "submitted", "approved", "communicated", "communicated")
    with desk.database.write() as session:
        for number, state in enumerate(states):
            plan_id = written(session, desk, f"Plan {number}", state, at=NOW - days(1 + number), review=TODAY - days(number % 2))
            multiply(session, plan_id, plans // len(states) - 1)
    pages = {name: desk.home(name) for name in ("salma", "karwan", "noor", "zainab", "reader", "admin")}
    assert max(page.statements for page in pages.values()) <= MOST_STATEMENTS
    if plans == 300:
        assert {name: len(page.mine) for name, page in pages.items()} == {**dict.fromkeys(pages, 10), "admin": 0}
