"""One-time links: the invitation, and the way back in for those who forgot their password."""

from flask import Response, abort, flash, request, url_for
from sqlalchemy.orm import Session

from accounts.forms import PasswordForm, ResetForm
from accounts.labels import agent_words
from accounts.messages import reset_letter
from accounts.passwords import hashed
from accounts.queries import get_link, get_person, person_by_email
from accounts.services.links import Stranger, make_link, use_link
from accounts.services.sessions import TooMany, begin_attempt, open_session
from accounts.sessions import forget_before, keep_token
from accounts.terms import AttemptKind, LinkPurpose
from accounts.views.frame import address, blueprint, link_address, password_form, told_to_wait, too_many_words
from core.forms import sent
from core.languages import gettext
from core.saving import carry_out
from core.web import answer, now, page, read_session, runtime, transaction
from notifications.mail import can_send, send_later
from people.gate import public
from people.models import Person


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public("opens with the one-time link only")
def invitation(token: str) -> Response:
    """The invited person chooses a password and is signed in."""
    person = _holder(LinkPurpose.INVITATION, token)
    if person is None:
        return _ended()
    form = password_form(PasswordForm(sent()), person.email, person.name)
    opened: list[str] = []

    def accepted(session: Session, password_hash: str) -> str:
        used = use_link(session, LinkPurpose.INVITATION, token, password_hash, now())
        opened.append(open_session(session, used.id, agent_words(request.user_agent.string), now()))
        return "/"

    if request.method == "POST" and form.validate():
        kept = hashed(form.password.data or "")
        done = carry_out(form, lambda session: accepted(session, kept))
        if done is not None:
            forget_before()
            return keep_token(done, opened[0])
    return page("accounts/password.html", form.status, form=form, person=person, invited=True)


@blueprint.route("/reset", methods=["GET", "POST"])
@public("those who forgot their password cannot sign in")
def ask_reset() -> Response:
    """Sends a link by mail, and answers everybody alike."""
    form = ResetForm(sent())
    by_mail = can_send(runtime().settings)
    if request.method == "POST" and by_mail and form.validate():
        try:
            return _asked(form.email.data or "")
        except TooMany as error:
            form.refuse("", too_many_words(error))
            return told_to_wait(page("accounts/reset.html", form=form, by_mail=by_mail, asked=False), error)
    return page("accounts/reset.html", form.status, form=form, by_mail=by_mail, asked="asked" in request.args)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@public("opens with the one-time link only")
def reset(token: str) -> Response:
    """Sets a new password and ends all sessions; then one signs in with it."""
    person = _holder(LinkPurpose.RESET, token)
    if person is None:
        return _ended()
    form = password_form(PasswordForm(sent()), person.email, person.name)

    def changed(session: Session, password_hash: str) -> str:
        use_link(session, LinkPurpose.RESET, token, password_hash, now())
        return url_for("accounts.sign_in")

    if request.method == "POST" and form.validate():
        kept = hashed(form.password.data or "")
        done = carry_out(form, lambda session: changed(session, kept))
        if done is not None:
            flash(gettext("Your new password is set. Sign in with it."), "success")
            return done
    return page("accounts/password.html", form.status, form=form, person=person, invited=False)


def _holder(purpose: LinkPurpose, token: str) -> Person | None:
    """Whose link this is, if it still opens."""
    if len(token) > 100:
        abort(404)
    link = get_link(read_session(), purpose, token, now())
    person = get_person(read_session(), link.person_id) if link is not None else None
    return None if person is None or person.disabled else person


def _ended() -> Response:
    return page("accounts/link_ended.html", 410)


def _asked(email: str) -> Response:
    """Makes and mails the link, if there is somebody to mail it to. Raises TooMany."""
    send: tuple[str, str, str, str] | None = None
    with transaction() as session:
        begin_attempt(session, AttemptKind.RESET, email, address(), now())
        person = person_by_email(session, email)
        if person is not None and not person.disabled and person.password_hash is not None:
            token = make_link(session, Stranger(None, "—"), person, LinkPurpose.RESET, now())
            subject, text = reset_letter(person.language, person.name, link_address(LinkPurpose.RESET, token))
            send = (person.email, subject, text, person.language)
        response = answer(session, url_for("accounts.ask_reset", asked=1))
    if send is not None:
        send_later(runtime().settings, *send)
    return response
