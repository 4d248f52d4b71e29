"""Forms: fields that bound what they take, and the form that carries them."""

from core.forms.fields import (
    LINE,
    PARAGRAPH,
    Asked,
    Choice,
    Choices,
    Day,
    Dinars,
    Email,
    Hour,
    Line,
    Offered,
    Paragraph,
    Quantity,
    Secret,
    Tick,
    Whole,
    cleaned,
)
from core.forms.files import File
from core.forms.form import Difference, Form, Named, sent

__all__ = [
    "LINE",
    "PARAGRAPH",
    "Asked",
    "Choice",
    "Choices",
    "Day",
    "Difference",
    "Dinars",
    "Email",
    "File",
    "Form",
    "Hour",
    "Line",
    "Named",
    "Offered",
    "Paragraph",
    "Quantity",
    "Secret",
    "Tick",
    "Whole",
    "cleaned",
    "sent",
]
