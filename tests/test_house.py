"""The house of the tests itself stands: people, builders, browser, counter, on both databases."""

from sqlalchemy import func, select

from core.audit import AuditEntry
from plans.models import Plan
from tests import cast as build
from tests.cast import email_of


def test_builders_reach_every_state(database, cast, clock):
    with database.write() as session:
        by = cast.karwan
        for make in (build.a_complete_plan, build.submitted, build.approved, build.communicated):
            make(session, cast, by, clock())
        build.an_issue(session, cast, by, clock())
    with database.read() as session:
        assert sorted(session.scalars(select(Plan.state))) == ["approved", "communicated", "draft", "submitted"]
        assert session.scalar(select(func.count()).select_from(AuditEntry)) > 20


def test_signing_in_with_a_session_row_and_with_the_password(app, client, sign_in, statements):
    with statements() as seen:
        page = sign_in("karwan").get("/")
    assert build.PEOPLE["karwan"].name in page.text
    assert 3 <= len(seen) <= 20
    done = client.submit("/sign-in", email=email_of("dara"), password=build.PASSWORD)
    assert done.status_code == 303
    assert build.PEOPLE["dara"].name in client.get("/").text
