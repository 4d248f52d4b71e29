"""Which files are taken, by their bytes and their names."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from attachments.rules import MOST_BYTES_A_DAY, MOST_FILES_AN_HOUR, fault_in, safe_name, seconds_to_wait, type_of
from attachments.rules.containers import MOST_ENTRIES
from attachments.terms import Fault, FileType
from tests.attachments import files

WORD_WITH = files.content_types(files.WORD_MAIN, "word/document.xml", '<Default Extension="bin" ContentType="%s"/>')
NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)


def fault(content: bytes, ending: str) -> Fault | None:
    return fault_in(BytesIO(content), len(content), FileType(ending))


@pytest.mark.parametrize("ending", files.GOOD)
def test_good_files_are_taken(ending):
    stream = BytesIO(files.GOOD[ending]())
    assert fault_in(stream, len(stream.getvalue()), FileType(ending)) is None
    assert stream.tell() == 0


@pytest.mark.parametrize("ending", files.GOOD)
@pytest.mark.parametrize("other", files.GOOD)
def test_one_type_under_the_name_of_another_is_refused(ending, other):
    found = fault(files.GOOD[other](), ending)
    assert found is (None if ending == other else Fault.NOT_WHAT_IT_SAYS)


@pytest.mark.parametrize("ending", [each for each in files.GOOD if each != "csv"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_what_was_cut_off_is_noticed(ending, share):
    whole = files.GOOD[ending]()
    assert fault(whole[: int(len(whole) * share)], ending) in (Fault.DAMAGED, Fault.NOT_WHAT_IT_SAYS)


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_every_changed_byte_of_a_packed_part_is_noticed(ending):
    whole = files.GOOD[ending]()
    name = b"xl/worksheets/sheet1.xml" if ending == "xlsx" else b"word/document.xml"
    begin = whole.index(name, whole.index(b"PK\x03\x04", 30)) + len(name)
    for place in range(begin, begin + 40):
        changed = bytearray(whole)
        changed[place] ^= 0x10
        assert fault(bytes(changed), ending) is not None


@pytest.mark.parametrize(
    ("made", "ending", "expected"),
    [
        (lambda: files.bomb(25), "docx", Fault.TOO_MUCH_INSIDE),
        (lambda: files.bomb(201, 10), "docx", Fault.TOO_MUCH_INSIDE),
        (lambda: files.bomb(60, 30), "docx", Fault.TOO_MUCH_INSIDE),
        (files.lying, "docx", Fault.TOO_MUCH_INSIDE),
        (files.overlapping, "docx", Fault.DAMAGED),
        (lambda: files.many_entries(MOST_ENTRIES - 3), "docx", None),
        (lambda: files.many_entries(MOST_ENTRIES - 2), "docx", Fault.TOO_MUCH_INSIDE),
        (files.locked, "docx", Fault.LOCKED),
        (files.HOSTILE["old office"], "xlsx", Fault.LOCKED),
        (lambda: files.docx({"word/vbaProject.bin": b"x"}), "docx", Fault.MACROS),
        (lambda: files.docx({"word/VBAPROJECT.BIN": b"x"}), "docx", Fault.MACROS),
        (lambda: files.xlsx({"xl/macrosheets/sheet1.xml": b"x"}), "xlsx", Fault.MACROS),
        (lambda: files.container({"a.txt": "x"}), "docx", Fault.NOT_WHAT_IT_SAYS),
        (lambda: b"MZ" + files.docx(), "docx", Fault.NOT_WHAT_IT_SAYS),
        (lambda: files.docx() + b"x", "docx", Fault.DAMAGED),
        (lambda: files.docx(packed=False), "docx", None),
        (lambda: files.docx({"word/embeddings/sheet.xlsx": files.xlsx()}), "docx", None),
    ],
)
def test_containers(made, ending, expected):
    assert fault(made(), ending) is expected


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "a\\x", "C:x", "a/\x01x", "./x"])
def test_no_way_leads_out_of_a_container(name):
    plain = name.replace("\\", "/")  # zipfile would put it right by itself
    whole = files.docx({f"{plain}.xml": b"x"}).replace(plain.encode(), name.encode())
    assert fault(whole, "docx") is Fault.DAMAGED


def test_no_part_stands_twice():
    assert fault(files.docx({"word/Document.xml": "<x/>"}), "docx") is Fault.DAMAGED


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (files.content_types("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml"), Fault.MACROS),
        (WORD_WITH % "application/vnd.ms-office.vbaProject", Fault.MACROS),
        (WORD_WITH % "application/vnd.ms-office.vb&#97;Project", Fault.DAMAGED),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + files.content_types(files.WORD_MAIN, "word/document.xml"), Fault.DAMAGED),
        (files.content_types(files.EXCEL_MAIN, "xl/workbook.xml"), Fault.NOT_WHAT_IT_SAYS),
    ],
)  # fmt: skip
def test_the_list_of_parts_is_read(types, expected):
    assert fault(files.docx(types=types), "docx") is expected


@pytest.mark.parametrize(
    ("content", "ending", "expected"),
    [
        (files.jpg(behind=b"SEFT" + bytes(5000)), "jpg", None),  # as telephones write it
        (b"\xff\xd8\xff/*" + b"x" * 300, "jpg", Fault.DAMAGED),
        (files.png(60_000, 60_000), "png", Fault.TOO_MUCH_INSIDE),
        (files.png(0, 5), "png", Fault.DAMAGED),
        (files.png() + files.container({"a": "x"}), "png", Fault.DAMAGED),
        (files.pdf() + bytes(3000), "pdf", Fault.DAMAGED),
        (b"\n" + files.pdf(), "pdf", Fault.NOT_WHAT_IT_SAYS),
        ("النشاط;المبلغ\r\n".encode("cp1256"), "csv", None),
        ("النشاط\tالمبلغ\r\n".encode("utf-16"), "csv", None),
        ("النشاط\tالمبلغ\r\n".encode("utf-16")[:-1], "csv", Fault.NOT_WHAT_IT_SAYS),
        (b"a,b\x00c", "csv", Fault.NOT_WHAT_IT_SAYS),
        (b"a" * 70_000 + b"\x00", "csv", Fault.NOT_WHAT_IT_SAYS),
        (b"  <SVG onload=x>", "csv", Fault.NOT_WHAT_IT_SAYS),
        (b"\xef\xbb\xbf<!doctype html>", "csv", Fault.NOT_WHAT_IT_SAYS),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value),
)
def test_pictures_papers_and_tables(content, ending, expected):
    assert fault(content, ending) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("scan.pdf", ("pdf", "scan.pdf")),
        ("Scan.PDF", ("pdf", "Scan.pdf")),
        ("صورة.JPEG", ("jpg", "صورة.jpg")),
        ("../../../etc/passwd.pdf", ("pdf", "passwd.pdf")),
        ("..\\..\\x.docx", ("docx", "x.docx")),
        ("C:\\Users\\k\\خطة.xlsx", ("xlsx", "خطة.xlsx")),
        ("annex\u202efdp.exe", None),
        ("annex\u202efdp.xlsx", ("xlsx", "annexfdp.xlsx")),
        ("a\x00b\r\n.pdf", ("pdf", "ab.pdf")),
        ("scan.pdf.exe", None),
        ("scan.exe.pdf", ("pdf", "scan.exe.pdf")),
        ("scan", None),
        (".pdf", None),
        ("", None),
        ("...pdf", None),
        ('a"b<c>|?*:.png', ("png", "a b c.png")),
        ("نامە\u200cکان.csv", ("csv", "نامە\u200cکان.csv")),
        ("خطة " * 75 + ".pdf", ("pdf", ("خطة " * 30).strip() + ".pdf")),
    ],
)
def test_names_are_data(name, expected):
    found = type_of(name)
    assert (found and (found.value, safe_name(name, found))) == expected


@pytest.mark.parametrize("name", files.NAMES)
def test_no_name_is_a_path(name):
    made = safe_name(name, FileType.PDF)
    assert made.endswith(".pdf")
    assert len(made) <= 124
    assert not set(made) & set('/\\\x00\r\n\u202e:"<>|?*')
    assert made.isprintable()


def test_sixty_files_an_hour():
    full = [(NOW - timedelta(minutes=59 - each % 30), 10) for each in range(MOST_FILES_AN_HOUR)]
    assert seconds_to_wait(full, 10, NOW) == 60
    assert seconds_to_wait(full[1:], 10, NOW) == 0
    assert seconds_to_wait(full, 10, NOW + timedelta(seconds=60)) == 0


def test_a_gigabyte_a_day():
    half = MOST_BYTES_A_DAY // 2
    earlier = [(NOW - timedelta(hours=20), half), (NOW - timedelta(hours=3), half)]
    assert seconds_to_wait(earlier, 1, NOW) == 4 * 3600
    assert seconds_to_wait(earlier[1:], half, NOW) == 0
    assert seconds_to_wait(earlier[1:], half + 1, NOW) == 21 * 3600
    assert seconds_to_wait(earlier, 1, NOW + timedelta(hours=4)) == 0
