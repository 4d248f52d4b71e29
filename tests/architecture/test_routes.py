"""Every route says who enters, every form is checked, every kind that a history or a notice names has a page."""

import inspect
import re
from collections import Counter

import pytest

from core.references import kinds
from people.gate import unguarded
from people.terms import Permission
from tests.architecture.source import sources, templates
from tests.world import routes

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PUBLIC = {
    "accounts.ask_reset",
    "accounts.invitation",
    "accounts.reset",
    "accounts.sign_in",
    "accounts.sign_out",
    "app.health",
    "meetings.feed",
    "static",
    "styleguide.show",
}


def test_every_route_declares_who_enters(app):
    assert unguarded(app) == []
    for rule, method in routes(app):
        view = app.view_functions[rule.endpoint]
        print(f"{rule.endpoint:32} {method:5} {getattr(view, 'permission', None) or 'public: ' + view.public_because:20} {rule.rule}")


def test_what_is_public_stands_here(app):
    views = {rule.endpoint: app.view_functions[rule.endpoint] for rule, _method in routes(app)}
    assert {name for name, view in views.items() if not isinstance(getattr(view, "permission", None), Permission)} == PUBLIC
    assert all(len(views[name].public_because) > 5 for name in PUBLIC)


def test_no_form_is_exempt_from_its_check(app):
    assert app.config.get("WTF_CSRF_ENABLED", True)
    assert app.config.get("WTF_CSRF_CHECK_DEFAULT", True)
    assert set(app.config.get("WTF_CSRF_METHODS", {"POST", "PUT", "PATCH", "DELETE"})) >= {"POST", "PUT", "PATCH", "DELETE"}
    protection = app.extensions["csrf"]
    assert not protection._exempt_views
    assert not protection._exempt_blueprints
    assert not [source.name for source in sources() if re.search(r"csrf\.exempt|\.exempt\(", source.text)]


def test_routes_answer_get_and_post_only(app):
    assert {method for _rule, method in routes(app)} == {"GET", "POST"}


def test_addresses_are_plain_words(app):
    for rule, _method in routes(app):
        fixed = re.sub(r"<[^>]+>", "", rule.rule)
        assert re.fullmatch(r"[a-z/.-]*", fixed), rule.rule


def test_every_kind_has_a_page_and_words(app):
    endpoints = {rule.endpoint: rule for rule, _method in routes(app)}
    assert {"plan", "issue", "team", "indicator", "person", "organisation", "place", "scope"} >= {"plan", "issue"}
    for name, kind in kinds().items():
        assert kind.endpoint in endpoints, f"{name} leads to {kind.endpoint}"
        assert kind.id_argument in endpoints[kind.endpoint].arguments, name
        assert str(kind.word), name


def test_every_verb_and_kind_that_is_recorded_is_known(app):
    recorded = {found for source in sources() for found in re.findall(r"SubjectRef\(\"(\w+)\"", source.text)}
    assert recorded <= set(kinds()), recorded - set(kinds())


def test_no_two_views_share_an_address(app):
    counted = Counter((rule.rule, method) for rule, method in routes(app))
    assert [pair for pair, number in counted.items() if number > 1] == []


def test_every_form_in_a_template_carries_its_token(app):
    for each in templates():
        for form in re.finditer(r"<form\b[^>]*method=\"post\"[^>]*>(.*?)</form>", each.text, re.DOTALL | re.IGNORECASE):
            assert "csrf_token" in form.group(1), f"{each.name}: {form.group(0)[:120]}"


def test_views_are_wrapped_by_their_permission_last(app):
    for rule, _method in routes(app):
        view = app.view_functions[rule.endpoint]
        if hasattr(view, "permission"):
            assert view.__name__ == "entered" or hasattr(view, "__wrapped__"), rule.endpoint
            assert inspect.unwrap(view) is not view
