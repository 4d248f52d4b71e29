"""``tansiq run`` as a process: it answers, it finishes what is in flight on Ctrl-C, it starts quickly the second time."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest

from app.serve import PATIENCE_SECONDS, in_turn

ROOT = Path(__file__).resolve().parents[2]
SLOW = """
import sys, time
sys.path.insert(0, {root!r})
from flask import Flask
from core.database import Database
from core.web import Runtime
from app.serve import Server
app = Flask("slow")
app.extensions["tansiq"] = Runtime(Database("sqlite://"), lambda: None, None)
@app.get("/slow")
def slow():
    time.sleep(1.5)
    return "finished"
@app.get("/healthz")
def well():
    return "ok"
Server(app, {port}, lambda: None).run()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@contextmanager
def process(command: list[str], port: int, **environ: str) -> Iterator["subprocess.Popen[str]"]:
    """A process in a group of its own, once it answers."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TANSIQ_")}
    started = subprocess.Popen(
        command, cwd=ROOT, env={**inherited, **environ}, start_new_session=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end and started.poll() is None:
            with suppress(OSError):
                get(port, "/healthz")
                break
            time.sleep(0.02)
        yield started
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
        started.communicate(timeout=20)


@pytest.mark.parametrize(("sign", "times"), [(signal.SIGINT, 1), (signal.SIGINT, 3), (signal.SIGTERM, 1), (signal.SIGHUP, 1)])
def test_requests_in_flight_are_finished_before_the_end(sign: signal.Signals, times: int) -> None:
    port = free_port()
    answers: list[tuple[int, str]] = []
    with process([sys.executable, "-c", SLOW.format(root=str(ROOT), port=port)], port) as server:
        threads = [threading.Thread(target=lambda: answers.append(get(port, "/slow"))) for _ in range(3)]
        for each in threads:
            each.start()
        time.sleep(0.5)
        for _ in range(times):
            # a terminal sends Ctrl-C to the whole group; SIGTERM comes to the master alone
            (os.kill if sign is signal.SIGTERM else os.killpg)(server.pid, sign)
        for each in threads:
            each.join()
        said = server.communicate(timeout=20)
    assert answers == [(200, "finished")] * 3
    assert server.returncode == 0
    assert said == ("", "")


class Served:
    """An application in turns, its answers given when the test says so."""

    def __init__(self) -> None:
        self.let_go = {path: threading.Event() for path in ("/first", "/second")}
        self.begun: list[str] = []
        self.threads: list[threading.Thread] = []

    def _answer(self, environ: WSGIEnvironment, _start: StartResponse) -> list[bytes]:
        path = environ["PATH_INFO"]
        self.begun.append(path)
        self.let_go[path].wait(20)
        return []

    def send(self, application: WSGIApplication, method: str, path: str) -> None:
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path}
        thread = threading.Thread(target=lambda: application(environ, lambda *_: lambda _: None))
        thread.start()
        self.threads.append(thread)
        time.sleep(0.02)  # far below the patience of a form

    def end(self) -> None:
        for each in (*self.let_go.values(), *self.threads):
            each.set() if isinstance(each, threading.Event) else each.join(20)


def test_forms_wait_for_each_other_and_pages_do_not() -> None:
    served = Served()
    application = in_turn(served._answer)
    served.send(application, "POST", "/first")
    served.send(application, "POST", "/second")
    assert served.begun == ["/first"]
    served.let_go["/first"].set()
    served.threads[0].join(20)
    time.sleep(0.02)
    assert served.begun == ["/first", "/second"]
    served.send(application, "GET", "/first")
    assert served.begun == ["/first", "/second", "/first"]
    served.end()


def test_a_form_that_takes_long_holds_no_other_up() -> None:
    served = Served()
    application = in_turn(served._answer)
    served.send(application, "POST", "/first")
    served.send(application, "POST", "/second")
    time.sleep(PATIENCE_SECONDS + 0.5)
    assert served.begun == ["/first", "/second"]
    served.end()


@pytest.mark.slow
def test_the_second_start_answers_within_three_seconds(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, str(ROOT / "scripts" / "tansiq.py"), "run", "--port", str(port)]
    took: list[float] = []
    for _ in range(4):
        begun = time.monotonic()
        with process(command, port, TANSIQ_HOME=str(tmp_path)) as server:
            took.append(time.monotonic() - begun)
            assert get(port, "/healthz")[0] == 200
            os.killpg(server.pid, signal.SIGINT)
            said, complaints = server.communicate(timeout=30)
        assert (server.returncode, complaints) == (0, "")
        assert f"Tansiq is at http://127.0.0.1:{port}" in said
        assert "karwan@" in said
    assert min(took[1:]) < 3, took


def test_a_port_in_use_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, str(ROOT / "scripts" / "tansiq.py"), "run", "--port", str(port)]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "TANSIQ_HOME": str(tmp_path)}, text=True, capture_output=True, timeout=60, check=False
        )
    assert done.returncode == 1
    assert "choose another" in done.stderr
    assert not (tmp_path / "tansiq.db").exists()
