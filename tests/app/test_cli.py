"""The command ``tansiq`` on a home of its own."""

import json
import re
import stat
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text

from accounts.models import OneTimeLink
from app import cli, footing, revision, schema
from app.serve import Server
from attachments.models import Attachment
from attachments.rules import fault_in
from attachments.terms import FileType
from core import installation
from core.database import Database
from people.models import Person, RoleGrant
from tests.app.test_startup import GOOD

PASSWORD = "nine quiet rivers of the north"


class Tansiq:
    """The command, with an environment of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environ: dict[str, str | None] = {
            "TANSIQ_HOME": str(home),
            "TANSIQ_ENV": None,
            "TANSIQ_DATABASE_URL": None,
            "FLASK_DEBUG": None,
        }

    def __call__(self, *arguments: str, typed: str = "", **environ: str) -> Result:
        return CliRunner().invoke(cli.main, list(arguments), input=typed, env={**self.environ, **environ})

    def database(self) -> Database:
        return Database(f"sqlite:///{self.home / 'tansiq.db'}")

    def all(self, table: Any) -> list[Any]:
        with self.database().read() as session:
            return list(session.scalars(select(table)))


@pytest.fixture
def tansiq(tmp_path: Path) -> Tansiq:
    return Tansiq(tmp_path / "home")


def test_upgrade_brings_schema_and_reference_data_and_says_so(tansiq: Tansiq) -> None:
    first, second = tansiq("db", "upgrade"), tansiq("db", "upgrade")
    assert first.exit_code == second.exit_code == 0
    assert f"database schema: {revision.head_revision()}" in first.output
    assert re.search(r"reference data: \d+", first.output)
    assert second.output == f"The schema is at {revision.head_revision()}.\n"


def test_upgrade_to_an_unknown_revision_is_a_sentence(tansiq: Tansiq) -> None:
    answer = tansiq("db", "upgrade", "--to", "nowhere")
    assert answer.exit_code == 1
    assert "no way to revision 'nowhere'" in answer.output


def test_check_says_what_is_wrong(tansiq: Tansiq) -> None:
    empty = tansiq("db", "check")
    assert empty.exit_code == 1
    assert "no schema yet" in empty.output
    tansiq("db", "upgrade")
    assert tansiq("db", "check").exit_code == 0
    with closing(sqlite.connect(str(tansiq.home / "tansiq.db"), isolation_level=None)) as connection:
        columns, values = "id, person_id, role, scope_id, since", "'x', 'nobody', 'monitor', 'IQ', '2026-01-01'"
        connection.execute(f"INSERT INTO role_grant ({columns}) VALUES ({values})")
    broken = tansiq("db", "check")
    assert broken.exit_code == 1
    assert "1 rows point to nothing, the first in role_grant" in broken.output


def test_check_notices_a_damaged_file(tansiq: Tansiq) -> None:
    tansiq("db", "upgrade")
    tansiq.database().dispose()
    path = tansiq.home / "tansiq.db"
    for beside in ("-wal", "-shm"):
        Path(f"{path}{beside}").unlink(missing_ok=True)
    content = bytearray(path.read_bytes())
    content[8192:65536] = b"\x55" * (65536 - 8192)
    path.write_bytes(bytes(content))
    answer = tansiq("db", "check")
    assert answer.exit_code == 1
    assert answer.output.startswith("wrong: ")


def test_an_administrator_with_a_password(tansiq: Tansiq) -> None:
    tansiq("db", "upgrade")
    typed = f"short\nshort\n{PASSWORD}\n{PASSWORD}\n"
    answer = tansiq("users", "create-admin", "--name", "Riyadh Naji", "--email", "Riyadh@momd.example", typed=typed)
    assert answer.exit_code == 0, answer.output
    assert "at least 15 characters" in answer.output
    assert PASSWORD not in answer.output
    (person,), (grant,) = tansiq.all(Person), tansiq.all(RoleGrant)
    assert (person.email, grant.role, grant.scope_id) == ("riyadh@momd.example", "administrator", "IQ")
    assert person.password_hash.startswith("$argon2id$")
    again = tansiq("users", "create-admin", "--name", "Another", "--email", "riyadh@momd.example", "--link")
    assert again.exit_code == 1
    assert "Error:" in again.output


def test_an_administrator_with_a_link(tansiq: Tansiq) -> None:
    tansiq("db", "upgrade")
    answer = tansiq("users", "create-admin", "--name", "Riyadh Naji", "--email", "riyadh@momd.example", "--link")
    assert answer.exit_code == 0, answer.output
    token = answer.output.strip().rsplit("/invitation/", 1)[1]
    assert len(token) >= 40
    assert tansiq.all(Person)[0].password_hash is None
    assert token not in [link.token_hash for link in tansiq.all(OneTimeLink)]


@pytest.mark.parametrize("email", ["", "riyadh", "a b@c.d", "x" * 200 + "@c.de"])
def test_an_administrator_needs_an_address(tansiq: Tansiq, email: str) -> None:
    tansiq("db", "upgrade")
    assert tansiq("users", "create-admin", "--name", "Riyadh", "--email", email, "--link").exit_code == 1


def test_an_administrator_needs_a_schema(tansiq: Tansiq) -> None:
    answer = tansiq("users", "create-admin", "--name", "R", "--email", "r@momd.example", "--link")
    assert answer.exit_code == 1
    assert "tansiq db upgrade" in answer.output


def test_the_demonstration_loads_once_and_keeps_its_sign_ins_private(tansiq: Tansiq) -> None:
    first = tansiq("demo", "load")
    assert first.exit_code == 0, first.output
    path = tansiq.home / cli.SIGN_INS
    sign_ins = json.loads(path.read_text())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(sign_ins[0]) == {"role", "name", "email", "password"}
    assert len({each["role"] for each in sign_ins}) == 8
    assert all(each["password"] in first.output for each in sign_ins[:3])
    with tansiq.database().read() as session:
        assert installation.get(session, installation.DEMO)
    assert [row.shown_title for row in tansiq.all(Attachment)] == ["كتاب الاعتماد الموقّع"]
    assert tansiq("attachments", "check", "--read").output == "Every attachment has its file.\n"
    (page,) = (tansiq.home / "attachments" / "kept").iterdir()
    assert fault_in(BytesIO(page.read_bytes()), page.stat().st_size, FileType.PDF) is None
    second = tansiq("demo", "load")
    assert second.exit_code == 1
    assert "nothing was loaded" in second.output
    assert json.loads(path.read_text()) == sign_ins


def test_a_second_start_does_no_work_again(tansiq: Tansiq, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[str] = []
    monkeypatch.setattr(Server, "run", lambda server: served.append(server.cfg.address[0][0]))
    first = tansiq("run", "--port", "8971")
    assert first.exit_code == 0, first.output
    monkeypatch.setattr(schema, "upgrade", None)
    monkeypatch.setattr(cli, "load_reference", None)
    monkeypatch.setattr(cli, "load", None)
    second = tansiq("run", "--port", "8971")
    assert second.exit_code == 0, second.output
    assert second.output == ""
    assert served == ["127.0.0.1", "127.0.0.1"]


def test_production_names_every_fault_at_once(tansiq: Tansiq) -> None:
    tansiq("demo", "load")
    with tansiq.database().write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    answer = tansiq("run", TANSIQ_ENV="production", TANSIQ_SECRET_KEY="short", FLASK_DEBUG="1", TANSIQ_SMTP_URL="mail")
    assert answer.exit_code == footing.BAD_CONFIGURATION == 78
    faults = [line for line in answer.output.splitlines() if line.startswith("  - ")]
    said = ("TANSIQ_SECRET_KEY", "TANSIQ_PUBLIC_URL", "FLASK_DEBUG", "TANSIQ_SMTP_URL", "schema", "invented data")
    assert len(faults) == len(said)
    assert all(any(word in fault for fault in faults) for word in said)


def test_an_address_that_is_none_is_a_fault_like_others(tansiq: Tansiq) -> None:
    answer = tansiq("run", TANSIQ_ENV="production", TANSIQ_SECRET_KEY="short", TANSIQ_DATABASE_URL="tansiq.db")
    assert answer.exit_code == 78
    assert "TANSIQ_DATABASE_URL" in answer.output
    assert "TANSIQ_SECRET_KEY" in answer.output


def test_production_serves_a_sound_installation_only(tansiq: Tansiq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Server, "run", lambda _server: None)
    assert tansiq("run", "--port", "8971", **GOOD).exit_code == 78
    tansiq("db", "upgrade", **GOOD)
    assert tansiq("run", "--port", "8971", **GOOD).exit_code == 0
    assert tansiq("demo", "load", **GOOD).exit_code == 1
    assert tansiq.all(Person) == []
