"""Turns: handed over in the order of coming, kept by nobody for long."""

from threading import Event, Thread
from time import monotonic

import pytest

from core.turns import Turns

LONG = 10.0


class Line:
    """Threads that take their turns, and the order in which they had them."""

    def __init__(self) -> None:
        self.turns, self.had, self.threads = Turns(), [], []

    def come(self, name: str, patience: float, until: Event | None = None) -> Event:
        """A thread comes and keeps its turn until the event; the answer is set once it has its turn."""
        has_it = Event()

        def run() -> None:
            with self.turns.turn(patience):
                self.had.append(name)
                has_it.set()
                if until is not None:
                    until.wait(LONG)

        waiting = len(self.turns._waiting)
        thread = Thread(target=run, daemon=True)
        thread.start()
        self.threads.append(thread)
        while not has_it.is_set() and len(self.turns._waiting) == waiting:
            has_it.wait(0.001)
        return has_it

    def end(self) -> None:
        for each in self.threads:
            each.join(LONG)
            assert not each.is_alive()


def test_who_came_first_is_first():
    line, done = Line(), Event()
    line.come("a", LONG, done)
    for name in "bcdefgh":
        line.come(name, LONG)
    assert line.had == ["a"]
    done.set()
    line.end()
    assert line.had == list("abcdefgh")


def test_a_turn_is_one_at_a_time():
    turns, inside, seen = Turns(), [], []

    def run() -> None:
        for _ in range(200):
            with turns.turn(LONG):
                inside.append(1)
                seen.append(len(inside))
                inside.pop()

    threads = [Thread(target=run) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(LONG)
    assert len(seen) == 1600
    assert max(seen) == 1


def test_who_keeps_it_for_long_loses_it():
    """The second goes on beside the first; those who come later wait for the second, and the first's end is nobody's sign."""
    line, first, second = Line(), Event(), Event()
    line.come("slow", LONG, first)
    begun = monotonic()
    assert line.come("impatient", 0.05, second).wait(LONG)
    assert monotonic() - begun >= 0.05
    third = line.come("patient", LONG)
    first.set()
    line.threads[0].join(LONG)
    assert not third.is_set()
    second.set()
    line.end()
    assert line.had == ["slow", "impatient", "patient"]


def test_a_failure_ends_the_turn():
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.turn(LONG):
        raise ZeroDivisionError
    begun = monotonic()
    with turns.turn(LONG):
        assert monotonic() - begun < LONG / 2
