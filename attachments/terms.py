"""Words of attachments: what a file is for, which types are taken, and what can be wrong with one."""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What an attached file is for."""

    SIGNED_APPROVAL = "signed_approval"
    SIGNED_MINUTES = "signed_minutes"
    OTHER = "other"


class FileType(StrEnum):
    """The types that are taken (reliability.md, rule 29). The value is the ending under which the file is given out."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    PNG = "png"
    JPG = "jpg"


class Fault(StrEnum):
    """What is wrong with a file."""

    WRONG_TYPE = "wrong_type"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    DAMAGED = "damaged"
    LOCKED = "locked"
    MACROS = "macros"
    TOO_MUCH_INSIDE = "too_much_inside"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is safe on the disk: under which random name, how many bytes, their SHA-256; the person's name for it is data."""

    stored_as: str
    size: int
    sha256: str
    file_name: str
    file_type: FileType


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be attached now: for what purpose, and to which version of the thing (None: to the thing as a whole)."""

    purpose: Purpose
    number: int | None = None
