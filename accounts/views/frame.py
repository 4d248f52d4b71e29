"""The blueprint of this room, and what its pages share."""

from flask import Blueprint, Response, request, url_for
from sqlalchemy.orm import Session

from accounts import messages
from accounts.forms import PasswordForm
from accounts.services.links import make_link
from accounts.services.sessions import TooMany
from accounts.terms import LinkPurpose
from core.formats import number
from core.languages import ngettext
from core.web import now, page, runtime
from notifications.mail import send_later
from people.models import Person
from people.terms import Actor

blueprint = Blueprint("accounts", __name__, template_folder="../templates")

ENDPOINTS = {LinkPurpose.INVITATION: "accounts.invitation", LinkPurpose.RESET: "accounts.reset"}
LETTERS = {LinkPurpose.INVITATION: messages.invitation_letter, LinkPurpose.RESET: messages.reset_letter}


def address() -> str:
    """Where the request comes from; headers that a visitor can write himself do not count."""
    return request.remote_addr or ""


def too_many_words(error: TooMany) -> str:
    """How long to wait, in words."""
    minutes = -(-error.retry_after // 60)
    return ngettext(
        "Too many tries in a short time. Wait %(shown)s minute and try again.",
        "Too many tries in a short time. Wait %(shown)s minutes and try again.",
        minutes,
        shown=number(minutes),
    )


def told_to_wait(response: Response, error: TooMany) -> Response:
    """The same page with the status and the header that machines understand."""
    response.status_code = 429
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def link_address(purpose: LinkPurpose, token: str) -> str:
    """The whole address of a one-time link, on the configured host only: a forged Host header leads nowhere."""
    return f"{runtime().settings.public_url}{url_for(ENDPOINTS[purpose], token=token)}"


class NewLink:
    """A link made in the transaction, shown or mailed after it: it is known only now."""

    def __init__(self, purpose: LinkPurpose) -> None:
        self.purpose = purpose
        self.url = ""
        self._to: tuple[str, str, str] | None = None

    def make(self, session: Session, actor: Actor, person: Person) -> None:
        """Makes it for this person."""
        self.url = link_address(self.purpose, make_link(session, actor, person, self.purpose, now()))
        self._to = (person.email, person.language, person.name)

    def mail(self) -> bool:
        """Sends it, after the transaction. False when no mail server is configured."""
        if self._to is None:
            return False
        email, language, name = self._to
        subject, text = LETTERS[self.purpose](language, name, self.url)
        return send_later(runtime().settings, email, subject, text, language) is not None

    def shown(self, person_id: str) -> Response:
        """The one page that shows it to the administrator."""
        mailed = self.mail()
        name = self._to[2] if self._to else ""
        response = page("accounts/link_made.html", url=self.url, mailed=mailed, name=name, person_id=person_id, purpose=self.purpose.value)
        response.headers["Cache-Control"] = "no-store"
        return response


def password_form(form: PasswordForm, email: str, name: str) -> PasswordForm:
    """The form, told whose name must not stand in the password."""
    form.whose = (email, name)
    return form
