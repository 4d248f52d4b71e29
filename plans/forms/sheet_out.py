"""The activities of a plan as a sheet to be filled in Excel: what there is, drop-down lists, empty rows."""

from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from core.formats import isolated, short_day
from core.languages import direction, gettext, named
from core.sheets import Kind, Styles, cell_text, sheet_name, workbook
from plans.forms.sheet_names import Names
from plans.labels import SHEET_COLUMNS
from plans.terms import Activity, PlanDocument

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

#: The line of the heads and the hidden line of the fields' names, counted from 0; the first activity stands below.
HEAD, NAMES_LINE = 2, 3
FIRST = NAMES_LINE + 1
EMPTY_ROWS = 200
KEY = "key"
DAYS = ("starts_on", "due_on")
CHOSEN = ("objective_key", "responsible_id", "approach")
BETWEEN = {"en": "; "}


def write_sheet(document: PlanDocument, file: IO[bytes], language: str) -> None:
    """Writes the workbook in the reader's language. The first column and the line of names are hidden, nothing is protected."""
    names = Names(document)
    with workbook(file) as book:
        page = book.add_worksheet(sheet_name(gettext("Activities")))
        styles = Styles(book)
        last = FIRST + len(document.activities) + EMPTY_ROWS - 1
        _frame(page, styles, document)
        _lists(book, page, names, last)
        _hints(page, document, last)
        for line, activity in enumerate(document.activities, FIRST):
            _activity(page, styles, line, activity, names, language)
        page.activate()


def _frame(page: "Worksheet", styles: Styles, document: PlanDocument) -> None:
    if direction() == "rtl":
        page.right_to_left()
    page.set_column(0, 0, 2, None, {"hidden": True})
    for place, (field, _head, width) in enumerate(SHEET_COLUMNS, 1):
        page.set_column(place, place, width, styles.of[Kind.DAY if field in DAYS else Kind.TEXT])
    page.write_string(0, 1, cell_text(named(document)), styles.title)
    page.write_string(
        1, 1, gettext("One row for each activity. Fill in empty rows below, or change what stands here; nothing is removed."), styles.about
    )
    for line, heads in ((HEAD, [str(head) for _field, head, _width in SHEET_COLUMNS]), (NAMES_LINE, [each[0] for each in SHEET_COLUMNS])):
        for place, words in enumerate([KEY, *heads]):
            page.write_string(line, place, words, styles.head)
    page.set_row(NAMES_LINE, None, None, {"hidden": True})
    page.freeze_panes(FIRST, 3)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD)


def _lists(book: "Workbook", page: "Worksheet", names: Names, last: int) -> None:
    """Drop-down lists, from a hidden second sheet: Excel takes no long list inside a cell."""
    offered: Mapping[str, Sequence[str]] = {
        "objective_key": list(names.objectives.values()),
        "responsible_id": list(names.organisations.values()),
        "approach": list(names.approaches.values()),
    }
    lists = book.add_worksheet("lists")
    lists.hide()
    length = max(map(len, offered.values()))
    for line in range(length):
        for place, words in enumerate(offered.values()):
            if line < len(words):
                lists.write_string(line, place, words[line])
    fields = [field for field, _head, _width in SHEET_COLUMNS]
    for place, (field, words) in enumerate(offered.items()):
        if words:
            letter, column = "ABC"[place], fields.index(field) + 1
            rule = {
                "validate": "list", "source": f"=lists!${letter}$1:${letter}${len(words)}", "error_type": "warning",
                "error_title": gettext("Not in the list"), "error_message": gettext("Choose one from the list."),
            }  # fmt: skip
            page.data_validation(FIRST, column, last, column, rule)


def _hints(page: "Worksheet", document: PlanDocument, last: int) -> None:
    """What Excel says beside a cell that takes a day, or several organisations."""
    period = gettext(
        "Choose a day between %(first)s and %(last)s.",
        first=isolated(short_day(document.starts_on)),
        last=isolated(short_day(document.ends_on)),
    )
    several = gettext("Several organisations are parted by a semicolon.")
    for place, (field, head, _width) in enumerate(SHEET_COLUMNS, 1):
        words = period if field in DAYS else several if field == "supporter_ids" else ""
        if words:
            rule = {"validate": "any", "input_title": str(head)[:32], "input_message": words[:255]}
            page.data_validation(FIRST, place, last, place, rule)


def _activity(page: "Worksheet", styles: Styles, line: int, activity: Activity, names: Names, language: str) -> None:
    page.write_string(line, 0, activity.key, styles.tag)
    for place, (field, _head, _width) in enumerate(SHEET_COLUMNS, 1):
        value: Any = getattr(activity, field)
        if field in DAYS:
            if value is not None:
                page.write_datetime(line, place, value, styles.of[Kind.DAY])
            continue
        if field == "supporter_ids":
            value = BETWEEN.get(language, "؛ ").join(names.shown("responsible_id", each) for each in value)
        elif field in CHOSEN:
            value = names.shown(field, value) if value else ""
        if value:
            page.write_string(line, place, cell_text(value), styles.of[Kind.TEXT])
