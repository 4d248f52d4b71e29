"""Follow-up teams, in the administration."""

from flask import Blueprint, Response, abort, request, url_for
from sqlalchemy.orm import Session

from core.audit import history
from core.forms import sent
from core.history import lines
from core.languages import gettext, lazy
from core.listing import Asked, asked_of_list, choice
from core.references import SubjectRef
from core.saving import carry_out
from core.web import now, page, read_session
from followup import queries, services
from followup.forms import TeamForm
from followup.queries import TeamFilters
from people.gate import actor, directory, requires
from people.terms import Permission

blueprint = Blueprint("teams", __name__, template_folder="../templates")
LATEST = 20


@blueprint.get("/admin/teams")
@requires(Permission.TEAM_MANAGE)
def index() -> Response:
    """All teams within reach, active ones first."""
    asked = filters_offered()
    teams = queries.teams_listed(read_session(), actor().reach(Permission.TEAM_MANAGE), filters_of(asked))
    return page("followup/teams.html", teams=teams, asked=asked)


def filters_offered() -> Asked:
    """What the list of teams can be narrowed by, and what this request chooses."""
    states = [("active", lazy("active")), ("not_active", lazy("not active"))]
    scopes = directory().scope_choices(actor().reach(Permission.TEAM_MANAGE))
    return asked_of_list((choice("scope", lazy("Governorate or branch"), scopes), choice("state", lazy("State"), states)))


def filters_of(asked: Asked) -> TeamFilters:
    """The same as the query takes it."""
    return TeamFilters(asked.words or "", directory().subtree(asked["scope"]), asked["state"] == "active" if asked["state"] else None)


def filters_asked() -> TeamFilters:
    """What the address of this request asks of the list of teams."""
    return filters_of(filters_offered())


@blueprint.route("/admin/teams/new", methods=["GET", "POST"])
@requires(Permission.TEAM_MANAGE)
def new() -> Response:
    """Sets up a team."""
    form = TeamForm(sent(), {"active": True})
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _saved(session, None, form), gettext("The team is set up."))
        if done is not None:
            return done
    return page("followup/team_form.html", form.status, form=form, team=None, history_lines=[])


@blueprint.route("/admin/teams/<team_id>", methods=["GET", "POST"])
@requires(Permission.TEAM_MANAGE)
def show(team_id: str) -> Response:
    """A team, to be changed in place, with its history."""
    team = queries.get_team_for(read_session(), actor(), team_id, Permission.TEAM_MANAGE) or abort(404)
    form = TeamForm(sent(), queries.values_of_team(team), team.version)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _saved(session, team.id, form), gettext("The team is saved."))
        if done is not None:
            return done
    entries = history(read_session(), SubjectRef("team", team.id), LATEST)
    return page("followup/team_form.html", form.status, form=form, team=team, history_lines=lines(entries), history_url="#history")


def _saved(session: Session, team_id: str | None, form: TeamForm) -> str:
    services.save_team(session, actor(), team_id, form.command(), form.shown_version, now())
    return url_for("teams.index")
