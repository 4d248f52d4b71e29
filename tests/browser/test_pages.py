"""Every page there is, in three languages, wide and narrow: axe finds nothing and nothing is wider than the screen."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from accounts.sessions import cookie_name
from core.database import Database
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.conftest import Standing
from tests.pages import Browser
from tests.world import World, routes, urls_of

#: Who opens a page: the first of these who may.
READERS = ("", "karwan", "salma", "noor", "amal", "hadi")
#: Answers that are no pages.
NO_PAGES = {"people.keep_filter", "static", "app.health", "attachments.fetch", "notifications.open_notice"}
ERRORS = {"/plans/there-is-none": 404, "/admin/people": 403}


@pytest.fixture
def database(standing: Standing) -> Iterator[Database]:
    """The world with something for every route."""
    with standing("sqlite", "world") as built:
        yield built


_found: dict[str, list[str]] = {}


def pages_by_reader(app: Flask, database: Database) -> dict[str, list[str]]:
    """The addresses of all pages, by who opens them: asked once, since every test here has a copy of the same world."""
    if not _found:
        with database.read() as session:
            _found.update(_opened(app, World.read(session)))
    return _found


def _opened(app: Flask, world: World) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in READERS}
    asked = {url for rule, method in routes(app) if method == "GET" and rule.endpoint not in NO_PAGES for url in urls_of(app, world, rule)}
    for name in READERS:
        browser = Browser(app, checks=False)
        if name:
            browser.enter(name)
        for url in sorted(asked):
            answer = browser.raw.get(url)
            if answer.status_code == 200:
                asked.remove(url)
                if answer.mimetype == "text/html":  # the others are files to take away
                    found[name].append(url)
    assert not asked, f"nobody opens {asked}"
    return found


def token_of(app: Flask, name: str) -> tuple[str, str]:
    """The name and value of the session cookie of somebody who has signed in."""
    browser = Browser(app)
    with app.test_request_context("/"):
        kept = cookie_name()
    if not name:
        return kept, ""
    browser.enter(name)
    cookie = browser.raw.get_cookie(kept)
    assert cookie is not None
    return kept, cookie.value


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "en", "ckb"])
def test_every_page_can_be_read_by_everybody(visitor: Callable[..., Visitor], app: Flask, database: Database, language: str) -> None:
    found = pages_by_reader(app, database)
    assert sum(len(urls) for urls in found.values()) > 60
    faults: list[str] = []
    for name, urls in found.items():
        one = visitor()
        one.has(*token_of(app, name), language)
        for number, url in enumerate(urls):
            # Axe reads each page in English and in one of the others; the journeys are judged in all three.
            one.is_judged = language == "en" or language == ("ar", "ckb")[number % 2]
            try:
                one.go(url)
            except AssertionError as fault:
                faults.append(str(fault))
                one.problems.clear()
            assert one.find("html").get_attribute("lang") == language
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["ar", "en", "ckb"])
def test_error_pages_can_be_read_by_everybody(visitor: Callable[..., Visitor], app: Flask, language: str) -> None:
    one = visitor(statuses=tuple(ERRORS.values()))
    one.has(*token_of(app, "karwan"), language)
    for url, status in ERRORS.items():
        answer = one.page.goto(url)
        assert answer is not None
        assert answer.status == status
        one.look()


def test_contrast_is_enough_wide_and_narrow(visitor: Callable[..., Visitor], app: Flask) -> None:
    """On English pages: axe passes over long text in Arabic script."""
    one = visitor()
    one.has(*token_of(app, "karwan"), "en")
    for url in ("/", "/plans", "/styleguide"):
        one.go(url)
        for size in (WIDE, NARROW):
            one.page.set_viewport_size(size)  # type: ignore[arg-type]
            judged = one.contrast()
            assert judged["passes"] > 10
            assert not judged["violations"], judged
