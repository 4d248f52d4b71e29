"""What administrators do with people and their roles. Each verb writes its history and ends the sessions that must end."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts import messages
from accounts.queries import PERSON_WORDS, get_person, grants_of, person_by_email
from accounts.services.links import Acting, void_links
from accounts.services.sessions import end_sessions
from accounts.terms import GrantRole, OwnSettings, SavePerson
from core.audit import differences, record
from core.clock import local_day
from core.ids import new_id
from core.references import SubjectRef
from core.saving import NotYours, Refused, take
from core.search import index_all
from people.models import Organisation, Person, RoleGrant, Scope
from people.policy import fits
from people.queries import in_force
from people.terms import Actor, Role, ScopeKind

PERSON_FIELDS = ("name", "email", "title", "organisation_id", "language")


def values_of_person(person: Person) -> dict[str, Any]:
    """The person's values by field name, as its form takes them."""
    return {name: getattr(person, name) for name in PERSON_FIELDS}


def note_download(session: Session, actor: Actor, count: int, asked: Mapping[str, str], now: datetime) -> None:
    """Writes into a person's own history that he took the list of people away: how many, narrowed to what."""
    changes = {"people": (None, count), "asked": (None, [f"{name}={value}" for name, value in asked.items()])}
    record(session, actor, "downloaded", SubjectRef("person", actor.person_id), now, changes)


def add_person(session: Session, actor: Acting, command: SavePerson, grants: Iterable[GrantRole], now: datetime) -> Person:
    """A new person with first roles, without a password. Raises Refused for an e-mail that is taken or a role that does not fit."""
    values = _person_values(session, command, None)
    person = Person(id=new_id(), created_at=now, version=1, disabled=False, digits="western", password_hash=None, **values)
    session.add(person)
    _flush_unique(session)
    record(session, actor, "added", SubjectRef("person", person.id), now, differences({}, values))
    index_people(session, person.id)
    for grant in grants:
        _grant(session, actor, person, grant, now)
    session.flush()
    return person


def change_person(session: Session, actor: Actor, person_id: str, command: SavePerson, shown: int, now: datetime) -> Person:
    """Changes what is known of a person. Raises NotYours, Stale when somebody saved meanwhile, Refused for an e-mail that is taken."""
    person = _locked(session, person_id)
    before = values_of_person(person)
    take(person, shown, lambda: before)
    values = _person_values(session, command, person_id)
    if values["email"] != person.email:
        void_links(session, person.id, now)
    _set(person, values)
    _flush_unique(session)
    record(session, actor, "changed", SubjectRef("person", person.id), now, differences(before, values))
    session.flush()
    index_people(session, person.id)
    return person


def index_people(session: Session, person_id: str | None = None) -> None:
    """Keeps the words by which a person is found (None: everybody): name, e-mail, title."""
    query = select(Person.id, Person.name, Person.email, Person.title)
    rows = session.execute(query if person_id is None else query.where(Person.id == person_id))
    index_all(session, PERSON_WORDS, {row.id: row[1:] for row in rows})


def change_settings(session: Session, actor: Actor, command: OwnSettings, now: datetime) -> Person:
    """The person's own language and digits."""
    person = _locked(session, actor.person_id)
    values = {"language": command.language, "digits": command.digits}
    before = {name: getattr(person, name) for name in values}
    if before != values:
        _set(person, values)
        person.version += 1
        record(session, actor, "changed", SubjectRef("person", person.id), now, differences(before, values))
    session.flush()
    return person


def give_role(session: Session, actor: Actor, person_id: str, command: GrantRole, now: datetime) -> RoleGrant:
    """Gives a role and ends the person's sessions (the acting person's own present one stays). Raises NotYours, Refused."""
    person = _locked(session, person_id)
    grant = _grant(session, actor, person, command, now)
    end_sessions(session, person.id, now, keep=actor.session_id)
    return grant


def end_role(session: Session, actor: Actor, person_id: str, grant_id: str, reason: str, now: datetime) -> None:
    """Ends a role at once, and the person's sessions. Raises NotYours, Refused for the last administrator's or one's own last."""
    person = _locked(session, person_id)
    grant = session.scalars(select(RoleGrant).where(RoleGrant.id == grant_id, RoleGrant.person_id == person_id).with_for_update()).first()
    today = local_day(now)
    if grant is None or (grant.until is not None and grant.until < today):
        raise NotYours(grant_id)
    before = _grant_values(grant)
    if grant.since >= today:
        session.delete(grant)
    else:
        grant.until = today - timedelta(days=1)
    session.flush()
    if before["role"] == Role.ADMINISTRATOR:
        _administrators_left(session, actor, person, today)
    end_sessions(session, person.id, now, keep=actor.session_id)
    record(
        session, actor, "role_ended", SubjectRef("person", person.id), now, {name: (value, None) for name, value in before.items()}, reason
    )
    session.flush()


