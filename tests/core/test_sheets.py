"""Lists as files: what was typed stays text, days and numbers are real, the direction is the reader's, the length costs no memory."""

import csv
import io
import tracemalloc
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from core.clock import BAGHDAD
from core.languages import lazy, load_catalogues, use_language
from core.sheets import Column, Kind, Sheet, defused, sheet_name, write_csv, write_xlsx
from tests.architecture.source import ROOT


@dataclass(frozen=True)
class Thing:
    name: str
    day: date | None = None
    at: datetime | None = None
    dinars: int | None = None
    share: float | None = None


COLUMNS = [
    Column(lazy("Name"), lambda row: row.name, "#activity+name", 40),
    Column("Day", lambda row: row.day, "#date+end", 12, Kind.DAY),
    Column("At", lambda row: row.at, "#date+reported", 16, Kind.MOMENT),
    Column("IQD", lambda row: row.dinars, "#value+allocated", 16, Kind.MONEY),
    Column("Share", lambda row: row.share, "#indicator+num", 10, Kind.NUMBER),
    Column("Code", lambda row: row.name.upper(), "#meta+id", exchange=True),
]
FULL = Thing("بناء مدرسة", date(2026, 3, 15), datetime(2026, 3, 15, 21, 30, tzinfo=UTC), 94_000_000_000, 12.5)
DANGEROUS = [
    "=1+1", "+964 770 000", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "  =1", '"=1', "'+1", "\u200f=1",
    "\ufeff=cmd|'/c calc'!A1",
]  # fmt: skip
HARMLESS = ["بناء مدرسة", "a=b", "3 - 2", "x@y.iq", "", "12/3", "كتاب ٣/ب"]


def xlsx(sheet: Sheet) -> tuple[bytes, int]:
    file = io.BytesIO()
    count = write_xlsx(sheet, file)
    return file.getvalue(), count


def cells(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode()


def test_days_instants_money_and_numbers_are_real():
    data, count = xlsx(Sheet("Things", COLUMNS, [FULL, Thing("leer")], ["all of them"]))
    rows = cells(data)
    assert count == 2
    assert rows[0][0] == "Things"
    assert rows[1][0] == "all of them"
    assert rows[3] == ["بناء مدرسة", date(2026, 3, 15), FULL.at.astimezone(BAGHDAD).replace(tzinfo=None), 94_000_000_000.0, 12.5]
    assert rows[4] == ["leer", "", "", "", ""]


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_the_sheet_runs_as_its_reader_reads(language):
    load_catalogues(ROOT / "app" / "translations")
    with use_language(language):
        data, _count = xlsx(Sheet(lazy("Plans"), COLUMNS, [FULL]))
    assert ('rightToLeft="1"' in part(data, "xl/worksheets/sheet1.xml")) == (language != "en")
    assert f'name="{ {"ar": "الخطط", "ckb": "پلانەکان", "en": "Plans"}[language] }"' in part(data, "xl/workbook.xml")


def test_head_stays_in_sight_with_a_filter_over_all_rows():
    data, _count = xlsx(Sheet("Things", COLUMNS, [FULL, FULL], ["a", "b"]))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert 'ySplit="4" topLeftCell="A5"' in sheet
    assert '<autoFilter ref="A4:E6"/>' in sheet


def test_an_empty_list_is_a_whole_file():
    data, count = xlsx(Sheet("Things", COLUMNS, []))
    assert count == 0
    assert cells(data) == [[str(COLUMNS[0].title), "Day", "At", "IQD", "Share"]]


def test_tags_stand_right_under_the_head_and_bring_the_columns_for_programs():
    data, _count = xlsx(Sheet("Things", COLUMNS, [FULL], hxl=True))
    assert cells(data)[1] == [each.hxl for each in COLUMNS]
    file = io.BytesIO()
    write_csv(Sheet("Things", COLUMNS, [FULL], hxl=True), file)
    rows = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
    assert rows[1] == [each.hxl for each in COLUMNS]
    assert rows[2] == ["بناء مدرسة", "2026-03-15", "2026-03-16T00:30+03:00", "94000000000", "12.5", "بناء مدرسة"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_nothing_typed_is_computed(text):
    assert defused(text) == "'" + text
    file = io.BytesIO()
    assert write_csv(Sheet("x", COLUMNS, [Thing(text)]), file) == 1
    assert file.getvalue().startswith(b"\xef\xbb\xbf")
    data, _count = xlsx(Sheet("x", COLUMNS, [Thing(text)]))
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
    assert 't="inlineStr"' in part(data, "xl/worksheets/sheet1.xml")
    assert cells(data)[1][0] == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_left_alone(text):
    assert defused(text) == text


def test_text_that_is_too_long_for_a_cell_is_cut_and_not_lost():
    data, _count = xlsx(Sheet("x", COLUMNS, [Thing("ب" * 40_000)]))
    assert cells(data)[1][0] == "ب" * 32_767


@pytest.mark.parametrize(("title", "name"), [("Plans", "Plans"), ("a/b:c*d?e[f]'", "a b c d e f"), ("م" * 40, "م" * 31), ("", "1")])
def test_every_title_makes_a_name_of_a_sheet(title, name):
    assert sheet_name(title) == name


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_length_costs_no_memory(write, tmp_path):
    def most(rows: int) -> int:
        tracemalloc.start()
        with (tmp_path / "file").open("wb") as file:
            assert write(Sheet("Things", COLUMNS, (Thing(f"نشاط {n}", date(2026, 3, 1), None, n) for n in range(rows))), file) == rows
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(8000) < most(2000) + 100_000
