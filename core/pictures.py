"""Pictures as SVG text, written by hand: right in both reading directions, in a page and inside a PDF. Pure.

Places are given in reading order: ``at`` counts from the edge where the reader begins, and is mirrored for Arabic and Kurdish.
Colours are attributes of the shapes, never style: the page's policy forbids style elements, and a PDF knows no style sheet.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.languages import direction

INK, SOFT, LINE, PAPER = "#211f1a", "#5d5647", "#ddd3c0", "#fffdf8"
TEAL, OCHRE, BRICK, SAND = "#0b5a5d", "#d0901c", "#9b2c1c", "#efe6d4"
FONT = "Vazirmatn, 'Noto Sans Arabic', sans-serif"
SIZE = 13
#: The width at which a picture in a page needs no shrinking on a phone: its smallest letters stay readable there.
PHONE = 360
#: Mean width of a letter as a share of its size in Vazirmatn, measured over Arabic and over Latin texts; labels are cut by it.
ARABIC_LETTER, LATIN_LETTER = 0.47, 0.55
_ARABIC = re.compile("[\u0600-\u06ff]")
#: What XML cannot hold, and what would turn the direction of the text around a label.
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: Isolates: left to right, right to left, by the first strong letter; each closed by the last.
_LEFT, _RIGHT, _TYPED, _CLOSE = "\u2066", "\u2067", "\u2068", "\u2069"


class Svg(str):
    """The text of an SVG picture, every label in it escaped; templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Layout:
    """The room of a picture with rows that have names: its ``width``, that of the ``names`` at the side of the rows (0: each name
    stands above its row), the height of a ``row`` and of its ``head``, which is the part of the row that the name takes."""

    width: int
    names: int
    row: int
    head: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that answers the question in its ``title``.

    ``description`` says in words what it shows and what it leaves out; ``table_head`` and ``table_rows`` hold all its values with
    nothing cut, the first cell of a row being what the row is about.
    """

    svg: Svg
    title: str
    description: str
    table_head: tuple[str, ...]
    table_rows: tuple[tuple[str, ...], ...]


def cleaned(words: str) -> str:
    """Text that may stand in XML and between isolates, on one line, escaped."""
    return html.escape(" ".join(_UNFIT.sub("", words).split()))


def _n(value: float) -> str:
    """A coordinate, to a tenth, as short as it can be written: every byte of a picture travels with each page."""
    return f"{value:.1f}".removesuffix(".0")


def width_of(words: str, size: float = SIZE) -> float:
    """About how wide a text is, in the units of the picture."""
    return len(words) * size * (ARABIC_LETTER if _ARABIC.search(words) else LATIN_LETTER)


def cut(words: str, room: float, size: float = SIZE) -> str:
    """The text shortened with an ellipsis so that it needs about ``room``."""
    words = " ".join(words.split())
    wide = width_of(words, size)
    return words if wide <= room else words[: max(int(len(words) * room / wide) - 1, 1)].rstrip() + "…"


class Drawing:
    """A picture being drawn, ``width`` × ``height`` units (about pixels). ``name`` begins its ids: one of a kind in a page."""

    def __init__(self, name: str, width: int) -> None:
        self.name, self.width = name, width
        self.height: float = 0
        self.rtl = direction() == "rtl"
        self._parts: list[str] = []
        self._patterns: dict[str, str] = {}

    def box(
        self, at: float, top: float, width: float, height: float, fill: str, stroke: str = "", dashed: bool = False, round_: int = 0
    ) -> None:
        """A rectangle that begins ``at`` and runs in reading direction."""
        left = self.width - at - width if self.rtl else at
        edge = f' stroke="{stroke}"' if stroke else ""
        edge += ' stroke-dasharray="3 2"' if dashed else ""
        edge += f' rx="{round_}"' if round_ else ""
        self._parts.append(f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"{edge}/>')

    def boxes(self, places: Iterable[tuple[float, float]], width: float, height: float, fill: str, stroke: str = "") -> None:
        """Equal rectangles at several places (``at``, top), in one shape."""
        lefts = ((self.width - at - width if self.rtl else at, top) for at, top in places)
        path = "".join(f"M{_n(left)} {_n(top)}h{_n(width)}v{_n(height)}h-{_n(width)}z" for left, top in lefts)
        edge = f' stroke="{stroke}"' if stroke else ""
        self._parts.append(f'<path d="{path}" fill="{fill}"{edge}/>')

    def line(self, at: float, top: float, to: float, bottom: float, colour: str = LINE, thick: float = 1, dashed: bool = False) -> None:
        """A straight line."""
        dash = ' stroke-dasharray="4 3"' if dashed else ""
        self._parts.append(
            f'<path d="M{_n(self._x(at))} {_n(top)}L{_n(self._x(to))} {_n(bottom)}" stroke="{colour}" stroke-width="{thick}"{dash}/>'
        )

    def upright_lines(self, at: float, spans: Iterable[tuple[float, float]], colour: str, thick: float) -> None:
        """Dashed lines one below the other, each from its top to its bottom, in one shape."""
        path = "".join(f"M{_n(self._x(at))} {_n(top)}V{_n(bottom)}" for top, bottom in spans)
        self._parts.append(f'<path d="{path}" stroke="{colour}" stroke-width="{thick}" stroke-dasharray="4 3"/>')

    def disc(self, at: float, middle: float, radius: float, fill: str, stroke: str = "", thick: float = 1.5) -> None:
        """A filled or an open circle."""
        edge = f' stroke="{stroke}" stroke-width="{thick}"' if stroke else ""
        self._parts.append(f'<circle cx="{_n(self._x(at))}" cy="{_n(middle)}" r="{_n(radius)}" fill="{fill}"{edge}/>')

    def diamond(self, at: float, middle: float, radius: float, fill: str, stroke: str) -> None:
        """A square on its tip."""
        x = self._x(at)
        path = f"M{_n(x)} {_n(middle - radius)}l{radius} {radius}l-{radius} {radius}l-{radius} -{radius}z"
        self._parts.append(f'<path d="{path}" fill="{fill}" stroke="{stroke}"/>')

    def text(
        self,
        at: float,
        baseline: float,
        words: str,
        anchor: str = "start",
        fill: str = INK,
        size: float = SIZE,
        bold: bool = False,
        typed: bool = False,
    ) -> None:
        """A label that starts, is centred (``middle``) or ends ``at`` a place, in reading direction. ``typed``: people wrote it,
        in any language."""
        if self.rtl and anchor != "middle":
            anchor = "end" if anchor == "start" else "start"
        how = "" if anchor == "start" else f' text-anchor="{anchor}"'
        how += "" if fill == INK else f' fill="{fill}"'
        how += "" if size == SIZE else f' font-size="{size}"'
        how += ' font-weight="700"' if bold else ""
        opened = _TYPED if typed else _RIGHT if self.rtl else _LEFT
        self._parts.append(f'<text x="{_n(self._x(at))}" y="{_n(baseline)}"{how}>{opened}{cleaned(words)}{_CLOSE}</text>')

    def upright(self, at: float, middle: float, words: str) -> None:
        """The name of an upright axis, turned so that its letters stand towards the picture's edge."""
        x = self._x(at)
        opened, turn = (_RIGHT, 90) if self.rtl else (_LEFT, -90)
        self._parts.append(
            f'<text text-anchor="middle" fill="{SOFT}" transform="translate({_n(x)} {_n(middle)}) rotate({turn})">'
            f"{opened}{cleaned(words)}{_CLOSE}</text>"
        )

    def hatched(self, colour: str, behind: str = PAPER, angle: int = 45) -> str:
        """A fill of stripes, which paper without colours shows as well."""
        key = f"{self.name}-{colour[1:]}-{angle}"
        self._patterns[key] = (
            f'<pattern id="{key}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate({angle})">'
            f'<rect width="6" height="6" fill="{behind}"/><rect width="3" height="6" fill="{colour}"/></pattern>'
        )
        return f"url(#{key})"

    def legend(self, top: float, items: Sequence[tuple[str, str, str]], start: float = 0) -> float:
        """What the shapes mean: (shape, fill, words) with the shapes ``box``, ``disc``, ``ring``, ``diamond``, ``line``, in as many
        rows as they need. Returns where the next thing may begin."""
        at = start
        for shape, fill, words in items:
            needed = 26 + width_of(words, 12) + 17
            if at > start and at + needed > self.width:
                at, top = start, top + 22
            self._sample(shape, fill, at, top)
            self.text(at + 24, top + 13, words, fill=SOFT, size=12)
            at += needed
        return top + 22

    def _sample(self, shape: str, fill: str, at: float, top: float) -> None:
        if shape == "box":
            self.box(at, top + 3, 18, 11, fill, SOFT)
        elif shape == "diamond":
            self.diamond(at + 9, top + 9, 6, fill, INK)
        elif shape == "line":
            self.line(at + 9, top + 1, at + 9, top + 17, fill, 2, dashed=True)
        else:
            self.disc(at + 9, top + 9, 6, PAPER if shape == "ring" else fill, fill)

    def _x(self, at: float) -> float:
        return self.width - at if self.rtl else at

    def svg(self, title: str, description: str) -> Svg:
        """The finished picture with its title and description for those who do not see it."""
        defs = f"<defs>{''.join(self._patterns.values())}</defs>" if self._patterns else ""
        return Svg(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height:.0f}"'
            f' viewBox="0 0 {self.width} {self.height:.0f}" direction="ltr" role="img" aria-labelledby="{self.name}-title"'
            f' aria-describedby="{self.name}-words" font-family="{FONT}" font-size="{SIZE}" fill="{INK}">'
            f'<title id="{self.name}-title">{cleaned(title)}</title><desc id="{self.name}-words">{cleaned(description)}</desc>'
            f"{defs}{''.join(self._parts)}</svg>"
        )
