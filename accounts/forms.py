"""The forms of this room."""

from typing import Any

from wtforms import Field, HiddenField
from wtforms.validators import ValidationError

from accounts.labels import DIGIT_WORDS, PASSWORD_FAULTS, PASSWORD_HINT
from accounts.rules import password_faults
from accounts.services.persons import role_refusal
from accounts.terms import GrantRole, OwnSettings, SavePerson
from core.clock import local_day
from core.forms import Choice, Day, Email, Form, Line, Offered, Paragraph, Secret
from core.languages import OWN_NAMES, gettext, lazy
from core.web import now
from people.gate import directory
from people.labels import ROLE_WORDS
from people.terms import Role, ScopeKind


def _languages() -> Offered:
    return list(OWN_NAMES.items())


def _digits() -> Offered:
    return list(DIGIT_WORDS.items())


def _organisations() -> Offered:
    return directory().organisation_choices()


def _scopes() -> Offered:
    return directory().scope_choices()


class SignInForm(Form):
    """E-mail and password, where to go afterwards, and what was typed when the session ended."""

    email = Line(lazy("E-mail"), render_kw={"type": "email", "dir": "ltr", "autocomplete": "username", "autocapitalize": "none"})
    password = Secret(lazy("Password"), most=1000, render_kw={"autocomplete": "current-password"})
    next = HiddenField()
    kept = HiddenField()


class ResetForm(Form):
    """Whose password is to be set anew."""

    email = Email(lazy("E-mail"))


class PasswordForm(Form):
    """A new password, typed twice. ``whose`` gives the e-mail and name that must not stand in it."""

    password = Secret(lazy("New password"), most=1000, hint=PASSWORD_HINT, render_kw={"autocomplete": "new-password"})
    again = Secret(lazy("The same password again"), most=1000, render_kw={"autocomplete": "new-password"})

    whose: tuple[str, str] = ("", "")

    def validate_password(self, field: Field) -> None:
        """Every reason at once."""
        faults = password_faults(field.data or "", *self.whose)
        if faults:
            raise ValidationError(" ".join(str(PASSWORD_FAULTS[fault]) for fault in faults))

    def validate_again(self, field: Field) -> None:
        """Typed alike."""
        if field.data != self.password.data:
            raise ValidationError(gettext("The two passwords differ. Type the new one twice."))


class OwnPasswordForm(PasswordForm):
    """A new password for oneself: the old one comes first."""

    old = Secret(lazy("Present password"), most=1000, render_kw={"autocomplete": "current-password"})

    @property
    def in_order(self) -> list[Any]:
        """The fields in the order in which they are asked."""
        return [self.old, self.password, self.again]


class SettingsForm(Form):
    """The person's own language and digits."""

    language = Choice(lazy("Language"), choices=_languages, size="w-half")
    digits = Choice(lazy("Digits"), choices=_digits, size="w-half")

    def command(self) -> OwnSettings:
        """The validated values."""
        return OwnSettings(**self.values())


class PersonForm(Form):
    """What an administrator writes about a person."""

    name = Line(lazy("Name"), size="w-half")
    email = Email(lazy("E-mail"), size="w-half", hint=lazy("The person signs in with it."))
    title = Line(lazy("Title"), required=False, size="w-half", hint=lazy("The office, for example Director of the Ninewa branch."))
    organisation_id = Choice(lazy("Organisation"), choices=_organisations, required=False)
    language = Choice(lazy("Language"), choices=_languages, size="w-half")

    def command(self) -> SavePerson:
        """The validated values."""
        return SavePerson(**{name: self.values()[name] for name in ("name", "email", "title", "organisation_id", "language")})


class RoleFields(Form):
    """A role: what, where or for whom, from when until when."""

    role = Choice(lazy("Role"), of=Role, words=ROLE_WORDS, size="w-half")
    scope_id = Choice(
        lazy("Place of work"),
        choices=_scopes,
        required=False,
        hint=lazy("Country, governorate or branch. Empty for a focal point."),
    )
    for_organisation_id = Choice(
        lazy("For the organisation"),
        choices=_organisations,
        required=False,
        hint=lazy("Only for a focal point: for whom he or she speaks."),
    )
    since = Day(lazy("From"))
    until = Day(lazy("Until"), required=False, hint=lazy("The last day. Leave it empty when the end is open."))

    def validate_role(self, field: Field) -> None:
        """The role fits the place or the organisation."""
        if not isinstance(field.data, Role):
            return
        node = directory().scopes.get(self.scope_id.data or "")
        refusal = role_refusal(field.data, ScopeKind(node.kind) if node else None, bool(self.for_organisation_id.data))
        if refusal is not None:
            raise ValidationError(str(refusal.message))

    def validate_until(self, field: Field) -> None:
        """Not before the first day, and not over already."""
        if field.data is None or self.since.data is None:
            return
        if field.data < self.since.data:
            raise ValidationError(gettext("The role would end before it begins. Choose a later day."))
        if field.data < local_day(now()):
            raise ValidationError(gettext("This day is over. Choose a later one."))

    def granted(self) -> GrantRole:
        """The validated role."""
        values = self.values()
        return GrantRole(values["role"], values["scope_id"], values["for_organisation_id"], values["since"], values["until"])


class RoleForm(RoleFields):
    """One more role for a person."""

    def command(self) -> GrantRole:
        """The validated role."""
        return self.granted()


class NewPersonForm(PersonForm, RoleFields):
    """A person with the first role."""


class ReasonForm(Form):
    """Why something is done that others must be able to understand later."""

    reason = Paragraph(lazy("Reason"), rows=2, most=1000, hint=lazy("It stands in the history."))


class OptionalReasonForm(Form):
    """The same where a reason may be left out."""

    reason = Paragraph(lazy("Reason"), required=False, rows=2, most=1000, hint=lazy("It stands in the history."))
