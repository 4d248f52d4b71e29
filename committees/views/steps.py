"""What happens to a meeting and its minutes: each step shows on one page what it will do, and asks what the rule wants."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response, abort, flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from committees.forms.meeting import ConfirmForm, CorrectForm, HowForm, ReasonForm, RemarkForm, ReplyForm, SendForm
from committees.labels.meeting import ACTIONS, why_only_recommended
from committees.policy import REFUSALS, RULES, Verb, Who, refusal
from committees.queries.agenda import items_of
from committees.queries.table import decisions_of, get_decision, get_remark, remarks_of, seats_on
from committees.rules.quorum import Count
from committees.services import holding, inviting, minutes
from committees.services.holding import is_recommendation
from committees.terms import AgendaKind
from committees.views.entrance import meetings as blueprint
from committees.views.opened import Opened, open_for, open_meeting
from core.clock import local_day
from core.formats import number
from core.forms import Form, sent
from core.languages import LazyText, Text, gettext, lazy, ngettext
from core.saving import carry_out
from core.web import now, page, read_session, redirect_to
from people.gate import actor, requires
from people.terms import Permission

#: A member has so many days for remarks, if the secretary chooses no other day.
REMARK_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Step:
    """A verb's page: what will happen, which form with what in it, what is done, what is said afterwards."""

    happens: Callable[[Opened], list[Text]]
    form: type[Form]
    done: Callable[[Session, Opened, Any], object]
    success: LazyText
    first: Callable[[Opened], dict[str, Any]] = lambda _opened: {}
    to_table: bool = False


def _sentences(*texts: LazyText) -> Callable[[Opened], list[Text]]:
    return lambda _opened: list(texts)


def _invites(opened: Opened) -> list[Text]:
    seats = seats_on(read_session(), opened.committee.id, local_day(opened.meeting.starts_at))
    people = {person for each in seats for person in each.people}
    empty = sum(not each.people for each in seats)
    said: list[Text] = [
        ngettext(
            "%(shown)s member or deputy gets invitation and agenda.",
            "%(shown)s members and deputies get invitation and agenda.",
            len(people),
            shown=number(len(people)),
        ),
        gettext("Each answers by one click: coming, the deputy comes, not coming."),
    ]
    if empty:
        said.append(
            ngettext(
                "%(shown)s seat is empty: nobody is told there.",
                "%(shown)s seats are empty: nobody is told there.",
                empty,
                shown=number(empty),
            )
        )
    return said


def _sends(opened: Opened) -> list[Text]:
    meeting = opened.meeting
    said: list[Text] = [gettext("All members get the minutes and can remark on them until the day below.")]
    if not Count(meeting.seats or 0, meeting.needed or 1, meeting.present or 0).is_quorate:
        said.append(gettext("The meeting had no quorum: its decisions are recommendations until they are confirmed."))
    left = sum(not each.discussed and each.kind == AgendaKind.OWN.value for each in items_of(read_session(), meeting.id))
    if left:
        said.append(
            ngettext(
                "%(shown)s point was not discussed and comes back at the next meeting.",
                "%(shown)s points were not discussed and come back at the next meeting.",
                left,
                shown=number(left),
            )
        )
    said.append(gettext("Seats that were not marked count as absent."))
    return said


def _approves(opened: Opened) -> list[Text]:
    decisions = decisions_of(read_session(), opened.meeting.id)
    weak = sum(is_recommendation(each) for each in decisions)
    said: list[Text] = [gettext("The minutes cannot be changed any more.")]
    if len(decisions) > weak:
        firm = len(decisions) - weak
        said.append(
            ngettext(
                "%(shown)s decision becomes an action, and who has to do it is told.",
                "%(shown)s decisions become actions, and who has to do them is told.",
                firm,
                shown=number(firm),
            )
        )
    if weak:
        said.append(
            ngettext(
                "%(shown)s recommendation waits until it is confirmed.",
                "%(shown)s recommendations wait until they are confirmed.",
                weak,
                shown=number(weak),
            )
        )
    if any(not row.answer for row, _name in remarks_of(read_session(), opened.meeting.id)):
        said.insert(0, gettext("A remark waits for its answer. The secretary answers it first; then you can approve."))
    return said


def _version(opened: Opened) -> int:
    return opened.minutes.version if opened.minutes else opened.meeting.version


