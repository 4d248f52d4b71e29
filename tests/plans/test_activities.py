"""The list of activities: what running plans still have to do, overdue first, as far as the reader sees the plans."""

from datetime import date

import pytest
from sqlalchemy import select

from plans import commands
from plans.models import ActivityRow, ObjectiveRow, Plan
from plans.services.communicating import report_progress
from plans.services.deciding import approve, submit
from plans.services.editing import save_part
from plans.terms import Approach
from tests import cast as build
from tests.files import table_of


def another(session, cast, plan, now, **given):
    """One more activity in a plan being prepared."""
    version = build.open_version(session, plan)
    objective = session.scalars(select(ObjectiveRow.key).where(ObjectiveRow.version_id == version.id)).first()
    values = {
        "objective_key": objective, "title": "زيارة ميدانية", "responsible_id": cast.organisation("MOF"), "responsible_person": "",
        "supporter_ids": (), "starts_on": date(2026, 2, 2), "due_on": date(2026, 2, 20), "approach": Approach.FIELD_VISIT,
        "people_needed": "", "material_needed": "",
    }  # fmt: skip
    return save_part(session, cast.karwan, plan.id, "activities", None, commands.SaveActivity(**(values | given)), 0, now)[1]


@pytest.fixture
def running(database, cast, clock, draft_plan):
    """A running plan with three activities: one 10 days over on 2 March 2026, one for Finance, and the one that builders make."""
    with database.write() as session:
        plan = session.get_one(Plan, draft_plan.id)
        another(session, cast, plan, clock())
        another(session, cast, plan, clock(), title="رسالة رقم ٣", approach=Approach.OFFICIAL_LETTER, due_on=date(2026, 3, 2))
        submit(session, cast.karwan, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        approve(session, cast.salma, cast.directory, plan.id, build.open_version(session, plan).edits, clock())
        return plan


def titles(answer):
    return [row["Activity"] for row in table_of(answer)]


def test_overdue_first_then_by_day(running, sign_in):
    page = sign_in("karwan", language="en").get("/activities")
    assert page.text.index("زيارة ميدانية") < page.text.index("رسالة رقم ٣")
    assert "10 days over" in page.text
    assert "1 overdue" in page.text
    assert "3 activities" in page.text
    assert f'href="/plans/{running.id}#activities-' in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("overdue=yes", {"زيارة ميدانية"}),
        ("approach=official_letter", {"رسالة رقم ٣"}),
        ("q=رقم+3", {"رسالة رقم ٣"}),
        ("q=رساله", {"رسالة رقم ٣"}),
        ("q=الزيار", {"زيارة ميدانية"}),
        ("q=%25", set()),
        ("scope=IQG10", set()),
        ("approach=nonsense&organisation=nobody", None),
    ],
)
def test_narrowed(running, sign_in, query, found):
    browser = sign_in("karwan", language="en")
    listed = set(titles(browser.get(f"/activities.csv?{query}")))
    everything = set(titles(browser.get("/activities.csv")))
    assert len(everything) == 3
    assert listed == (everything if found is None else found)
    page = browser.get(f"/activities?{query}").text
    for title in everything:
        assert (f">{title}</a>" in page) == (title in listed)


def test_of_one_organisation(running, cast, sign_in):
    finance = cast.organisation("MOF")
    rows = table_of(sign_in("karwan", language="en").get(f"/activities.csv?organisation={finance}"))
    assert {row["Responsible organisation"] for row in rows} == {"Ministry of Finance"}
    assert {"زيارة ميدانية", "رسالة رقم ٣"} <= {row["Activity"] for row in rows}


def test_what_is_done_or_not_running_is_not_there(database, cast, clock, running, sign_in):
    with database.write() as session:
        build.a_complete_plan(session, cast, cast.karwan, clock(), name_en="draft")
        key = session.scalar(select(ActivityRow.key).where(ActivityRow.title == "زيارة ميدانية"))
        report_progress(session, cast.karwan, running.id, key, commands.ReportProgress(100, "تمت"), clock())
    assert "زيارة ميدانية" not in titles(sign_in("karwan", language="en").get("/activities.csv"))
    assert len(titles(sign_in("karwan", language="en").get("/activities.csv"))) == 2


def test_colleagues_elsewhere_and_strangers(running, sign_in, client):
    for name in ("dara", "nabil", "ziad", "jalal", "rafid"):
        assert "زيارة ميدانية" not in sign_in(name).get("/activities").text
    for name in ("amal", "wisam"):
        sign_in(name).get("/activities", 403)
    assert "/sign-in" in client.get("/activities", 303).headers["Location"]


def test_few_statements(running, sign_in, statements):
    browser = sign_in("karwan")
    browser.get("/activities")
    with statements() as seen:
        browser.get("/activities?overdue=yes&approach=field_visit&q=a&scope=IQG15")
    assert len(seen) <= 6
