"""Private calendar feeds: made, shown once, taken back. Only the digest of the address is kept."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from accounts.queries import digest
from committees.models import FeedToken
from committees.queries.calendar import get_feed
from committees.queries.committees import get_committee_for
from core.audit import record
from core.clock import local_day
from core.ids import new_id
from core.references import SubjectRef
from core.saving import NotYours
from people.terms import Actor, Permission


def make_feed(session: Session, actor: Actor, committee_id: str | None, language: str, now: datetime) -> str:
    """A feed of one committee, or (None) of all in which the person sits. Returns its token, which is known only now."""
    if committee_id is not None:
        committee = get_committee_for(session, actor, committee_id, Permission.COMMITTEE_READ, local_day(now))
        if committee is None:
            raise NotYours
    token = secrets.token_urlsafe(32)
    row = FeedToken(id=new_id(), person_id=actor.person_id, committee_id=committee_id, digest=digest(token), language=language)
    row.created_at = now
    session.add(row)
    record(session, actor, "feed_made", SubjectRef("person", actor.person_id), now)
    session.flush()
    return token


def revoke_feed(session: Session, actor: Actor, feed_id: str, now: datetime) -> None:
    """Takes a feed back: its address opens nothing any more."""
    feed = get_feed(session, actor.person_id, feed_id)
    if feed is None:
        raise NotYours
    session.delete(feed)
    record(session, actor, "feed_revoked", SubjectRef("person", actor.person_id), now)
    session.flush()
