"""The house of the tests itself stands: people, builders, browser, counter, on both databases."""

import pytest
from sqlalchemy import func, select

from core.audit import AuditEntry
from plans.models import Plan
from tests import cast as build
from tests.cast import email_of
from tests.pages import check_page


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


RIGHT = """<!DOCTYPE html><html lang="en" dir="ltr"><head><title>x</title><script src="/a.js"></script></head>
<body><h1>x</h1><p id="line-1">x</p><p id="line-2">y</p><a href="/plans/3" class="b">z</a></body></html>"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('lang="en"', 'lang="fr"'),
        ('dir="ltr"', 'dir="rtl"'),
        ('"line-2"', '"line-1"'),
        ("<h1>x</h1>", "<h2>x</h2>"),
        ("<p", '<p style="color: red"'),
        ("<p", '<p onclick="x()"'),
        ("y</p>", "y</p></p>"),
        ("/plans/3", "https://example.iq/3"),
        ("/plans/3", "javascript:x()"),
        ('class="b"', 'class="b" class="c"'),
        ("></script>", ">x()</script>"),
        ("<title>", "<style></style><title>"),
    ],
)
def test_a_wrong_page_is_found_after_one_like_it_was_right(right, wrong):
    check_page(RIGHT)
    check_page(RIGHT.replace(">x<", ">words<").replace("/plans/3", "/plans/4").replace('"b"', '"c"'))
    with pytest.raises(AssertionError):
        check_page(RIGHT.replace(right, wrong))
