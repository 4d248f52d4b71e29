"""A meeting as this request's person meets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import abort, url_for

from committees.models import Committee, DecisionKind, Meeting, Minutes
from committees.policy import MeetingFacts, Verb, allowed
from committees.queries.minutes import document_of
from committees.queries.powers import decision_kinds
from committees.queries.table import committee_of, minutes_of
from committees.services.hand import facts_of
from committees.terms.minutes import MinutesDocument
from committees.views.entrance import meeting_of_address
from core.clock import local_day
from core.formats import day, number
from core.languages import called, gettext, named
from core.web import now, read_session
from people.gate import actor, directory
from people.terms import Permission


@dataclass(frozen=True)
class Opened:
    """A meeting with its committee and minutes, and what may happen to it now."""

    meeting: Meeting
    committee: Committee
    minutes: Minutes | None
    facts: MeetingFacts

    @cached_property
    def allowed(self) -> frozenset[Verb]:
        """What this person may do with it now."""
        return allowed(self.facts)

    @cached_property
    def document(self) -> MinutesDocument | None:
        """What stands in its minutes; None before it has begun."""
        return document_of(read_session(), self.meeting, self.committee, self.minutes) if self.minutes else None

    @property
    def committee_name(self) -> str:
        """As the committee is called, or was called when the minutes were approved."""
        is_kept = self.minutes is not None and self.minutes.snapshot is not None
        return called(self.document.committee) if is_kept and self.document else named(self.committee)

    @property
    def title(self) -> str:
        """Its number in the committee, or its day."""
        if self.meeting.number is not None:
            return gettext("Meeting %(number)s of %(committee)s", number=number(self.meeting.number), committee=self.committee_name)
        return gettext("Meeting of %(committee)s on %(day)s", committee=self.committee_name, day=day(local_day(self.meeting.starts_at)))

    @property
    def home(self) -> str:
        """The address of its page."""
        return url_for("meetings.show", meeting_id=self.meeting.id)

    @property
    def table(self) -> str:
        """The address of the secretary's screen."""
        return url_for("meetings.table", meeting_id=self.meeting.id)

    @cached_property
    def kinds(self) -> Mapping[str, DecisionKind]:
        """The kinds of decisions by id. Two statements."""
        return {each.id: each for each in decision_kinds(read_session())}

    @property
    def scope_ids(self) -> frozenset[str]:
        """Where the committee works, with all below it."""
        return directory().subtree(self.committee.scope_id)


def open_meeting(meeting_id: str) -> Opened:
    """The meeting, or 404 for what this person may not see. At most five statements."""
    session = read_session()
    meeting = meeting_of_address(meeting_id, Permission.COMMITTEE_READ)
    committee, minutes = committee_of(session, meeting), minutes_of(session, meeting.id)
    return Opened(meeting, committee, minutes, facts_of(session, actor(), meeting, committee, minutes, now()))


def open_for(meeting_id: str, verb: Verb) -> Opened:
    """The same, for a page on which this verb happens: 403 when it may not happen, by this person or at all."""
    opened = open_meeting(meeting_id)
    if verb not in opened.allowed:
        abort(403)
    return opened
