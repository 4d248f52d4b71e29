"""Fuzzed posts on every form of the URL map: never an error of the server, nothing typed lost, nothing half saved, nothing echoed raw
(reliability.md R17). All run in a rehearsal: what would have been saved is counted and taken back."""

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask, Request
from sqlalchemy import event
from werkzeug.http import dump_cookie, parse_cookie
from werkzeug.test import TestResponse

from accounts.sessions import cookie_name
from app.factory import create_app
from config import Settings
from core.database import Database
from core.numerals import to_western
from tests.attachments import files
from tests.conftest import SECRET, Clock, copied
from tests.faults.forms import BOUNDARY, COUNTED, SHOWN_AT_ONCE, FormAt, encoded, every_form, good_values, in_parts, is_text
from tests.pages import Browser, check, forms_in, in_words
from tests.rehearsal import Rehearsal
from tests.world import World, put_files

FORM, PARTS = "application/x-www-form-urlencoded", f"multipart/form-data; boundary={BOUNDARY.decode()}"
SQUEEZED = "نصٌّ كتبه إنسان 'ولا' يضيع & <b>"
BAD = {
    "empty": "",
    "spaces": "   \u00a0\u2003 ",
    "nul": "a\x00b",
    "surrogate": "x\ud800y",
    "digits": "9" * 400,
    "infinite": "1e309",
    "nan": "NaN",
    "no_day": "2026-02-30",
    "outside": "1/1/2019",
    "late": "31/12/9999",
    "arabic": "١٥/٣/٢٠٢٦",
    "persian": "۱۲۳۴٫۵",
    "words": "مليونان",
    "negative": "-5",
    "fraction": "12.345",
    "template": "{{7*7}}${7*7}#{7*7}%(x)s%s{0}",
    "markup": "'\"><svg/onload=1><script>alert(1)</script>",
    "formula": "=1+1",
    "long": "ل" * 100_000,
    "lines": "a\r\nb\rc\n\nSet-Cookie: x=1",
    "override": "\u202eevil\u2066 \ufeff",
    "astral": "😀𐎀\U0010ffff",
    "sql": "' OR 1=1; DROP TABLE plan; --",
    "id": "x" * 20,
}
HARD_FOR_POSTGRES = ("nul", "surrogate", "digits", "infinite", "nan", "long", "astral", "lines", "negative")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request, tmp_path_factory, templates) -> Iterator[Database]:
    """One for all tests of this file, since nothing that they send stays."""
    with copied(request.param, "world", tmp_path_factory.mktemp("database"), templates) as built:
        yield built


@pytest.fixture(scope="module")
def world(database) -> World:
    with database.read() as session:
        return World.read(session)


@pytest.fixture(scope="module")
def rehearsal(database) -> Iterator[Rehearsal]:
    built = Rehearsal(database.url)
    yield built
    built.dispose()


@pytest.fixture(scope="module")
def rehearsed(rehearsal, tmp_path_factory) -> Flask:
    home = tmp_path_factory.mktemp("home")
    put_files(home)
    return create_app(Settings("demo", home, rehearsal.url, SECRET, "http://localhost"), rehearsal, Clock())


@pytest.fixture(scope="module")
def browsers(rehearsed) -> dict[str, Browser]:
    """A browser for each sender, signed in by the session that the world has for everybody; a stranger's has the name ""."""
    found = {name: Browser(rehearsed, checks=False) for name in ("", "amal", "hadi", "karwan", "salma", "noor")}
    with rehearsed.app_context():
        kept = cookie_name()
    for name, browser in found.items():
        if name:
            browser.raw.set_cookie(kept, f"{name}-a")
    return found


@pytest.fixture(scope="module")
def forms(rehearsed, world, browsers) -> list[FormAt]:
    return list(every_form(rehearsed, world, browsers))


def send(browsers: dict[str, Browser], rehearsal: Rehearsal, at: FormAt, values: dict[str, Any]) -> TestResponse:
    """Sends and looks at what must hold for every answer."""
    before = rehearsal.kept
    data = at.form.filled(values)
    kept = browsers[at.person].raw
    cookies = dict(kept._cookies)  # who changes the password or signs in gets other ones
    body = in_parts(data, at.form.files, files.pdf()) if at.form.files else encoded(data)
    answer = browsers[at.person].post(at.url, body, content_type=PARTS if at.form.files else FORM)
    kept._cookies = cookies
    shown = {name: str(value)[:40] for name, value in values.items()}
    assert answer.status_code in (200, 303, 400, 401, 404, 409, 413, 422, 429), f"{at.url} {shown}: {answer.status_code} {in_words(answer)}"
    done = answer.status_code == 303 or (answer.status_code == 200 and at.endpoint in SHOWN_AT_ONCE)
    if not done and at.endpoint not in COUNTED:
        assert rehearsal.kept == before, f"{at.url} {shown}: something was saved, but the answer is {answer.status_code}"
    if answer.mimetype == "text/html" and answer.status_code != 303:
        _nothing_raw(answer, f"{at.url} {shown}", at.endpoint)
    return answer


