"""Every route can be opened in the world of the tests by somebody."""

from tests.world import routes, urls_of


def test_every_route_has_addresses(app, world):
    for rule, _method in routes(app):
        assert urls_of(app, world, rule)


def test_every_page_opens_for_somebody(app, world, sign_in, client):
    people = [sign_in(name) for name in ("salma", "amal", "noor", "zainab", "karwan")]
    closed = []
    for rule, method in routes(app):
        if method != "GET":
            continue
        for url in urls_of(app, world, rule):
            answers = [each.get(url, (200, 303, 302, 403, 404)).status_code for each in people]
            answers.append(client.get(url, (200, 303, 302, 403, 404)).status_code)
            if 200 not in answers:
                closed.append((url, answers))
    assert not closed
