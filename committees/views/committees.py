"""Committees: the list and the page of one."""

from flask import Response

from committees.labels.committee import COMMITTEE_KIND_WORDS, STANDING_PILLS, STANDING_WORDS
from committees.queries import committees as queries
from committees.queries.committees import CommitteeFilters
from committees.terms import CommitteeKind, Standing
from committees.views.entrance import committee_of_address
from committees.views.entrance import committees as blueprint
from core.audit import history
from core.clock import local_day
from core.history import lines
from core.languages import lazy
from core.listing import SORT, TICKED, Asked, asked_of_list, choice, order, page_asked, page_url, tick
from core.paging import page_of
from core.references import SubjectRef
from core.web import now, page, read_session
from people.gate import actor, directory, requires
from people.terms import Permission

LATEST = 10
ORDERS = (
    ("name", lazy("Name")),
    ("-name", lazy("Name, from the end")),
    ("next", lazy("Next meeting")),
    ("-next", lazy("Next meeting, the latest first")),
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
        kinds=COMMITTEE_KIND_WORDS,
        standings=STANDING_WORDS,
        pills=STANDING_PILLS,
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


@blueprint.get("/committees/<committee_id>")
@requires(Permission.COMMITTEE_READ)
def show(committee_id: str) -> Response:
    """What a committee is, who sits in it, when it meets, and its latest history."""
    committee = committee_of_address(committee_id, Permission.COMMITTEE_READ)
    entries = history(read_session(), SubjectRef("committee", committee.id), LATEST)
    return page(
        "committees/committee.html",
        committee=committee,
        kinds=COMMITTEE_KIND_WORDS,
        standings=STANDING_WORDS,
        pills=STANDING_PILLS,
        history_lines=lines(entries),
        history_url="#history",
    )
