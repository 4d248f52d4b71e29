"""The web server of ``tansiq run``: gunicorn, made to drain on Ctrl-C and to load the application once for all its processes."""

import gc
import os
import queue
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.gthread import ThreadWorker

from core.turns import Turns
from core.web import runtime

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 4
GRACE_SECONDS = 20
COMPANION_PAUSE, COMPANION_GRACE = 5.0, 25.0
#: How long a process leaves a new connection to others, for each that it has.
LEAVES_SECONDS = 0.001
#: A thread that comes back from the database waits so long for a busy one, not Python's 5 ms: the others wait for its transaction.
SWITCH_SECONDS = 0.0002
#: A form waits no longer for those before it: some take seconds (a workbook is read in).
PATIENCE_SECONDS = 0.1
MEMORY = Path("/dev/shm")


class Companion:
    """The scheduler that stands beside the web process: a process of its own, started again when it dies, gone when we go.

    It holds the other end of a pipe: when we end, in whatever way, the pipe closes and it ends too.
    """

    def __init__(self, command: Sequence[str], **environ: str) -> None:
        self._command, self._environ, self._master = list(command), environ, os.getpid()
        self._process: subprocess.Popen[bytes] | None = None
        self._begun_at = 0.0

    def keep(self) -> None:
        """Starts it, and again when it has ended by itself, not more often than every few seconds."""
        if self._process is None or (self._process.poll() is not None and time.monotonic() - self._begun_at > COMPANION_PAUSE):
            self._start()

    def _start(self) -> None:
        self._begun_at = time.monotonic()
        # In a session of its own: Ctrl-C reaches every process of the terminal's group, also one that is only just coming up.
        environ = {**os.environ, **self._environ}
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, env=environ, start_new_session=True)

    def end(self) -> None:
        """Lets it finish the message in hand. A worker that is a copy of the master ends nobody."""
        if self._process is None or os.getpid() != self._master:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(COMPANION_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class PortTaken(Exception):
    """Somebody listens there already."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """Leaves Ctrl-C and a closed terminal, which reach every process of the group, to its master, which lets it finish."""

    def init_signals(self) -> None:
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def accept(self, listener: Any) -> None:
        """Leaves a new connection for a moment to a process that has fewer: they stay open, and one process would often have them all."""
        time.sleep(min(self.nr_conns, THREADS) * LEAVES_SECONDS)
        super().accept(listener)


class Master(Arbiter):  # type: ignore[misc]
    """Ends on Ctrl-C as on SIGTERM: no new requests, those in flight are finished, then exit 0."""

    def handle_int(self) -> None:
        # gunicorn takes a further SIGINT for haste; make and terminals may send it twice
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.SIG_QUEUE: queue.SimpleQueue[int] = queue.SimpleQueue()
        raise StopIteration

    def handle_hup(self) -> None:
        self.handle_int()

    def murder_workers(self) -> None:
        """Once a second, the first time a second after the workers came up: the scheduler does not hold the first page up."""
        super().murder_workers()
        companion: Companion | None = self.app.companion
        if companion is not None:
            companion.keep()


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings around an application that was made before."""

    def __init__(self, app: Flask, port: int, ready: Callable[[], None], companion: Companion | None = None) -> None:
        self.application, self.port, self.ready, self.companion = app, port, ready, companion
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": f"{HOST}:{self.port}",
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": Worker,
            "preload_app": True,
            "graceful_timeout": GRACE_SECONDS,
            "timeout": 60,
            "keepalive": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _master: self.ready(),
        }
        if MEMORY.is_dir():
            settings["worker_tmp_dir"] = str(MEMORY)
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        # No connection may cross the fork: SQLite's locks and PostgreSQL's sockets belong to one process.
        runtime(self.application).database.dispose()
        gc.freeze()
        sys.setswitchinterval(SWITCH_SECONDS)
        return in_turn(self.application)

    def run(self) -> None:
        """Serves until told to end; leaves by SystemExit."""
        try:
            Master(self).run()
        finally:
            if self.companion is not None:
                self.companion.end()


def in_turn(application: WSGIApplication) -> WSGIApplication:
    """The forms of a process are carried out one after the other. Side by side its threads would only take Python's lock from each other,
    within transactions for which all others wait."""
    turns = Turns()

    def taken_in(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "POST":
            return application(environ, start_response)
        with turns.turn(PATIENCE_SECONDS):
            return application(environ, start_response)

    return taken_in


def check_port(port: int) -> None:
    """Raises PortTaken when somebody else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTaken(f"port {port} cannot be used ({error.strerror}): choose another, with --port or make run PORT=…") from error
