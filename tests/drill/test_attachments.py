"""Files and their rows when web workers are killed, and when what is sent is no file at all (reliability.md R13, R16)."""

import http.client
import random
import secrets
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, text

from attachments.jobs import lost, sweep
from attachments.models import Attachment
from attachments.store import Store
from bench.processes import memory_megabytes
from core.clock import utc_now
from tests.attachments import files
from tests.drill.conftest import VISITORS, Server, Visitor, multipart
from tests.pages import SentForm

pytestmark = [pytest.mark.drill, pytest.mark.slow]
KILLS, SAVERS, MALFORMED = 10, 8, 500
GONE = (OSError, http.client.HTTPException)


@pytest.fixture
def store(settings) -> Store:
    return Store(settings.home / "attachments")


@pytest.fixture
def url(world) -> str:
    return f"/attach/plan/{world.plans['communicated']}"


class Saver:
    """One person who attaches files one after another and sends each again, in the same form, until it is acknowledged."""

    def __init__(self, visitor: Visitor, form: SentForm, seed: int) -> None:
        self.visitor, self.form, self.chance = visitor, form, random.Random(seed)
        self.acknowledged: dict[str, str] = {}
        self.broken_off = 0

    def save_until(self, over: threading.Event) -> None:
        while not over.is_set() and len(self.acknowledged) < 55:  # an hour's limit is 60
            content = files.pdf(self.chance.randbytes(self.chance.randrange(100, 200_000)).hex())
            title = f"{self.visitor.cookies['tansiq']} {len(self.acknowledged)}"
            fields = self.form.filled({"what": "other-1", "title": title, "form_key": secrets.token_urlsafe(18)})
            self._send(multipart(fields, "scan.pdf", content))
            self.acknowledged[title] = sha256(content).hexdigest()
            over.wait(self.chance.random() * 0.15)

    def _send(self, body: bytes) -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                status, content = self.visitor.ask("POST", self.form.action, body)
            except GONE:
                self.broken_off += 1
                time.sleep(0.05)
                continue
            assert status == 303, (status, content[:1500])
            return
        raise AssertionError("no answer in 30 s")


def test_ten_kills_lose_no_acknowledged_file(server: Server, visitors, url, database, store):
    savers = [Saver(visitor, visitor.form(url), seed) for seed, visitor in enumerate(visitors[:SAVERS])]
    chance, over = random.Random(13), threading.Event()
    with ThreadPoolExecutor(SAVERS) as pool:
        running = [pool.submit(saver.save_until, over) for saver in savers]
        try:
            for _kill in range(KILLS):
                workers = server.workers()
                time.sleep(0.1 + chance.random() * 0.5)
                server.kill(chance.choice(workers))
            time.sleep(0.5)
        finally:
            over.set()
        for each in running:
            each.result()
    server.workers()
    assert len(server.killed) == KILLS
    acknowledged = {title: digest for saver in savers for title, digest in saver.acknowledged.items()}
    assert sum(saver.broken_off for saver in savers) > 0, "no kill met a save: the drill does not drill"
    _all_is_there(database, store, acknowledged)
    print(f'{{"kills": {KILLS}, "acknowledged": {len(acknowledged)}, "broken_off": {sum(each.broken_off for each in savers)}}}')


def _all_is_there(database, store: Store, acknowledged: dict[str, str]) -> None:
    with database.read() as session:
        rows = session.scalars(select(Attachment).where(Attachment.person_id.startswith("planner"))).all()
        titles = Counter(row.title for row in rows)
        assert set(acknowledged) - set(titles) == set()
        assert set(titles.values()) == {1}, "a form sent again counted twice"
        assert {row.title: row.sha256 for row in rows if row.title in acknowledged} == acknowledged
        assert not lost(session, store, read=True)
        sweep(session, store, utc_now() + timedelta(hours=2))
        left = {each.name for each in store.list(store.kept)}
        assert left == set(session.scalars(select(Attachment.stored_as)))
        assert not list(store.list(store.incoming))
        assert not lost(session, store, read=True)
        if database.is_sqlite:
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert not session.execute(text("PRAGMA foreign_key_check")).all()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_five_hundred_malformed_uploads(server: Server, visitors, url, database, store):
    """Each is refused with a reason or comes back as it was; no error of the server, no worker lost, memory where it was."""
    forms = [visitor.form(url) for visitor in visitors]
    before = server.workers()
    made = list(files.malformed(MALFORMED, seed=16))
    for each in made[:20]:  # warms both workers up
        _sent(visitors[0], forms[0], *each)
    memory = {pid: memory_megabytes(pid)[0] for pid in before}
    with ThreadPoolExecutor(4) as pool:
        jobs = [
            pool.submit(_sent, visitors[number % VISITORS], forms[number % VISITORS], name, content)
            for number, (name, content) in enumerate(made)
        ]
        answers = Counter(job.result() for job in jobs)
    assert set(answers) <= {303, 400, 413, 422}, answers  # 400: a name that is no text at all, which no browser sends
    assert answers[400] < 20
    assert answers[303] > 20
    assert answers[422] > 200
    assert server.workers() == before, "a worker was lost"
    grown = {pid: memory_megabytes(pid)[0] - memory[pid] for pid in before}
    assert max(grown.values()) < 50, grown
    sent = {sha256(content).hexdigest() for _name, content in made}
    with database.read() as session:
        assert {row.sha256 for row in session.scalars(select(Attachment).where(Attachment.person_id.startswith("planner")))} <= sent
        assert not lost(session, store, read=True)
    assert " 500 " not in server.said()
    assert "Traceback" not in server.said()


def _sent(visitor: Visitor, form: SentForm, name: str, content: bytes) -> int:
    fields = form.filled({"what": "other-1", "form_key": secrets.token_urlsafe(18)})
    return visitor.ask("POST", form.action, multipart(fields, name, content))[0]
