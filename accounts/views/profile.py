"""A person's own account: language and digits, password, the browsers in which he or she is signed in."""

from flask import Response, flash, request, url_for
from sqlalchemy.orm import Session

from accounts.forms import OwnPasswordForm, SettingsForm
from accounts.passwords import hashed, matches
from accounts.queries import get_person, sessions_of
from accounts.services.links import set_password
from accounts.services.persons import change_settings
from accounts.services.sessions import TooMany, begin_attempt, end_session, end_sessions, renew_session, succeeded
from accounts.sessions import forget_before, keep_token
from accounts.terms import AttemptKind
from accounts.views.frame import address, blueprint, password_form, told_to_wait, too_many_words
from core.audit import record
from core.forms import sent
from core.languages import gettext, use_language
from core.references import SubjectRef
from core.saving import NotYours, carry_out
from core.web import answer, close_reading, now, page, read_session, runtime, transaction
from people.gate import actor, requires
from people.terms import Permission

LANGUAGE_COOKIE = "language"


@blueprint.route("/profile", methods=["GET", "POST"])
@requires(Permission.OWN_PAGES)
def profile() -> Response:
    """Language and digits, and what else belongs to the account."""
    me = actor()
    form = SettingsForm(sent(), {"language": me.language, "digits": me.digits})
    if request.method == "POST" and form.validate():
        done = carry_out(form, lambda session: _settled(session, form))
        if done is not None:
            with use_language(form.command().language):
                flash(gettext("Saved."), "success")
            done.delete_cookie(LANGUAGE_COOKIE)  # the choice of a moment gives way to the one made here
            return done
    sessions = sessions_of(read_session(), me.person_id, now())
    return page("accounts/profile.html", form.status, form=form, person=me, sessions=sessions)


@blueprint.route("/profile/password", methods=["GET", "POST"])
@requires(Permission.OWN_PAGES)
def own_password() -> Response:
    """A new password; all other sessions end, this one goes on with a new token."""
    me = actor()
    form = OwnPasswordForm(sent())
    password_form(form, me.email, me.name)
    if request.method == "POST" and form.validate():
        try:
            attempt = _right_password(form)
        except TooMany as error:
            form.refuse("", too_many_words(error))
            return told_to_wait(page("accounts/own_password.html", form=form), error)
        if attempt is not None:
            return _changed(form, attempt)
    return page("accounts/own_password.html", form.status, form=form)


@blueprint.post("/profile/sessions/<session_id>/end")
@requires(Permission.OWN_PAGES)
def end_own_session(session_id: str) -> Response:
    """Signs another browser out."""
    with transaction() as session:
        if not end_session(session, actor().person_id, session_id, now()):
            raise NotYours(session_id)
        return answer(session, url_for("accounts.profile"))


@blueprint.post("/profile/sessions/end")
@requires(Permission.OWN_PAGES)
def end_other_sessions() -> Response:
    """Signs all other browsers out."""
    me = actor()
    with transaction() as session:
        end_sessions(session, me.person_id, now(), keep=me.session_id)
        record(session, me, "sessions_ended", SubjectRef("person", me.person_id), now())
        return answer(session, url_for("accounts.profile"))


def _settled(session: Session, form: SettingsForm) -> str:
    change_settings(session, actor(), form.command(), now())
    return url_for("accounts.profile")


def _right_password(form: OwnPasswordForm) -> int | None:
    """The attempt's number when the present password is right; else the message stands in the form. Raises TooMany."""
    me = actor()
    database = runtime().database
    close_reading()
    with database.write() as session:
        attempt = begin_attempt(session, AttemptKind.SIGN_IN, me.email, address(), now())
    with database.read() as session:
        person = get_person(session, me.person_id)
    if person is not None and matches(person.password_hash, form.old.data or ""):
        return attempt
    form.refuse("old", gettext("This is not your present password."))
    return None


def _changed(form: OwnPasswordForm, attempt: int) -> Response:
    me = actor()
    kept = hashed(form.password.data or "")
    with transaction() as session:
        person = get_person(session, me.person_id, lock=True)
        if person is None or person.disabled:
            raise NotYours(me.person_id)
        succeeded(session, attempt)
        set_password(session, me, person, kept, now(), keep=me.session_id)
        token = renew_session(session, me.session_id)
        done = answer(session, url_for("accounts.profile"))
    forget_before()
    done = keep_token(done, token)
    flash(gettext("Your new password is set. You are signed out everywhere else."), "success")
    return done
