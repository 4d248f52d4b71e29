"""Reads what typst writes as PDF, as far as the tests ask: pages, title, language, and the text as a screen reader would say it."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "r": "\r", "f": "\f"}
#: An operator, a name, a number, a bracket, or the begin of a string.
_TOKEN = re.compile(r"/?[A-Za-z0-9.*'+-]+|<[0-9A-F]+>|[\[\](<>]")
_PLAIN = re.compile(r"[^()\\]+")
_ESCAPED = re.compile(r"\\([0-7]{3}|.)", re.S)
Fonts = dict[str, dict[int, str]]


@dataclass(frozen=True)
class Pdf:
    """A PDF as bytes."""

    data: bytes

    def __post_init__(self) -> None:
        assert self.data.startswith(b"%PDF-1."), self.data[:20]
        assert self.data.rstrip().endswith(b"%%EOF")

    @cached_property
    def objects(self) -> dict[int, bytes]:
        return {int(number): body for number, body in re.findall(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj", self.data, re.S)}

    @property
    def pages(self) -> list[bytes]:
        return [body for body in self.objects.values() if b"/Type/Page/" in body]

    @property
    def language(self) -> str:
        return re.search(rb"/Lang\(([^)]*)\)", self.data).group(1).decode()

    @property
    def title(self) -> str:
        found = re.search(rb"/Title(?:<([0-9A-F]+)>|\(([^)]*)\))", self._object_after(rb"/Info", self.data))
        return bytes.fromhex(found.group(1).decode()).decode("utf-16") if found.group(1) else found.group(2).decode("latin-1")

    @property
    def text(self) -> str:
        """All that is printed; what stands from right to left is put into reading order line by line."""
        return "\n".join(self.text_of(page) for page in self.pages)

    @property
    def squeezed(self) -> str:
        """The text without white space, so that a line's end does not hide a phrase."""
        return squeezed(self.text)

    def text_of(self, page: bytes) -> str:
        """What is printed on one page."""
        fonts = self._fonts(page)
        content = self._stream(self._object_after(rb"/Contents", page)).decode("latin-1")
        return "\n".join("".join(_runs(block, fonts)) for block in re.findall(r"\nBT(.*?)\nET", content, re.S))

    def _object_after(self, name: bytes, where: bytes) -> bytes:
        return self.objects[int(re.search(name + rb" (\d+) 0 R", where).group(1))]

    def _stream(self, body: bytes) -> bytes:
        head, packed = body.split(b"stream\n", 1)
        packed = packed.rsplit(b"\nendstream", 1)[0]
        return zlib.decompress(packed) if b"/FlateDecode" in head else packed

    def _fonts(self, page: bytes) -> Fonts:
        """Glyph → text, by the name of the font in this page."""
        found: Fonts = {}
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", self._object_after(rb"/Resources", page)):
            if b"/ToUnicode" in self.objects[int(number)]:
                table = self._stream(self._object_after(rb"/ToUnicode", self.objects[int(number)])).split(b"beginbfchar", 1)[1]
                pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", table)
                found[name.decode()] = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
        return found


def squeezed(text: str) -> str:
    """Text without white space and without marks of direction."""
    return re.sub("[\\s\u200b\u2066-\u2069]+", "", text)


def _runs(block: str, fonts: Fonts) -> list[str]:
    """The runs of one line, in reading order."""
    runs, font, back, before = [], "", False, ""
    for token in _tokens(block):
        if token in ("/ReversedChars", "EMC"):
            back = token != "EMC"
        elif token.startswith("/f"):
            font = token[1:]
        elif token.startswith("(") and before != "/ActualText":
            plain = token[1:].encode("latin-1")
            glyphs = [int.from_bytes(plain[at : at + 2], "big") for at in range(0, len(plain), 2)]
            runs.append("".join(fonts[font].get(glyph, "�") for glyph in (reversed(glyphs) if back else glyphs)))
        before = token
    return runs[::-1] if "/ReversedChars" in block else runs


def _tokens(block: str) -> Iterator[str]:
    """Words and names as they stand; strings without their escapes, after an opening bracket."""
    at = 0
    while found := _TOKEN.search(block, at):
        at = found.end()
        if found.group() != "(":
            hexadecimal = found.group().startswith("<") and found.group().endswith(">")
            yield "(" + bytes.fromhex(found.group()[1:-1]).decode("latin-1") if hexadecimal else found.group()
            continue
        text, depth = "(", 1
        while depth:
            if plain := _PLAIN.match(block, at):
                text += plain.group()
                at = plain.end()
            elif escaped := _ESCAPED.match(block, at):
                what = escaped.group(1)
                text += chr(int(what, 8)) if what.isdigit() else ESCAPES.get(what, what)
                at = escaped.end()
            else:
                depth += 1 if block[at] == "(" else -1
                text += block[at] if depth else ""
                at += 1
        yield text
