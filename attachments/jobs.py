"""Keeping the folder and the table together: a file whose row did not survive is swept, a row is never."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from attachments.models import Attachment
from attachments.queries import all_present, kept_names
from attachments.store import FOLDER, Store
from core.jobs import Job
from core.languages import lazy
from core.web import Runtime

#: A request that still writes is younger than this.
YOUNG = timedelta(hours=1)
#: So long a swept or removed file stays, for whoever finds that the wrong database was restored or the wrong thing removed.
WAITING = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: ``aside`` without a row, ``back`` since their row is there again, ``deleted`` for good."""

    aside: int = 0
    back: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class Lost:
    """A row whose file is not as it was: missing, or of another length or content."""

    attachment: Attachment
    missing: bool


def sweep(session: Session, store: Store, now: datetime) -> Swept:
    """Sets aside files older than an hour that no row names, deletes what has waited for 30 days, and brings back what a row names.

    Changes no row. A second run at the same time finds nothing to do.
    """
    # The folder is read before the table: a row that comes in between names a file that is too young to be touched.
    kept, waiting = list(store.list(store.kept)), list(store.list(store.swept))
    rows = kept_names(session)
    aside = back = deleted = 0
    for found in store.list(store.incoming):
        if now - found.since > YOUNG:
            store.delete(store.incoming, found.name)
            deleted += 1
    for found in waiting:
        if found.name in rows and rows[found.name] is None:
            back += store.bring_back(found.name)
        elif now - found.since > WAITING:
            store.delete(store.swept, found.name)
            deleted += 1
    for found in kept:
        if found.name not in rows:
            if now - found.since > YOUNG:
                store.set_aside(found.name, now)
                aside += 1
        elif (removed := rows[found.name]) is not None and now - removed > WAITING:
            store.delete(store.kept, found.name)
            deleted += 1
    return Swept(aside, back, deleted)


def lost(session: Session, store: Store, *, read: bool = False) -> Sequence[Lost]:
    """Rows whose file is missing or of another length; with ``read`` every file is read and its SHA-256 compared."""
    found = []
    for attachment in all_present(session):
        size = store.size_of(attachment.stored_as)
        if size is None:
            found.append(Lost(attachment, missing=True))
        elif size != attachment.size or (read and store.digest_of(attachment.stored_as) != attachment.sha256):
            found.append(Lost(attachment, missing=False))
    return found


def sweep_files(place: Runtime, now: datetime) -> int:
    """The sweep of this installation. Returns how many files were moved or deleted."""
    with place.database.read() as session:
        done = sweep(session, Store(place.settings.home / FOLDER), now)
    return done.aside + done.back + done.deleted


JOBS = (Job("sweep_attachments", work=sweep_files, at_local="03:30", words=lazy("Tidy the folder of attachments")),)
