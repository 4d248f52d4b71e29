"""The templates that a new installation starts with: what is missing is put in, what headquarters has edited stays as it is."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.ids import new_id
from people.models import Organisation
from plans.models import TemplatePartRow, TemplateRow
from plans.reference import TEMPLATES
from plans.reference.written import WrittenTemplate
from plans.terms.starting import TEMPLATE_FIELDS, LocalBody, Shape


def load_templates(session: Session) -> int:
    """Puts in the templates that are missing (by code); needs the organisations. Returns how many; 0 the second time."""
    known = set(session.scalars(select(TemplateRow.code)))
    ids = {code: id_ for code, id_ in session.execute(select(Organisation.code, Organisation.id)) if code}
    new = [each for each in TEMPLATES if each.code not in known]
    for each in new:
        _put(session, each, ids)
    session.flush()
    return len(new)


def _put(session: Session, template: WrittenTemplate, ids: Mapping[str, str]) -> None:
    row = TemplateRow(
        id=new_id(),
        code=template.code,
        sector=template.sector.value,
        note=dict(template.note),
        active=True,
        version=1,
        **{f"name_{code}": text for code, text in template.names.items()},
    )
    session.add(row)
    session.flush()
    session.add_all(
        TemplatePartRow(template_id=row.id, key=key, kind=kind, position=position, values=_stored(kind, values, ids), version=1)
        for position, (key, kind, values) in enumerate(template.parts, 1)
    )


def _stored(kind: str, values: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Organisations by id instead of code. Raises KeyError for a code that does not come with Tansiq."""

    def known(code: str) -> str:
        return code if code in set(LocalBody) else ids[code]

    stored = dict(values)
    for each in TEMPLATE_FIELDS[kind]:
        if each.shape is Shape.BODY and stored.get(each.name):
            stored[each.name] = known(stored[each.name])
        elif each.shape is Shape.BODIES:
            stored[each.name] = [known(code) for code in stored[each.name]]
    return stored
