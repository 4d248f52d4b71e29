"""What happens by itself: reminders of what is due of running plans."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.jobs import Job
from notifications.services import tell_all
from plans.queries.reminding import dues_to_remind


def remind(session: Session, now: datetime) -> int:
    """Tells who has to do what is due of a plan soon, today, or over; once per step and due day."""
    return tell_all(session, dues_to_remind(now), now)


JOBS = (Job("plan_reminders", remind, at_local="07:00"),)
