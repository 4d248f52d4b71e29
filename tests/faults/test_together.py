"""Many people at once, through the web: no save is lost, every refusal shows both texts, a form sent five times counts once.

The application runs in gunicorn with two processes of four threads, as in use (reliability.md 0.1, 0.2, R10).
"""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from accounts.models import SignInSession
from accounts.queries import digest
from core.audit import AuditEntry
from core.clock import utc_now
from core.database import Database
from core.web import FormKey
from followup.models import Issue
from plans.models import PlanVersion
from tests.pages import SentForm, forms_in

ROOT = Path(__file__).resolve().parents[2]
EDITORS, SAVES = 15, 5
FORMS, SENDINGS, THREADS = 100, 5, 8
pytestmark = [pytest.mark.slow, pytest.mark.drill]


class Visitor:
    """A person at a real connection, signed in by a session row."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self.cookies = {"tansiq": token, "language": "en"}

    def ask(self, method: str, url: str, data: list[tuple[str, str]] | None = None) -> tuple[int, str, str]:
        """(status, where to, page)."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            body = urlencode(data).encode() if data is not None else None
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, url, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            for given in answer.headers.get_all("Set-Cookie") or ():
                for name, morsel in SimpleCookie(given).items():
                    self.cookies[name] = morsel.value
            return answer.status, answer.headers.get("Location", ""), text

    def form(self, url: str) -> SentForm:
        """The form of a page."""
        status, _where, text = self.ask("GET", url)
        assert status == 200, f"{url}: {status}"
        return forms_in(text, url)[0]


