"""Committees: the list and the page of one."""

from collections.abc import Iterable
from typing import Any

from flask import Response, abort, request, url_for
from sqlalchemy.orm import Session

from committees.forms.setting import CommitteeForm, MemberForm, managed_scopes
from committees.labels.calendar import MEETING_STATE_PILLS, MEETING_STATE_WORDS, rhythm_words
from committees.labels.committee import (
    COMMITTEE_KIND_WORDS,
    HOLIDAY_RULE_WORDS,
    PART_WORDS,
    STANDING_PILLS,
    STANDING_WORDS,
    quorum_words,
)
from committees.models import Committee, CommitteeMember
from committees.queries import committees as queries
from committees.queries.calendar import meetings_of
from committees.queries.committees import CommitteeFilters
from committees.queries.members import get_seat, person_choices, seats_of, values_of_committee, values_of_seat
from committees.queries.schedule import beat_of, rhythms_of
from committees.services.setting import save_committee, save_member
from committees.terms import CommitteeKind, HolidayRule, Part, QuorumKind, Standing
from committees.views.entrance import committee_of_address
from committees.views.entrance import committees as blueprint
from core.audit import history
from core.clock import local_day
from core.downloads import ENDINGS, list_file
from core.forms import sent
from core.history import lines
from core.languages import OWN_NAMES, gettext, language, lazy, named
from core.listing import SORT, TICKED, Asked, asked_of_list, choice, order, page_asked, page_url, tick
from core.paging import page_of, whole
from core.references import SubjectRef
from core.saving import carry_out
from core.sheets import Column
from core.sheets import Kind as Cell
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.terms import Permission

LATEST, NEXT = 10, 6
WORDS = {
    "kinds": COMMITTEE_KIND_WORDS,
    "standings": STANDING_WORDS,
    "pills": STANDING_PILLS,
    "holiday_rules": HOLIDAY_RULE_WORDS,
    "languages": OWN_NAMES,
}
ORDERS = (
    ("name", lazy("Name")),
    ("-name", lazy("Name, from the end")),
    ("next", lazy("Next meeting")),
    ("-next", lazy("Next meeting, the latest first")),
)


COLUMNS = (
    Column(lazy("Committee"), lambda row: named(row[0]), "#org+name", 40),
    Column(lazy("Kind"), lambda row: COMMITTEE_KIND_WORDS[row[0].kind], "#org+type", 24),
    Column(lazy("Governorate or branch"), lambda row: directory().scope_name(row[0].scope_id), "#adm1+name", 18),
    Column(lazy("State"), lambda row: STANDING_WORDS[row[0].standing], "#status+name", 18),
    Column(lazy("Formed on"), lambda row: row[0].formed_on, "#date+start", 12, Cell.DAY),
    Column(lazy("Legal basis"), lambda row: row[0].legal_basis, "#description+basis", 40),
    Column(lazy("Next meeting"), lambda row: row.next_at, "#date+next", 17, Cell.MOMENT),
    Column(lazy("Seats"), lambda row: row.seats, "#meta+seats", 8, Cell.NUMBER),
    Column("id", lambda row: row[0].id, "#meta+id", 22, exchange=True),
    Column("p-code", lambda row: directory().pcode_of(row[0].scope_id), "#adm1+code", 10, exchange=True),
    Column("name_ar", lambda row: row[0].name_ar, "#org+name+ar", 30, exchange=True),
    Column("name_ckb", lambda row: row[0].name_ckb, "#org+name+ckb", 30, exchange=True),
    Column("name_en", lambda row: row[0].name_en, "#org+name+en", 30, exchange=True),
)


@blueprint.get("/committees")
@requires(Permission.COMMITTEE_READ)
def index() -> Response:
    """All committees that the person may read, by what is asked for."""
    asked = filters_offered()
    listed = queries.committees_listed(actor(), filters_of(asked), now(), local_day(now()))
    return page(
        "committees/committees.html",
        found=page_of(read_session(), listed, page_asked()),
        asked=asked,
        page_url=page_url,
        words=WORDS,
        may_manage=actor().may(Permission.COMMITTEE_MANAGE),
    )


def filters_offered() -> Asked:
    """What the list of committees can be narrowed by, and what this request chooses."""
    return asked_of_list(
        (
            choice("scope", lazy("Governorate or branch"), directory().scope_choices(None)),
            choice("standing", lazy("State"), [(each.value, STANDING_WORDS[each]) for each in Standing]),
            choice("kind", lazy("Kind"), [(each.value, COMMITTEE_KIND_WORDS[each]) for each in CommitteeKind]),
            tick("own", lazy("I sit in it"), further=True),
            order(ORDERS, lazy("Next meeting first")),
        )
    )


def filters_of(asked: Asked) -> CommitteeFilters:
    """The same as the query takes it."""
    kind, standing = CommitteeKind(asked["kind"]) if asked["kind"] else None, Standing(asked["standing"]) if asked["standing"] else None
    scopes = directory().subtree(asked["scope"])
    return CommitteeFilters(asked.words or "", kind, scopes, standing, asked["own"] == TICKED, asked[SORT])


@blueprint.get(f"/committees.{ENDINGS}")
@requires(Permission.COMMITTEE_READ)
def committees_file(ending: str) -> Response:
    """The list of committees as a file."""
    asked = filters_offered()
    listed = queries.committees_listed(actor(), filters_of(asked), now(), local_day(now()))
    return list_file(ending, "committees", gettext("Committees"), COLUMNS, whole(read_session(), listed), asked, actor().name)[0]


