"""The blueprints of this room, and the things at which its addresses point."""

from flask import Blueprint, abort

from committees.models import Committee, Meeting
from committees.queries.committees import get_committee_for
from committees.queries.meetings import get_meeting_for
from core.clock import local_day
from core.web import now, read_session
from people.gate import actor
from people.terms import Permission

committees = Blueprint("committees", __name__, template_folder="../templates")
meetings = Blueprint("meetings", __name__, template_folder="../templates")


def committee_of_address(committee_id: str, permission: Permission) -> Committee:
    """The committee of the address, or 404."""
    return get_committee_for(read_session(), actor(), committee_id, permission, local_day(now())) or abort(404)


def meeting_of_address(meeting_id: str, permission: Permission) -> Meeting:
    """The meeting of the address, or 404."""
    return get_meeting_for(read_session(), actor(), meeting_id, permission, local_day(now())) or abort(404)
