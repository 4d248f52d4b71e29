"""What this room gives to the application at its start."""

from flask import Flask

import attachments.labels
from attachments.holders import register_holder
from core.languages import lazy
from core.listing import KnownList, register_list
from core.references import Kind, register_kind
from followup import messages
from followup.labels import ACTION_FIELD_WORDS, ACTION_VERBS, ISSUE_FIELD_WORDS, ISSUE_VERBS, TEAM_FIELD_WORDS, TEAM_VERBS
from followup.services import attaching
from followup.views import actions, downloads, issues, teams  # noqa: F401  (downloads puts its routes on the two blueprints)
from people.terms import Permission

ISSUE = Kind(lazy("Issue"), "issues.show", "issue_id", ISSUE_VERBS, ISSUE_FIELD_WORDS)
TEAM = Kind(lazy("Follow-up team"), "teams.show", "team_id", TEAM_VERBS, TEAM_FIELD_WORDS)
ACTION = Kind(
    lazy("Action"),
    "actions.show",
    "action_id",
    {**attachments.labels.VERBS, **ACTION_VERBS},
    {**attachments.labels.FIELD_WORDS, **ACTION_FIELD_WORDS},
    attachments.labels.PARTS,
)


def install(app: Flask) -> None:
    """Registers the routes and the kinds."""
    app.register_blueprint(issues.blueprint)
    app.register_blueprint(teams.blueprint)
    app.register_blueprint(actions.blueprint)
    register_list(app, "issues", KnownList("issues.index", Permission.ISSUE_READ, issues.filters_offered))
    register_kind("issue", ISSUE)
    register_kind("team", TEAM)
    register_list(app, "actions", KnownList("actions.index", Permission.ACTION_READ, actions.filters_offered))
    register_kind("action", ACTION)
    register_holder("action", attaching.holder)
    messages.register()
