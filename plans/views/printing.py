"""A plan on paper: the whole plan, the one-page sheet and the communication list as PDF, with the access of the plan's page."""

import re
from urllib.parse import quote

from flask import Response, make_response, url_for

from core.clock import local_day
from core.formats import moment, number
from core.languages import gettext, named
from core.paper import Paper, pdf
from core.web import close_reading, now, read_session, runtime
from people.gate import requires
from people.terms import Permission
from plans import labels, printing, queries
from plans.terms import PlanState
from plans.views import blueprint
from plans.views.pictures import album_for
from plans.views.sheet import Opened, former_of, funding_of, open_plan, version_asked

_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
LONGEST_NAME = 90


@blueprint.get("/plans/<plan_id>.pdf")
@requires(Permission.PLAN_READ)
def printed(plan_id: str) -> Response:
    """The whole plan. ``version`` asks for one version, ``language`` for a language."""
    opened = open_plan(plan_id, version_asked())
    reports = queries.progress_of(read_session(), opened.plan.id) if opened.is_valid else {}
    money = queries.money_of(read_session(), opened.plan.id) if opened.is_valid or opened.is_open else None
    funding = funding_of(opened, money or {})
    extras = printing.Extras(
        album=album_for(opened, reports, funding, money or {}, on_paper=True),
        receivers=_receivers(opened) if opened.is_valid else (),
        reports={key: (each.percent, each.note) for key, each in reports.items()},
        funding=funding,
        money=money,
        former=former_of(opened),
        reviews=_reviews(opened) if opened.is_valid else (),
    )
    return _sent(opened, printing.whole_plan(opened.document, _standing(opened), extras), "")


@blueprint.get("/plans/<plan_id>/sheet.pdf")
@requires(Permission.PLAN_READ)
def printed_sheet(plan_id: str) -> Response:
    """The workshop's seven questions on one page."""
    opened = open_plan(plan_id, version_asked())
    return _sent(opened, printing.exercise_sheet(opened.document, _standing(opened)), gettext("One-page sheet"))


@blueprint.get("/plans/<plan_id>/communication.pdf")
@requires(Permission.PLAN_READ)
def printed_communication(plan_id: str) -> Response:
    """Who is told what, with room to sign for receipt."""
    opened = open_plan(plan_id, version_asked())
    receivers = (_receivers(opened) if opened.is_valid else ()) or _to_be_told(opened)
    return _sent(opened, printing.communication_list(opened.document, _standing(opened), receivers), gettext("Communication list"))


def _standing(opened: Opened) -> printing.Standing:
    plan, version = opened.plan, opened.version
    settled = version.snapshot is not None
    page = url_for("plans.version", plan_id=plan.id, number=version.number) if settled else opened.home
    return printing.Standing(
        PlanState(plan.state if opened.is_valid or plan.valid_number is None else version.state),
        settled,
        local_day(version.decided_at) if settled and version.decided_at else None,
        local_day(now()),
        runtime().settings.public_url + page,
    )


def _receivers(opened: Opened) -> tuple[printing.Receiver, ...]:
    return tuple(
        printing.Receiver(
            labels.name_in(opened.document, each.organisation_id),
            moment(each.sent_at),
            *labels.receipt_words(each),
        )
        for each in queries.receipts_of(read_session(), opened.plan.id, opened.version.number)
    )


def _reviews(opened: Opened) -> tuple[printing.ReviewHeld, ...]:
    return tuple(
        printing.ReviewHeld(
            gettext("Review of version %(number)s", number=number(each.number)),
            gettext("under way")
            if each.concluded_at is None
            else gettext("The plan is revised")
            if each.revises
            else gettext("The plan goes on"),
            local_day(each.concluded_at or each.opened_at),
        )
        for each in queries.reviews_of(read_session(), opened.plan.id)
    )


def _to_be_told(opened: Opened) -> tuple[printing.Receiver, ...]:
    return tuple(
        printing.Receiver(each) for each in sorted(labels.name_in(opened.document, found) for found in opened.document.organisation_ids())
    )


def _sent(opened: Opened, paper: Paper, kind: str) -> Response:
    """The paper as PDF. No connection to the database is held while it is made."""
    parts = (named(opened.document)[:LONGEST_NAME], kind, gettext("Version %(number)s", number=number(opened.version.number)))
    name = " - ".join(_UNFIT.sub(" ", each).strip() for each in parts if each)
    close_reading()
    answer = make_response(pdf(paper, now()))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name, safe='')}.pdf"
    return answer
