"""Work of this room that happens by itself."""

from datetime import datetime

from sqlalchemy.orm import Session

from committees.services.inviting import invite_due
from core.jobs import Job


def invitations(session: Session, now: datetime) -> int:
    """Invites to the meetings of the next seven days to which nobody was invited yet."""
    return invite_due(session, now)


JOBS: tuple[Job, ...] = (Job("committees.invitations", run=invitations, every_seconds=300),)
