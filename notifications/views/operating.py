"""The operator's pages: whether the scheduler lives, what is due, on its way, failed or uncertain; and sending again.

They show to whom and what kind of message, never its words: who runs the installation need not read what people write to each other.
"""

from dataclasses import replace
from typing import Any

from flask import Response, abort, flash, request, url_for
from sqlalchemy.orm import Session

from core.audit import history
from core.forms import sent
from core.history import lines
from core.jobs import words_of_job
from core.languages import gettext, lazy
from core.listing import Asked, asked_of_list, choice, page_asked, page_url
from core.references import SubjectRef
from core.saving import carry_out
from core.web import now, page, read_session, runtime
from notifications import ways
from notifications.forms import SendAgainForm
from notifications.labels import CHANNEL_WORDS, REASON_WORDS, STATE_PILLS, STATE_WORDS
from notifications.letters import subject_word
from notifications.mail import can_send
from notifications.queries import outbox
from notifications.rules import may_be_sent_again
from notifications.services.sending import send_again
from notifications.terms import DeliveryState
from notifications.views import blueprint
from people.gate import actor, requires
from people.terms import Permission

#: What needs a hand; shown when nothing else is asked for.
NEEDS_A_HAND = (DeliveryState.FAILED, DeliveryState.UNCERTAIN)
WORDS: dict[str, Any] = {"channel_words": CHANNEL_WORDS, "state_words": STATE_WORDS, "reason_words": REASON_WORDS, "pills": STATE_PILLS}
STANDING = {
    "ok": lazy("The scheduler is at work."),
    "none": lazy("No scheduler has run here yet: reminders and mail wait. Start it with `tansiq scheduler`."),
    "silent": lazy("The scheduler gives no sign of life: reminders and mail wait. Start it again with `tansiq scheduler`."),
    "behind": lazy("Messages have waited for more than ten minutes. Most likely the mail server does not answer."),
}


@blueprint.get("/admin/deliveries")
@requires(Permission.DELIVERY_MANAGE)
def deliveries() -> Response:
    """The last tick, how many messages stand where, the jobs, and the messages that need a hand."""
    session, asked = read_session(), _asked()
    states = [asked["state"]] if asked["state"] else [state.value for state in NEEDS_A_HAND]
    rows, total, shown, pages = outbox.deliveries_page(session, states, page_asked())
    return page(
        "notifications/deliveries.html",
        asked=asked,
        beat=outbox.beat(session),
        standing=STANDING[outbox.standing(outbox.light(session), now())],
        due=outbox.due_count(session, now()),
        counts=outbox.counts_by_state(session),
        runs=sorted(outbox.job_runs(session).values(), key=lambda run: run.name),
        faults=_faults_of_settings(),
        rows=rows,
        total=total,
        page=shown,
        pages=pages,
        page_url=page_url,
        words_of_job=words_of_job,
        subject_word=_subject_word,
        states=DeliveryState,
        **WORDS,
    )


@blueprint.route("/admin/deliveries/<delivery_id>", methods=["GET", "POST"])
@requires(Permission.DELIVERY_MANAGE)
def delivery(delivery_id: str) -> Response:
    """One message: to whom, what became of it; and sending it again."""
    found = outbox.delivery_with_receiver(read_session(), delivery_id) or abort(404)
    form = SendAgainForm(sent())
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _sent_again(session, delivery_id))
        if done is not None:
            flash(gettext("The message goes out with the next round."), "success")
            return done
    return page(
        "notifications/delivery.html",
        form.status,
        form=form,
        row=found[0],
        receiver=found[1],
        may_send=may_be_sent_again(found[0].state, found[0].until, now()),
        history_lines=lines(history(read_session(), SubjectRef("delivery", delivery_id))),
        subject_word=_subject_word,
        **WORDS,
    )


def _sent_again(session: Session, delivery_id: str) -> str:
    send_again(session, actor(), delivery_id, now())
    return url_for("notifications.delivery", delivery_id=delivery_id)


def _asked() -> Asked:
    offered = [(state.value, STATE_WORDS[state]) for state in DeliveryState]
    states = replace(choice("state", lazy("State"), offered), all_word=lazy("Those that need a hand"))
    return asked_of_list((states,), searched=False)


def _faults_of_settings() -> list[str]:
    settings, faults = runtime().settings, []
    if not can_send(settings):
        faults.append(gettext("No mail server is set up (TANSIQ_SMTP_URL): people find their messages in the inbox only."))
    if settings.other_url and not ways.is_installed():
        faults.append(gettext("Another channel is set up (TANSIQ_OTHER_URL), but the package apprise is not installed."))
    return faults


def _subject_word(kind: str, subject_id: str) -> str:
    return subject_word(SubjectRef(kind, subject_id))
