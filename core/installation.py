"""What is known of this installation as a whole: a few named values, such as that it holds the demonstration."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.database import Base

#: Set to the day on which the demonstration's invented people and plans were loaded; production refuses to start on it.
DEMO = "demo"


class Installation(Base):
    """A named value of this installation."""

    __tablename__ = "installation"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


def get(session: Session, key: str) -> str | None:
    """The value under this name; None when it was never set."""
    row = session.get(Installation, key)
    return row.value if row else None


def put(session: Session, key: str, value: str) -> None:
    """Sets the value under this name."""
    session.merge(Installation(key=key, value=value))
    session.flush()
