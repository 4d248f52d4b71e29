"""One-time links: an invitation to set the first password, a reset to set a new one."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import update
from sqlalchemy.orm import Session

from accounts.messages import LINK_ENDED
from accounts.models import OneTimeLink
from accounts.queries import digest, get_link, get_person
from accounts.services.sessions import end_sessions
from accounts.terms import LINK_LASTS, LinkPurpose
from core.audit import record
from core.references import SubjectRef
from core.saving import Refused
from people.models import Person


class Acting(Protocol):
    """Who acts, as the history names it."""

    @property
    def person_id(self) -> str | None: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who has not signed in and acts on an account: asks for a link, or uses one."""

    person_id: str | None
    name: str


def make_link(session: Session, actor: Acting, person: Person, purpose: LinkPurpose, now: datetime) -> str:
    """Makes a link and returns its token, which is kept nowhere. Earlier links of that purpose open nothing any more."""
    void_links(session, person.id, now, purpose)
    token = secrets.token_urlsafe(32)
    expires_at = now + LINK_LASTS[purpose]
    session.add(OneTimeLink(purpose=purpose.value, token_hash=digest(token), person_id=person.id, created_at=now, expires_at=expires_at))
    verb = "invited" if purpose is LinkPurpose.INVITATION else "reset_link_made"
    record(session, actor, verb, SubjectRef("person", person.id), now)
    session.flush()
    return token


def void_links(session: Session, person_id: str, now: datetime, purpose: LinkPurpose | None = None) -> None:
    """Closes this person's open links, of one purpose or all."""
    open_ones = (OneTimeLink.person_id == person_id) & OneTimeLink.used_at.is_(None)
    if purpose is not None:
        open_ones &= OneTimeLink.purpose == purpose.value
    session.execute(update(OneTimeLink).where(open_ones).values(used_at=now))


def use_link(session: Session, purpose: LinkPurpose, token: str, password_hash: str, now: datetime) -> Person:
    """Sets the password and ends the link and all sessions. Raises Refused when the link opens nothing (any more)."""
    link = get_link(session, purpose, token, now, lock=True)
    person = get_person(session, link.person_id, lock=True) if link is not None else None
    if link is None or person is None or person.disabled:
        raise Refused(LINK_ENDED)
    void_links(session, person.id, now)
    set_password(session, Stranger(person.id, person.name), person, password_hash, now)
    return person


def set_password(session: Session, actor: Acting, person: Person, password_hash: str, now: datetime, keep: str = "") -> None:
    """Keeps a new password and ends all sessions but ``keep``. The history says that it changed, never what it is."""
    person.password_hash = password_hash
    end_sessions(session, person.id, now, keep)
    void_links(session, person.id, now)
    record(session, actor, "password_set", SubjectRef("person", person.id), now)
    session.flush()
