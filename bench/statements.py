"""SQL statements of each page, counted at the driver in this very process, on the same database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import Client

from bench.fill import Filled
from bench.pages import PAGES, Opener, Page
from bench.processes import BenchFault
from bench.serve import make_app
from bench.stock import PASSWORD, TOKENS
from bench.visitor import hidden_fields
from core.database import Database
from core.web import runtime
from plans.terms import PlanState


def count_statements(home: Path, url: str, filled: Filled) -> dict[str, int]:
    """Statements by the page's key (BEGIN and COMMIT are not counted). Drafts at the end of the list are changed."""
    app = make_app(80, home, url)
    database = runtime(app).database
    try:
        return {page.key: _counted(app, database, page, filled) for page in PAGES}
    finally:
        database.dispose()


def _counted(app: Flask, database: Database, page: Page, filled: Filled) -> int:
    client = Client(app)
    if page.who:
        client.set_cookie("tansiq", TOKENS[page.who], domain="127.0.0.1")
    if page.posts is None:
        path = page.paths(filled)[0]
        _answered(client, "GET", path, page.expect)  # so that the directory is at hand, as in a server that has run for a while
        return min(_counted_get(client, database, path, page.expect) for _ in range(2))  # once a minute a session's use is noted
    path, typed = _form(page, filled)
    hidden = hidden_fields(_answered(client, "GET", path, 200))
    with _statements(database) as seen:
        _answered(client, "POST", path, page.expect, {**hidden, **typed})
    return len(seen)


def _counted_get(client: Client, database: Database, path: str, expect: int) -> int:
    with _statements(database) as seen:
        _answered(client, "GET", path, expect)
    return len(seen)


def _form(page: Page, filled: Filled) -> tuple[str, dict[str, str]]:
    if page.posts is Opener.sign_ins:
        return "/sign-in", {"email": filled.emails[-1], "password": PASSWORD}
    return f"/plans/{filled.plans[PlanState.DRAFT][-1]}/aim/edit", {"goal": "غاية أخرى", "challenges": "تحديات أخرى"}


def _answered(client: Client, method: str, path: str, expect: int, data: dict[str, str] | None = None) -> str:
    response = client.open(path, method=method, data=data, base_url="http://127.0.0.1")
    if response.status_code != expect:
        raise BenchFault(f"{method} {path}: {response.status_code} instead of {expect}")
    return response.get_data(as_text=True)


@contextmanager
def _statements(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def noted(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    for engine in database.engines:
        event.listen(engine, "before_cursor_execute", noted)
    try:
        yield seen
    finally:
        for engine in database.engines:
            event.remove(engine, "before_cursor_execute", noted)
