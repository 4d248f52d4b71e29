"""Forms without their token, pages that only read, headers on every answer, unknown and foreign things told alike."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from app.factory import create_app
from config import Settings
from tests.pages import Browser, forms_in, headers_of
from tests.rows import changed, rows_of
from tests.world import World, routes, urls_of

PEOPLE = ("salma", "amal", "noor")
ANY = (200, 302, 303, 403, 404, 410)
TIMES = re.compile(r'name="(csrf_token|form_key)" value="[^"]*"|href="[^"]*language=[^"]*"|/sign-in\?next=[^"]*')


def addresses(app: Flask, world: World, method: str) -> Iterator[str]:
    for rule, each in routes(app):
        if each == method:
            yield from urls_of(app, world, rule)


def test_reading_changes_no_row(app, world, database, sign_in):
    before = rows_of(database)
    for browser in [Browser(app, checks=False), *(sign_in(name, checks=False) for name in PEOPLE)]:
        signed = rows_of(database)
        for url in addresses(app, world, "GET"):
            if not url.startswith("/admin/people."):  # who takes names away stands in the trail: tests/accounts/test_downloads.py
                browser.get(url, ANY)
        assert changed(signed, rows_of(database)) == {}
    after = rows_of(database)
    assert set(changed(before, after)) <= {"sign_in_session"}


def test_a_post_without_its_token_is_refused(app, world, database, sign_in):
    browsers = [Browser(app, checks=False), sign_in("karwan", checks=False), sign_in("amal", checks=False)]
    before = rows_of(database)
    for url in addresses(app, world, "POST"):
        for browser in browsers:
            browser.post(url, {"form_key": "x"}, 400)
    assert changed(before, rows_of(database)) == {}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_token_of_another_session_is_refused(app, world, database, sign_in):
    mine, other = sign_in("karwan", checks=False), sign_in("dara")
    stolen = other.form("/profile").fields["csrf_token"]
    before = rows_of(database)
    for url in addresses(app, world, "POST"):
        mine.post(url, {"csrf_token": stolen, "form_key": "x"}, 400)
        mine.post(url, {"csrf_token": "x" * 90}, 400)
    assert changed(before, rows_of(database)) == {}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_refused(app, world, sign_in, method):
    browser = sign_in("amal")
    for url in [*addresses(app, world, "GET"), *addresses(app, world, "POST")]:
        assert browser.raw.open(url, method=method).status_code == 405, url


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_headers_on_every_answer(app, world, sign_in, client):
    for browser in (client, sign_in("salma")):
        for url in [*addresses(app, world, "GET"), "/nowhere", "/static/nowhere.css", "/plans/unknown", "/static/core/../../config.py"]:
            for method in ("GET", "HEAD", "POST", "OPTIONS"):
                answer = browser.raw.open(url, method=method)
                for name, value in headers_of(url, answer.status_code if method != "OPTIONS" else 0).items():
                    assert answer.headers.getlist(name) == [value], f"{method} {url}: {name}"
                assert "Server" not in answer.headers or "Python" not in answer.headers["Server"]
                assert "X-Powered-By" not in answer.headers


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_pages_of_signed_in_people_are_not_kept(app, world, sign_in, client):
    browser = sign_in("karwan", checks=False)
    for url in addresses(app, world, "GET"):
        if url.startswith("/static"):
            assert browser.get(url).headers["Cache-Control"] == "no-cache"
            assert "immutable" in browser.get(url + "?v=abc").headers["Cache-Control"]
            continue
        assert browser.get(url, ANY).headers["Cache-Control"] == "no-store", url
    assert client.get("/sign-in").headers["Cache-Control"] == "no-cache"


@pytest.fixture
def https_app(settings, database, clock) -> Flask:
    return create_app(
        Settings("demo", settings.home, settings.database_url, settings.secret_key, "https://tansiq.example.iq"), database, clock
    )


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_over_https_cookies_are_tied_to_the_host(https_app, clock):
    browser = https_app.test_client()
    answer = browser.get("/sign-in", base_url="https://tansiq.example.iq")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    form = forms_in(answer.text, "/sign-in")[0]
    data = form.filled({"email": "karwan@tansiq.example", "password": "seven brown goats on a hill"})
    done = browser.post(
        "/sign-in", data=data, base_url="https://tansiq.example.iq", headers={"Referer": "https://tansiq.example.iq/sign-in"}
    )
    assert done.status_code == 303
    cookies = [*answer.headers.getlist("Set-Cookie"), *done.headers.getlist("Set-Cookie")]
    kept = [cookie for cookie in cookies if "Max-Age=0" not in cookie and "Expires=Thu, 01 Jan 1970" not in cookie]
    assert any(cookie.startswith("__Host-tansiq=") for cookie in kept)
    for cookie in kept:
        if cookie.startswith("language="):
            continue
        assert cookie.startswith("__Host-"), cookie
        for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
            assert flag in cookie, cookie
        assert "Domain" not in cookie


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_unknown_and_foreign_things_are_told_alike(app, world, sign_in):
    for name in ("dara", "nabil", "ziad", "jalal"):
        browser = sign_in(name, checks=False)
        for rule, method in routes(app):
            if method != "GET" or not rule.arguments or rule.endpoint == "static":
                continue
            for url in urls_of(app, world, rule):
                if url.count("/") < 2:  # a whole list as a file: it is nobody's
                    continue
                foreign = browser.get(url, ANY)
                unknown = browser.get(_unknown(url), ANY)
                if foreign.status_code == 404:
                    assert unknown.status_code == 404, url
                    assert _plain(foreign.text, url) == _plain(unknown.text, _unknown(url)), url


def _unknown(url: str) -> str:
    head, name, *rest = url.strip("/").split("/")
    if head == "admin":
        name, rest = f"{name}/unknownunknownunkno", rest[1:]
    else:
        name = "unknownunknownunkno"
    return "/" + "/".join([head, name, *rest])


def _plain(text: str, url: str) -> str:
    return TIMES.sub("", text).replace(url, "")


DRAFTS = ("draft", "submitted", "returned")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["noor", "hadi", "huda", "zainab", "rana"])
def test_who_only_reads_sees_no_plan_before_its_approval(world, sign_in, name):
    browser = sign_in(name)
    listed = browser.get("/plans").text
    for plan in DRAFTS:
        for page in ("", "/history", "/versions/1", "/review", "/revision"):
            browser.get(f"/plans/{world.plans[plan]}{page}", (403, 404))
        assert world.plans[plan] not in listed
    browser.get(f"/plans/{world.plans['revised']}/revision", (403, 404))
    browser.get(f"/plans/{world.plans['revised']}/versions/2", 404)
    approved = 404 if name == "noor" else 200  # a focal point sees what was communicated
    browser.get(f"/plans/{world.plans['approved']}", approved)
    assert world.plans["communicated"] in listed


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_lists_and_searches_show_nothing_foreign(world, sign_in):
    browser = sign_in("dara")
    for url in (
        "/",
        "/plans",
        "/plans?scope=IQG15",
        "/plans?q=a",
        "/issues",
        "/issues?scope=IQG15",
        "/indicators",
        "/indicators?scope=IQG15",
        "/lessons",
        "/lessons?scope=IQG15",
    ):
        text = browser.get(url).text
        for secret in (*world.plans.values(), world.issue, world.indicator, "السكن واطئ الكلفة", "شنگالی"):
            assert secret not in text, f"{url} shows {secret}"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_other_hosts_do_not_reach_mail_or_redirects(app, client: Browser):
    for headers in ({"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}, {"X-Forwarded-For": "1.2.3.4"}):
        answer = client.raw.get("/", headers=headers)
        assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "/\t/evil.example", "/\r\n/evil.example", "/x?y"])
def test_an_address_that_is_none_leads_nowhere_else(app, client: Browser, path: str):
    answer = client.raw.get("/", environ_overrides={"PATH_INFO": path})
    assert answer.status_code == 404
    for target in re.findall(r'(?:href|action)="([^"]*)"', answer.text):
        assert re.match(r"/(?![/\\\s])|#|\?", target), f"{path} leads to {target}"