def disable_person(session: Session, actor: Actor, person_id: str, reason: str, now: datetime) -> Person:
    """Shuts a person out: sessions and links end, roles and history stay. Raises NotYours, Refused for oneself."""
    person = _locked(session, person_id)
    if person.id == actor.person_id:
        raise Refused(messages.NOT_YOURSELF)
    if not person.disabled:
        person.disabled = True
        person.version += 1
        session.flush()
        _administrators_left(session, actor, person, local_day(now))
        end_sessions(session, person.id, now)
        void_links(session, person.id, now)
        record(session, actor, "disabled", SubjectRef("person", person.id), now, {"disabled": (False, True)}, reason)
        session.flush()
    return person


def enable_person(session: Session, actor: Actor, person_id: str, reason: str, now: datetime) -> Person:
    """Lets a person in again, with the roles that are in force. Raises NotYours."""
    person = _locked(session, person_id)
    if person.disabled:
        person.disabled = False
        person.version += 1
        record(session, actor, "enabled", SubjectRef("person", person.id), now, {"disabled": (True, False)}, reason)
        session.flush()
    return person


def role_refusal(role: Role, scope_kind: ScopeKind | None, has_organisation: bool) -> Refused | None:
    """Why a role cannot be held there; None when it can."""
    return None if fits(role, scope_kind, has_organisation) else Refused(messages.WHERE_HELD[role], "role")


def _grant(session: Session, actor: Acting, person: Person, command: GrantRole, now: datetime) -> RoleGrant:
    scope = session.get(Scope, command.scope_id) if command.scope_id else None
    organisation = session.get(Organisation, command.organisation_id) if command.organisation_id else None
    refusal = role_refusal(command.role, ScopeKind(scope.kind) if scope else None, organisation is not None)
    if refusal is not None:
        raise refusal
    if command.until is not None and command.until < command.since:
        raise Refused(messages.ENDS_BEFORE_IT_BEGINS, "until")
    if any(_same(held, command) for held in grants_of(session, person.id)):
        raise Refused(messages.HELD_ALREADY, "role")
    grant = RoleGrant(
        id=new_id(),
        person_id=person.id,
        role=command.role.value,
        scope_id=scope.id if scope else None,
        organisation_id=organisation.id if organisation else None,
        since=command.since,
        until=command.until,
    )
    session.add(grant)
    session.flush()
    changes = {name: (None, value) for name, value in _grant_values(grant).items()}
    record(session, actor, "role_given", SubjectRef("person", person.id), now, changes)
    session.flush()
    return grant


def _same(held: RoleGrant, wanted: GrantRole) -> bool:
    """Whether the person holds that very role on one of the wanted days."""
    alike = (held.role, held.scope_id, held.organisation_id) == (wanted.role, wanted.scope_id, wanted.organisation_id)
    return alike and (held.until is None or held.until >= wanted.since) and (wanted.until is None or held.since <= wanted.until)


def _grant_values(grant: RoleGrant) -> dict[str, Any]:
    return {name: getattr(grant, name) for name in ("role", "scope_id", "organisation_id", "since", "until")}


def _administrators_left(session: Session, actor: Actor, person: Person, today: date) -> None:
    """Somebody must be able to let people in. The rows are locked, so that two who shut each other out do so one after the other."""
    query = select(RoleGrant.person_id).where(RoleGrant.role == Role.ADMINISTRATOR.value, in_force(today)).order_by(RoleGrant.id)
    holders = set(session.scalars(query.with_for_update()))
    if person.id == actor.person_id and person.id not in holders:
        raise Refused(messages.OWN_LAST_ADMINISTRATION)
    able = select(Person.id).where(Person.id.in_(sorted(holders)), Person.disabled.is_(False), Person.password_hash.is_not(None))
    if session.scalars(able.limit(1)).first() is None:
        raise Refused(messages.LAST_ADMINISTRATOR)


def _person_values(session: Session, command: SavePerson, own_id: str | None) -> dict[str, Any]:
    taken = person_by_email(session, command.email)
    if taken is not None and taken.id != own_id:
        raise Refused(messages.EMAIL_TAKEN, "email")
    if command.organisation_id is not None and session.get(Organisation, command.organisation_id) is None:
        raise Refused(messages.NO_SUCH_ORGANISATION, "organisation_id")
    return {name: getattr(command, name) for name in PERSON_FIELDS}


def _flush_unique(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError:  # the same address, saved by somebody else in this very moment
        raise Refused(messages.EMAIL_TAKEN, "email") from None


def _locked(session: Session, person_id: str) -> Person:
    person = get_person(session, person_id, lock=True)
    if person is None:
        raise NotYours(person_id)
    return person


def _set(person: Person, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(person, name, value)
