"""What happens by itself: reminders of what is to be done."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.jobs import Job
from core.languages import lazy
from followup.queries.reminding import actions_to_remind
from notifications.services import tell_all


def remind(session: Session, now: datetime) -> int:
    """Tells who has to do what is due soon, today, or over; once per step and due day."""
    return tell_all(session, actions_to_remind(now), now)


JOBS = (Job("followup.remind", remind, at_local="07:00", words=lazy("Remind of what is to be done")),)