ACTIVE = re.compile(r"<svg/onload|<script>alert|<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
_looked_at: set[tuple[str, int]] = set()


def _nothing_raw(answer: TestResponse, what: str, endpoint: str) -> None:
    found = ACTIVE.search(answer.text)
    assert not found, f"{what}: {answer.text[max(0, found.start() - 80) : found.end() + 80]}"
    if (endpoint, answer.status_code) not in _looked_at:  # the whole look takes a tenth of a second
        _looked_at.add((endpoint, answer.status_code))
        check(answer, what)


def _kept_texts(at: FormAt, answer: TestResponse, values: dict[str, Any]) -> None:
    """What was typed stands in the form again."""
    again = next(each for each in forms_in(answer.text, at.url) if set(at.form.typed) & set(each.typed) or not at.form.typed)
    for name, value in values.items():
        if not is_text(at.form, name) or name in ("password", "again", "old") or not isinstance(value, str) or name not in again.names:
            continue
        wanted, got = _as_compared(value), _as_compared(again.fields.get(name, ""))
        assert got == wanted or (len(got) >= 1000 and wanted.startswith(got[:1000])), f"{at.url} {name}: {value[:60]!r} became {got[:60]!r}"


def _as_compared(text: str) -> str:
    """Addresses and codes are kept in one case and with Western digits; spaces are put in order."""
    return " ".join(to_western(text).casefold().split())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_form_takes_good_values(browsers, rehearsal, forms):
    assert len(forms) > 60
    refused = []
    for at in forms:
        before = rehearsal.kept
        answer = send(browsers, rehearsal, at, good_values(at.form))
        # these want findings first, and a workbook instead of a scan (tests/plans/test_sheets.py)
        if rehearsal.kept == before and at.endpoint not in ("plans.conclude", "plans.send_sheet"):
            refused.append(f"{at.url}: {answer.status_code} {in_words(answer, 600)}")
    assert not refused, "\n".join(refused)


#: After these the page shows the changed part itself, or the person has just come in.
SPEAKS_FOR_ITSELF = re.compile(
    r"accounts\.(sign_in|invitation)|meetings\.(seat|notes|introduction)|plans\.(new|review|finding|look_back)"
    r"|plans\.(new|edit|remove)_(part|section)|plans\.template_part\w*"
)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_save_says_what_it_did(rehearsed, browsers, rehearsal, forms):
    silent = []
    for at in forms:
        before = rehearsal.kept
        answer = send(browsers, rehearsal, at, good_values(at.form))
        is_shown = SPEAKS_FOR_ITSELF.fullmatch(at.endpoint)
        if answer.status_code == 303 and rehearsal.kept > before and not is_shown and not _said(rehearsed, answer):
            silent.append(f"{at.endpoint}: {answer.location}")
    assert not silent, "\n".join(silent)


def _said(app: Flask, answer: TestResponse) -> list[str]:
    """The lines that the next page will show."""
    sealed = next((parse_cookie(each) for each in answer.headers.getlist("Set-Cookie") if each.startswith("tansiq-forms=")), {})
    request = Request({"HTTP_COOKIE": dump_cookie("tansiq-forms", sealed.get("tansiq-forms", ""))})
    kept = app.session_interface.open_session(app, request)
    return [text for _kind, text in (kept or {}).get("_flashes", [])]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
def test_all_fields_bad_at_once(browsers, rehearsal, forms, database, part):
    names = list(BAD if database.is_sqlite else HARD_FOR_POSTGRES)  # what a database never sees needs no second one
    typed = [at for at in forms if any(is_text(at.form, name) for name in at.form.typed)]
    for bad in names[part::3]:
        for at in typed:
            values = {name: BAD[bad] for name in at.form.typed if is_text(at.form, name)}
            answer = send(browsers, rehearsal, at, values)
            if answer.status_code in (409, 422) and bad not in ("nul", "surrogate", "override", "spaces"):
                _kept_texts(at, answer, values)


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(2))
def test_one_bad_field_among_good_ones(browsers, rehearsal, forms, seed):
    chance = random.Random(seed)
    for at in forms:
        good = good_values(at.form)
        texts = {name: SQUEEZED for name in at.form.typed if is_text(at.form, name) and (good.get(name) or "").startswith("نص ")}
        for name in at.form.typed:
            bad = chance.choice(list(BAD))
            answer = send(browsers, rehearsal, at, good | texts | {name: BAD[bad]})
            if answer.status_code == 422:
                others = {other: text for other, text in texts.items() if other != name}
                _kept_texts(at, answer, others)


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_choices_that_were_not_offered(browsers, rehearsal, forms, world):
    foreign = [
        "IQG10",
        "branch-diyala",
        "dara",
        "disabled",
        "nowhere",
        world.issue,
        world.team,
        *world.plans.values(),
        *world.activity.values(),
    ]
    chance = random.Random(1)
    for at in forms:
        good = good_values(at.form)
        for name, options in at.form.options.items():
            for value in chance.sample([each for each in foreign if each not in options], 3):
                sent: Any = [value] if name in at.form.multiple else value
                before = rehearsal.kept
                answer = send(browsers, rehearsal, at, good | {name: sent})
                box = len(options) == 1  # a box to tick is ticked by any value
                assert box or answer.status_code in (422, 409), f"{at.url} took {name}={value}: {answer.status_code}"
                assert box or rehearsal.kept == before


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_several_values_and_none_for_one_field(browsers, rehearsal, forms):
    for at in forms:
        good = good_values(at.form)
        for name in at.form.typed:
            first = good.get(name) or at.form.fields.get(name) or "x"
            send(browsers, rehearsal, at, good | {name: [str(first), "<b>", "\x00", "y" * 3000]})
            send(browsers, rehearsal, at, good | {name: None, f"{name}[]": "x", f"{name}.id": "y"})
        send(browsers, rehearsal, at, dict.fromkeys(at.form.typed))


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_versions_that_never_stood_in_a_form(browsers, rehearsal, forms):
    for at in forms:
        versioned = at.form.fields.get("version", "0") != "0" and at.endpoint not in BY_STATE
        for version in ("", "-1", "0", "x", "99999999999999", "١", "1.0", "\x00", None) if versioned else ():
            before = rehearsal.kept
            answer = send(browsers, rehearsal, at, good_values(at.form) | {"version": version})
            assert rehearsal.kept == before, f"{at.url} took version {version!r} for {at.form.fields['version']}: {answer.status_code}"


