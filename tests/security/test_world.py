"""Every route can be opened in the world of the tests by somebody, in each language, and keeps to the rules of a page."""

import pytest

from tests.pages import Browser
from tests.world import routes, urls_of

OPEN = (200, 302, 303, 403, 404, 410)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_route_has_addresses(app, world):
    for rule, _method in routes(app):
        assert urls_of(app, world, rule)


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_every_page_opens_for_somebody(app, world, language):
    people = [Browser(app, language=language) for _name in range(6)]
    for browser, name in zip(people, ("salma", "amal", "noor", "karwan", "hadi", ""), strict=True):
        if name:
            browser.enter(name)
    closed = []
    for rule, method in routes(app):
        if method != "GET":
            continue
        for url in urls_of(app, world, rule):
            answers = []
            for browser in people:
                answer = browser.get(url, OPEN)
                answers.append(answer.status_code)
                if answer.status_code == 200:
                    if answer.mimetype == "text/html":
                        assert f'<html lang="{language}"' in answer.text
                    break
            if 200 not in answers:
                closed.append((url, answers))
    assert not closed


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_link_of_every_page_leads_somewhere(app, world, sign_in):
    """Follows each address that stands in a page once, as an officer and as an administrator; none is dead."""
    for name in ("karwan", "amal"):
        browser = sign_in(name, checks=False)
        waiting, seen, dead = ["/"], {"/"}, []
        while waiting:
            url = waiting.pop()
            answer = browser.get(url, (*OPEN, 405))
            if answer.status_code not in (200, 302, 303):
                dead.append((url, answer.status_code))
            if answer.mimetype != "text/html" or answer.status_code != 200:
                continue
            for link in browser.links(answer):
                if link not in seen and len(seen) < 160:
                    seen.add(link)
                    waiting.append(link)
        assert not dead, f"{name}: {dead}"
        assert len(seen) > 15