@pytest.fixture
def port(database: Database, tmp_path: Path) -> Iterator[int]:
    """The application in gunicorn on this database."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        chosen: int = free.getsockname()[1]
    given = {"TANSIQ_ENV": "demo", "TANSIQ_HOME": str(tmp_path), "TANSIQ_DATABASE_URL": database.url, "TANSIQ_SECRET_KEY": "x1" * 20}
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "-w", "2", "-k", "gthread", "--threads", "4", "-b", f"127.0.0.1:{chosen}"]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--no-control-socket", "--backlog", "512"], cwd=ROOT, env={**os.environ, **given}, stdout=log, stderr=log
        )
    try:
        _wait_for(chosen, server, tmp_path / "log")
        yield chosen
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text(errors="replace")[-2000:]
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up: " + log.read_text(errors="replace")[-2000:])


@pytest.fixture
def visitors(database: Database, port: int) -> list[Visitor]:
    """Fifteen browsers in which Karwan has signed in."""
    now = utc_now()
    with database.write() as session:
        for number in range(EDITORS):
            token = f"visitor-{number}-of-the-tests"
            session.add(SignInSession(token_hash=digest(token), person_id="karwan", created_at=now, last_seen_at=now))
    return [Visitor(port, f"visitor-{number}-of-the-tests") for number in range(EDITORS)]


def test_fifteen_editors_lose_nothing(visitors, database, world):
    """Each adds its own line to the goal of one plan, three times; refused, it takes the new text and adds its line to that."""
    url = f"/plans/{world.plans['draft']}/aim/edit"
    refusals, faults, lock = [0], [], threading.Lock()

    def edit(number: int) -> None:
        chance = random.Random(number)
        for turn in range(SAVES):
            line = f"[editor {number} turn {turn}]"
            while True:
                form = visitors[number].form(url)
                time.sleep(chance.random() * 0.05)
                data = form.filled({"goal": form.fields["goal"] + "\n" + line})
                status, _where, page = visitors[number].ask("POST", url, list(data.items(multi=True)))
                if status == 303:
                    break
                with lock:
                    refusals[0] += 1
                    if status != 409 or line not in page or 'value="theirs"' not in page or page.count("<q ") < 2:
                        faults.append((status, page[:500]))
                        return
                time.sleep(chance.random() * 0.4)  # reads what the others wrote

    with ThreadPoolExecutor(EDITORS) as pool:
        list(pool.map(edit, range(EDITORS)))
    assert not faults
    assert refusals[0] > 0, "nobody met anybody: the test does not test"
    with database.read() as session:
        goal = session.scalars(select(PlanVersion.goal).where(PlanVersion.plan_id == world.plans["draft"])).one()
        changes = session.scalars(select(AuditEntry).where(AuditEntry.subject_id == world.plans["draft"], AuditEntry.part == "aim")).all()
    lost = [(number, turn) for number in range(EDITORS) for turn in range(SAVES) if f"[editor {number} turn {turn}]" not in goal]
    assert not lost
    assert len([each for each in changes if any("[editor" in str(value) for value in each.changes)]) == EDITORS * SAVES


def test_keeping_ones_own_text_after_a_refusal(visitors, database, world):
    """The refused page itself can be sent again: with one's own text, or with the other's."""
    url = f"/plans/{world.plans['draft']}/aim/edit"
    first, second = visitors[:2]
    mine, theirs = first.form(url), second.form(url)
    assert second.ask("POST", url, list(theirs.filled({"goal": "theirs", "challenges": "their challenge"}).items(multi=True)))[0] == 303
    status, _where, page = first.ask("POST", url, list(mine.filled({"goal": "mine", "challenges": "my challenge"}).items(multi=True)))
    assert status == 409
    again = forms_in(page, url)[0]
    assert {"keep-goal", "keep-challenges"} <= set(again.names)
    data = again.filled({"keep-goal": "mine", "keep-challenges": "theirs"})
    assert first.ask("POST", url, list(data.items(multi=True)))[0] == 303
    with database.read() as session:
        version = session.scalars(select(PlanVersion).where(PlanVersion.plan_id == world.plans["draft"])).one()
        assert (version.goal, version.challenges) == ("mine", "their challenge")


def test_a_hundred_forms_sent_five_times_count_a_hundred(visitors, database, world):
    """Each of 100 rendered forms is sent five times, in any order, eight at a time: 100 issues, and every answer leads to its own."""
    with database.read() as session:
        before = session.scalar(select(func.count()).select_from(Issue)) or 0
    visitor = visitors[0]
    blank = visitor.form("/issues/new")
    sent: list[tuple[int, list[tuple[str, str]]]] = []
    for number in range(FORMS):
        form = blank if number == 0 else visitor.form("/issues/new")
        sent += [(number, list(form.filled(_issue(form, number)).items(multi=True)))] * SENDINGS
    random.Random(1).shuffle(sent)
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda each: (each[0], *_sent(visitor, each[1])), sent))
    assert {status for _number, status, _where in answers} == {303}
    places: dict[int, set[str]] = {}
    for number, _status, where in answers:
        places.setdefault(number, set()).add(where)
    assert all(len(found) == 1 for found in places.values()), "two answers to one form"
    assert len(set.union(*places.values())) == FORMS
    with database.read() as session:
        names = list(session.scalars(select(Issue.name_en).where(Issue.name_en.startswith("Issue number"))))
        assert sorted(names) == sorted(f"Issue number {number}" for number in range(FORMS))
        assert session.scalar(select(func.count()).select_from(Issue)) == before + FORMS
        registered = select(func.count()).select_from(AuditEntry).where(AuditEntry.verb == "registered", AuditEntry.subject_kind == "issue")
        assert session.scalar(registered) == before + FORMS
        assert session.scalar(select(func.count()).select_from(FormKey)) == FORMS


def _sent(visitor: Visitor, data: list[tuple[str, str]]) -> tuple[int, str]:
    other = Visitor(visitor.port, visitor.cookies["tansiq"])
    other.cookies = dict(visitor.cookies)
    status, where, _page = other.ask("POST", "/issues/new", data)
    return status, re.sub(r"^https?://[^/]+", "", where)


def _issue(form: SentForm, number: int) -> dict[str, Any]:
    return {
        "name_en": f"Issue number {number}",
        "description": "Typed once, sent five times.",
        "sector": "housing",
        "severity": "high",
        "scope_id": "IQG15",
        "mandate_id": next(each for each in form.options["mandate_id"] if each),
        "momd_part": "leads",
    }
