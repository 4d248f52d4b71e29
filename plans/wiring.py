"""What this room gives to the application at its start."""

from flask import Flask, render_template

import attachments.labels
from attachments.holders import register_holder
from core.languages import lazy
from core.listing import KnownList, register_list
from core.references import Kind, register_kind
from core.slots import fill
from core.web import read_session
from followup.models import Issue
from indicators.models import Indicator
from people.gate import actor
from people.terms import Permission
from plans import labels, messages, queries
from plans.labels.templates import TEMPLATE_FIELD_WORDS, TEMPLATE_VERBS
from plans.services import attaching
from plans.views import (
    activities,
    activity_sheets,
    blueprint,
    comparing,
    contacts,
    deciding,
    downloads,
    learning,
    lists,
    money,
    pictures,
    printing,
    reading,
    receipts,
    reviewing,
    starting,
    templates,
    writing,
)

PLAN = Kind(
    lazy("Plan"),
    "plans.show",
    "plan_id",
    {**attachments.labels.VERBS, **{str(k): v for k, v in labels.VERBS.items()}},
    {**attachments.labels.FIELD_WORDS, **labels.FIELD_WORDS},
    {**attachments.labels.PARTS, **labels.PART_WORDS},
)
TEMPLATE = Kind(lazy("Template"), "plans.template", "template_id", {**TEMPLATE_VERBS}, TEMPLATE_FIELD_WORDS, labels.PART_WORDS)
PAGES = (
    receipts,
    lists,
    activities,
    activity_sheets,
    downloads,
    printing,
    starting,
    templates,
    reading,
    comparing,
    pictures,
    writing,
    deciding,
    reviewing,
    learning,
    money,
    contacts,
)


def install(app: Flask) -> None:
    """Registers the routes, the kind, the notices, and what stands in pages of lower rooms."""
    app.register_blueprint(blueprint)
    register_list(app, "plans", KnownList("plans.index", Permission.PLAN_READ, lists.filters_offered))
    register_list(app, "activities", KnownList("plans.activities", Permission.PLAN_READ, activities.filters_offered))
    register_list(app, "lessons", KnownList("plans.lessons", Permission.PLAN_READ, learning.filters_offered))
    register_kind("plan", PLAN)
    register_kind("template", TEMPLATE)
    register_holder("plan", attaching.holder)
    messages.register()
    fill(app, "issue.plans", _plans_of_issue)
    fill(app, "indicator.plans", _plans_of_indicator)


def _plans_of_issue(issue: Issue) -> str:
    found = queries.plans_of_issue(read_session(), actor(), issue.id)
    return render_template(
        "plans/of_issue.html",
        plans=found,
        issue=issue,
        words=labels,
        may_write=actor().may(Permission.PLAN_WRITE),
        lessons=queries.lessons_like(read_session(), actor(), issue.sector, issue.scope_id, ()),
    )


def _plans_of_indicator(indicator: Indicator) -> str:
    found = queries.plans_of_indicator(read_session(), actor(), indicator.id)
    return render_template("plans/of_indicator.html", plans=found, words=labels)
