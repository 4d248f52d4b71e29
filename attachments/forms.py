"""The forms of this room."""

from collections.abc import Iterable

from attachments.labels import FAULTS, offer_word
from attachments.rules import fault_in, type_of
from attachments.terms import Fault, FileType, Offer
from core.forms import Choice, File, Form, Line, Paragraph
from core.languages import Text, lazy
from core.uploads import Upload


def wrong_with(upload: Upload) -> Text | None:
    """Why a file cannot be attached; None when it can."""
    file_type = type_of(upload.name)
    fault = fault_in(upload.content, upload.size, file_type) if file_type is not None else Fault.WRONG_TYPE
    return FAULTS[fault] if fault is not None else None


class AttachForm(Form):
    """A file for a thing."""

    what = Choice(lazy("What it is"), choices=list, size="w-half")
    file = File(
        lazy("File"),
        accept=[f".{each}" for each in (*FileType, "jpeg")],
        look=wrong_with,
        hint=lazy("PDF, Word (docx), Excel (xlsx), CSV, PNG or JPEG, at most 20 MB."),
    )
    title = Line(lazy("Name in the list"), required=False, hint=lazy("Without it the list shows the name of the file."))

    no_room = False

    def between(self, offers: Iterable[Offer]) -> None:
        """What may be attached here."""
        self.what.offer([(key_of(each), offer_word(each)) for each in offers])


class RemoveForm(Form):
    """Taking an attachment away."""

    reason = Paragraph(lazy("Reason"), most=2000, rows=3)


def key_of(offer: Offer) -> str:
    """An offer as it stands in a form and in an address."""
    return offer.purpose.value if offer.number is None else f"{offer.purpose.value}-{offer.number}"
