"""History in words: audit entries as a reader sees them, in the reader's language, through the words of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.audit import AuditEntry, history
from core.formats import in_a_row, moment, number
from core.languages import gettext
from core.references import FieldWords, Kind, SubjectRef, kinds
from core.web import read_session

NO_KIND = Kind("", "", "")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field that changed: its label, what stood there before (empty: nothing), what stands there now."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: when and by whom, in words, with the changed fields and the reason."""

    id: int
    when_text: str
    who: str
    verb_text: str
    changes: tuple[ChangeLine, ...]
    reason: str


def lines(entries: Iterable[AuditEntry]) -> list[HistoryLine]:
    """The entries in the order given, ready for the history macro. Unknown kinds, verbs and fields show their plain names."""
    return [_line(entry, kinds().get(entry.subject_kind, NO_KIND)) for entry in entries]


def last_saved(kind: str, subject_id: str) -> tuple[str, str]:
    """Who changed a thing last, and when in words: for the page that shows two texts. Empty when nothing is known."""
    entries = history(read_session(), SubjectRef(kind, subject_id), 1)
    return (entries[0].actor_name, moment(entries[0].at)) if entries else ("", "")


def in_words(value: Any) -> str:
    """A stored plain value without words of its own: text as it is, numbers in the reader's digits, yes or no, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list | tuple):
        return in_a_row(in_words(each) for each in value)
    return str(value)


def _line(entry: AuditEntry, kind: Kind) -> HistoryLine:
    words = {name: kind.fields.get(f"{entry.part}.{name}") or kind.fields.get(name) for name, _old, _new in entry.changes}
    quiet = {name for name, found in words.items() if found is not None and found.quiet}
    changes = tuple(_change(words[name], name, old, new) for name, old, new in entry.changes if name not in quiet)
    return HistoryLine(entry.id, moment(entry.at), entry.actor_name, _verb(entry, kind), changes, entry.reason)


def _verb(entry: AuditEntry, kind: Kind) -> str:
    verb = str(kind.verbs.get(entry.verb, entry.verb))
    if not entry.part:
        return verb
    part = str(kind.parts.get(entry.part, entry.part))
    if entry.part_title:
        return gettext("%(verb)s: %(part)s “%(title)s”", verb=verb, part=part, title=entry.part_title)
    return gettext("%(verb)s: %(part)s", verb=verb, part=part)


def _change(words: FieldWords | None, name: str, old: Any, new: Any) -> ChangeLine:
    if words is None:
        return ChangeLine(name, in_words(old), in_words(new))
    shown = words.shown or in_words
    return ChangeLine(str(words.label), "" if old is None else shown(old), "" if new is None else shown(new))
