"""A sheet of activities read back: first into the texts that a person would have typed, then row by row into what will happen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from werkzeug.datastructures import MultiDict

from core.folding import fold
from core.formats import in_a_row, isolated, number
from core.languages import LANGUAGES, gettext, use_language
from core.saving import Refused
from core.sheet_reader import Cell, SheetRow
from plans.commands import SaveActivity
from plans.forms.parts import ActivityForm
from plans.forms.sheet_names import Names
from plans.forms.sheet_out import CHOSEN, DAYS, KEY
from plans.labels import FIELD_WORDS, HEADS, name_in
from plans.terms import Activity, PlanDocument, RowFate

FIELDS = tuple(HEADS)
NEEDED = ("objective_key", "title")
MOST_ACTIVITIES = 1000
#: In how many rows from the top the heads are looked for.
LOOKED_THROUGH = 20
#: Day 0 of Excel's calendar, and the numbers of its days that can be meant (1990 to 2100): a day in a cell that is formatted as a number.
DAY_ZERO, FIRST_NUMBER, LAST_NUMBER = date(1899, 12, 30), 32_874, 73_415


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a row changes: its head, what stands in the plan (of a new activity: nothing), what stands in the sheet."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a cell: the head of its column, and what to do."""

    label: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What becomes of a row: ``key`` is the activity that it changes (None: a new one), ``command`` what is saved when it is right."""

    number: int
    title: str
    fate: RowFate
    key: str | None = None
    command: SaveActivity | None = None
    differences: tuple[Difference, ...] = ()
    wrongs: tuple[Wrong, ...] = ()


def texts_of(rows: Sequence[SheetRow]) -> list[dict[str, Any]]:
    """The rows below the heads as texts by field, to be kept (``ActivitySheet.rows``). Raises Refused with row, column and remedy."""
    columns, first = _heads(rows)
    missing = [name for name in NEEDED if name not in columns.values()]
    if missing:
        raise Refused(
            gettext(
                "Row %(row)s: the column “%(column)s” is missing. Download the sheet of this plan again and copy your rows into it.",
                row=number(first),
                column=str(HEADS[missing[0]]),
            )
        )
    found = [_texts(row, columns) for row in rows if row.number > first]
    filled = [each for each in found if each["key"] or any(each["cells"].values())]
    if not filled:
        raise Refused(gettext("The sheet holds no activity. Fill in the rows below row %(row)s and send it again.", row=number(first)))
    if len(filled) > MOST_ACTIVITIES:
        raise Refused(
            gettext(
                "The sheet holds %(count)s activities, more than %(most)s. Send the rows from row %(row)s on in a second sheet.",
                count=number(len(filled)),
                most=number(MOST_ACTIVITIES),
                row=number(filled[MOST_ACTIVITIES]["row"]),
            )
        )
    return filled


def _heads(rows: Sequence[SheetRow]) -> tuple[Mapping[int, str], int]:
    """The field of each column, and the number of the last row of heads: by the hidden names, or by the heads in any language."""
    top = [row for row in rows if row.number <= LOOKED_THROUGH]
    hidden = {name: name for name in (KEY, *FIELDS)}
    for row in top:
        found = {place: hidden[str(value)] for place, value in row.cells.items() if str(value) in hidden}
        if len(found) > len(FIELDS) // 2:
            return found, row.number
    for row in top:
        words = _head_words()
        found = {place: words[fold(str(value))] for place, value in row.cells.items() if fold(str(value)) in words}
        if len(set(found.values())) > 1:
            return found, row.number
    raise Refused(
        gettext(
            "The first %(rows)s rows hold no heads of columns. Download the sheet of this plan again and copy your rows into it.",
            rows=number(LOOKED_THROUGH),
        )
    )


def _head_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in LANGUAGES:
        with use_language(code):
            found |= {fold(str(head)): name for name, head in HEADS.items()}
    return found


def _texts(row: SheetRow, columns: Mapping[int, str]) -> dict[str, Any]:
    cells = {name: _text(name, row.cells.get(place, "")) for place, name in columns.items()}
    return {"row": row.number, "key": cells.pop(KEY, ""), "cells": cells}


def _text(field: str, value: Cell) -> str:
    """A cell as a person would type it: days as day/month/year, whole numbers without their .0."""
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year}"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int | float):
        if field in DAYS and FIRST_NUMBER <= value <= LAST_NUMBER:
            return _text(field, DAY_ZERO + timedelta(days=int(value)))
        return str(int(value)) if value == int(value) else str(value)
    return str(value).strip()


def what_happens(document: PlanDocument, rows: Sequence[Mapping[str, Any]]) -> list[ReadRow]:
    """What becomes of each row in this plan as it is now, by the rules of the form."""
    return list(_Reading(document).read(rows))


class _Reading:
    """One reading of a sheet: the form, the names, the activities that there are."""

    def __init__(self, document: PlanDocument) -> None:
        self.document, self.names = document, Names(document)
        self.form = ActivityForm()
        self.form.within(document)
        self.activities = {each.key: each for each in document.activities}

    def read(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[ReadRow]:
        """A key counts in the first row that has it: a row that was copied inside the sheet, or from the sheet of another plan,
        is a new activity."""
        met: set[str] = set()
        for row in rows:
            key = row["key"] if row["key"] in self.activities and row["key"] not in met else None
            met.add(row["key"])
            yield self._row(row["row"], key, row["cells"])

    def _row(self, line: int, key: str | None, cells: Mapping[str, str]) -> ReadRow:
        stored = self.activities.get(key or "")
        values, wrongs = self._values(stored, cells)
        self.form.process(values)
        right = self.form.validate() and not wrongs
        title = str(self.form.title.data or "")
        typed = _plain(self.form.values())
        before = _plain(asdict(stored)) if stored else {}
        differences = tuple(
            Difference(str(HEADS[name]), self._shown(name, before.get(name)), self._shown(name, typed[name]))
            for name in FIELDS
            if (stored or name != "title") and _unlike(before.get(name), typed[name])
        )
        if stored and not wrongs and not differences:
            return ReadRow(line, title, RowFate.UNCHANGED, key)
        if not right:
            wrongs += [Wrong(str(HEADS[name]), " ".join(map(str, errors))) for name, errors in self.form.errors.items() if name in HEADS]
            return ReadRow(line, title, RowFate.WRONG, key, wrongs=tuple(_first_of_each(wrongs)))
        return ReadRow(line, title, RowFate.CHANGED if stored else RowFate.NEW, key, self.form.command(), differences)

    def _values(self, stored: Activity | None, cells: Mapping[str, str]) -> tuple[MultiDict[str, str], list[Wrong]]:
        """The values as the form takes them: those of the sheet, and where it has no such column those of the plan."""
        values: MultiDict[str, str] = MultiDict()
        wrongs: list[Wrong] = []
        for name in FIELDS:
            if name not in cells:
                values.setlist(name, _as_typed(getattr(stored, name)) if stored else [])
            elif name in CHOSEN:
                values[name] = self._chosen(name, name, cells[name], wrongs)
            elif name == "supporter_ids":
                words = [each.strip() for each in cells[name].replace("؛", ";").replace("\n", ";").split(";")]
                values.setlist(name, [found for word in words if word and (found := self._chosen(name, "responsible_id", word, wrongs))])
            else:
                values[name] = cells[name]
        return values, wrongs

    def _chosen(self, field: str, names: str, word: str, wrongs: list[Wrong]) -> str:
        if not word:
            return ""
        found = self.names.values(names, word)
        if len(found) == 1:
            return next(iter(found))
        shown = isolated(word[:60])
        several = gettext("“%(word)s” fits more than one. Choose one from the list in the cell.", word=shown)
        none = gettext("“%(word)s” is not in the list. Choose one from the list in the cell.", word=shown)
        wrongs.append(Wrong(str(HEADS[field]), several if found else none))
        return ""

    def _shown(self, name: str, value: Any) -> str:
        if name == "objective_key":
            return self.names.shown(name, value or "")
        if name == "responsible_id":
            return self.names.shown(name, value) or name_in(self.document, value) if value else ""
        if name == "supporter_ids":
            return in_a_row(self._shown("responsible_id", each) for each in value or ())
        words = FIELD_WORDS[name]
        return "" if value in (None, "") else words.shown(value) if words.shown else str(value)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.value if isinstance(value, Enum) else value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _unlike(old: Any, new: Any) -> bool:
    """Whether two values differ; several organisations have no order, and nothing is nothing however it is written."""
    if isinstance(new, tuple):
        return set(old or ()) != set(new)
    return (old or "") != (new or "")


def _as_typed(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return [value.isoformat()]
    return [str(value.value if isinstance(value, Enum) else value or "")]


def _first_of_each(wrongs: list[Wrong]) -> Iterator[Wrong]:
    """One message for each column: a name that is not in the list has also not been filled in."""
    met: set[str] = set()
    for each in wrongs:
        if each.label not in met:
            met.add(each.label)
            yield each
