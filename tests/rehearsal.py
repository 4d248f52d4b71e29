"""A database that carries everything out and takes it back, and remembers which transactions would have stayed."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from core.database import Database


class Rehearsal(Database):
    """All posts meet the same world. ``kept`` counts the write transactions that came to their end without a refusal."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.kept = 0

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A writing session whose changes are undone."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session
            session.flush()
            session.rollback()
            self.kept += 1
