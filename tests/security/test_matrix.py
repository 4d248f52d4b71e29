"""Role × route over the whole URL map, against ``routes.csv``: written by hand from the roles of the domain description, not from
the code. A route without a row, or a row without a route, fails.

The cells: ``page`` (200), ``done`` (the form is carried out, or shown again with messages), ``in`` (sent to sign in),
``no`` (403: not for this role), ``404`` (not among this person's things, told like a thing that does not exist).
``own`` is a person whose scope or organisation holds Ninewa's things, ``other`` one of the same role elsewhere.
"""

import csv
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from app.factory import create_app
from tests.pages import Browser, path_of
from tests.rehearsal import Rehearsal
from tests.world import routes, urls_of

PRINCIPALS = {
    "stranger": "",
    "administrator": "amal",
    "hq_planner": "salma",
    "branch_own": "karwan",
    "branch_other": "dara",
    "chair_own": "hadi",
    "chair_other": "jalal",
    "member_own": "huda",
    "member_other": "jinan",
    "focal_own": "noor",
    "focal_other": "nabil",
    "monitor_own": "zainab",
    "monitor_other": "ziad",
    "reader_own": "rana",
    "reader_other": "rafid",
    "no_role": "wisam",
}
SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def table() -> dict[tuple[str, str], dict[str, str]]:
    """(endpoint, method) -> what each principal gets."""
    with (Path(__file__).parent / "routes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["endpoint"], row["method"]): {name: row[name] for name in PRINCIPALS} for row in rows}


def cell(answer: TestResponse) -> str:
    """What an answer means, as the table writes it."""
    status = answer.status_code
    if status in (301, 302, 303):
        return "in" if path_of(answer).startswith("/sign-in") else "done"
    return {403: "no", 404: "404", 409: "done", 422: "done"}.get(status) or ("page" if status == 200 else str(status))


@SQLITE
def test_table_and_url_map_name_the_same_routes(app):
    assert sorted(table()) == sorted({(rule.endpoint, method) for rule, method in routes(app)})


@SQLITE
@pytest.mark.parametrize("principal", PRINCIPALS)
def test_role_by_route(database, settings, clock, world, principal, sign_in):
    rehearsal = Rehearsal(database.url)
    app = create_app(settings, rehearsal, clock)
    app.config["WTF_CSRF_ENABLED"] = False
    expected, wrong = table(), []
    sessions = sign_in(PRINCIPALS[principal]).raw if PRINCIPALS[principal] else None
    for rule, method in routes(app):
        for url in urls_of(app, world, rule):
            browser = Browser(app)
            if sessions is not None:
                browser.raw._cookies = dict(sessions._cookies)
            answer = browser.raw.open(url, method=method)
            wanted, got = expected[rule.endpoint, method][principal], cell(answer)
            if got != wanted and not (wanted == "done" and got == "page" and method == "POST"):
                wrong.append(f"{method} {url} ({rule.endpoint}): {got} instead of {wanted}")
    rehearsal.dispose()
    assert not wrong, "\n".join(wrong)
