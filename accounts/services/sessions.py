"""Sessions on the server, and the count of attempts against guessing."""

import secrets
from datetime import datetime
from math import ceil

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from accounts.models import SignInAttempt, SignInSession
from accounts.queries import digest, sessions_of
from accounts.terms import ATTEMPTS_KEPT, LIMITS, MOST_SESSIONS, SEEN_EVERY, SESSIONS_KEPT, AttemptKind, Limit

ATTEMPTS_LOCK = 7_264_727  # an arbitrary number: attempts are counted one after another


class TooMany(Exception):
    """Too many attempts; ``retry_after`` seconds must pass."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


def begin_attempt(session: Session, kind: AttemptKind, email: str, address: str, now: datetime) -> int:
    """Counts an attempt as failed until it succeeds, and returns its id. Raises TooMany (and counts nothing) beyond a limit."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(ATTEMPTS_LOCK)))
    account = digest(email.strip().casefold())
    wait = max(_wait(session, limit, kind, account, address, now) for limit in LIMITS[kind])
    if wait:
        raise TooMany(wait)
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - ATTEMPTS_KEPT))
    attempt = SignInAttempt(kind=kind.value, account=account, address=address[:45], at=now, succeeded=False)
    session.add(attempt)
    session.flush()
    return attempt.id


def _wait(session: Session, limit: Limit, kind: AttemptKind, account: str, address: str, now: datetime) -> int:
    """Seconds until this limit allows one more; 0 when it does now."""
    query = select(SignInAttempt.at).where(
        SignInAttempt.kind == kind.value, SignInAttempt.at > now - limit.within, SignInAttempt.succeeded.is_(False)
    )
    if limit.per_account:
        query = query.where(SignInAttempt.account == account)
    if limit.per_address:
        query = query.where(SignInAttempt.address == address[:45])
    oldest = session.scalars(query.order_by(SignInAttempt.at.desc()).offset(limit.most - 1).limit(1)).first()
    return 0 if oldest is None else max(1, ceil((oldest + limit.within - now).total_seconds()))


def succeeded(session: Session, attempt_id: int) -> None:
    """This attempt was no guess: it is not counted any more."""
    session.execute(update(SignInAttempt).where(SignInAttempt.id == attempt_id).values(succeeded=True))


def open_session(session: Session, person_id: str, agent: str, now: datetime) -> str:
    """Opens a session and returns its token, which is kept nowhere. Beyond five, the one unused longest ends."""
    session.execute(delete(SignInSession).where(SignInSession.person_id == person_id, SignInSession.created_at < now - SESSIONS_KEPT))
    for extra in sessions_of(session, person_id, now)[MOST_SESSIONS - 1 :]:
        extra.ended_at = now
    token = secrets.token_urlsafe(32)
    session.add(SignInSession(token_hash=digest(token), person_id=person_id, agent=agent[:60], created_at=now, last_seen_at=now))
    session.flush()
    return token


def renew_session(session: Session, session_id: str) -> str:
    """Gives a living session a new token and returns it; the old one opens nothing any more."""
    token = secrets.token_urlsafe(32)
    session.execute(update(SignInSession).where(SignInSession.id == session_id).values(token_hash=digest(token)))
    return token


def seen(session: Session, session_id: str, now: datetime) -> None:
    """Writes down that the session is in use, unless another request has just done so."""
    stale = (SignInSession.id == session_id) & (SignInSession.last_seen_at <= now - SEEN_EVERY)
    session.execute(update(SignInSession).where(stale).values(last_seen_at=now))


def end_session(session: Session, person_id: str, session_id: str, now: datetime) -> bool:
    """Ends one session of this person. False when it is not this person's or has ended before."""
    mine = (SignInSession.id == session_id) & (SignInSession.person_id == person_id) & SignInSession.ended_at.is_(None)
    return bool(session.execute(update(SignInSession).where(mine).values(ended_at=now)).rowcount)  # type: ignore[attr-defined]


def end_sessions(session: Session, person_id: str, now: datetime, keep: str = "") -> None:
    """Ends all sessions of this person but ``keep``."""
    open_ones = (SignInSession.person_id == person_id) & SignInSession.ended_at.is_(None) & (SignInSession.id != keep)
    session.execute(update(SignInSession).where(open_ones).values(ended_at=now))
