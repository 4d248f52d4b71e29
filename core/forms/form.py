"""Our forms: a key that makes two sendings count once, the version that the person saw, the meeting of two texts."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField
from wtforms import Form as WtForm
from wtforms.validators import ValidationError

from core.forms.fields import Asked, Line
from core.languages import Text, gettext, lazy, ngettext


class _Said:
    """Messages go through our own catalogue (WTForms has no Kurdish)."""

    gettext = staticmethod(gettext)

    @staticmethod
    def ngettext(one: str, many: str, num: int) -> str:
        return ngettext(one, many, num)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people changed: what is stored now, and what this person typed."""

    name: str
    label: Text
    stored: str
    typed: str


class Form(WtForm):
    """A form of ours: carries a key that makes two sendings count once, and the version that the person saw.

    ``stored`` are the present values by field name, ``version`` the version of the row they come from.
    """

    form_key = HiddenField()
    version = HiddenField()

    class Meta:
        def get_translations(self, _form: WtForm) -> type[_Said]:
            return _Said

    def __init__(self, formdata: MultiDict[str, str] | None = None, stored: Mapping[str, Any] | None = None, version: int = 0) -> None:
        if formdata is not None:
            formdata = self._settled(formdata, stored or {})
        super().__init__(formdata, data=dict(stored or {}))
        self.differences: list[Difference] = []
        self.trouble = 0
        if not self.form_key.data:
            self.form_key.data = secrets.token_urlsafe(18)
        if formdata is None:
            self.version.data = str(version)

    @property
    def shown_version(self) -> int:
        """The version that stood in the form when it was rendered; -1 for a value that is no number."""
        text = str(self.version.data)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    @property
    def status(self) -> int:
        """The HTTP status with which this form is shown: 200, 409 with two texts to choose from, 422 with messages, 503 or 507 when
        the database could not save."""
        if self.trouble:
            return self.trouble
        if self.differences:
            return 409
        return 422 if self.errors else 200

    @property
    def asked(self) -> list[Any]:
        """The fields that a person fills in."""
        return [field for field in self if isinstance(field, Asked)]

    def values(self) -> dict[str, Any]:
        """The values of the asked fields by name; several choices as a tuple."""
        return {field.name: tuple(field.data) if isinstance(field.data, list) else field.data for field in self.asked}

    def refuse(self, name: str, message: Text) -> None:
        """Puts a message beside the field ``name`` (a refusal that only the rules know)."""
        field = self._fields.get(name)
        if field is None:
            self.form_errors.append(str(message))
        else:
            field.errors = [*field.errors, str(message)]

    def meet(self, stored: Mapping[str, Any], version: int) -> list[Difference]:
        """Sets this form against newer stored values: the differing fields; from now on the form carries ``version``."""
        before = type(self)(None, stored)
        self.version.data = str(version)
        self.version.raw_data = None
        pairs: list[tuple[Any, Any]] = [(field, before[field.name]) for field in self.asked]
        return [
            Difference(mine.name, mine.label.text, theirs.shown(), mine.shown())
            for mine, theirs in pairs
            if mine.raw() != theirs.raw() and mine.data != theirs.data
        ]

    @classmethod
    def _settled(cls, formdata: MultiDict[str, str], stored: Mapping[str, Any]) -> MultiDict[str, str]:
        taken = [name[5:] for name in formdata if name.startswith("keep-") and formdata[name] == "theirs"]
        if not taken:
            return formdata
        before = cls(None, stored)
        settled = MultiDict(formdata)
        for name in taken:
            field = before._fields.get(name)
            if isinstance(field, Asked):
                settled.setlist(name, field.raw())
        return settled


class Named(Form):
    """A form with a name in the three languages, at least one of them filled."""

    name_ar = Line(lazy("Name in Arabic"), required=False)
    name_ckb = Line(lazy("Name in Kurdish"), required=False)
    name_en = Line(lazy("Name in English"), required=False)

    def validate_name_ar(self, field: Field) -> None:
        """One of the three is enough, and one must be there."""
        if not (self.name_ar.data or self.name_ckb.data or self.name_en.data):
            raise ValidationError(gettext("Write the name in at least one language."))


def sent() -> MultiDict[str, str] | None:
    """What the browser sent with this form; None when the form is only shown."""
    return request.form if request.method == "POST" else None
