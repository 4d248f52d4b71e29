"""What this room does by itself."""

from core.jobs import Job
from plans.services.activity_sheets import forget_old_sheets

JOBS = (Job("forget_activity_sheets", run=forget_old_sheets, at_local="03:20"),)
