"""A file whose row did not survive is swept; a row is never. The folder, and the command that looks after it."""

import os
import stat
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import cli
from attachments.jobs import Swept, lost, sweep
from attachments.models import Attachment
from attachments.store import NoRoom, Store
from core.ids import new_id
from tests.conftest import NOW
from tests.rows import changed, rows_of

LATER = datetime.now(UTC) + timedelta(hours=2)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "attachments")


@pytest.fixture
def kept(database, store):
    """``kept(b"…")``: a file with its row; ``row=False``: without."""

    def made(content: bytes, row: bool = True, **values) -> str:
        written = store.take_in(BytesIO(content))
        if row:
            with database.write() as session:
                session.add(_row(written.name, written.size, written.sha256, **values))
        return written.name

    return made


def _row(stored_as: str, size: int, digest: str, **values) -> Attachment:
    given = {"subject_kind": "plan", "subject_id": "x", "purpose": "other", "file_name": "a.pdf", "file_type": "pdf", **values}
    return Attachment(size=size, sha256=digest, stored_as=stored_as, at=NOW, person_id="karwan", person_name="K", **given)


def names(store: Store, folder: Path) -> set[str]:
    return {each.name for each in store.list(folder)}


def swept(database, store: Store, now: datetime) -> Swept:
    with database.read() as session:
        return sweep(session, store, now)


def test_a_file_is_private_and_comes_back_as_it_was(store):
    content = os.urandom(700_000)
    written = store.take_in(BytesIO(content))
    path = store.kept / written.name
    assert (written.size, written.sha256) == (700_000, sha256(content).hexdigest())
    assert store.digest_of(written.name) == written.sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in (store.folder, store.incoming, store.kept, store.swept)} == {0o700}
    assert names(store, store.incoming) == set()
    with store.open(written.name) as file:
        assert file.read() == content


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "", ".", "..", "A" * 20, "abc", "kept", "x" * 20 + "\n", "x" * 19 + "/"])
def test_no_name_leads_out_of_the_folder(store, name):
    store.take_in(BytesIO(b"x"))
    (store.folder / "secret").write_text("x")
    assert store.size_of(name) is None
    for ask in (store.open, store.digest_of):
        with pytest.raises(FileNotFoundError):
            ask(name)


def test_no_link_is_followed(store, tmp_path):
    store.take_in(BytesIO(b"x"))
    (tmp_path / "secret").write_text("x")
    name = new_id()
    (store.kept / name).symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match="symbolic links"):
        store.open(name)
    assert name not in names(store, store.kept)


@pytest.mark.parametrize("number", [28, 122])
def test_a_full_disk_leaves_nothing(store, monkeypatch, number):
    def full(*_given) -> None:
        raise OSError(number, "full")

    store.take_in(BytesIO(b"x"))
    monkeypatch.setattr("attachments.store.os.fsync", full)
    with pytest.raises(NoRoom):
        store.take_in(BytesIO(b"y" * 300_000))
    assert names(store, store.incoming) == set()
    assert len(names(store, store.kept)) == 1


def test_only_old_files_without_a_row_are_set_aside(database, store, kept):
    row, orphan = kept(b"row"), kept(b"orphan", row=False)
    before = rows_of(database)
    assert swept(database, store, datetime.now(UTC) + timedelta(minutes=59)) == Swept()
    assert names(store, store.kept) == {row, orphan}
    assert swept(database, store, LATER) == Swept(aside=1)
    assert (names(store, store.kept), names(store, store.swept)) == ({row}, {orphan})
    assert swept(database, store, LATER) == Swept()
    assert swept(database, store, LATER + timedelta(days=29)) == Swept()
    assert swept(database, store, LATER + timedelta(days=31)) == Swept(deleted=1)
    assert names(store, store.swept) == set()
    assert changed(before, rows_of(database)) == {}


def test_a_file_comes_back_with_its_row(database, store, kept):
    """As after the start with a wrong or older database: nothing is lost when the right one is there again."""
    orphan = kept(b"orphan", row=False)
    swept(database, store, LATER)
    with database.write() as session:
        session.add(_row(orphan, 6, sha256(b"orphan").hexdigest()))
    with database.read() as session:
        assert [each.missing for each in lost(session, store)] == [True]
    assert swept(database, store, LATER) == Swept(back=1)
    assert names(store, store.kept) == {orphan}
    with database.read() as session:
        assert not lost(session, store, read=True)


def test_what_was_left_half_written_is_deleted_after_an_hour(database, store, kept):
    kept(b"row")
    half = store.incoming / new_id()
    half.write_bytes(b"half")
    assert swept(database, store, datetime.now(UTC)) == Swept()
    assert swept(database, store, LATER) == Swept(deleted=1)
    assert not half.exists()


def test_a_removed_file_stays_thirty_days(database, store, kept):
    name = kept(b"removed", removed_at=LATER, removed_reason="wrong")
    assert swept(database, store, LATER + timedelta(days=29)) == Swept()
    assert swept(database, store, LATER + timedelta(days=31)) == Swept(deleted=1)
    assert store.size_of(name) is None
    assert swept(database, store, LATER + timedelta(days=32)) == Swept()
    with database.read() as session:
        assert not lost(session, store)


def test_a_row_without_its_file_is_told_and_stays(database, store, kept):
    whole, gone, shorter, other = (kept(content) for content in (b"whole", b"gone", b"shorter", b"other"))
    (store.kept / gone).unlink()
    (store.kept / shorter).write_bytes(b"short")
    (store.kept / other).write_bytes(b"OTHER")
    before = rows_of(database)
    swept(database, store, LATER)
    assert changed(before, rows_of(database)) == {}
    with database.read() as session:
        assert {(each.attachment.stored_as, each.missing) for each in lost(session, store)} == {(gone, True), (shorter, False)}
        assert {each.attachment.stored_as for each in lost(session, store, read=True)} == {gone, shorter, other}
    assert store.size_of(whole) == 5


def test_the_command(database, store, kept, tmp_path):
    name = kept(b"row")
    orphan = kept(b"orphan", row=False)
    os.utime(store.kept / orphan, (1, 1))

    def tansiq(*arguments: str):
        environ = {"TANSIQ_HOME": str(tmp_path), "TANSIQ_DATABASE_URL": database.url, "TANSIQ_ENV": None}
        return CliRunner().invoke(cli.main, ["attachments", *arguments], env=environ)

    assert tansiq("check").output == "Every attachment has its file.\n"
    assert tansiq("sweep").output == "files set aside: 1, brought back: 0, deleted: 0\n"
    (store.kept / name).write_bytes(b"ROW")
    assert tansiq("check").exit_code == 0
    assert tansiq("check", "--read").exit_code == 1
    (store.kept / name).unlink()
    answer = tansiq("check")
    assert answer.exit_code == 1
    assert name in answer.output
    assert "is missing" in answer.output


def test_the_command_wants_the_schema(tmp_path):
    environ = {"TANSIQ_HOME": str(tmp_path), "TANSIQ_DATABASE_URL": None, "TANSIQ_ENV": None}
    for verb in ("check", "sweep"):
        answer = CliRunner().invoke(cli.main, ["attachments", verb], env=environ)
        assert answer.exit_code == 1
        assert "tansiq db upgrade" in answer.output
