"""What keeps production from starting: each fault alone, and all of them at once; nothing keeps a sound installation."""

from pathlib import Path

import pytest

from app import revision, schema
from app.startup import database_faults, folder_faults, schema_faults, sqlite_faults, startup_faults
from config import BadSettings, Settings
from core import installation
from core.database import Database

GOOD = {
    "TANSIQ_ENV": "production",
    "TANSIQ_SECRET_KEY": "kJ8-vQz2_mW5xT7nB4hL9cR1pY6dF3gA",
    "TANSIQ_PUBLIC_URL": "https://tansiq.gov.iq",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def stored(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'tansiq.db'}")


def settings(home: Path, **more: str) -> Settings:
    return Settings.from_environ({**GOOD, "TANSIQ_HOME": str(home), **more})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TANSIQ_ENV", "testing", "must be demo or production"),
        ("TANSIQ_SECRET_KEY", "", "TANSIQ_SECRET_KEY is missing"),
        ("TANSIQ_SECRET_KEY", "short", "weak"),
        ("TANSIQ_SECRET_KEY", "ab" * 40, "weak"),
        ("TANSIQ_SECRET_KEY", "change-me-4Kd93jfk20fKdj39fk20dkf93kd", "example"),
        ("TANSIQ_PUBLIC_URL", "", "TANSIQ_PUBLIC_URL is missing"),
        ("TANSIQ_PUBLIC_URL", "http://tansiq.gov.iq", "https://"),
        ("TANSIQ_PUBLIC_URL", "tansiq", "no address"),
        ("TANSIQ_PUBLIC_URL", "https://Tansiq.gov.iq", "no address"),
        ("TANSIQ_PUBLIC_URL", "https://tansiq.gov.iq:443", "no address"),
        ("TANSIQ_PUBLIC_URL", "https://tansiq.gov.iq:https", "no address"),
        ("TANSIQ_PUBLIC_URL", "https://tansiq.gov.iq/plans", "no address"),
        ("TANSIQ_PUBLIC_URL", "https://tansiq.gov.iq?x", "no address"),
        ("TANSIQ_PUBLIC_URL", "https://me@tansiq.gov.iq", "no address"),
        ("TANSIQ_PUBLIC_URL", "https://[tansiq", "no address"),
        ("FLASK_DEBUG", "1", "FLASK_DEBUG"),
        ("TANSIQ_DATABASE_URL", "tansiq.db", "TANSIQ_DATABASE_URL"),
        ("TANSIQ_DATABASE_URL", "postgresql://127.0.0.1/tansiq", "TANSIQ_DATABASE_URL"),
        ("TANSIQ_DATABASE_URL", "postgresql+psycopg://127.0.0.1", "TANSIQ_DATABASE_URL"),
        ("TANSIQ_DATABASE_URL", "postgresql+psycopg://127.0.0.1:base/tansiq", "TANSIQ_DATABASE_URL"),
        ("TANSIQ_SMTP_URL", "mail.gov.iq", "TANSIQ_SMTP_URL"),
        ("TANSIQ_SMTP_URL", "smtp://mail.gov.iq:mail", "TANSIQ_SMTP_URL"),
        ("TANSIQ_SMTP_URL", "smtp://[mail", "TANSIQ_SMTP_URL"),
    ],
)
def test_each_bad_setting_is_named(home: Path, name: str, value: str, said: str) -> None:
    with pytest.raises(BadSettings) as refused:
        settings(home, **{name: value})
    assert len(refused.value.faults) == 1
    assert said in refused.value.faults[0]


@pytest.mark.parametrize(
    "address", ["https://tansiq.gov.iq:8443/", "http://127.0.0.1:8000", "https://xn--mgba3a4f16a.iq", "https://[::1]:8443"]
)
def test_a_sound_address_is_taken(home: Path, address: str) -> None:
    assert settings(home, TANSIQ_PUBLIC_URL=address).public_url == address.rstrip("/")


def test_settings_that_are_printed_tell_no_secret(home: Path) -> None:
    secret = {"TANSIQ_SMTP_URL": "smtps://me:hunter2@mail.gov.iq", "TANSIQ_DATABASE_URL": "postgresql+psycopg://me:hunter2@db/tansiq"}
    told = repr(settings(home, **secret))
    assert "hunter2" not in told
    assert GOOD["TANSIQ_SECRET_KEY"] not in told


def test_a_sound_database_has_no_fault(home: Path, stored: Database) -> None:
    schema.upgrade(stored)
    assert startup_faults(settings(home), stored) == []


def test_a_missing_an_empty_and_an_old_schema(stored: Database) -> None:
    assert "there is no database" in database_faults(stored)[0]
    with stored.write() as session:
        session.connection()
    assert "no schema yet" in database_faults(stored)[0]
    assert schema_faults("0000") == [
        f"the schema of the database is 0000, this program needs {revision.head_revision()}: run `tansiq db upgrade`"
    ]
    assert schema_faults(revision.head_revision()) == []


def test_the_demonstration_does_not_go_into_production(home: Path, stored: Database) -> None:
    schema.upgrade(stored)
    with stored.write() as session:
        installation.put(session, installation.DEMO, "2026-03-15")
    assert "invented data" in startup_faults(settings(home), stored)[0]
    assert startup_faults(settings(home, TANSIQ_ENV="demo"), stored) == []


def test_a_database_that_cannot_be_reached_does_not_tell_its_password() -> None:
    far = Database("postgresql+psycopg://tansiq:hunter2@127.0.0.1:1/none")
    (fault,) = database_faults(far)
    assert "cannot be used" in fault
    assert "hunter2" not in fault


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 50, 6), (3, 51, 2)])
def test_an_old_sqlite_is_refused(version: tuple[int, ...]) -> None:
    assert "too old" in sqlite_faults(version)[0]


@pytest.mark.parametrize("version", [(3, 50, 7), (3, 51, 3), (3, 53, 4)])
def test_a_safe_sqlite_is_taken(version: tuple[int, ...]) -> None:
    assert sqlite_faults(version) == []


def test_others_may_not_look_into_the_attached_files(tmp_path):
    folder = tmp_path / "attachments"
    assert folder_faults(folder) == []
    folder.mkdir(mode=0o700)
    assert folder_faults(folder) == []
    folder.chmod(0o750)
    (fault,) = folder_faults(folder)
    assert "chmod 700" in fault