#: What these decide on has its state only; the text does not change any more.
BY_STATE = {f"plans.{verb}" for verb in ("acknowledge", "communicate", "review", "revise", "abandon", "close", "cancel")} | {
    f"meetings.{verb}" for verb in ("close", "correct", "invite", "remark", "take_back")
}
MARKER, NUMBER = "mass-assigned", 987_654
UNKNOWN = {
    **dict.fromkeys(
        ("id", "key", "plan_id", "version_id", "owner_id", "created_by", "state", "attention", "authors", "snapshot", "return_reason"),
        MARKER,
    ),
    **dict.fromkeys(("password_hash", "token_hash", "email_verified", "person_id", "submitted_by", "decided_by", "actor_name"), MARKER),
    **dict.fromkeys(
        ("valid_number", "open_number", "number", "edits", "position", "aim_version", "identity_version", "revision"), str(NUMBER)
    ),
    **dict.fromkeys(("disabled", "is_admin", "permissions", "in_force"), "y"),
    "grants": "administrator",
    "created_at": "2001-01-01",
    "__class__": "x",
    "meta.csrf": "0",
    "form_errors": "x",
    "differences": "x",
}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_unknown_fields_change_nothing(browsers, rehearsal, forms):
    written: list[str] = []
    for at in forms:
        unknown = {name: value for name, value in UNKNOWN.items() if name not in at.form.names}
        written.clear()
        with _noted(rehearsal, written):
            plain = send(browsers, rehearsal, at, good_values(at.form))
            expected = len(written)
            answer = send(browsers, rehearsal, at, good_values(at.form) | unknown)
        assert answer.status_code == plain.status_code, at.url
        assert len(written) == 2 * expected, at.url
        assert not [each for each in written if MARKER in each or str(NUMBER) in each or "2001-01-01" in each], at.url


@contextmanager
def _noted(rehearsal: Rehearsal, written: list[str]) -> Iterator[None]:
    """Notes every writing statement with its values."""

    def noted(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(f"{statement} {parameters!r}")

    event.listen(rehearsal.engine, "before_cursor_execute", noted)
    try:
        yield
    finally:
        event.remove(rehearsal.engine, "before_cursor_execute", noted)