@blueprint.get("/committees/<committee_id>")
@requires(Permission.COMMITTEE_READ)
def show(committee_id: str) -> Response:
    """What a committee is, who sits in it, when it meets, and its latest history."""
    committee, session, today = committee_of_address(committee_id, Permission.COMMITTEE_READ), read_session(), local_day(now())
    seats = seats_of(session, committee.id, today)
    beats = [beat_of(each) for each in rhythms_of(session, committee.id, today)]
    coming = meetings_of(session, committee.id, now(), NEXT)
    return page(
        "committees/committee.html",
        committee=committee,
        seats=[seat for seat in seats if not seat.past],
        former=[seat for seat in seats if seat.past],
        rhythms=[(rhythm_words(beat), beat) for beat in beats if beat.until is None or beat.until >= beat.anchor],
        coming=coming,
        quorum=quorum_words(committee.quorum, committee.quorum_number),
        words=WORDS,
        parts=PART_WORDS,
        meeting_states=MEETING_STATE_WORDS,
        meeting_pills=MEETING_STATE_PILLS,
        may_manage=actor().reach(Permission.COMMITTEE_MANAGE).covers({committee.scope_id}),
        may_keep=may_keep(committee, [seat.row for seat in seats if not seat.past]),
        today=today,
        history_lines=lines(history(session, SubjectRef("committee", committee.id), LATEST)),
        history_url="#history",
    )


def may_keep(committee: Committee, seats: Iterable[CommitteeMember]) -> bool:
    """Whether this person keeps the meetings of a committee: by area, or as its secretary."""
    me = actor()
    if me.reach(Permission.MEETING_KEEP).covers({committee.scope_id}):
        return True
    sits = any(seat.part == Part.SECRETARY and me.person_id in (seat.person_id, seat.deputy_id) for seat in seats)
    return sits and me.may(Permission.MEETING_KEEP)


@blueprint.route("/committees/new", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_MANAGE)
def new() -> Response:
    """Sets up a committee."""
    offered = list(managed_scopes())
    first: dict[str, Any] = {"language": language(), "kind": CommitteeKind.REINTEGRATION, "quorum": QuorumKind.MORE_THAN_HALF}
    first |= {"holiday_rule": HolidayRule.NEXT_WORKING_DAY, "scope_id": offered[0][0] if len(offered) == 1 else None}
    form = CommitteeForm(sent(), first)
    if request.method == "POST" and form.validate():
        done = carry_out(
            form,
            lambda session: page_of_committee(save_committee(session, actor(), None, form.command(), 0, now()).id),
            gettext("The committee is set up. Add its members, then set its rhythm."),
        )
        if done is not None:
            return done
    return page("committees/committee_form.html", form.status, form=form, committee=None, cancel=url_for("committees.index"))


@blueprint.route("/committees/<committee_id>/edit", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_MANAGE)
def edit(committee_id: str) -> Response:
    """Changes what a committee is."""
    committee = committee_of_address(committee_id, Permission.COMMITTEE_MANAGE)
    form = CommitteeForm(sent(), values_of_committee(committee), committee.version)

    def changed(session: Session) -> str:
        return page_of_committee(save_committee(session, actor(), committee.id, form.command(), form.shown_version, now()).id)

    if request.method == "POST" and form.validate():
        done = carry_out(form, changed, gettext("Saved."))
        if done is not None:
            return done
    return page("committees/committee_form.html", form.status, form=form, committee=committee, cancel=page_of_committee(committee.id))


@blueprint.route("/committees/<committee_id>/members/new", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_MANAGE)
def new_member(committee_id: str) -> Response:
    """Adds a seat."""
    return _member(committee_of_address(committee_id, Permission.COMMITTEE_MANAGE), None)


@blueprint.route("/committees/<committee_id>/members/<member_id>", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_MANAGE)
def member(committee_id: str, member_id: str) -> Response:
    """Changes a seat, or ends it."""
    committee = committee_of_address(committee_id, Permission.COMMITTEE_MANAGE)
    return _member(committee, get_seat(read_session(), committee.id, member_id) or abort(404))


def _member(committee: Committee, seat: CommitteeMember | None) -> Response:
    stored = values_of_seat(seat) if seat else {"part": Part.MEMBER, "since": local_day(now())}
    form = MemberForm(sent(), stored, seat.version if seat else 0)
    people = person_choices(read_session(), (seat.person_id, seat.deputy_id) if seat else ())
    form.person_id.offer(people)
    form.deputy_id.offer(people)

    def saved(session: Session) -> str:
        save_member(session, actor(), committee.id, seat.id if seat else None, form.command(), form.shown_version, now())
        return page_of_committee(committee.id) + "#members"

    if request.method == "POST" and form.validate():
        done = carry_out(form, saved, gettext("The seat is saved.") if seat else gettext("The seat is added."))
        if done is not None:
            return done
    cancel = page_of_committee(committee.id)
    return page("committees/member_form.html", form.status, form=form, committee=committee, seat=seat, cancel=cancel)


def page_of_committee(committee_id: str) -> str:
    """The address of a committee."""
    return url_for("committees.show", committee_id=committee_id)
