"""The name that a file came with: data for people, never a path."""

import re
import unicodedata

from attachments.terms import FileType

MOST_STEM = 120
#: Joiners that Kurdish and Persian words need; every other invisible or control character goes.
_KEPT = "\u200c\u200d"
_ENDINGS = {each.value: each for each in FileType} | {"jpeg": FileType.JPG}


def type_of(name: str) -> FileType | None:
    """The type that the name's ending claims; None for one that is not taken."""
    stem, dot, ending = _plain(name).rpartition(".")
    return _ENDINGS.get(ending.casefold()) if dot and stem else None


def safe_name(name: str, file_type: FileType) -> str:
    """The name without folders, controls and direction overrides, at most 120 characters and the ending of its type."""
    stem = _plain(name).rpartition(".")[0]
    stem = re.sub(r'[<>:"|?*]', " ", stem)
    stem = " ".join(stem.split())[:MOST_STEM].strip(" .")
    return f"{stem or 'file'}.{file_type.value}"


def _plain(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1]
    return "".join(each for each in last if each in _KEPT or unicodedata.category(each)[0] != "C").strip(" .")
