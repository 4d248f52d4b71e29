"""What happens to a plan: each step shows on one page what it will do, and asks for a reason where the rule wants one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from core.clock import local_day
from core.formats import in_a_row, number
from core.forms import Form, sent
from core.languages import LazyText, Text, gettext, lazy, ngettext
from core.saving import carry_out
from core.web import now, page, read_session, redirect_to
from people.gate import actor, directory, requires
from plans import labels, queries, rules
from plans.forms import ConfirmForm, ReasonForm
from plans.labels import name_in
from plans.policy import REFUSALS, TRANSITIONS, Verb, refusal
from plans.services import communicating, deciding, reviewing
from plans.views import blueprint
from plans.views.comparing import what_changes
from plans.views.sheet import Opened, RailGap, address, gap_url, open_plan

Done = Callable[[Session, Opened, Any], Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """A verb's page: what will happen, which form, what is done, where one goes afterwards."""

    verb: Verb
    happens: Callable[[Opened], list[Text]]
    form: type[Form]
    done: Done
    success: LazyText
    of_open_version: bool = False
    danger: bool = False


def _submits(opened: Opened) -> list[Text]:
    missing = rules.gaps(opened.document)
    if missing:
        sentence = ngettext(
            "%(num)s thing is still missing; the plan cannot be submitted yet.",
            "%(num)s things are still missing; the plan cannot be submitted yet.",
            len(missing),
        )
        return [sentence]
    return [
        gettext("Headquarters receives the plan for approval."),
        gettext("It cannot be changed until it is approved or returned."),
        *_unconfirmed(opened),
        *_funding(opened),
    ]


def _funding(opened: Opened) -> list[Text]:
    found = rules.funding_gaps(opened.document, queries.money_of(read_session(), opened.plan.id), local_day(now()))
    if not found:
        return []
    return [
        ngettext(
            "%(num)s activity starts soon without released money.", "%(num)s activities start soon without released money.", len(found)
        )
    ]


def _unconfirmed(opened: Opened) -> list[Text]:
    count = len(opened.marks)
    if not count:
        return []
    return [ngettext("%(num)s pre-filled part has not been confirmed.", "%(num)s pre-filled parts have not been confirmed.", count)]


def _approves(opened: Opened) -> list[Text]:
    return [
        gettext("Version %(number)s becomes the valid plan; its content never changes again.", number=number(opened.version.number)),
        gettext("The authors are told."),
        *_unconfirmed(opened),
        *_funding(opened),
    ]


def _communicates(opened: Opened) -> list[Text]:
    names = sorted(name_in(opened.document, each) for each in opened.document.organisation_ids())
    told = ngettext("It goes to %(num)s organisation:", "It goes to %(num)s organisations:", len(names))
    return [told + " " + in_a_row(names), gettext("Each is asked to acknowledge it.")]


def _sentences(*texts: LazyText) -> Callable[[Opened], list[Text]]:
    return lambda _opened: list(texts)


