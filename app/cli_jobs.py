"""The commands for what Tansiq does by itself: ``tansiq scheduler``, ``tansiq jobs list|run``."""

import os
import sys
from datetime import UTC, datetime

import click
from flask import Flask

from app.factory import create_app
from app.footing import database_at_head, settings_of_environ
from app.scheduler import Scheduler, run_by_hand, stands_beside
from app.work import JOBS, job_named
from config import Settings
from core.clock import BAGHDAD
from core.jobs import Job, JobRun
from core.web import runtime
from notifications.queries.outbox import job_runs


@click.command("scheduler")
@click.option("--beside", is_flag=True, hidden=True, help="End when standard input closes.")
def scheduler_alone(beside: bool) -> None:
    """Do by itself what is due, until Ctrl-C: reminders, mail, tidying. Of several on one database one leads, the others stand by."""
    settings = settings_of_environ()
    app = _app_with_schema(settings)
    Scheduler(app, JOBS, goes_on=stands_beside() if beside else lambda: True).run()
    sys.stdout.flush()
    os._exit(0)  # whatever did not end within its grace is left to its lease


@click.group("jobs")
def jobs_group() -> None:
    """What Tansiq does by itself."""


@jobs_group.command("list")
def jobs_list() -> None:
    """Each job with its rhythm, its last run and what went wrong last."""
    with database_at_head(settings_of_environ()) as database, database.read() as session:
        runs = job_runs(session)
        for job in JOBS:
            click.echo(_job_line(job, runs.get(job.name)))


@jobs_group.command("run")
@click.argument("name")
@click.option("--now", "at", default="", help="As if it were this instant: 2026-03-02T07:00 (Baghdad), or with an offset or Z.")
def jobs_run(name: str, at: str) -> None:
    """Run one job now, whoever leads. Exit 1 when it ends by a fault."""
    job = job_named(name)
    if job is None:
        raise click.ClickException(f"there is no job {name!r}; `tansiq jobs list` names them")
    app = _app_with_schema(settings_of_environ())
    if not run_by_hand(app, job, _instant(at)):
        raise SystemExit(1)
    with runtime(app).database.read() as session:
        click.echo(_job_line(job, job_runs(session).get(job.name)))


def _app_with_schema(settings: Settings) -> Flask:
    with database_at_head(settings):
        return create_app(settings)


def _job_line(job: Job, last: JobRun | None) -> str:
    rhythm = f"every {job.every_seconds} s" if job.every_seconds is not None else f"at {job.at_local}"
    named = f"{job.name:24} {rhythm:12} {job.words}:"
    if last is None:
        return f"{named} never run"
    done = f"done {last.done_at:%Y-%m-%dT%H:%M:%SZ}, {last.count} things, {last.milliseconds} ms" if last.done_at else "never done"
    fault = f"; {last.fault} at {last.failed_at:%Y-%m-%dT%H:%M:%SZ}" if last.failed_at else ""
    return f"{named} {done}{fault}"


def _instant(text_: str) -> datetime | None:
    if not text_:
        return None
    try:
        moment = datetime.fromisoformat(text_)
    except ValueError as error:
        raise click.ClickException(f"{text_!r} is no instant; write it as 2026-03-02T07:00") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=BAGHDAD)).astimezone(UTC)
