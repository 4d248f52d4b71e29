"""Words of attachments: purposes, types, what is wrong with a file, what the history says."""

from collections.abc import Mapping

from attachments.models import Attachment
from attachments.terms import Fault, FileType, Offer, Purpose
from core.formats import number
from core.languages import LazyText, gettext, lazy
from core.references import FieldWords

PURPOSES: Mapping[Purpose, LazyText] = {
    Purpose.SIGNED_APPROVAL: lazy("Signed approval"),
    Purpose.SIGNED_MINUTES: lazy("Signed minutes"),
    Purpose.OTHER: lazy("Document"),
}
TYPES: Mapping[FileType, str] = {
    FileType.PDF: "PDF",
    FileType.DOCX: "Word",
    FileType.XLSX: "Excel",
    FileType.CSV: "CSV",
    FileType.PNG: "PNG",
    FileType.JPG: "JPEG",
}
FAULTS: Mapping[Fault, LazyText] = {
    Fault.WRONG_TYPE: lazy("Only PDF, Word (docx), Excel (xlsx), CSV, PNG and JPEG files can be attached. Save it as one of these."),
    Fault.NOT_WHAT_IT_SAYS: lazy(
        "The content of this file is not what the end of its name says. Open it and save it again as its own type."
    ),
    Fault.DAMAGED: lazy("This file is damaged or incomplete. Open it on your computer, save it again and attach the new file."),
    Fault.LOCKED: lazy("This file is locked with a password or has an old format. Save it without a password as docx or xlsx."),
    Fault.MACROS: lazy("This file holds macros, which are programs. Save it without macros, as docx or xlsx."),
    Fault.TOO_MUCH_INSIDE: lazy("What is packed in this file is far too large. Make it smaller and attach it again."),
}
#: For the ``Kind`` of every thing that holds attachments.
VERBS: Mapping[str, LazyText] = {"attached": lazy("attached"), "removed": lazy("removed")}
PARTS: Mapping[str, LazyText] = {"attachment": lazy("Attachment")}
FIELD_WORDS: Mapping[str, FieldWords] = {
    "attachment.purpose": FieldWords(lazy("What it is"), lambda value: str(PURPOSES.get(value, value))),
    "attachment.number": FieldWords(lazy("Version"), number),
    "attachment.file_name": FieldWords(lazy("File")),
    "attachment.sha256": FieldWords("", quiet=True),
}


def purpose_word(attachment: Attachment) -> str:
    """What an attached file is, in words."""
    return offer_word(Offer(Purpose(attachment.purpose), attachment.number))


def offer_word(offer: Offer) -> str:
    """What can be attached, in words: with its version where there is one."""
    if offer.number is None:
        return str(PURPOSES[offer.purpose])
    if offer.purpose is Purpose.SIGNED_APPROVAL:
        return gettext("Signed approval of version %(number)s", number=number(offer.number))
    return gettext("Document for version %(number)s", number=number(offer.number))
