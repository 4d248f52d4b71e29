"""The forms of organisations, places and scopes."""

import re

from wtforms import Field
from wtforms.validators import ValidationError

from core.forms import Choice, Form, Line, Named, Offered, Paragraph
from core.languages import gettext, lazy
from people.commands import SaveOrganisation, SavePlace, SaveScope
from people.gate import directory
from people.labels import ORGANISATION_KIND_WORDS
from people.terms import OrganisationKind, PlaceKind, ScopeKind

_CODE = re.compile(r"IQ[A-Z0-9]{1,18}")


def _parents() -> Offered:
    above = {node.id for node in directory().places.values() if node.kind != PlaceKind.SUBDISTRICT}
    return [(place_id, name) for place_id, name in directory().place_choices() if place_id in above]


class OrganisationForm(Named):
    """What is known of an organisation."""

    kind = Choice(lazy("Kind"), of=OrganisationKind, words=ORGANISATION_KIND_WORDS, size="w-half")
    abbreviation = Line(lazy("Abbreviation"), required=False, most=30, size="w-number")
    parent_id = Choice(lazy("Belongs to"), choices=lambda: directory().organisation_choices(), required=False)
    place_id = Choice(
        lazy("Governorate"),
        choices=lambda: directory().governorate_choices(),
        required=False,
        size="w-half",
        hint=lazy("Empty for what works in the whole country."),
    )

    def command(self) -> SaveOrganisation:
        """The validated values."""
        return SaveOrganisation(**self.values())


class PlaceForm(Named):
    """The names of a place."""

    def command(self) -> SavePlace:
        """The validated values."""
        return SavePlace(**self.values())


class NewPlaceForm(Named):
    """A new district or sub-district."""

    parent_id = Choice(lazy("Lies in"), choices=_parents, hint=lazy("A governorate for a new district, a district for a new sub-district."))
    code = Line(
        lazy("P-code"),
        required=False,
        most=20,
        size="w-number",
        hint=lazy("The official code, for example IQG15Q07N03. Empty if unknown."),
    )

    def validate_code(self, field: Field) -> None:
        """P-codes of Iraq."""
        field.data = (field.data or "").upper()
        if field.data and not _CODE.fullmatch(field.data):
            raise ValidationError(gettext("A place code of Iraq begins with IQ and has only letters and digits, for example IQG15Q07N03."))

    def command(self) -> SavePlace:
        """The validated values."""
        return SavePlace(**self.values())


class ScopeForm(Named):
    """The names of the country or of a governorate in the tree of areas."""

    def command(self) -> SaveScope:
        """The validated values."""
        return SaveScope(**self.values())


class BranchForm(Named):
    """The names and the seat of a branch."""

    place_id = Choice(
        lazy("Seat"), choices=lambda: directory().place_choices(), required=False, hint=lazy("Where the branch is, not the area it serves.")
    )

    def command(self) -> SaveScope:
        """The validated values."""
        return SaveScope(**self.values())


class NewBranchForm(BranchForm):
    """A new branch."""

    parent_id = Choice(lazy("Governorate"), choices=lambda: directory().scope_choices(None, (ScopeKind.GOVERNORATE,)), size="w-half")


class ActiveForm(Form):
    """Why an organisation is taken out of the lists or put back."""

    reason = Paragraph(lazy("Reason"), rows=2, most=1000, hint=lazy("It stands in the history."))


class KeepFilterForm(Form):
    """The name under which a person keeps what is asked of a list."""

    name = Line(lazy("Name"), most=80, size="w-half", hint=lazy("For example: schools of Ninewa that are overdue."))

    @property
    def title(self) -> str:
        """The validated name."""
        return self.name.data or ""
