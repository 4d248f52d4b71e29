"""Issues: the list, the page of one, reporting and changing it, its whole history."""

from flask import Blueprint, Response, abort, request, url_for
from sqlalchemy.orm import Session

from core.audit import history
from core.forms import sent
from core.history import lines
from core.languages import gettext, lazy
from core.listing import SORT, Asked, asked_for, asked_of_list, choice, order, page_asked, page_url, without
from core.paging import page_of
from core.references import SubjectRef
from core.saving import carry_out
from core.web import now, page, read_session
from followup import policy, queries, services
from followup.forms import WHERE, IssueForm, own_scopes
from followup.labels import MOMD_PART_WORDS, SECTOR_WORDS, SEVERITY_WORDS, STATE_WORDS
from followup.models import Issue
from followup.queries import IssueFilters
from followup.terms import IssueState, Sector, Severity
from people.gate import actor, directory, requires
from people.terms import Permission

blueprint = Blueprint("issues", __name__, template_folder="../templates")
LATEST = 10
ORDERS = (
    ("name", lazy("Name")),
    ("-name", lazy("Name, from the end")),
    ("-families", lazy("Most families first")),
    ("families", lazy("Fewest families first")),
)
MOST_HISTORY = 100


@blueprint.get("/issues")
@requires(Permission.ISSUE_READ)
def index() -> Response:
    """All issues that the person may read, by what is asked for."""
    asked = filters_offered()
    return page(
        "followup/issues.html",
        found=page_of(read_session(), queries.issues_listed(actor(), filters_of(asked)), page_asked()),
        asked=asked,
        page_url=page_url,
        sectors=SECTOR_WORDS,
        states=STATE_WORDS,
        may_write=actor().may(Permission.ISSUE_WRITE),
    )


def filters_offered() -> Asked:
    """What the list of issues can be narrowed by, and what this request chooses."""
    return asked_of_list(
        (
            choice("scope", lazy("Governorate or branch"), directory().scope_choices(None, WHERE)),
            choice("sector", lazy("Sector"), [(each.value, SECTOR_WORDS[each]) for each in Sector]),
            choice("state", lazy("State"), [(each.value, STATE_WORDS[each]) for each in IssueState]),
            choice("mandate", lazy("Body with the mandate"), directory().organisation_choices(), further=True),
            choice("severity", lazy("Severity"), [(each.value, SEVERITY_WORDS[each]) for each in Severity], further=True),
            order(ORDERS, lazy("Last changed first")),
        )
    )


def filters_of(asked: Asked) -> IssueFilters:
    """The same as the query takes it."""
    sector, state = Sector(asked["sector"]) if asked["sector"] else None, IssueState(asked["state"]) if asked["state"] else None
    severity = Severity(asked["severity"]) if asked["severity"] else None
    return IssueFilters(asked.words or "", sector, directory().subtree(asked["scope"]), state, asked["mandate"], severity, asked[SORT])


def filters_asked() -> IssueFilters:
    """What the address of this request asks of the list of issues."""
    return filters_of(filters_offered())


@blueprint.route("/issues/new", methods=["GET", "POST"])
@requires(Permission.ISSUE_WRITE)
def new() -> Response:
    """Reports an issue."""
    choices = list(own_scopes())
    form = IssueForm(sent(), {"scope_id": choices[0][0]} if len(choices) == 1 else None)
    if request.method == "POST" and form.validate():
        done = carry_out(
            form,
            lambda session: _page_of(services.register_issue(session, actor(), form.command(), now()).id),
            gettext("The issue is reported."),
        )
        if done is not None:
            return done
    return page("followup/issue_form.html", form.status, form=form, issue=None, cancel=url_for("issues.index"))


@blueprint.get("/issues/<issue_id>")
@requires(Permission.ISSUE_READ)
def show(issue_id: str) -> Response:
    """What an issue says, the plans that answer it, and its latest history."""
    issue = _issue(issue_id, Permission.ISSUE_READ)
    entries = history(read_session(), SubjectRef("issue", issue.id), LATEST + 1)
    return page(
        "followup/issue.html",
        issue=issue,
        shares=[directory().scope_name(scope_id) for scope_id in issue.share_ids],
        sectors=SECTOR_WORDS,
        severities=SEVERITY_WORDS,
        states=STATE_WORDS,
        parts=MOMD_PART_WORDS,
        history_lines=lines(entries[:LATEST]),
        history_url="#history",
        more_url=url_for("issues.whole_history", issue_id=issue.id) if len(entries) > LATEST else "",
        may_write=policy.touches(actor().reach(Permission.ISSUE_WRITE), (issue.scope_id, *issue.share_ids), issue.mandate_id),
    )


@blueprint.route("/issues/<issue_id>/edit", methods=["GET", "POST"])
@requires(Permission.ISSUE_WRITE)
def edit(issue_id: str) -> Response:
    """Changes what an issue says."""
    issue = _issue(issue_id, Permission.ISSUE_WRITE)
    form = IssueForm(sent(), queries.values_of_issue(issue), issue.version)
    if not policy.owns(actor().reach(Permission.ISSUE_WRITE), issue.scope_id):
        form.for_sharer()
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _changed(session, issue, form), gettext("Saved."))
        if done is not None:
            return done
    return page("followup/issue_form.html", form.status, form=form, issue=issue, cancel=_page_of(issue.id))


@blueprint.get("/issues/<issue_id>/history")
@requires(Permission.ISSUE_READ)
def whole_history(issue_id: str) -> Response:
    """Everything that was done with an issue, a hundred entries at a time."""
    issue = _issue(issue_id, Permission.ISSUE_READ)
    before = asked_for("before")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    entries = history(read_session(), SubjectRef("issue", issue.id), MOST_HISTORY + 1, number)
    older = without({"before"}, before=entries[MOST_HISTORY - 1].id) if len(entries) > MOST_HISTORY else ""
    return page("followup/issue_history.html", issue=issue, history_lines=lines(entries[:MOST_HISTORY]), older=older)


def _issue(issue_id: str, permission: Permission) -> Issue:
    return queries.get_issue_for(read_session(), actor(), issue_id, permission) or abort(404)


def _page_of(issue_id: str) -> str:
    return url_for("issues.show", issue_id=issue_id)


def _changed(session: Session, issue: Issue, form: IssueForm) -> str:
    command = form.command(issue.scope_id, issue.share_ids)
    return _page_of(services.change_issue(session, actor(), issue.id, command, form.shown_version, now()).id)
