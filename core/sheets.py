"""Lists as sheets for other programs: XLSX and CSV, written row by row, so that their length costs no memory.

What people typed is never taken for a formula: XLSX keeps it as text, CSV puts an apostrophe before it (reliability.md 4.2, Formula).
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Any

from core.clock import BAGHDAD
from core.languages import LANGUAGES, Text, direction
from core.seldom import seldom

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_TEXT = 32_767
#: What Excel and its like take for the beginning of a formula, also behind blanks and quotation marks.
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\"'“”«»`]*[=+\-@＝＋－＠\t\r]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_A4 = 9


class Kind(StrEnum):
    """What a column holds: text, a day, an instant (shown in Baghdad's time), whole dinars, another number."""

    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how it is taken from a row, its HXL tag, its width in characters.

    ``exchange`` marks what only other programs need (ids, codes, names in the other languages): it is there when the tags are asked for.
    """

    title: Text
    value: Callable[[Any], Any]
    hxl: str = ""
    width: int = 20
    kind: Kind = Kind.TEXT
    exchange: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list to be written. ``about`` are lines above the head of an XLSX: what it shows, as of when, for whom.

    ``rows`` is run through once.
    """

    title: Text
    columns: Sequence[Column]
    rows: Iterable[Any]
    about: Sequence[str] = ()
    hxl: bool = False

    @property
    def shown(self) -> list[Column]:
        """The columns that are written."""
        return [each for each in self.columns if self.hxl or not each.exchange]


def names_apart(tag: str) -> list[Column]:
    """The three columns of a trilingual name, for other programs."""
    return [
        Column(f"name_{code}", lambda row, field=f"name_{code}": getattr(row, field), f"{tag}+{code}", 30, exchange=True)  # type: ignore[misc]
        for code in LANGUAGES
    ]


def defused(text: str) -> str:
    """Text for a CSV cell: an apostrophe stands before what a spreadsheet would compute."""
    return f"'{text}" if _FORMULA.match(text) else text


def write_csv(sheet: Sheet, file: IO[bytes]) -> int:
    """Writes a CSV (UTF-8 with its mark, days as 2026-03-15, plain numbers); returns how many rows."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True, errors="replace")
    writer, columns, count = csv.writer(text), sheet.shown, 0
    writer.writerow([defused(str(each.title)) for each in columns])
    if sheet.hxl:
        writer.writerow([each.hxl for each in columns])
    for row in sheet.rows:
        writer.writerow([_plain(each.value(row), each.kind) for each in columns])
        count += 1
    text.detach()
    return count


def _plain(value: Any, kind: Kind) -> Any:
    if value is None:
        return ""
    if kind is Kind.DAY:
        return value.isoformat()
    if kind is Kind.MOMENT:
        return value.astimezone(BAGHDAD).isoformat(timespec="minutes")
    return value if kind in (Kind.MONEY, Kind.NUMBER) else defused(str(value).replace("\0", ""))


def write_xlsx(sheet: Sheet, file: IO[bytes]) -> int:
    """Writes an XLSX: from right to left in Arabic and Kurdish, the head bold and in sight, with a filter; returns how many rows."""
    with workbook(file) as book:
        page = book.add_worksheet(sheet_name(str(sheet.title)))
        styles, columns = Styles(book), sheet.shown
        head = _head(page, styles, sheet, columns)
        writers = [_writer(page, styles, each, place) for place, each in enumerate(columns)]
        line = head
        for line, row in enumerate(sheet.rows, head + 1):
            for write in writers:
                write(line, row)
        page.autofilter(head, 0, max(line, head), len(columns) - 1)
    return line - head


@contextmanager
def workbook(file: IO[bytes]) -> Iterator["Workbook"]:
    """A workbook that keeps one row in memory, and takes text for nothing but text."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Workbook = seldom("xlsxwriter").Workbook(file, options)
    yield book
    book.close()


class Styles:
    """How cells look in our workbooks."""

    def __init__(self, book: "Workbook") -> None:
        top = {"valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.about = book.add_format({"font_color": "#5a554a"})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e7f0ef", "bottom": 1})
        self.tag = book.add_format({"font_color": "#5a554a", "font_size": 9})
        self.of: Mapping[Kind, Format] = {
            Kind.TEXT: book.add_format({**top, "text_wrap": True}),
            Kind.DAY: book.add_format({**top, "num_format": "dd/mm/yyyy"}),
            Kind.MOMENT: book.add_format({**top, "num_format": "dd/mm/yyyy hh:mm"}),
            Kind.MONEY: book.add_format({**top, "num_format": "#,##0"}),
            Kind.NUMBER: book.add_format({**top, "num_format": "#,##0.##"}),
        }


def sheet_name(title: str) -> str:
    """A title as Excel takes it for the name of a sheet."""
    return _NOT_IN_A_NAME.sub(" ", title)[:31].strip() or "1"


def cell_text(value: Any) -> str:
    """A value as the text of an XLSX cell, at most as long as Excel takes."""
    return "" if value is None else str(value)[:MOST_TEXT]


def _head(page: "Worksheet", styles: Styles, sheet: Sheet, columns: Sequence[Column]) -> int:
    """Writes what stands above the rows; returns the line of the last head row, from which the filter hangs."""
    if direction() == "rtl":
        page.right_to_left()
    for place, each in enumerate(columns):
        page.set_column(place, place, each.width)
    line = 0
    if sheet.about:
        page.write_string(line, 0, cell_text(sheet.title), styles.title)
        for line, words in enumerate(sheet.about, 1):
            page.write_string(line, 0, cell_text(words), styles.about)
        line += 1
    for place, each in enumerate(columns):
        page.write_string(line, place, str(each.title), styles.head)
    page.repeat_rows(line)
    if sheet.hxl:
        line += 1
        for place, each in enumerate(columns):
            page.write_string(line, place, each.hxl, styles.tag)
    page.freeze_panes(line + 1, 0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")
    return line


def _writer(page: "Worksheet", styles: Styles, column: Column, place: int) -> Callable[[int, Any], None]:
    """What writes the cell of one column: bound once, since it runs for each cell."""
    value, kind, style = column.value, column.kind, styles.of[column.kind]
    write = {Kind.TEXT: page.write_string, Kind.DAY: page.write_datetime, Kind.MOMENT: page.write_datetime}.get(kind, page.write_number)
    as_cell: Callable[[Any], Any] = {Kind.TEXT: cell_text, Kind.MOMENT: _local}.get(kind, lambda found: found)

    def written(line: int, row: Any) -> None:
        found = value(row)
        if found is not None and found != "":
            write(line, place, as_cell(found), style)

    return written


def _local(value: datetime) -> datetime:
    return value.astimezone(BAGHDAD).replace(tzinfo=None)
