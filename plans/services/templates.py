"""What headquarters does with templates. Plans that were begun from one keep what they took from it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.audit import Part, differences, record
from core.ids import new_id
from core.languages import lazy
from core.references import SubjectRef
from core.saving import NotYours, Refused, take
from people.terms import Actor
from plans import commands, queries
from plans.models import TemplatePartRow, TemplateRow
from plans.terms.starting import TEMPLATE_FIELDS, Shape, TemplatePart

KIND = "template"
SECTIONS = ("aim", "review")
_TITLES = ("change", "title", "purpose", "name", "event", "message")


def add_template(
    session: Session, actor: Actor, command: commands.SaveTemplate, parts: Iterable[TemplatePart], now: datetime
) -> TemplateRow:
    """A new template with these parts (none: a blank one), offered at once."""
    row = TemplateRow(id=new_id(), active=True, version=1, **_plain(command))
    session.add(row)
    session.flush()
    keys: dict[str, str] = {}
    for position, part in enumerate(parts, 1):
        keys[part.key] = part.kind if part.kind in SECTIONS else new_id()
        values = {name: keys.get(value, value) if _is_under(part.kind, name) else value for name, value in part.values.items()}
        session.add(TemplatePartRow(template_id=row.id, key=keys[part.key], kind=part.kind, position=position, values=values, version=1))
    session.flush()
    record(session, actor, "added", SubjectRef(KIND, row.id), now, differences({}, _said(_plain(command))))
    return row


def values_of_template(row: TemplateRow) -> dict[str, Any]:
    """The template's own values by form field."""
    names = {name: getattr(row, name) for name in ("name_ar", "name_en", "name_ckb", "sector")}
    return {**names, **{f"note_{code}": row.note.get(code, "") for code in ("ar", "ckb", "en")}}


def change_template(
    session: Session, actor: Actor, template_id: str, command: commands.SaveTemplate, shown: int, now: datetime
) -> TemplateRow:
    """Changes what a template is called, its sector and note. Raises NotYours, Stale."""
    row = _locked(session, template_id)
    before = {name: getattr(row, name) for name in _plain(command)}
    take(row, shown, lambda: values_of_template(row))
    new = _plain(command)
    for name, value in new.items():
        setattr(row, name, value)
    record(session, actor, "changed", SubjectRef(KIND, row.id), now, differences(_said(before), _said(new)))
    session.flush()
    return row


def set_template_active(session: Session, actor: Actor, template_id: str, active: bool, reason: str, now: datetime) -> TemplateRow:
    """Withdraws a template, so that no plan is begun from it any more, or offers it again."""
    row = _locked(session, template_id)
    if row.active != active:
        row.active = active
        record(session, actor, "restored" if active else "withdrawn", SubjectRef(KIND, row.id), now, reason=reason)
        session.flush()
    return row


def save_template_part(
    session: Session, actor: Actor, template_id: str, kind: str, key: str | None, values: Mapping[str, Any], shown: int, now: datetime
) -> str:
    """Adds a part (``key`` None) or changes one; a section has the key of its kind and is made when it is first saved.

    ``values`` are those of ``TEMPLATE_FIELDS``. Returns the key. Raises NotYours, Stale, Refused for an upper part that is not there.
    """
    template = _locked(session, template_id)
    _check_upper(session, template_id, kind, values)
    row = session.get(TemplatePartRow, (template_id, key)) if key else None
    if row is None and key not in (None, *SECTIONS):
        raise NotYours
    before: dict[str, Any] = dict(row.values) if row is not None else {}
    if row is None:
        last: int | None = session.scalar(select(func.max(TemplatePartRow.position)).where(TemplatePartRow.template_id == template_id))
        row = TemplatePartRow(template_id=template_id, key=key or new_id(), kind=kind, position=(last or 0) + 1, values={}, version=shown)
        session.add(row)
    take(row, shown, lambda: before)
    row.values = dict(values)
    changes = differences(_said(before), _said(values))
    record(session, actor, "changed" if before else "added", SubjectRef(KIND, template.id), now, changes, part=_part(kind, values))
    session.flush()
    return row.key


def remove_template_part(session: Session, actor: Actor, template_id: str, key: str, shown: int, now: datetime) -> None:
    """Takes a part out of a template, with those that hang on it. Raises NotYours, Stale."""
    template = _locked(session, template_id)
    row = session.get(TemplatePartRow, (template_id, key))
    if row is None:
        raise NotYours
    before = dict(row.values)
    take(row, shown, lambda: before)
    falling = {key}
    for each in queries.template_rows(session, template_id):  # upper parts come first
        if each.key == key or any(_is_under(each.kind, name) and value in falling for name, value in each.values.items()):
            falling.add(each.key)
            session.delete(each)
    gone = {name: (value, None) for name, value in _said(before).items() if value}
    record(session, actor, "removed", SubjectRef(KIND, template.id), now, gone, part=_part(row.kind, before))
    session.flush()


def _check_upper(session: Session, template_id: str, kind: str, values: Mapping[str, Any]) -> None:
    for each in TEMPLATE_FIELDS[kind]:
        if each.shape is Shape.UNDER and session.get(TemplatePartRow, (template_id, values[each.name])) is None:
            raise Refused(lazy("Choose one from the list."), each.name)


def _is_under(kind: str, name: str) -> bool:
    return any(each.name == name and each.shape is Shape.UNDER for each in TEMPLATE_FIELDS[kind])


def _locked(session: Session, template_id: str) -> TemplateRow:
    row = queries.get_template(session, template_id, lock=True)
    if row is None:
        raise NotYours
    return row


def _plain(command: commands.SaveTemplate) -> dict[str, Any]:
    return {**asdict(command), "sector": command.sector.value}


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """As the history keeps it: the languages of a text in one line."""
    return {name: " · ".join(filter(None, value.values())) if isinstance(value, dict) else value for name, value in values.items()}


def _part(kind: str, values: Mapping[str, Any]) -> Part:
    texts: Mapping[str, str] = next((values[name] for name in _TITLES if isinstance(values.get(name), dict)), {})
    return Part(kind, next(filter(None, texts.values()), ""))
