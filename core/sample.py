"""A form with every kind of field, for the styleguide."""

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from core.forms import Choice, Choices, Day, Difference, Dinars, Email, Form, Line, Paragraph, Quantity, Secret, Tick, Whole
from core.languages import Text, gettext, lazy
from core.listing import Asked, Filter

_SECTORS: list[tuple[str, Text]] = [("housing", lazy("Housing")), ("education", lazy("Education")), ("documents", lazy("Documents"))]
_KINDS: list[tuple[str, Text]] = [
    ("letter", lazy("Official letter")),
    ("meeting", lazy("Collective meeting")),
    ("visit", lazy("Field visit")),
]


class SampleForm(Form):
    """Every kind of field once."""

    subject = Line(lazy("Subject"), hint=lazy("One line that says what this is about."))
    text = Paragraph(lazy("What is wrong"), required=False)
    sector = Choice(lazy("Sector"), choices=lambda: _SECTORS, size="w-half")
    approaches = Choices(lazy("Coordination approaches"), choices=lambda: _KINDS)
    urgency = Choice(lazy("Sent as"), choices=lambda: _KINDS)
    start = Day(lazy("Start"))
    due = Day(lazy("Due"), required=False)
    amount = Dinars(lazy("Amount"))
    families = Whole(lazy("Families concerned"), required=False)
    share = Quantity(lazy("Share"), required=False, size="w-2")
    email = Email(lazy("E-mail"), size="w-half")
    secret = Secret(lazy("Password"), size="w-half")
    agreed = Tick(lazy("Tell every stakeholder"), hint=lazy("Each receiver acknowledges with a button."))
    name_ar = Line(lazy("Name in Arabic"))
    name_ckb = Line(lazy("Name in Kurdish"), required=False)
    name_en = Line(lazy("Name in English"), required=False)


def sample_forms() -> dict[str, Any]:
    """Values for the styleguide: a form as stored, the same form refused, the differences of two texts."""
    stored = {"subject": gettext("Low-cost housing in Sinjar"), "start": date(2026, 3, 15), "amount": 250_000_000, "sector": "housing"}
    wrong = SampleForm(MultiDict({"start": "31/02/2026", "amount": gettext("many")}))
    wrong.validate()
    for field in wrong:
        field.id = f"wrong-{field.name}"
    typed = gettext("Housing for returnees in Sinjar")
    differing = [Difference("subject", lazy("Subject"), gettext("Low-cost housing in Sinjar"), typed)]
    return {"form": SampleForm(None, stored), "wrong": wrong, "differing": differing, "page_url": "?page={}".format}


def sample_filters() -> Asked:
    """What a list may be asked: a sector is chosen, words are not."""
    state = Filter("state", lazy("State"), [("draft", lazy("Draft"))], "")
    return Asked("", (Filter("sector", lazy("Sector"), _SECTORS, "housing"), state))
