"""The parts of a printed paper, in words. Pure.

Every text is plain: nothing in it is read as markup. Texts that somebody typed go through :func:`own` first, so that a Latin code in
an Arabic line (or the other way round) keeps its own direction and a very long word is broken at the edge of its column.
"""

import re
from dataclasses import dataclass

from core.formats import isolated
from core.pictures import Picture

#: Letters without any place to break, and after how many of them a break is allowed.
_ENDLESS = re.compile(r"\S{21,}")
_PIECE = 10
_BREAK = "\u200b"
#: Marks that would reach beyond the text they stand in.
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell; ``look``: ``""``, ``strong`` or ``soft``."""

    text: str
    look: str = ""


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is a part of the paper (with its number, if it has one), level 2 stands below it."""

    text: str
    level: int = 2
    number: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of one or more paragraphs under its label, if it has one."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on each page. ``widths`` are the columns' shares (0: as wide as its content), ``ends`` the
    columns whose content stands at the end side (figures), ``total`` a last row, ``tall`` rows with room to sign in."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    ends: tuple[int, ...] = ()
    total: tuple[str, ...] = ()
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on: who signs, with the office or name that is known."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A question of a one-page sheet with its answers, the most important first; without any there is room to write by hand."""

    number: str
    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Fields that share what is left of one page: the letters shrink first, then the answers are cut and ``more`` says so."""

    fields: tuple[Field, ...]
    more: str


Block = Heading | Prose | Facts | Table | Picture | Signatures | Sheet


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper in one language.

    ``head`` are the lines of the office, ``marks`` the (term, value) beside them, an empty value is a line to write on; ``page``
    holds ``{page}`` and ``{pages}``; ``standing`` and ``foot`` stand at the foot of each page, and ``url`` as QR (written out at
    the end); ``unsettled`` is written across every page of what is not in force.
    """

    language: str
    digits: str
    title: str
    subject: str
    head: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    standing: str
    foot: str
    page: str
    url: str
    url_words: str
    blocks: tuple[Block, ...]
    unsettled: str = ""


def own(text: str) -> str:
    """A typed text, each of its lines in its own direction, no word wider than a column."""
    cleaned = _ENDLESS.sub(_breakable, text.translate(_DIRECTIONS))
    return "\n".join(isolated(line) for line in cleaned.split("\n") if line.strip())


def _breakable(found: re.Match[str]) -> str:
    word = found.group()
    return _BREAK.join(word[n : n + _PIECE] for n in range(0, len(word), _PIECE))
