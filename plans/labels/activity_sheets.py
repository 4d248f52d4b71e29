"""The words of activities in Excel: the columns of the sheet, what becomes of each row, why a file cannot be read."""

from collections.abc import Mapping

from core.languages import LazyText, Text, lazy
from core.sheet_reader import Fault
from plans.labels.changes import FIELD_WORDS
from plans.terms import RowFate

#: The columns after the hidden one with the activity's key: field, head, width in characters.
SHEET_COLUMNS: tuple[tuple[str, Text, int], ...] = (
    ("objective_key", lazy("Objective"), 36),
    *((name, FIELD_WORDS[name].label, width) for name, width in (("title", 44), ("responsible_id", 30), ("responsible_person", 22))),
    ("supporter_ids", FIELD_WORDS["supporter_ids"].label, 30),
    ("starts_on", lazy("Starts on"), 13),
    ("due_on", FIELD_WORDS["due_on"].label, 13),
    *((name, FIELD_WORDS[name].label, width) for name, width in (("approach", 24), ("people_needed", 26), ("material_needed", 26))),
)
HEADS: Mapping[str, Text] = {name: head for name, head, _width in SHEET_COLUMNS}
FATES: Mapping[RowFate, LazyText] = {
    RowFate.NEW: lazy("will be added"),
    RowFate.CHANGED: lazy("will be changed"),
    RowFate.UNCHANGED: lazy("stays as it is"),
    RowFate.WRONG: lazy("must be corrected"),
}
#: The kind of status that each fate looks like.
FATE_PILLS: Mapping[RowFate, str] = {
    RowFate.NEW: "on-track",
    RowFate.CHANGED: "at-risk",
    RowFate.UNCHANGED: "not-yet-due",
    RowFate.WRONG: "off-track",
}
FAULTS: Mapping[Fault, LazyText] = {
    Fault.EMPTY: lazy("Choose the filled-in sheet first; this file is empty."),
    Fault.TOO_LARGE: lazy("The file is larger than 5 MB. Take pictures and further sheets out of it, and save it again."),
    Fault.NOT_XLSX: lazy("This is no Excel workbook. Open it in Excel and save it as “Excel workbook (.xlsx)”."),
    Fault.OLD_OR_LOCKED: lazy(
        "This workbook has a password, or the old form of Excel (.xls). Save it without a password as “Excel workbook (.xlsx)”."
    ),
    Fault.LOCKED: lazy("This workbook is protected by a password. Save it without one."),
    Fault.MACROS: lazy("This workbook holds macros. Save it as “Excel workbook (.xlsx)”, which has none."),
    Fault.DAMAGED: lazy("The file is damaged. Open it in Excel, save it under another name, and send that one."),
    Fault.TOO_MANY_ROWS: lazy("Something stands below row 10,000. Copy your rows into a fresh sheet of this plan."),
    Fault.TOO_MANY_COLUMNS: lazy("Something stands beyond column 100 (CV). Copy your rows into a fresh sheet of this plan."),
    Fault.TOO_MUCH: lazy("There is too much in this workbook to read it. Copy your rows into a fresh sheet of this plan."),
}