STEPS: dict[Verb, Step] = {
    Verb.INVITE: Step(
        _invites,
        ConfirmForm,
        lambda s, o, f: inviting.invite(s, actor(), o.meeting.id, now()),
        lazy("The invitation was sent."),
    ),
    Verb.BEGIN: Step(
        _sentences(lazy("The meeting is held and gets its number."), lazy("The screen for attendance, notes and decisions opens.")),
        ConfirmForm,
        lambda s, o, f: holding.begin(s, actor(), o.meeting.id, f.shown_version, now()),
        lazy("The meeting has begun. Everything you write is saved by itself."),
        to_table=True,
    ),
    Verb.SEND: Step(
        _sends,
        SendForm,
        lambda s, o, f: minutes.send(s, actor(), o.meeting.id, f.until_on.data, f.shown_version, now()),
        lazy("The minutes were sent to the members."),
        lambda _opened: {"until_on": local_day(now()) + REMARK_DAYS},
    ),
    Verb.TAKE_BACK: Step(
        _sentences(
            lazy("The minutes are a draft again, so that remarks can be worked in."), lazy("They must be sent to the members again.")
        ),
        ReasonForm,
        lambda s, o, f: minutes.take_back(s, actor(), o.meeting.id, f.reason.data, now()),
        lazy("The minutes are a draft again."),
        to_table=True,
    ),
    Verb.REMARK: Step(
        _sentences(lazy("The secretary reads your remark and answers it. All members see both.")),
        RemarkForm,
        lambda s, o, f: minutes.remark(s, actor(), o.meeting.id, f.text.data, now()),
        lazy("Your remark was passed on."),
    ),
    Verb.APPROVE: Step(
        _approves,
        ConfirmForm,
        lambda s, o, f: minutes.approve(s, actor(), o.meeting.id, f.shown_version, now()),
        lazy("The minutes were approved."),
    ),
    Verb.CLOSE: Step(
        _sentences(
            lazy("All members get the approved minutes."),
            lazy("Nothing in them can be changed any more; a correction is added with its number."),
        ),
        ConfirmForm,
        lambda s, o, f: minutes.close(s, actor(), o.meeting.id, now()),
        lazy("The minutes are closed and were sent out."),
    ),
    Verb.CORRECT: Step(
        _sentences(
            lazy("The correction is added below the minutes with its number; what was written stays."), lazy("All members are told.")
        ),
        CorrectForm,
        lambda s, o, f: minutes.correct(s, actor(), o.meeting.id, f.text.data, f.reason.data, now()),
        lazy("The correction was added."),
    ),
}


def _take_step(meeting_id: str, verb: Verb) -> ResponseReturnValue:
    step, opened = STEPS[verb], open_meeting(meeting_id)
    reason = refusal(verb, opened.facts)
    if reason == "permission":
        abort(403)
    if reason is not None and request.method == "GET":
        flash(str(REFUSALS[reason]), "attention")
        return redirect_to(opened.home)
    form = step.form(sent(), step.first(opened), _version(opened))
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _done(session, step, opened, form), step.success)
        if done is not None:
            return done
    return page(
        "committees/step.html", form.status, form=form, opened=opened, title=ACTIONS[verb], happens=step.happens(opened), back=_back(opened)
    )


def _done(session: Session, step: Step, opened: Opened, form: Form) -> str:
    step.done(session, opened, form)
    return opened.table if step.to_table else opened.home


def _back(opened: Opened) -> str:
    return opened.table if Verb.KEEP in opened.allowed else opened.home


def _page_of(verb: Verb) -> Callable[[str], ResponseReturnValue]:
    def step(meeting_id: str) -> ResponseReturnValue:
        return _take_step(meeting_id, verb)

    keeps = RULES[verb].who is Who.KEEPS
    return requires(Permission.MEETING_KEEP if keeps else Permission.COMMITTEE_READ)(step)


for each in STEPS:
    address = f"/meetings/<meeting_id>/{each.value.replace('_', '-')}"
    blueprint.add_url_rule(address, each.value, _page_of(each), methods=["GET", "POST"])


@blueprint.route("/meetings/<meeting_id>/remarks/<remark_id>", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def reply(meeting_id: str, remark_id: str) -> Response:
    """Answers a remark on the minutes."""
    opened = open_for(meeting_id, Verb.REPLY)
    remark = get_remark(read_session(), meeting_id, remark_id) or abort(404)
    form = ReplyForm(sent(), {"answer": remark.answer})

    def save(session: Session) -> str:
        minutes.reply(session, actor(), meeting_id, remark_id, form.answer.data or "", now())
        return f"{opened.home}#minutes"

    if request.method == "POST" and form.validate():
        done = carry_out(form, save, gettext("Your answer stands beside the remark; all members see both."))
        if done is not None:
            return done
    return page("committees/reply.html", form.status, form=form, opened=opened, remark=remark)


@blueprint.route("/meetings/<meeting_id>/decisions/<decision_id>/confirm", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_READ)
def confirm(meeting_id: str, decision_id: str) -> Response:
    """Makes a recommendation a decision."""
    opened = open_for(meeting_id, Verb.CONFIRM)
    decision = get_decision(read_session(), meeting_id, decision_id) or abort(404)
    form = HowForm(sent(), version=decision.version)

    def save(session: Session) -> str:
        minutes.confirm(session, actor(), meeting_id, decision_id, form.how.data or "", form.shown_version, now())
        return f"{opened.home}#decision-{decision_id}"

    if request.method == "POST" and form.validate():
        done = carry_out(form, save, gettext("The recommendation is a decision now."))
        if done is not None:
            return done
    happens = [*why_only_recommended(decision), gettext("It becomes an action, and who has to do it is told.")]
    return page("committees/decision_confirm.html", form.status, form=form, opened=opened, decision=decision, happens=happens)
