"""The command ``tansiq``: run, look after the database, make the first administrator, load the demonstration."""

import json
import os
import re
import secrets
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from accounts.labels import PASSWORD_FAULTS
from accounts.passwords import hashed
from accounts.rules import password_faults
from accounts.services.links import Stranger, make_link, set_password
from accounts.services.persons import add_person
from accounts.terms import GrantRole, LinkPurpose, SavePerson
from app import startup
from app.cli_jobs import jobs_group, scheduler_alone
from app.demo import load
from app.factory import create_app
from app.footing import at_head, database_at_head, refuse, revision_of, settings_of_environ
from app.revision import NotWalked, head_revision, present_revision, walk
from app.serve import Companion, PortTaken, Server, check_port
from app.words import gather_words, words_are_gathered
from attachments.jobs import lost, sweep
from attachments.store import FOLDER as ATTACHMENTS
from attachments.store import Store
from committees.reference_load import load_decision_kinds
from config import Settings
from core.clock import local_day, utc_now
from core.database import Database
from core.forms import cleaned
from core.languages import use_language
from core.saving import Refused
from people.models import Person
from people.queries import read_directory
from people.reference_load import load_reference
from people.terms import Role
from plans.reference_load import load_templates

COMMAND = Path(__file__).resolve().parent.parent / "scripts" / "tansiq.py"
SIGN_INS = "demo-sign-ins.json"
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+")
SignIn = Mapping[str, str]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Tansiq: coordination planning for displaced and returned families."""
    os.umask(0o077)  # whatever this makes (database, secret, sign-ins) is its owner's only
    context.with_resource(use_language("en"))


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on 127.0.0.1.")
@click.option("--scheduler/--no-scheduler", default=True, show_default=True, help="Run a scheduler beside it: reminders, mail, tidying.")
def run(port: int, scheduler: bool) -> None:
    """Serve Tansiq until Ctrl-C. The demonstration prepares its database first."""
    settings = settings_of_environ({"PORT": str(port)}, serving=True)
    database = Database(settings.database_url)
    try:
        check_port(port)
        if settings.is_production:
            refuse(startup.startup_faults(settings, database))
        else:
            _prepare_demo(settings, database)
        _tidy_files(settings, database)
    except PortTaken as taken:
        raise click.ClickException(str(taken)) from taken
    finally:
        database.dispose()
    companion = Companion([sys.executable, str(COMMAND), "scheduler", "--beside"], PORT=str(port)) if scheduler else None
    Server(create_app(settings), port, lambda: _tell_ready(settings, port), companion).run()


main.add_command(scheduler_alone)
main.add_command(jobs_group)


@main.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
@click.option("--to", "revision", default="head", show_default=True, help="The revision of the schema to go to.")
def upgrade(revision: str) -> None:
    """Bring the schema up, every row kept, and put in reference data that is missing."""
    database = Database(settings_of_environ().database_url)
    try:
        walk(database, revision, click.echo)
        if at_head(database):
            _load_reference(database)
            _gather_words(database)
        click.echo(f"The schema is at {revision_of(database) or 'no revision'}.")
    except NotWalked as error:
        raise click.ClickException(str(error)) from error
    except SQLAlchemyError as error:
        raise click.ClickException(f"the database cannot be used: {error}") from error
    finally:
        database.dispose()


@db.command("check")
def check() -> None:
    """Say whether the schema is the one this program needs, and whether the database is whole. Exit 1 when not."""
    database = Database(settings_of_environ().database_url)
    try:
        wrong = _wrong_with(database)
    finally:
        database.dispose()
    for sentence in wrong:
        click.echo(f"wrong: {sentence}", err=True)
    if wrong:
        raise SystemExit(1)
    click.echo(f"The database is in order: schema {head_revision()}.")


@db.command("words")
def words() -> None:
    """Gather anew the words by which plans, issues, indicators and people are found."""
    with database_at_head(settings_of_environ()) as database:
        _gather_words(database, anew=True)


@main.group()
def attachments() -> None:
    """Look after the files that people attached."""


@attachments.command("sweep")
def attachments_sweep() -> None:
    """Set aside files that no row names, delete what has waited for 30 days, bring back what a row names again. No row is changed."""
    settings = settings_of_environ()
    with database_at_head(settings) as database, database.read() as session:
        done = sweep(session, Store(settings.home / ATTACHMENTS), utc_now())
    click.echo(f"files set aside: {done.aside}, brought back: {done.back}, deleted: {done.deleted}")


@attachments.command("check")
@click.option("--read", is_flag=True, help="Read every file and compare its SHA-256, not only its length.")
def attachments_check(read: bool) -> None:
    """Say which attachments have lost their file. Exit 1 when there is one."""
    settings = settings_of_environ()
    with database_at_head(settings) as database:
        wrong = _lost_files(settings, database, read)
    for sentence in wrong:
        click.echo(f"wrong: {sentence}", err=True)
    if wrong:
        raise SystemExit(1)
    click.echo("Every attachment has its file.")


@main.group()
def users() -> None:
    """Look after people from outside the browser."""


@users.command("create-admin")
@click.option("--name", required=True, help="The person's name.")
@click.option("--email", required=True, help="The address with which the person signs in.")
@click.option("--link", is_flag=True, help="Make an invitation link instead of asking for a password.")
def create_admin(name: str, email: str, link: bool) -> None:
    """Make an administrator, who can invite everybody else."""
    settings = settings_of_environ()
    name, email = " ".join(cleaned(name).split()), cleaned(email).lower()
    if not name or len(name) > 200 or len(email) > 200 or not EMAIL.fullmatch(email):
        raise click.ClickException("give a name and an e-mail address, for example --name 'Salma Ali' --email salma@example.iq")
    database = Database(settings.database_url)
    try:
        if not at_head(database):
            raise click.ClickException("the schema is not the one this program needs: run `tansiq db upgrade` first")
        password = None if link else _asked_password(name, email)
        token = _add_administrator(database, name, email, password, utc_now())
    except Refused as refused:
        raise click.ClickException(str(refused.message)) from refused
    finally:
        database.dispose()
    click.echo(f"{name} is an administrator and signs in at {settings.public_url}/sign-in with {email}.")
    if token:
        click.echo(f"The password is set once, within three days, at:\n{settings.public_url}/invitation/{token}")


@main.group()
def demo() -> None:
    """The demonstration: invented people, the real situation of the 2024 workshop."""


@demo.command("load")
def demo_load() -> None:
    """Load the demonstration into an empty database, and print its sign-ins."""
    settings = settings_of_environ()
    if settings.is_production:
        raise click.ClickException("the demonstration is not for production")
    database = Database(settings.database_url)
    try:
        if not _prepare_demo(settings, database):
            raise click.ClickException("there are people in this database already: nothing was loaded")
    finally:
        database.dispose()
    click.echo(sign_in_table(read_sign_ins(settings.home)))


# --- attachments ------------------------------------------------------------------------------------------------------------


def _lost_files(settings: Settings, database: Database, read: bool = False) -> list[str]:
    """Which attachments have no file any more, or another one than was attached; one sentence each."""
    with database.read() as session:
        found = lost(session, Store(settings.home / ATTACHMENTS), read=read)
    rows = [(each.attachment, "is missing" if each.missing else "is not the one that was attached") for each in found]
    return [f"the file {row.stored_as} of attachment {row.id} ({row.subject_kind} {row.subject_id}) {words}" for row, words in rows]


def _tidy_files(settings: Settings, database: Database) -> None:
    """At each start: sweeps, and says loudly when an attachment has lost its file."""
    with database.read() as session:
        sweep(session, Store(settings.home / ATTACHMENTS), utc_now())
    for sentence in _lost_files(settings, database):
        click.echo(f"wrong: {sentence}", err=True)


# --- the database -----------------------------------------------------------------------------------------------------------


def _load_reference(database: Database) -> None:
    with database.write() as session:
        added, templates = load_reference(session), load_templates(session)
        load_decision_kinds(session)
    if added or templates:
        click.echo(f"reference data: {added:,} places, scopes and organisations, {templates} templates of plans")


def _gather_words(database: Database, anew: bool = False) -> None:
    with database.write() as session:
        if anew or not words_are_gathered(session):
            gather_words(session)


def _wrong_with(database: Database) -> list[str]:
    """What is wrong with the database, one sentence each."""
    try:
        with database.read() as session:
            wrong = startup.schema_faults(present_revision(session.connection()))
            if database.is_sqlite:
                broken = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check(5)")) if row[0] != "ok"]
                wrong += [f"the file is damaged: {each}" for each in broken]
                lost = session.execute(text("PRAGMA foreign_key_check")).all()
                if lost:
                    wrong.append(f"{len(lost)} rows point to nothing, the first in {lost[0][0]}")
    except SQLAlchemyError as error:
        return [f"the database cannot be read: {error}"]
    return wrong


def _add_administrator(database: Database, name: str, email: str, password: str | None, now: datetime) -> str | None:
    """Adds the person with the role; returns the token of an invitation when no password was given. Raises Refused."""
    doer = Stranger(None, "tansiq users create-admin")
    with database.write() as session:
        load_reference(session)
        national = read_directory(session).national_id
        grant = GrantRole(Role.ADMINISTRATOR, national, None, local_day(now), None)
        person = add_person(session, doer, SavePerson(name, email, "", None, "ar"), [grant], now)
        if password is None:
            return make_link(session, doer, person, LinkPurpose.INVITATION, now)
        set_password(session, doer, person, hashed(password), now)
    return None


def _asked_password(name: str, email: str) -> str:
    """Asks twice, and again until the password may be used."""
    while True:
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same password again")
        faults = password_faults(password, email, name)
        if not faults:
            return password
        for fault in faults:
            click.echo(str(PASSWORD_FAULTS[fault]), err=True)


# --- the demonstration ------------------------------------------------------------------------------------------------------


def _prepare_demo(settings: Settings, database: Database) -> bool:
    """Brings schema, reference data and demonstration up where they are missing. Returns whether the demonstration was loaded now."""
    if not at_head(database):
        walk(database, "head", click.echo)
        _load_reference(database)
        _gather_words(database)
    with database.read() as session:
        if session.scalar(select(func.count()).select_from(Person)):
            return False
    _load_reference(database)
    click.echo("demonstration: loading people, issues and plans")
    keep_sign_ins(settings.home, load(database, utc_now(), click.echo, Store(settings.home / ATTACHMENTS)))
    return True


def keep_sign_ins(home: Path, sign_ins: Sequence[SignIn]) -> None:
    """Keeps the sign-ins readable by the owner only; a reader sees the old file or the whole new one."""
    part = home / f"{SIGN_INS}.{secrets.token_hex(4)}"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(list(sign_ins), file, ensure_ascii=False, indent=1)
        file.write("\n")
    part.replace(home / SIGN_INS)


def read_sign_ins(home: Path) -> list[dict[str, str]]:
    """The sign-ins kept in ``home``; none when there is no such file."""
    path = home / SIGN_INS
    kept: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return kept


def sign_in_table(sign_ins: Sequence[SignIn]) -> str:
    """One person for each role, in columns; names last, since terminals disagree on the width of Arabic."""
    first: dict[str, SignIn] = {}
    for each in sign_ins:
        first.setdefault(each["role"], each)
    rows = [(each["role"].replace("_", " "), each["email"], each["password"], each["name"]) for each in first.values()]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return "\n".join("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows)


def _tell_ready(settings: Settings, port: int) -> None:
    """The address, and who can sign in to the demonstration."""
    click.echo(f"\nTansiq is at {settings.public_url if settings.is_production else f'http://127.0.0.1:{port}'}  (Ctrl-C ends it)")
    if settings.is_production:
        return
    sign_ins = read_sign_ins(settings.home)
    if sign_ins:
        click.echo(f"\nSign in as one of these invented people (all {len(sign_ins)} stand in {settings.home / SIGN_INS}):\n")
        click.echo(sign_in_table(sign_ins) + "\n")
