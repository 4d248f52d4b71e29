"""Taking turns: one thread after the other, in the order in which they came."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Turns:
    """A lock that is handed over: who has waited longest has it next (Python's own goes to whoever runs first), and that nobody can keep
    for long: who has lost patience takes it, and those who come later wait for the new holder."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._holder: Lock | None = None

    @contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """Waits for the turn, at most so many seconds, and goes on."""
        called = Lock()
        called.acquire()
        self._wait(called, patience)
        try:
            yield
        finally:
            self._hand_over(called)

    def _wait(self, called: Lock, patience: float) -> None:
        with self._guard:
            if self._holder is None:
                self._holder = called
                return
            self._waiting.append(called)
        if called.acquire(timeout=patience):
            return
        with self._guard:
            if called in self._waiting:  # otherwise it was handed to us just now
                self._waiting.remove(called)
                self._holder = called

    def _hand_over(self, called: Lock) -> None:
        with self._guard:
            if self._holder is not called:
                return
            self._holder = self._waiting.popleft() if self._waiting else None
            if self._holder is not None:
                self._holder.release()
