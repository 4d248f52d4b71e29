"""A real server on a filled database, and people who attach files over real connections."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from accounts.models import SignInSession
from accounts.queries import digest
from bench.processes import children
from config import Settings
from core.clock import local_day, utc_now
from core.database import Database
from people.models import Person, RoleGrant
from people.terms import Role
from tests.conftest import Standing
from tests.faults.forms import BOUNDARY
from tests.pages import SentForm, forms_in
from tests.world import World, put_files

ROOT = Path(__file__).resolve().parents[2]
VISITORS, WORKERS = 20, 2
SECRET = "for drills only: 7c1d-44c7-8a02-f3e6"


class Server:
    """``tansiq run``. Knows every working process that it ever had; one that ends by itself is a fault."""

    def __init__(self, database: Database, home: Path) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.log = home / "log"
        given = {"TANSIQ_ENV": "demo", "TANSIQ_HOME": str(home), "TANSIQ_DATABASE_URL": database.url, "TANSIQ_SECRET_KEY": SECRET}
        command = [sys.executable, str(ROOT / "scripts" / "tansiq.py"), "run", "--no-scheduler", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **given}, stdout=log, stderr=log, start_new_session=True)
        self.seen: set[int] = set()
        self.killed: set[int] = set()
        self._until_it_answers()

    def said(self) -> str:
        """What it wrote so far."""
        return self.log.read_text(errors="replace")

    def workers(self) -> list[int]:
        """The working processes, once all are there. Fails when one ended that nobody killed."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            assert self.process.poll() is None, self.said()[-2000:]
            found = children(self.process.pid)
            self.seen |= set(found)
            alive = [each for each in found if each not in self.killed]
            assert self.seen - self.killed <= set(alive), f"a worker ended by itself: {self.said()[-2000:]}"
            if len(alive) == WORKERS:
                return alive
            time.sleep(0.02)
        raise AssertionError(f"not {WORKERS} workers: {self.said()[-2000:]}")

    def kill(self, pid: int) -> None:
        """kill -9 of one working process."""
        self.killed.add(pid)
        os.kill(pid, signal.SIGKILL)

    def end(self) -> None:
        """Ctrl-C; it must end in order."""
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            assert self.process.wait(40) == 0, self.said()[-2000:]
        finally:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def _until_it_answers(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            assert self.process.poll() is None, self.said()[-2000:]
            try:
                with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
                    connection.request("GET", "/healthz")
                    if connection.getresponse().status == 200:
                        return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server did not come up: " + self.said()[-2000:])


class Visitor:
    """A planner at a real connection, signed in by a session row."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self.cookies = {"tansiq": token, "language": "en"}

    def ask(self, method: str, url: str, body: bytes | None = None) -> tuple[int, bytes]:
        """(status, content). Raises OSError or HTTPException when the server is gone."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if body is not None:
                headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY.decode()}"
            connection.request(method, url, body, headers)
            answer = connection.getresponse()
            content = answer.read()
            for given in answer.headers.get_all("Set-Cookie") or ():
                for name, morsel in SimpleCookie(given).items():
                    self.cookies[name] = morsel.value
            return answer.status, content

    def form(self, url: str) -> SentForm:
        """The form of a page."""
        status, content = self.ask("GET", url)
        assert status == 200, f"{url}: {status}"
        return forms_in(content.decode(), url)[0]


def multipart(fields: MultiDict[str, str], name: str, content: bytes) -> bytes:
    """A form with a file as browsers send it; quotes and line ends in its name are written as they write them."""
    safe = re.sub('[\r\n"]', lambda found: f"%{ord(found[0]):02X}", name).encode("utf-8", "surrogatepass")
    heads = [(f'form-data; name="{each}"'.encode(), value.encode()) for each, value in fields.items(multi=True)]
    heads.append((b'form-data; name="file"; filename="%s"\r\nContent-Type: application/octet-stream' % safe, content))
    parts = [b"--%s\r\nContent-Disposition: %s\r\n\r\n%s\r\n" % (BOUNDARY, head, value) for head, value in heads]
    return b"".join(parts) + b"--%s--\r\n" % BOUNDARY


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, standing: Standing) -> Iterator[Database]:
    """A database with something for every route."""
    with standing(request.param, "world") as built:
        yield built


@pytest.fixture
def world(database: Database, settings: Settings) -> World:
    """The ids of what is there; the files lie in their place."""
    put_files(settings.home)
    with database.read() as session:
        return World.read(session)


@pytest.fixture
def server(database: Database, settings: Settings, world: World) -> Iterator[Server]:
    """The server on this database."""
    started = Server(database, settings.home)
    yield started
    started.end()


@pytest.fixture
def visitors(database: Database, server: Server) -> list[Visitor]:
    """Twenty planners of headquarters, each with limits of its own."""
    now = utc_now()
    with database.write() as session:
        for number in range(VISITORS):
            name = f"planner{number}"
            session.add(Person(id=name, name=name, email=f"{name}@tansiq.example", password_hash="x", created_at=now))
            session.flush()
            session.add(RoleGrant(person_id=name, role=Role.HQ_PLANNER.value, scope_id="IQ", since=local_day(now)))
            session.add(SignInSession(token_hash=digest(f"token-of-{name}"), person_id=name, created_at=now, last_seen_at=now))
    return [Visitor(server.port, f"token-of-planner{number}") for number in range(VISITORS)]
