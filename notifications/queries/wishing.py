"""How a person wishes to be told."""

from sqlalchemy.orm import Session

from notifications.models import Wish


def wish_of(session: Session, person_id: str) -> Wish | None:
    """The wish of a person; None when she never said."""
    return session.get(Wish, person_id)
