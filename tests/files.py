"""Files that a list was taken away in, read as another program reads them."""

import csv
import io
import zipfile
from typing import Any

from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def cells_of(answer: TestResponse) -> list[list[Any]]:
    """All rows of an XLSX or a CSV, what stands above the head included."""
    if answer.mimetype == XLSX:
        return CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def table_of(answer: TestResponse) -> list[dict[str, Any]]:
    """The rows by their heads."""
    rows = cells_of(answer)
    head = next(place for place, row in enumerate(rows) if sum(1 for cell in row if cell) > 1)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def part_of(data: bytes, name: str) -> str:
    """One part of the archive that an XLSX is."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode()
