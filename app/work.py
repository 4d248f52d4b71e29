"""All that Tansiq does by itself: the jobs of every room and of the floor, in the order in which a tick runs them."""

import attachments.jobs
import committees.jobs
import followup.jobs
import notifications.jobs
import plans.jobs
from core.jobs import Job
from core.languages import lazy
from core.web import forget_old_form_keys

FORM_KEYS = lazy("Forget the marks of forms that were sent long ago")
FLOOR = (Job("forget_form_keys", run=forget_old_form_keys, at_local="03:10", words=FORM_KEYS),)
#: What makes messages stands before what sends them.
JOBS: tuple[Job, ...] = (
    *committees.jobs.JOBS,
    *followup.jobs.JOBS,
    *plans.jobs.JOBS,
    *FLOOR,
    *attachments.jobs.JOBS,
    *notifications.jobs.JOBS,
)


def job_named(name: str) -> Job | None:
    """The job of this name."""
    return next((job for job in JOBS if job.name == name), None)
