"""What this room does by itself."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.jobs import Job
from core.languages import lazy
from notifications.services import tell_all
from plans.queries.reminding import dues_to_remind
from plans.services.activity_sheets import forget_old_sheets


def remind(session: Session, now: datetime) -> int:
    """Tells who has to do what is due of a plan soon, today, or over; once per step and due day."""
    return tell_all(session, dues_to_remind(now), now)


JOBS = (
    Job("forget_activity_sheets", run=forget_old_sheets, at_local="03:20", words=lazy("Forget activity sheets that nobody took over")),
    Job("plans.remind", remind, at_local="07:00", words=lazy("Remind of what is due of plans")),
)
