"""The words of the record of committees and of their reactivation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from committees.labels.committee import STANDING_WORDS
from committees.rules.record import Quarter
from core.formats import day, number, written
from core.languages import Text, gettext, lazy
from core.references import FieldWords


def _day(value: Any) -> str:
    return day(date.fromisoformat(value)) if value else ""


VERBS: Mapping[str, Text] = {
    "stands": lazy("Its standing changed"),
    "reactivation_opened": lazy("Reactivation opened"),
    "reactivation_reason": lazy("Reason written down"),
    "step_added": lazy("Step added"),
    "step_done": lazy("Step done"),
    "reactivation_ended": lazy("Reactivation ended"),
}
PARTS: Mapping[str, Text] = {"step": lazy("Step")}
FIELD_WORDS: Mapping[str, FieldWords] = {
    "standing": FieldWords(lazy("State"), lambda value: str(STANDING_WORDS[value])),
    "reason": FieldWords(lazy("Why it stopped meeting")),
    "outcome": FieldWords(lazy("How it ended")),
    "step.due_on": FieldWords(lazy("Due"), _day),
}
#: In the order of the page and of the file: the name in ``Record``, the heading, what it means.
MEASURES: tuple[tuple[str, Text, Text], ...] = (
    ("held", lazy("Held, of those due"), lazy("Meetings cancelled with a reason are not counted.")),
    ("quorate", lazy("With a quorum"), lazy("Of the meetings held.")),
    ("makers", lazy("Decision makers present"), lazy("Seats of decision makers that the member or the deputy filled.")),
    ("minutes", lazy("Minutes approved in 5 working days"), lazy("Of the meetings held whose five days have passed.")),
    ("decisions", lazy("Decisions done in time"), lazy("Of the decisions that are done or whose day has passed.")),
)


def quarter_word(quarter: Quarter) -> str:
    """A quarter in words."""
    return gettext("Quarter %(number)s of %(year)s", number=number(quarter.number), year=written(str(quarter.year)))
