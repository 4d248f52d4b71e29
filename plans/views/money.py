"""The money of a plan: by source and by line, every part with its day and letter; recording one, and taking a wrong one back."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.clock import local_day
from core.formats import day, money
from core.forms import sent
from core.languages import gettext
from core.saving import carry_out
from core.web import now, page, read_session, redirect_to
from people.gate import actor, requires
from people.terms import Permission
from plans import labels, queries, rules
from plans.forms import MoneyForm, ReasonForm
from plans.models import MoneyRow
from plans.policy import REFUSALS, TRANSITIONS, Verb, refusal
from plans.services import money as service
from plans.services.communicating import may_report
from plans.terms import Activity, BudgetLine, BudgetSource, LineMoney, MoneyKind, ReleaseDelay
from plans.views import blueprint
from plans.views.sheet import Opened, address, open_plan


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The money of one source: its sums, and the line that waited longest."""

    source: BudgetSource
    money: LineMoney
    delay: ReleaseDelay | None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A budget line with its money. ``line`` is None when only taken-back entries are left of a line; ``may`` that this person
    records here."""

    key: str
    line: BudgetLine | None
    money: LineMoney
    delay: ReleaseDelay | None
    entries: tuple[MoneyRow, ...]
    may: bool


@dataclass(frozen=True, slots=True)
class Purse:
    """All the money of a plan: sums by source, lines by activity, and lines that the plan no longer holds."""

    total: LineMoney
    sources: tuple[SourceRow, ...]
    lines: tuple[tuple[Activity, tuple[MoneyLine, ...]], ...]
    former: tuple[MoneyLine, ...]


def _purse(session: Session, opened: Opened, today: date) -> Purse:
    """Everything of the page: one statement, and one more when there is money of a line that the plan no longer holds."""
    document, rows = opened.document, queries.money_entries(session, opened.plan.id)
    entries: dict[str, list[MoneyRow]] = defaultdict(list)
    for row in rows:
        entries[row.budget_key].append(row)
    moves = [queries.movement_of(each) for each in rows if each.taken_back_at is None]
    came = rules.line_money(document.budget, moves)
    delays = rules.release_delays(document, moves, today)
    gone = [key for key in entries if key not in delays]
    former = queries.former_lines(session, opened.plan.id, gone) if gone else {}

    def shown(key: str, line: BudgetLine | None, responsible_id: str | None) -> MoneyLine:
        may = _may(opened, responsible_id)
        return MoneyLine(key, line, came.get(key, rules.NO_MONEY), delays.get(key), tuple(entries.get(key, ())), may)

    longest = rules.longest_delays(document, delays)
    sums = rules.money_by_source([each for each in (*document.budget, *former.values()) if each.key in came], came)
    return Purse(
        rules.total(sums.values()),
        tuple(SourceRow(source, found, longest.get(source)) for source, found in sums.items()),
        tuple(
            (each, tuple(shown(line.key, line, each.responsible_id) for line in document.budget_of(each.key)))
            for each in document.activities
            if document.budget_of(each.key)
        ),
        tuple(shown(key, former.get(key), None) for key in gone),
    )


def _may(opened: Opened, responsible_id: str | None) -> bool:
    return Verb.MONEY in opened.verbs and may_report(actor(), opened.plan.scope_id, responsible_id)


@blueprint.get("/plans/<plan_id>/money")
@requires(Permission.PLAN_READ)
def money_page(plan_id: str) -> Response:
    """What was requested, allocated, released and spent: by source, and line by line."""
    opened = open_plan(plan_id)
    return page(
        "plans/money.html",
        opened=opened,
        purse=_purse(read_session(), opened, local_day(now())),
        words=labels,
        back=url_for("plans.show", plan_id=plan_id),
    )


@blueprint.route("/plans/<plan_id>/money/<key>/record", methods=["GET", "POST"])
@requires(TRANSITIONS[Verb.MONEY].permission)
def record_money(plan_id: str, key: str) -> ResponseReturnValue:
    """A part of a budget line's money: allocated, reduced, released or spent."""
    opened = open_plan(plan_id)
    line = next((each for each in opened.document.budget if each.key == key), None) or abort(404)
    activity = next(each for each in opened.document.activities if each.key == line.activity_key)
    turned_away = _turned_away(opened, activity.responsible_id)
    if turned_away is not None:
        return turned_away
    form = MoneyForm(sent())
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _recorded(session, plan_id, key, form))
        if done is not None:
            flash(gettext("The movement was recorded."), "success")
            return done
    return page(
        "plans/money_form.html",
        form.status,
        form=form,
        opened=opened,
        line=line,
        activity=activity,
        money=queries.money_of(read_session(), plan_id).get(key, rules.NO_MONEY),
        words=labels,
        back=url_for("plans.show", plan_id=plan_id),
        purse=_at(plan_id, key),
    )


@blueprint.route("/plans/<plan_id>/money/movements/<movement_id>/take-back", methods=["GET", "POST"])
@requires(TRANSITIONS[Verb.MONEY].permission)
def take_back_money(plan_id: str, movement_id: str) -> ResponseReturnValue:
    """Takes a wrong movement back, with the reason; it stays visible."""
    opened = open_plan(plan_id)
    row = queries.get_movement(read_session(), plan_id, movement_id) or abort(404)
    responsible = {each.key: each.responsible_id for each in opened.document.activities}
    line = next((each for each in opened.document.budget if each.key == row.budget_key), None)
    turned_away = _turned_away(opened, responsible.get(line.activity_key) if line else None)
    if turned_away is not None:
        return turned_away
    form = ReasonForm(sent())
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _taken_back(session, plan_id, row, form))
        if done is not None:
            flash(gettext("The entry was taken back."), "success")
            return done
    about = f"{labels.MONEY_KINDS[MoneyKind(row.kind)]}: {money(row.amount)} · {day(row.moved_on)}"
    return page(
        "plans/confirm.html",
        form.status,
        form=form,
        opened=opened,
        title=gettext("Take back an entry"),
        happens=[
            f"{line.purpose}: {about}" if line else about,
            gettext("The entry stays visible as taken back, with your reason. It counts no more."),
        ],
        label=gettext("Take back"),
        cancel=_at(plan_id, row.budget_key),
        home=address(opened.plan),
        danger=True,
    )


def _turned_away(opened: Opened, responsible_id: str | None) -> ResponseReturnValue | None:
    """403 for who may not record here; back to the page of the money when the plan's state does not allow it."""
    reason = refusal(Verb.MONEY, opened.facts)
    if reason == "permission" or not may_report(actor(), opened.plan.scope_id, responsible_id):
        abort(403)
    if reason is None:
        return None
    flash(str(REFUSALS[reason]), "attention")
    return redirect_to(url_for("plans.money_page", plan_id=opened.plan.id))


def _recorded(session: Session, plan_id: str, key: str, form: MoneyForm) -> str:
    service.record_money(session, actor(), plan_id, key, form.command(), now())
    return _at(plan_id, key)


def _taken_back(session: Session, plan_id: str, row: MoneyRow, form: ReasonForm) -> str:
    service.take_back_money(session, actor(), plan_id, row.id, form.values()["reason"], now())
    return _at(plan_id, row.budget_key)


def _at(plan_id: str, key: str) -> str:
    return url_for("plans.money_page", plan_id=plan_id, _anchor=f"line-{key}")