DECISIONS: dict[str, Decision] = {
    "submit": Decision(
        Verb.SUBMIT,
        _submits,
        ConfirmForm,
        lambda s, o, f: deciding.submit(s, actor(), directory(), o.plan.id, f.shown_version, now()),
        lazy("The plan was submitted for approval."),
        of_open_version=True,
    ),
    "return": Decision(
        Verb.RETURN,
        _sentences(
            lazy("The authors get the plan back with your reasons and can change it."), lazy("They see the reasons on the plan's page.")
        ),
        ReasonForm,
        lambda s, o, f: deciding.return_(s, actor(), o.plan.id, f.reason.data, f.shown_version, now()),
        lazy("The plan was returned."),
        of_open_version=True,
    ),
    "approve": Decision(
        Verb.APPROVE,
        _approves,
        ConfirmForm,
        lambda s, o, f: deciding.approve(s, actor(), directory(), o.plan.id, f.shown_version, now()),
        lazy("The plan was approved. Next, tell the organisations."),
        of_open_version=True,
    ),
    "communicate": Decision(
        Verb.COMMUNICATE,
        _communicates,
        ConfirmForm,
        lambda s, o, f: communicating.communicate(s, actor(), o.plan.id, now()),
        lazy("The organisations were told. The page shows who has acknowledged."),
    ),
    "acknowledge": Decision(
        Verb.ACKNOWLEDGE,
        _sentences(lazy("You confirm that the plan has arrived at your organisation."), lazy("Your name and the time are kept beside it.")),
        ConfirmForm,
        lambda s, o, f: communicating.acknowledge(s, actor(), o.plan.id, now()),
        lazy("Thank you. The receipt is acknowledged."),
    ),
    "revise": Decision(
        Verb.REVISE,
        _sentences(
            lazy("The next version is opened beside the valid one, with the same content."),
            lazy("The valid version goes on until the next one is approved."),
        ),
        ReasonForm,
        lambda s, o, f: reviewing.revise(s, actor(), o.plan.id, f.reason.data, now()),
        lazy("The next version is open."),
    ),
    "abandon": Decision(
        Verb.ABANDON,
        _sentences(lazy("The version in preparation is given up; the valid one goes on.")),
        ReasonForm,
        lambda s, o, f: deciding.abandon(s, actor(), o.plan.id, f.reason.data, now()),
        lazy("The revision was abandoned."),
        of_open_version=True,
        danger=True,
    ),
    "close": Decision(
        Verb.CLOSE,
        _sentences(lazy("The plan ends. It stays readable, and nothing in it can be changed any more.")),
        ReasonForm,
        lambda s, o, f: deciding.close(s, actor(), o.plan.id, f.reason.data, now()),
        lazy("The plan was closed."),
        danger=True,
    ),
    "cancel": Decision(
        Verb.CANCEL,
        _sentences(lazy("The plan is given up. It stays readable, and nothing in it can be changed any more.")),
        ReasonForm,
        lambda s, o, f: deciding.cancel(s, actor(), o.plan.id, f.reason.data, now()),
        lazy("The plan was cancelled."),
        danger=True,
    ),
}


def _decide(plan_id: str, name: str) -> ResponseReturnValue:
    decision = DECISIONS[name]
    opened = open_plan(plan_id, prepared=decision.of_open_version)
    reason = refusal(decision.verb, opened.facts)
    if reason is not None and request.method == "GET":
        flash(str(REFUSALS[reason]), "attention")
        return redirect_to(address(opened.plan))
    form = decision.form(sent(), version=opened.version.edits)
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _carried_out(session, decision, opened, form))
        if done is not None:
            flash(str(decision.success), "success")
            return done
    missing = rules.gaps(opened.document) if decision.verb is Verb.SUBMIT else ()
    return page(
        "plans/confirm.html",
        form.status,
        form=form,
        opened=opened,
        title=labels.ACTIONS[decision.verb],
        happens=decision.happens(opened),
        missing=[RailGap(labels.gap_text(opened.document, each), gap_url(opened, each)) for each in missing],
        label="" if missing else labels.ACTIONS[decision.verb],
        cancel=address(opened.plan),
        danger=decision.danger,
        changes=what_changes(opened) if decision.verb in (Verb.SUBMIT, Verb.APPROVE) else (),
    )


def _carried_out(session: Session, decision: Decision, opened: Opened, form: Form) -> str:
    hand = decision.done(session, opened, form)
    return address(hand.plan)


def _page_of(name: str) -> Callable[[str], ResponseReturnValue]:
    def decide(plan_id: str) -> ResponseReturnValue:
        return _decide(plan_id, name)

    return requires(TRANSITIONS[DECISIONS[name].verb].permission)(decide)


for each in DECISIONS:
    blueprint.add_url_rule(f"/plans/<plan_id>/{each}", each, _page_of(each), methods=["GET", "POST"])
