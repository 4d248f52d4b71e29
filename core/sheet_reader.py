"""Reading an XLSX that somebody sent, in a process of its own with limits: whatever the file does to it, the server lives.

A file of 5 KB can ask for gigabytes (two cells far apart, a bomb of zeros). The child has 512 MB, 20 s of processor, no environment, and
once it has the file it can open neither files nor connections. It answers with JSON; each of its ends is an :class:`Unreadable`.
"""

import codecs
import datetime
import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 10_000, 100
MOST_UNPACKED, MOST_PARTS = 100 * 1024 * 1024, 2000
#: Of one cell, and of all of them together, in characters.
MOST_IN_CELL, MOST_TEXT = 6000, 8_000_000
MEMORY, PROCESSOR_SECONDS, SECONDS = 512 * 1024 * 1024, 20, 30
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: A day as text of the form 2026-03-15 under "day", else text, number, yes or no.
Cell = str | float | bool | datetime.date


class Fault(StrEnum):
    """Why a file could not be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_XLSX = "not_xlsx"
    OLD_OR_LOCKED = "old_or_locked"
    LOCKED = "locked"
    MACROS = "macros"
    DAMAGED = "damaged"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MUCH = "too_much"


class Unreadable(Exception):
    """The file cannot be read. ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds something: its number as the sheet counts, and its cells by column, counted from 0."""

    number: int
    cells: dict[int, Cell]


def read_xlsx(data: bytes) -> list[SheetRow]:
    """The rows of the first sheet, at most 10,000 with 100 columns. Raises Unreadable."""
    if not data:
        raise Unreadable(Fault.EMPTY)
    if len(data) > MOST_BYTES:
        raise Unreadable(Fault.TOO_LARGE)
    if data.startswith(OLD_OFFICE):
        raise Unreadable(Fault.OLD_OR_LOCKED)
    if not data.startswith(ZIP):
        raise Unreadable(Fault.NOT_XLSX)
    said = _ask_child(data)
    if "fault" in said:
        raise Unreadable(Fault(said["fault"]))
    return [SheetRow(number, {int(place): _cell(value) for place, value in cells.items()}) for number, cells in said["rows"]]


def _ask_child(data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-I", str(Path(__file__).resolve())]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env={}, cwd="/", check=False)
    except subprocess.TimeoutExpired:
        raise Unreadable(Fault.TOO_MUCH) from None
    if done.returncode < 0:  # a limit, or the memory that it did not get
        raise Unreadable(Fault.TOO_MUCH)
    if done.returncode > 0:
        raise Unreadable(Fault.DAMAGED)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        return datetime.date.fromisoformat(value["day"])
    found: Cell = value
    return found


def child() -> None:
    """What the child does: reads a file from its input, writes rows or a fault to its output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    codecs.lookup("cp437")  # names in an archive may be written in it, and its table is a file
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    try:
        said: dict[str, Any] = {"rows": list(_rows(data))}
    except Unreadable as unreadable:
        said = {"fault": unreadable.fault.value}
    except PasswordError:
        said = {"fault": Fault.LOCKED.value}
    except MemoryError:
        said = {"fault": Fault.TOO_MUCH.value}
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        said = {"fault": Fault.DAMAGED.value}
    sys.stdout.write(json.dumps(said))


def _rows(data: bytes) -> Iterator[tuple[int, dict[int, Any]]]:
    _look_into(data)
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        if not book.sheet_names:
            raise Unreadable(Fault.DAMAGED)
        sheet = book.get_sheet_by_index(0)
    if sheet.start is None or sheet.end is None:
        return
    if sheet.end[0] >= MOST_ROWS:
        raise Unreadable(Fault.TOO_MANY_ROWS)
    if sheet.end[1] >= MOST_COLUMNS:
        raise Unreadable(Fault.TOO_MANY_COLUMNS)
    first, length = sheet.start[1], 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = {first + place: _told(value) for place, value in enumerate(row) if value != ""}
        length += sum(len(value) for value in cells.values() if isinstance(value, str))
        if length > MOST_TEXT:
            raise Unreadable(Fault.TOO_MUCH)
        if cells:
            yield number, cells


def _look_into(data: bytes) -> None:
    """What the directory of the archive says: the parts of a workbook, no macros, nothing huge."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    names = {each.filename.lower() for each in parts}
    if any(each.flag_bits & 1 for each in parts):
        raise Unreadable(Fault.LOCKED)
    if "xl/workbook.xml" not in names:
        raise Unreadable(Fault.NOT_XLSX)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(Fault.MACROS)
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
        raise Unreadable(Fault.TOO_MUCH)


def _told(value: Any) -> Any:
    """A cell as JSON: whole numbers come as 3.0 from the reader, days with a time as their day."""
    if isinstance(value, datetime.date):  # also an instant
        return {"day": f"{value.year:04}-{value.month:02}-{value.day:02}"}
    if isinstance(value, bool | int | float):
        return value
    return str(value)[:MOST_IN_CELL]


if __name__ == "__main__":
    child()
