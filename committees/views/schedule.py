"""The rhythm of a committee, and one meeting moved, cancelled or called by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, request, url_for
from sqlalchemy.orm import Session

from committees.forms.setting import CallForm, CancelForm, MoveForm, RhythmForm
from committees.labels.calendar import cancelled_words, moved_words, rhythm_words
from committees.models import Committee, Holiday
from committees.queries.schedule import BEYOND, beat_of, holidays_between, holidays_of, rhythms_of
from committees.rules.schedule import Beat, Slot, occurrences, slots
from committees.services.schedule import call_meeting, cancel, move, set_rhythm
from committees.terms import Extent, HolidayRule, RhythmKind
from committees.views.committees import page_of_committee
from committees.views.entrance import committee_of_address, meeting_of_address, meetings
from committees.views.entrance import committees as blueprint
from core.clock import BAGHDAD, local_day
from core.forms import sent
from core.languages import gettext, named
from core.saving import carry_out
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.terms import Permission

#: So many coming meetings are shown before a rhythm is saved.
SHOWN = 10
PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Coming:
    """A day of the rhythm, where the meeting goes (None: left out), and the holiday that stands in its way."""

    occurrence: date
    day: date | None
    holiday: str


@blueprint.route("/committees/<committee_id>/rhythm", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_MANAGE)
def rhythm(committee_id: str) -> Response:
    """Sets when a committee meets; shows the coming meetings before anything is saved."""
    committee = committee_of_address(committee_id, Permission.COMMITTEE_MANAGE)
    beats = [beat_of(each) for each in rhythms_of(read_session(), committee.id, local_day(now()))]
    present = beats[-1] if beats else None
    form = RhythmForm(sent(), _stored(present), committee.version)

    def saved(session: Session) -> str:
        set_rhythm(session, actor(), committee.id, form.command(), form.shown_version, now())
        return page_of_committee(committee.id)

    valid = request.method == "POST" and form.validate()
    if valid and PREVIEW not in request.form:
        done = carry_out(form, saved, gettext("The rhythm is set: %(rhythm)s", rhythm=rhythm_words(_beat(form))))
        if done is not None:
            return done
    shown = _beat(form) if valid else present
    return page(
        "committees/rhythm.html",
        form.status,
        form=form,
        committee=committee,
        coming=_coming(committee, shown) if shown else [],
        shown_words=rhythm_words(shown) if shown else "",
        is_new=valid,
        cancel=page_of_committee(committee.id),
    )


def _stored(present: Beat | None) -> dict[str, object]:
    if present is None:
        return {"kind": RhythmKind.WEEKS, "weeks": 2, "minutes": 120}
    first = next(iter(occurrences(present, local_day(now()), local_day(now()) + timedelta(days=200))), None)
    values = {"kind": present.kind, "starts": present.starts, "minutes": present.minutes, "anchor": first}
    return values | ({"weeks": present.weeks} if present.kind is RhythmKind.WEEKS else {"month_day": present.month_day})


def _beat(form: RhythmForm) -> Beat:
    asked = form.command()
    return Beat("", asked.kind, asked.weeks or 2, asked.month_day or 1, asked.starts, asked.minutes, asked.anchor)


def _coming(committee: Committee, beat: Beat) -> list[Coming]:
    """The next ten meetings of a rhythm, with the holidays that stand in their way."""
    first = max(beat.anchor, local_day(now()))
    days = occurrences(beat, first, first + timedelta(days=beat.days * SHOWN + 31))[:SHOWN]
    if not days:
        return []
    found = holidays_between(read_session(), first, days[-1] + BEYOND)
    by_day = holidays_of(found, directory().ancestry(committee.scope_id))
    wanted = slots([beat], HolidayRule(committee.holiday_rule), {day: each.id for day, each in by_day.items()}, first, days[-1])
    return [_row(slot, found) for slot in wanted]


def _row(slot: Slot, found: Sequence[Holiday]) -> Coming:
    holiday = next((named(each) for each in found if each.id == slot.holiday_id), "")
    return Coming(slot.occurrence, slot.day, holiday)


@blueprint.route("/committees/<committee_id>/meetings/new", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def call(committee_id: str) -> Response:
    """Calls a meeting outside the rhythm."""
    committee = committee_of_address(committee_id, Permission.MEETING_KEEP)
    form = CallForm(sent(), {"minutes": 120, "venue": committee.venue})

    def called(session: Session) -> str:
        return _page_of(call_meeting(session, actor(), committee.id, form.command(), now()).id)

    if request.method == "POST" and form.validate():
        done = carry_out(form, called, gettext("The meeting is called; everybody who sits in the committee is told."))
        if done is not None:
            return done
    return page("committees/call_meeting.html", form.status, form=form, committee=committee, cancel=page_of_committee(committee.id))


@meetings.route("/meetings/<meeting_id>/change", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def change(meeting_id: str) -> Response:
    """Gives a meeting another time or place, alone or with all that follow."""
    meeting = meeting_of_address(meeting_id, Permission.MEETING_KEEP)
    local = meeting.starts_at.astimezone(BAGHDAD)
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    stored = {"day": local.date(), "starts": local.time(), "minutes": minutes, "venue": meeting.venue, "extent": Extent.THIS}
    form, told = MoveForm(sent(), stored, meeting.version), 0

    def moved(session: Session) -> str:
        nonlocal told
        told = move(session, actor(), meeting.id, form.command(), form.shown_version, now())
        return _page_of(meeting.id)

    if request.method == "POST" and form.validate():
        done = carry_out(form, moved, lambda: moved_words(form.command(), told))
        if done is not None:
            return done
    committee = read_session().get_one(Committee, meeting.committee_id)
    return page("committees/move_meeting.html", form.status, form=form, meeting=meeting, committee=committee, cancel=_page_of(meeting.id))


@meetings.route("/meetings/<meeting_id>/cancel", methods=["GET", "POST"], endpoint="cancel")
@requires(Permission.MEETING_KEEP)
def cancel_meeting(meeting_id: str) -> Response:
    """Cancels a meeting with a reason."""
    meeting = meeting_of_address(meeting_id, Permission.MEETING_KEEP)
    form, was_at, told = CancelForm(sent(), None, meeting.version), meeting.starts_at, 0

    def cancelled(session: Session) -> str:
        nonlocal told
        told = cancel(session, actor(), meeting.id, form.reason.data or "", form.shown_version, now())
        return _page_of(meeting.id)

    if request.method == "POST" and form.validate():
        done = carry_out(form, cancelled, lambda: cancelled_words(was_at, told))
        if done is not None:
            return done
    happens = [
        gettext("Everybody who sits in the committee is told, with your reason."),
        gettext("Reminders that have not gone out are dropped."),
        gettext("The meeting stays in the record as cancelled; points of its agenda come to the next one."),
    ]
    committee = read_session().get_one(Committee, meeting.committee_id)
    values = {"form": form, "meeting": meeting, "committee": committee, "happens": happens, "cancel": _page_of(meeting.id)}
    return page("committees/cancel_meeting.html", form.status, **values)


def _page_of(meeting_id: str) -> str:
    return url_for("meetings.show", meeting_id=meeting_id)
