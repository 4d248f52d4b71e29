"""Every list as a file: the same rows as the page, the same filters, the same reach; nothing typed is computed."""

import re

import pytest
from sqlalchemy import func, select

from core.audit import AuditEntry
from people.models import Person
from plans.models import Lesson
from tests import cast as build
from tests.files import XLSX, cells_of, part_of, table_of
from tests.rows import changed, rows_of

LISTS = {
    "/plans": "salma",
    "/activities": "salma",
    "/issues": "salma",
    "/lessons": "salma",
    "/templates": "salma",
    "/indicators": "salma",
    "/admin/teams": "salma",
    "/admin/people": "amal",
    "/admin/organisations": "amal",
    "/admin/places": "amal",
    "/admin/scopes": "amal",
    "/admin/roles": "amal",
}


@pytest.fixture
def filled(database, cast, clock):
    with database.write() as session:
        issue = build.an_issue(session, cast, cast.karwan, clock(), name_ar="=cmd|' /C calc'!A0", name_en="", families=2500)
        build.a_team(session, cast, clock())
        build.a_complete_plan(session, cast, cast.karwan, clock(), name_en="draft", name_ar="مسودة", issue_id=issue.id)
        sent = build.communicated(session, cast, cast.karwan, clock(), name_en="+964 sent", name_ar="")
        learned = {"kind": "lesson", "text": "=1+1", "sector": "housing", "scope_id": "IQG15", "person_id": "karwan", "person_name": "ك"}
        session.add(Lesson(**learned, plan_id=sent.id, at=clock()))


@pytest.mark.parametrize("url", LISTS)
def test_each_list_has_its_files_and_names_them(filled, sign_in, url):
    browser = sign_in(LISTS[url])
    name = url.rpartition("/")[2]
    page = browser.get(url)
    for ending, mimetype in (("xlsx", XLSX), ("csv", "text/csv")):
        assert f'href="{url}.{ending}"' in page.text
        answer = browser.get(f"{url}.{ending}")
        assert answer.mimetype == mimetype
        assert answer.headers["Content-Disposition"] == f"attachment; filename={name}-2026-03-02.{ending}"
        assert int(answer.headers["Content-Length"]) == len(answer.data)
        assert table_of(answer)
    tagged = cells_of(browser.get(f"{url}.csv?hxl=1"))
    assert all(re.fullmatch(r"#[a-z0-9]+(\+[a-z0-9]+)*", tag) for tag in tagged[1])
    assert len(set(tagged[1])) == len(tagged[1])
    assert len(tagged[0]) > len(cells_of(browser.get(f"{url}.csv"))[0])


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_in_the_readers_language_and_direction(filled, sign_in, language):
    answer = sign_in("karwan", language=language).get("/plans.xlsx?q=draft")
    head, row = cells_of(answer)[3:5]
    assert head[:2] == {"ar": ["الخطة", "الحالة"], "ckb": ["پلان", "دۆخ"], "en": ["Plan", "State"]}[language]
    assert row[0] == ("draft" if language == "en" else "مسودة")
    assert ('rightToLeft="1"' in part_of(answer.data, "xl/worksheets/sheet1.xml")) == (language != "en")


def test_the_file_says_what_it_is_narrowed_to_and_whose_it_is(filled, sign_in):
    browser = sign_in("karwan", language="en")
    rows = cells_of(browser.get("/plans.xlsx?state=draft&scope=IQG15&q=draft&page=3&nonsense=1"))
    assert rows[0][0] == "Plans"
    assert rows[1][0] == "Filter: Search: draft · Governorate or branch: Ninewa · State: Draft"
    assert rows[2][0] == "2 March 2026 10:00 · كاروان شنگالی"
    assert [row[0] for row in rows[4:]] == ["draft"]
    assert cells_of(browser.get("/plans.xlsx"))[1][0] == "No filter: everything that this person may see"


def test_plans_with_days_numbers_and_the_issue(filled, sign_in):
    plans = {row["Plan"]: row for row in table_of(sign_in("karwan", language="en").get("/plans.xlsx"))}
    assert set(plans) == {"draft", "+964 sent"}
    assert plans["draft"]["Issue"] == "=cmd|' /C calc'!A0"
    assert plans["+964 sent"]["Issue"] == "السكن"
    assert str(plans["draft"]["Period from"]) == "2026-02-01"
    assert plans["+964 sent"]["Valid version"] == 1
    csv = {row["Plan"]: row for row in table_of(sign_in("karwan", language="en").get("/plans.csv"))}
    assert csv["draft"]["Issue"] == "'=cmd|' /C calc'!A0"
    assert set(csv) == {"draft", "'+964 sent"}
    assert csv["draft"]["Period from"] == "2026-02-01"


