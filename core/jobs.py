"""Work that happens by itself: what a room lists as its ``JOBS``, when it is due, and what is remembered of its runs.

``app.scheduler`` gathers the jobs and runs them. What is due stands in tables, so that a lost scheduler loses nothing: a job
asks the database what there is to do, and a second run in a row changes nothing.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.clock import BAGHDAD
from core.database import Base, UtcDateTime
from core.languages import Text
from core.web import Runtime

#: After a fault a job of the day is tried again after so long, not only on the next day.
AGAIN_AFTER_FAULT = timedelta(minutes=5)
#: A run that was noted so far in the future was noted by a clock that has been set back since.
SET_BACK = timedelta(minutes=1)
#: Set when the process has been told to end: work in several steps stops after the one in hand.
stopping = threading.Event()


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work with its rhythm: every so many seconds, or each day at a time in Baghdad (``"HH:MM"``).

    ``run`` does it in one write transaction and returns how many things it did. ``work`` instead opens its own transactions,
    for what must not hold one (the sending of mail). Exactly one of each pair is given. ``words`` say to people what it does.
    """

    name: str
    run: Callable[[Session, datetime], int] | None = None
    every_seconds: int | None = None
    at_local: str | None = None
    work: Callable[[Runtime, datetime], int] | None = None
    words: Text = ""

    def __post_init__(self) -> None:
        if (self.run is None) == (self.work is None) or (self.every_seconds is None) == (self.at_local is None):
            raise ValueError(f"the job {self.name} needs one thing to do and one rhythm")


_words: dict[str, Text] = {}


def register_jobs(jobs: Iterable[Job]) -> None:
    """Makes the words of jobs known to the pages."""
    _words.update((job.name, job.words) for job in jobs)


def words_of_job(name: str) -> Text:
    """What a job does, in words; "" for one that there is no more (its last run is still remembered)."""
    return _words.get(name, "")


class JobRun(Base):
    """What is remembered of a job: its last start and success, how many things it did, and what went wrong last."""

    __tablename__ = "job_run"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    count: Mapped[int] = mapped_column(Integer, default=0)
    milliseconds: Mapped[int] = mapped_column(Integer, default=0)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fault: Mapped[str] = mapped_column(String(300), default="")


class Beat(Base):
    """The one row of the scheduler that leads. ``term`` counts the leaders; one whose term has passed may write nothing any more.

    ``count`` goes up with each sign of life, ``ticked_at`` is the last tick, ``planned_at`` the last one at which everything
    that was due had been put into the outbox.
    """

    __tablename__ = "beat"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    term: Mapped[int] = mapped_column(Integer, default=0)
    owner: Mapped[str] = mapped_column(String(120), default="")
    count: Mapped[int] = mapped_column(Integer, default=0)
    ticked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    planned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def is_due(job: Job, last: JobRun | None, now: datetime) -> bool:
    """Whether the job is to be run now, by what is remembered of it. A clock that was set back holds nothing up."""
    if last is None or last.started_at > now + SET_BACK:
        return True
    if job.every_seconds is not None:
        return now - last.started_at >= timedelta(seconds=job.every_seconds)
    wanted = latest_local(job.at_local or "00:00", now)
    if last.done_at is not None and last.done_at >= wanted:
        return False
    return last.started_at < wanted or now - last.started_at >= AGAIN_AFTER_FAULT


def latest_local(at: str, now: datetime) -> datetime:
    """The last instant, up to now, at which a clock in Baghdad showed that time."""
    local = now.astimezone(BAGHDAD)
    moment = datetime.combine(local.date(), time.fromisoformat(at), BAGHDAD)
    return moment if moment <= local else datetime.combine(local.date() - timedelta(days=1), time.fromisoformat(at), BAGHDAD)
