"""The application behind a real server, on SQLite with the people of the cast, and a Chromium to visit it."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect, sync_playwright
from werkzeug.serving import make_server

from core.database import Database
from tests.browser.visitor import WIDE, Visitor
from tests.conftest import Standing
from tests.support import browser

HERE = "tests/browser/"
expect.set_options(timeout=15_000)  # the machine may be busy with other tests


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if HERE in item.path.as_posix():
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    try:
        browser.find()
    except browser.BrowserMissing as missing:
        pytest.skip(str(missing))
    with sync_playwright() as playwright:
        started = browser.launch(playwright)
        yield started
        started.close()


@pytest.fixture
def database(request: pytest.FixtureRequest, standing: Standing) -> Iterator[Database]:
    """As everywhere, but on SQLite alone unless a test asks: ``parametrize("database", ["postgresql"], indirect=True)``."""
    with standing(getattr(request, "param", "sqlite"), "house") as built:
        yield built


def served(app: Flask) -> Iterator[str]:
    """The address at which the application is served while the generator lives."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)
    server.server_close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address of the running application."""
    yield from served(app)


@pytest.fixture(scope="session")
def looked() -> set[str]:
    """The kinds of pages that were looked at in this run and found right."""
    return set()


@pytest.fixture
def visitor(chromium: Browser, site: str, looked: set[str]) -> Iterator[Callable[..., Visitor]]:
    """``visitor()``: somebody in a browser of their own; at the end none of them may have met a problem."""
    came: list[Visitor] = []

    def arrived(statuses: tuple[int, ...] = (), scripts: bool = True, kind: type[Visitor] = Visitor) -> Visitor:
        context = chromium.new_context(viewport=WIDE, base_url=site, java_script_enabled=scripts)  # type: ignore[arg-type]
        came.append(kind(context, site, looked, statuses, scripts))
        return came[-1]

    yield arrived
    problems = [problem for each in came for problem in each.problems]
    for each in came:
        each.context.close()
    assert not problems, "\n".join(problems)
