"""The web server of ``tansiq run``: gunicorn, made to drain on Ctrl-C and to load the application once for all its processes."""

import gc
import queue
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.gthread import ThreadWorker

from core.web import runtime

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 4
GRACE_SECONDS = 20
MEMORY = Path("/dev/shm")


class PortTaken(Exception):
    """Somebody listens there already."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """Leaves Ctrl-C and a closed terminal, which reach every process of the group, to its master, which lets it finish."""

    def init_signals(self) -> None:
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


class Master(Arbiter):  # type: ignore[misc]
    """Ends on Ctrl-C as on SIGTERM: no new requests, those in flight are finished, then exit 0."""

    def handle_int(self) -> None:
        # gunicorn takes a further SIGINT for haste; make and terminals may send it twice
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.SIG_QUEUE: queue.SimpleQueue[int] = queue.SimpleQueue()
        raise StopIteration

    def handle_hup(self) -> None:
        self.handle_int()


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings around an application that was made before."""

    def __init__(self, app: Flask, port: int, ready: Callable[[], None]) -> None:
        self.application, self.port, self.ready = app, port, ready
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

    def load(self) -> Flask:
        # No connection may cross the fork: SQLite's locks and PostgreSQL's sockets belong to one process.
        runtime(self.application).database.dispose()
        gc.freeze()
        return self.application

    def run(self) -> None:
        """Serves until told to end; leaves by SystemExit."""
        Master(self).run()


def check_port(port: int) -> None:
    """Raises PortTaken when somebody else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTaken(f"port {port} cannot be used ({error.strerror}): choose another, with --port or make run PORT=…") from error
