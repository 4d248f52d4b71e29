"""Where the files lie: a folder of random names below TANSIQ_HOME, readable by the program's own account only.

``incoming`` holds what is still being written, ``kept`` the files, ``swept`` those that were found without a row (``jobs.sweep``).
A file stands whole in ``kept``, on the disk and not only on its way there, before its row is written.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO

from core.ids import ID_LENGTH, new_id

#: Below TANSIQ_HOME.
FOLDER = "attachments"
CHUNK = 256 * 1024
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
_NAME = re.compile(rf"[a-z2-7]{{{ID_LENGTH}}}")
_FULL = (errno.ENOSPC, errno.EDQUOT)


class NoRoom(Exception):
    """The disk is full; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is safe in ``kept``: its random name, its length in bytes, the SHA-256 of its content."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file in one of the folders, and when it was written (in ``swept``: when it was moved there)."""

    name: str
    since: datetime


class Store:
    """The folder of all files. It comes into being with the first file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.incoming, self.kept, self.swept = (folder / name for name in ("incoming", "kept", "swept"))

    def take_in(self, content: IO[bytes]) -> Written:
        """Copies the content to the disk and makes sure that it is there. Raises NoRoom; then nothing is left behind."""
        self._prepare()
        name = new_id()
        path = self.incoming / name
        try:
            size, digest = _copy(content, path)
            path.rename(self.kept / name)
            _settle(self.kept)
        except OSError as error:
            path.unlink(missing_ok=True)
            if error.errno in _FULL:
                raise NoRoom from error
            raise
        return Written(name, size, digest)

    def open(self, name: str) -> BinaryIO:
        """The content of a kept file. Raises FileNotFoundError; no link leads out of the folder."""
        return os.fdopen(os.open(self._path(name), os.O_RDONLY | os.O_NOFOLLOW), "rb")

    def size_of(self, name: str) -> int | None:
        """The length of a kept file in bytes; None when there is none."""
        try:
            return self._path(name).stat(follow_symlinks=False).st_size
        except FileNotFoundError:
            return None

    def digest_of(self, name: str) -> str:
        """The SHA-256 of a kept file, read anew. Raises FileNotFoundError."""
        digest = hashlib.sha256()
        with self.open(name) as file:
            while piece := file.read(CHUNK):
                digest.update(piece)
        return digest.hexdigest()

    def list(self, folder: Path) -> Iterator[Found]:
        """The files of ``incoming``, ``kept`` or ``swept``."""
        if not folder.is_dir():
            return
        with os.scandir(folder) as entries:
            for entry in entries:
                if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    yield Found(entry.name, datetime.fromtimestamp(entry.stat(follow_symlinks=False).st_mtime, UTC))

    def set_aside(self, name: str, now: datetime) -> None:
        """Moves a kept file to ``swept``, where it waits from ``now`` on."""
        os.utime(self._path(name), (now.timestamp(), now.timestamp()))
        self._path(name).rename(self.swept / name)

    def bring_back(self, name: str) -> bool:
        """Moves a file from ``swept`` back; returns whether it was there."""
        try:
            (self.swept / name).rename(self._path(name))
        except FileNotFoundError:
            return False
        _settle(self.kept)
        return True

    def delete(self, folder: Path, name: str) -> None:
        """Deletes a file for good."""
        (folder / name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise FileNotFoundError(name)
        return self.kept / name

    def _prepare(self) -> None:
        for folder in (self.folder, self.incoming, self.kept, self.swept):
            if not folder.is_dir():
                folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
                _settle(folder.parent)


def _copy(content: IO[bytes], path: Path) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    content.seek(0)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        while piece := content.read(CHUNK):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def _settle(folder: Path) -> None:
    """Makes the names in a folder survive a power cut, as fsync does with the content of a file."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
