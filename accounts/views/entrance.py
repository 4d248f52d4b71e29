"""Signing in and out."""

import json
import logging

from flask import Response, request, url_for

from accounts.forms import SignInForm
from accounts.labels import agent_words
from accounts.passwords import hashed, matches, outdated
from accounts.queries import get_person, person_by_email
from accounts.services.sessions import TooMany, begin_attempt, end_session, open_session, succeeded
from accounts.sessions import cookie_name, drop_token, forget_before, keep_token, safe_next
from accounts.terms import AttemptKind
from accounts.views.frame import address, blueprint, told_to_wait, too_many_words
from core.forms import sent
from core.languages import gettext, language
from core.numerals import to_western
from core.web import close_reading, now, page, redirect_to, runtime
from people.gate import actor, public, signed_in

log = logging.getLogger("tansiq.accounts")

#: What was typed when the session ended travels through the sign-in page, up to this many characters, never a password.
MOST_KEPT = 500_000
NOT_KEPT = frozenset({"csrf_token", "password", "again", "old"})


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public("the way in")
def sign_in() -> Response:
    """Asks for e-mail and password; leads to the page that was wanted."""
    if request.method == "GET" and signed_in():
        return redirect_to(safe_next(request.args.get("next")))
    form = SignInForm(sent(), {"next": request.args.get("next", "")[:2000]})
    if request.method == "POST" and form.validate():
        try:
            token = _token_for(to_western(form.email.data or "").lower(), form.password.data or "")
        except TooMany as error:
            form.refuse("", too_many_words(error))
            return told_to_wait(page("accounts/sign_in.html", form=form, interrupted=bool(form.kept.data)), error)
        if token is not None:
            forget_before()
            return keep_token(_what_was_typed(form.kept.data) or redirect_to(safe_next(form.next.data)), token)
        form.refuse("", gettext("E-mail and password do not belong together. Check both and try again."))
    return page("accounts/sign_in.html", form.status, form=form, interrupted=bool(form.kept.data))


@blueprint.post("/sign-out")
@public("whoever is signed in may leave; for others nothing happens")
def sign_out() -> Response:
    """Ends the session on the server and empties the browser."""
    if signed_in():
        person = actor()
        close_reading()
        with runtime().database.write() as session:
            end_session(session, person.person_id, person.session_id, now())
    return drop_token(redirect_to(url_for("accounts.sign_in", language=language())))


def to_sign_in() -> Response:
    """Strangers sign in first, and come back to the page they wanted; whose session ended while writing loses nothing typed."""
    if request.method == "POST" and request.form and cookie_name() in request.cookies:
        typed = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_KEPT]
        kept = json.dumps({"action": request.full_path.rstrip("?"), "fields": typed})
        if len(kept) <= MOST_KEPT:
            return page("accounts/sign_in.html", 401, form=SignInForm(None, {"kept": kept}), interrupted=True)
    if request.method == "GET" and request.path != "/":
        return redirect_to(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return redirect_to(url_for("accounts.sign_in"))


def _what_was_typed(kept: str | None) -> Response | None:
    """The page on which one sends again what the ended session did not take; None when there is nothing."""
    try:
        found = json.loads(kept or "null")
        action = safe_next(str(found["action"]), "POST")
        fields = [(str(name), str(value)) for name, value in found["fields"]]
    except (ValueError, TypeError, KeyError):
        return None
    return page("accounts/send_again.html", action=action, fields=fields) if action != "/" else None


def _token_for(email: str, password: str) -> str | None:
    """The token of a new session, or None. Whether the person exists shows neither in the answer nor in its time. Raises TooMany."""
    database = runtime().database
    former = actor() if signed_in() else None
    close_reading()
    with database.write() as session:
        attempt = begin_attempt(session, AttemptKind.SIGN_IN, email, address(), now())
    with database.read() as session:
        person = person_by_email(session, email)
    kept = person.password_hash if person is not None else None
    if (
        not matches(kept, password) or person is None or person.disabled or kept is None
    ):  # computed outside of any transaction: it takes long
        log.info("a sign-in failed, from %s", address())
        return None
    better = hashed(password) if outdated(kept) else kept
    with database.write() as session:
        present = get_person(session, person.id, lock=True)
        if present is None or present.disabled or present.password_hash != kept:
            return None
        present.password_hash = better
        succeeded(session, attempt)
        if former is not None:
            end_session(session, former.person_id, former.session_id, now())
        token = open_session(session, present.id, agent_words(request.user_agent.string), now())
    log.info("person %s signed in, from %s", person.id, address())
    return token
