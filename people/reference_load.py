"""The tables a new installation starts with: what is missing is put in, what is there stays as people have made it."""

import csv
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.ids import new_id
from people.models import Organisation, Place, Scope
from people.services import count_up_revision

REFERENCE = Path(__file__).resolve().parent / "reference"
NAMES = ("name_ar", "name_en", "name_ckb")


def load_reference(session: Session) -> int:
    """Puts in the places, scopes and organisations that are missing (by p-code or code). Returns how many; 0 the second time."""
    added = _places(session) + _scopes(session) + _organisations(session)
    if added:
        count_up_revision(session)
    return added


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(row: dict[str, str]) -> dict[str, str]:
    return {name: row[name] for name in NAMES}


def _places(session: Session) -> int:
    known = set(session.scalars(select(Place.id)))
    new = [
        Place(id=row["code"], kind=row["kind"], parent_id=row["parent"] or None, version=1, **_names(row))
        for row in _rows("places")
        if row["code"] not in known
    ]
    return _put(session, new)


def _scopes(session: Session) -> int:
    known = set(session.scalars(select(Scope.id)))
    new = [
        Scope(id=row["code"], kind=row["kind"], parent_id=row["parent"] or None, place_id=row["place"] or None, version=1, **_names(row))
        for row in _rows("scopes")
        if row["code"] not in known
    ]
    return _put(session, new)


def _organisations(session: Session) -> int:
    ids = {code: id_ for code, id_ in session.execute(select(Organisation.code, Organisation.id)) if code}
    new = []
    for row in _rows("organisations"):
        if row["code"] in ids:
            continue
        ids[row["code"]] = new_id()
        new.append(
            Organisation(
                id=ids[row["code"]],
                code=row["code"],
                kind=row["kind"],
                parent_id=ids[row["parent"]] if row["parent"] else None,
                place_id=row["governorate"] or None,
                abbreviation=row["abbreviation"],
                active=True,
                version=1,
                **_names(row),
            )
        )
    return _put(session, new)


def _put(session: Session, rows: Sequence[Place | Scope | Organisation]) -> int:
    """Rows of one table are written in the order given, and the parents stand above their children."""
    session.add_all(rows)
    session.flush()
    return len(rows)