def test_who_sees_nothing_takes_nothing_away(filled, sign_in, client):
    for url in ("/plans", "/activities", "/issues", "/indicators"):
        for ending in ("xlsx", "csv"):
            assert table_of(sign_in("dara").get(f"{url}.{ending}?scope=IQG15")) == []
            assert "/sign-in" in client.get(f"{url}.{ending}", 303).headers["Location"]
            sign_in("amal").get(f"{url}.{ending}", 403)
    assert [row["الخطة"] for row in table_of(sign_in("noor").get("/plans.xlsx"))] == ["+964 sent"]
    sign_in("karwan").get("/plans.pdf", 404)


def test_a_long_list_costs_no_more_statements(database, cast, clock, sign_in, statements):
    browser = sign_in("salma")
    browser.get("/plans")

    def counted(url):
        with statements() as seen:
            browser.get(url)
        return len(seen)

    with database.write() as session:
        build.an_issue(session, cast, cast.karwan, clock(), shares=("IQG10",))
        build.communicated(session, cast, cast.karwan, clock())
    urls = ["/plans.xlsx", "/activities.csv", "/issues.csv", "/indicators.xlsx", "/admin/teams.csv"]
    before = [counted(url) for url in urls]
    with database.write() as session:
        for number in range(3):
            build.an_issue(session, cast, cast.karwan, clock(), name_en=f"n {number}", shares=("IQG10", "IQG01"))
            build.communicated(session, cast, cast.karwan, clock(), name_en=f"n {number}")
            build.a_team(session, cast, clock())
    assert [counted(url) for url in urls] == before
    assert max(before) <= 6


def test_who_takes_names_away_stands_in_the_trail(database, sign_in):
    browser = sign_in("amal", language="en")
    browser.get("/admin/people")
    before = rows_of(database)
    people = table_of(browser.get("/admin/people.csv?state=active&role=monitor"))
    assert [row["Name"] for row in people] == ["زياد خليل", "زينب الهاشمي"]
    assert people[0]["Roles"] == "Follow-up monitor (Diyala)"
    assert set(changed(before, rows_of(database))) == {"audit_entry"}
    with database.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "downloaded")).one()
    assert (entry.subject_kind, entry.subject_id, entry.actor_id) == ("person", "amal", "amal")
    assert entry.changes == [["people", None, 2], ["asked", None, ["role=monitor", "state=active"]]]
    assert "Took away the list of people" in browser.get("/admin/people/amal").text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_names_that_cannot_be_recorded_are_not_sent(database, sign_in, monkeypatch):
    browser = sign_in("amal", checks=False)
    monkeypatch.setattr("accounts.services.persons.record", lambda *_given: 1 / 0)
    answer = browser.raw.get("/admin/people.csv")
    assert answer.status_code == 500
    assert "زينب" not in answer.text


def test_more_people_than_a_batch(database, clock, sign_in):
    with database.write() as session:
        session.add_all(Person(id=f"p{n}", name=f"N{n:04}", email=f"n{n}@x.iq", created_at=clock()) for n in range(1100))
    with database.read() as session:
        wanted = session.scalar(select(func.count()).select_from(Person))
    people = table_of(sign_in("amal").get("/admin/people.csv?hxl=1"))[1:]
    assert len(people) == wanted
    assert len({row["id"] for row in people}) == wanted


def test_places_of_a_governorate_in_three_levels(sign_in):
    rows = table_of(sign_in("amal", language="en").get("/admin/places.csv?governorate=IQG15"))
    assert {row["Kind"] for row in rows} == {"Governorate", "District", "Sub-district"}
    assert all(row["P-code"].startswith("IQG15") for row in rows)


def test_indicators_with_both_ends_of_what_is_measured(filled, sign_in):
    head, first, *_more = cells_of(sign_in("salma", language="en").get("/indicators.csv"))
    row = dict(zip(head, first, strict=True))
    assert (row["Baseline"], row["Date of the baseline"]) == ("0.0", "2026-02-01")
    assert (row["Target"], row["Date of the target"]) == ("2500.0", "2026-09-01")
