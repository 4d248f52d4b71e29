"""Whatever somebody sends as a workbook: an answer comes, and this process lives and stays small."""

import io
import resource
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from random import Random

import pytest
import xlsxwriter

from core import sheet_reader
from core.sheet_reader import MOST_BYTES, Fault, Unreadable, read_xlsx


def book(fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None], **options) -> bytes:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, options)
    fill(made, made.add_worksheet("sheet"))
    made.close()
    return file.getvalue()


def again(data: bytes, **parts: bytes) -> bytes:
    """The same archive with some of its parts in another way; names with their dots and slashes as ``__`` and ``___``."""
    file = io.BytesIO()
    wanted = {name.replace("___", "/").replace("__", "."): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, wanted.pop(name, old.read(name)))
        for name, content in wanted.items():
            new.writestr(name, content)
    return file.getvalue()


def fault_of(data: bytes) -> Fault:
    with pytest.raises(Unreadable) as found:
        read_xlsx(data)
    return found.value.fault


SMALL = book(lambda _made, page: page.write_string(0, 0, "x"))


def test_every_kind_of_cell():
    def fill(made, page):
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        page.write_string(2, 1, "بناء مدرسة")
        page.write_datetime(2, 2, date(2026, 3, 15), day)
        page.write_datetime(2, 3, datetime(2026, 3, 15, 10, 30), day)  # noqa: DTZ001 (Excel knows no zones)
        page.write_number(2, 4, 12)
        page.write_number(2, 5, 12.5)
        page.write_boolean(2, 6, True)
        page.write_formula(2, 7, "=1+1", None, 2)
        page.write_formula(2, 8, '=HYPERLINK("http://x")', None, "seen")
        page.write_blank(9000, 50, None, day)
        page.write_string(4, 0, "last")

    rows = read_xlsx(book(fill))
    assert [row.number for row in rows] == [3, 5]
    assert rows[0].cells == {
        1: "بناء مدرسة", 2: date(2026, 3, 15), 3: date(2026, 3, 15), 4: 12.0, 5: 12.5, 6: True, 7: 2.0, 8: "seen",
    }  # fmt: skip
    assert rows[1].cells == {0: "last"}


def test_an_empty_sheet_has_no_rows():
    assert read_xlsx(book(lambda _made, _page: None)) == []


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ([(0, 0), (1_048_575, 16_383)], Fault.TOO_MUCH),
        ([(0, 0), (1_048_575, 0)], Fault.TOO_MANY_ROWS),
        ([(0, 0), (10_000, 0)], Fault.TOO_MANY_ROWS),
        ([(10_000, 3)], Fault.TOO_MANY_ROWS),
        ([(0, 0), (3, 100)], Fault.TOO_MANY_COLUMNS),
    ],
)
def test_cells_far_apart(cells, fault):
    assert fault_of(book(lambda _made, page: [page.write_string(*each, "x") for each in cells])) is fault


def test_the_last_allowed_row_and_column_are_read():
    rows = read_xlsx(book(lambda _made, page: page.write_string(9_999, 99, "x")))
    assert [(row.number, row.cells) for row in rows] == [(10_000, {99: "x"})]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"x" * (MOST_BYTES + 1), Fault.TOO_LARGE),
        (b"name;value\n1;2", Fault.NOT_XLSX),
        (b"%PDF-1.7", Fault.NOT_XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Fault.OLD_OR_LOCKED),
        (b"PK\x03\x04 and nothing", Fault.DAMAGED),
        (SMALL[: len(SMALL) // 2], Fault.DAMAGED),
        (again(SMALL, xl___vbaProject__bin=b"macro"), Fault.MACROS),
        (again(SMALL, xl___workbook__xml=b"<no"), Fault.DAMAGED),
    ],
    ids=["empty", "large", "text", "pdf", "xls", "no archive", "half", "macros", "no workbook"],
)
def test_what_is_no_workbook(data, fault):
    assert fault_of(data) is fault


def test_an_entity_brings_no_file_in():
    sheet = (
        b"<!DOCTYPE worksheet [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><worksheet><sheetData><row r='1'>"
        b"<c r='A1' t='inlineStr'><is><t>&a;</t></is></c></row></sheetData></worksheet>"
    )
    with suppress(Unreadable):
        assert "root:" not in str(read_xlsx(again(SMALL, xl___worksheets___sheet1__xml=sheet)))


def test_an_archive_that_is_something_else():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert fault_of(file.getvalue()) is Fault.NOT_XLSX


def test_an_archive_with_a_password():
    flagged = bytearray(SMALL)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = flagged.find(sign)
        while place >= 0:
            flagged[place + offset] |= 1
            place = flagged.find(sign, place + 4)
    assert fault_of(bytes(flagged)) is Fault.LOCKED


@pytest.mark.parametrize("said", [True, False], ids=["says so", "lies"])
def test_a_bomb(said):
    bomb = again(SMALL, xl___worksheets___sheet1__xml=b"<worksheet><sheetData>" + b" " * (300 * 1024 * 1024))
    assert len(bomb) < 1_000_000
    if not said:  # the directory names a small size
        bomb = bomb.replace((300 * 1024 * 1024 + 22).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    assert fault_of(bomb) in ({Fault.TOO_MUCH} if said else {Fault.TOO_MUCH, Fault.DAMAGED})
    assert time.monotonic() - begun < 25
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_millions_of_short_texts():
    texts = b"<sst><si><t>a</t></si>" + b"<si><t>a</t></si>" * 4_000_000 + b"</sst>"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert [row.cells for row in read_xlsx(again(SMALL, xl___sharedStrings__xml=texts))] == [{0: "a"}]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # the text of the archive itself is made here


def test_the_child_is_ended_when_it_takes_too_long(monkeypatch):
    monkeypatch.setattr(sheet_reader, "SECONDS", 0.001)
    assert fault_of(SMALL) is Fault.TOO_MUCH


def test_the_child_can_open_nothing(tmp_path):
    """Once it has the file, neither a file nor a connection opens in it: what it reads is all that it knows."""
    script = tmp_path / "child.py"
    script.write_text(
        "import io, socket, sys\n"
        f"sys.path[:0] = {[str(sheet_reader.__file__).rsplit('/core/', 1)[0]]!r}\n"
        "from core import sheet_reader\n"
        "def tried(data):\n"
        "    for attempt in (lambda: open('/etc/passwd'), socket.socket):\n"
        "        try:\n            attempt()\n            yield 0, {0: 'opened'}\n"
        "        except OSError as error:\n            yield 1, {0: error.errno}\n"
        "sheet_reader._rows = tried\n"
        "sheet_reader.child()\n"
    )
    done = sheet_reader.subprocess.run([sheet_reader.sys.executable, str(script)], input=SMALL, capture_output=True, check=True, env={})
    assert b"opened" not in done.stdout
    assert done.stdout.count(b"24") == 2


def test_malformed_workbooks_get_an_answer():
    """60 by seed here; tests/plans/test_sheet_upload.py sends 300 through the page."""
    random = Random("malformed workbooks")
    for _each in range(60):
        data = bytearray(SMALL)
        for _flip in range(random.randrange(1, 12)):
            data[random.randrange(len(data))] = random.randrange(256)
        try:
            read_xlsx(bytes(data[: random.randrange(4, len(data) + 1)]))
        except Unreadable:
            continue
