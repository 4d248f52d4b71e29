"""Processes that drills start, kill and watch, and what the mail server wrote down."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
READY = "READY"


class Proc:
    """A child in a session of its own. One that ends by itself is a fault: it is noticed whenever the drill looks, and at the end."""

    def __init__(self, command: list[str], log: Path, **environ: str) -> None:
        self.command, self.log = command, log
        self._errors = log.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,
        )
        self.expected: int | None = None

    def wait_ready(self) -> str:
        """What it said when it was ready, after the word itself."""
        line = self.process.stdout.readline().decode()
        assert line.startswith(READY), f"{self.command} did not come up: {line} {self.said()}"
        return line[len(READY) :].strip()

    def said(self) -> str:
        """The end of what it wrote."""
        return self.log.read_text(errors="replace")[-3000:]

    def check(self) -> None:
        """Fails when it ended without the drill."""
        assert self.process.poll() is None, f"{self.command} ended by itself with {self.process.returncode}: {self.said()}"

    def kill(self) -> None:
        """kill -9."""
        self.check()
        self.process.kill()
        assert self.process.wait(20) == -signal.SIGKILL, f"{self.command} ended by itself: {self.said()}"
        self._close()

    def ends_with(self, code: int, seconds: float = 30) -> None:
        """Waits until it ends in the way that the drill caused."""
        try:
            assert self.process.wait(seconds) == code, f"{self.command}: {self.process.returncode} {self.said()}"
        finally:
            self._close()

    def end(self) -> None:
        """SIGTERM; it must end in order."""
        self.check()
        self.process.send_signal(signal.SIGTERM)
        self.ends_with(0)

    def pause(self) -> None:
        """SIGSTOP."""
        self.check()
        os.kill(self.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """SIGCONT."""
        os.kill(self.process.pid, signal.SIGCONT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        try:
            if kind is None and self.process.returncode is None:
                self.end()
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self._close()

    def _close(self) -> None:
        self.process.stdout.close()
        self._errors.close()


class Ledger:
    """What the mail server accepted."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> list[dict[str, Any]]:
        """Each accepted message, in order."""
        if not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines() if line.endswith("}")]

    def copies(self) -> Counter[str]:
        """How often each key was accepted."""
        return Counter(each["key"] for each in self.lines())

    def ids(self) -> dict[str, set[str]]:
        """The Message-IDs of each key."""
        found = defaultdict(set)
        for each in self.lines():
            found[each["key"]].add(each["id"])
        return found

    def plan(self, faults: dict[str, list[str]]) -> None:
        """Which faults each receiver meets, one after another."""
        path = self.path.with_suffix(".plan")
        path.with_suffix(".part").write_text(json.dumps(faults), encoding="utf-8")
        path.with_suffix(".part").rename(path)

    def forget(self) -> None:
        """The server counts the attempts of each receiver from the beginning again."""
        self.path.with_suffix(".forget").touch()

    def mute(self, is_mute: bool) -> None:
        """Whether the server takes connections and says nothing."""
        path = self.path.with_suffix(".mute")
        if is_mute:
            path.touch()
        else:
            path.unlink(missing_ok=True)


class PostOffice(Proc):
    """The mail server, running."""

    def __init__(self, folder: Path, port: int = 0, name: str = "ledger") -> None:
        self.ledger = Ledger(folder / f"{name}.jsonl")
        super().__init__(["-m", "tests.drill.post_office", str(self.ledger.path), str(port or free_port())], folder / "post-office.log")
        self.port = int(self.wait_ready())

    @property
    def url(self) -> str:
        """Where settings find it."""
        return f"smtp://127.0.0.1:{self.port}"


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def until(condition: Any, seconds: float, every: float = 0.05, watched: tuple[Proc, ...] = ()) -> None:
    """Waits until the condition holds; each watched process must live meanwhile."""
    end = time.monotonic() + seconds
    while not condition():
        for each in watched:
            each.check()
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(every)


def told(figures: dict[str, Any]) -> None:
    """One JSON line for the reader, and for ``make drill`` (TANSIQ_DRILL_FIGURES: the file to which it is added)."""
    line = json.dumps(figures, ensure_ascii=False)
    print(line)
    path = os.environ.get("TANSIQ_DRILL_FIGURES")
    if path:
        with open(path, "a", encoding="utf-8") as file:
            file.write(line + "\n")
