"""Reads of this room: who comes with a token, a person's sessions and roles, the list of people."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, select
from sqlalchemy.orm import Session

from accounts.models import OneTimeLink, SignInSession
from accounts.terms import ABSOLUTE, IDLE, LinkPurpose
from core.search import matches
from core.sql import at_most
from people.models import DirectoryRevision, Person, RoleGrant
from people.queries import in_force
from people.terms import Role

#: The kind of core.search.
PERSON_WORDS = "person"


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """Who comes with a session's token, with the roles in force on that day and the directory's revision."""

    session: SignInSession
    person: Person
    grants: tuple[RoleGrant, ...]
    directory_revision: int | None


#: The WHERE of sessions that have not ended, neither by hand nor by time; its values are those of ``_living_at``.
_LIVING = and_(
    SignInSession.ended_at.is_(None), SignInSession.last_seen_at > bindparam("last_seen"), SignInSession.created_at > bindparam("begun")
)


def _living_at(now: datetime) -> dict[str, datetime]:
    return {"last_seen": now - IDLE, "begun": now - ABSOLUTE}


#: Put together once: every request asks it.
_KNOWN = (
    select(SignInSession, Person, RoleGrant, select(DirectoryRevision.revision).limit(at_most(1)).scalar_subquery())
    .join(Person, Person.id == SignInSession.person_id)
    .outerjoin(RoleGrant, and_(RoleGrant.person_id == Person.id, in_force(bindparam("today", type_=Date))))
    .where(SignInSession.token_hash == bindparam("digest"), _LIVING, Person.disabled.is_(False))
    .order_by(RoleGrant.since, RoleGrant.id)
)


def known_by(session: Session, token: str, now: datetime, today: date) -> Known | None:
    """The person whose living session has this token. One statement."""
    rows = session.execute(_KNOWN, {"digest": digest(token), "today": today, **_living_at(now)}).all()
    if not rows:
        return None
    return Known(rows[0][0], rows[0][1], tuple(row[2] for row in rows if row[2] is not None), rows[0][3])


def person_by_email(session: Session, email: str) -> Person | None:
    """The person with this address."""
    return session.scalars(select(Person).where(Person.email == email)).first()


def get_person(session: Session, person_id: str, *, lock: bool = False) -> Person | None:
    """A person; ``lock`` keeps other savers out until the transaction ends."""
    query = select(Person).where(Person.id == person_id)
    return session.scalars(query.with_for_update() if lock else query).first()


def sessions_of(session: Session, person_id: str, now: datetime) -> Sequence[SignInSession]:
    """A person's living sessions, the one used last on top."""
    query = select(SignInSession).where(SignInSession.person_id == person_id, _LIVING)
    return session.scalars(query.order_by(SignInSession.last_seen_at.desc(), SignInSession.id), _living_at(now)).all()


def grants_of(session: Session, person_id: str) -> Sequence[RoleGrant]:
    """All roles that a person holds, held or will hold, the latest first."""
    query = select(RoleGrant).where(RoleGrant.person_id == person_id)
    return session.scalars(query.order_by(RoleGrant.since.desc(), RoleGrant.id)).all()


def get_link(session: Session, purpose: LinkPurpose, token: str, now: datetime, *, lock: bool = False) -> OneTimeLink | None:
    """The link with this token, if it still opens."""
    query = select(OneTimeLink).where(
        OneTimeLink.token_hash == digest(token),
        OneTimeLink.purpose == purpose.value,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > now,
    )
    return session.scalars(query.with_for_update() if lock else query).first()


@dataclass(frozen=True, slots=True)
class PeopleFilters:
    """Whom an administrator looks for. ``state``: "", "active", "invited" (no password yet) or "disabled"."""

    q: str = ""
    role: Role | None = None
    organisation_id: str = ""
    state: str = ""


def people_listed(filters: PeopleFilters, today: date) -> Select[Person]:
    """Everybody, narrowed, by name; who is shut out stands last."""
    return _filtered(select(Person), filters, today).order_by(Person.disabled, Person.name, Person.id)


def grants_by_person(session: Session, person_ids: Iterable[str], today: date) -> Mapping[str, Sequence[RoleGrant]]:
    """The roles in force of these persons, by person. One statement."""
    found: dict[str, list[RoleGrant]] = {}
    wanted = list(person_ids)
    if wanted:
        for grant in session.scalars(select(RoleGrant).where(RoleGrant.person_id.in_(wanted), in_force(today)).order_by(RoleGrant.since)):
            found.setdefault(grant.person_id, []).append(grant)
    return found


def _filtered(query: Select[Any], filters: PeopleFilters, today: date) -> Select[Any]:
    if filters.q:
        query = query.where(matches(Person.id, PERSON_WORDS, filters.q))
    if filters.organisation_id:
        query = query.where(Person.organisation_id == filters.organisation_id)
    if filters.role is not None:
        holders = select(RoleGrant.person_id).where(RoleGrant.role == filters.role.value, in_force(today))
        query = query.where(Person.id.in_(holders))
    if filters.state == "disabled":
        query = query.where(Person.disabled.is_(True))
    elif filters.state == "invited":
        query = query.where(Person.disabled.is_(False), Person.password_hash.is_(None))
    elif filters.state == "active":
        query = query.where(Person.disabled.is_(False), Person.password_hash.is_not(None))
    return query
