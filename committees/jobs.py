"""Work of this room that happens by itself."""

from datetime import datetime

from sqlalchemy.orm import Session

from committees.queries.schedule import reminders
from committees.services.holidays import propose_holidays
from committees.services.inviting import invite_due
from committees.services.schedule import materialise
from committees.services.standing import assess
from core.jobs import Job
from core.languages import lazy
from notifications.services import tell_all


def invitations(session: Session, now: datetime) -> int:
    """Invites to the meetings of the next seven days to which nobody was invited yet."""
    return invite_due(session, now)


def remind(session: Session, now: datetime) -> int:
    """Reminds of the meetings whose step has come: one INSERT … SELECT a channel."""
    return tell_all(session, reminders(now), now)


JOBS: tuple[Job, ...] = (
    Job("committees.holidays", run=propose_holidays, at_local="00:30", words=lazy("Propose the holidays of this year and the next")),
    Job("committees.materialise", run=materialise, at_local="01:00", words=lazy("Plan the coming meetings by each committee's rhythm")),
    Job("committees.invitations", run=invitations, every_seconds=300, words=lazy("Invite to the meetings of the next seven days")),
    Job("committees.remind", run=remind, every_seconds=60, words=lazy("Remind of meetings")),
    Job("committees.assess", run=assess, at_local="00:10", words=lazy("Assess whether each committee meets")),
)
