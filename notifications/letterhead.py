"""A letter as mail clients show it: plain text, and HTML with its style on each element, since many clients drop style sheets.

No picture and nothing from elsewhere is asked for, so nobody learns whether and where a mail was opened. Direction and side stand on
every block: clients throw away ``html`` and ``body``, and the word processor inside Outlook knows no ``text-align: start``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from core.formats import moment
from core.languages import direction, gettext, language
from notifications.letters import Letter, Said

WISHES = "/profile/messages"
RIGHT_TO_LEFT_MARK = "\u200f"
INK, SOFT, TEAL, LINE, PAPER, SHEET = "#211f1a", "#5d5647", "#0b5a5d", "#ddd3c0", "#faf6ee", "#fffdf8"
FONTS = "Vazirmatn,Tahoma,'Segoe UI','Noto Sans Arabic',Arial,sans-serif"
TEXT = f"font:400 16px/1.7 {FONTS};color:{INK}"
SMALL = f"font:400 13px/1.6 {FONTS};color:{SOFT}"
BUTTON = f"display:inline-block;padding:10px 20px;border:1px solid {TEAL};border-radius:6px;font:600 16px/1.4 {FONTS};text-decoration:none"
FILLED, QUIET = f"background:{TEAL};color:#ffffff", f"background:{SHEET};color:{TEAL}"
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class ForeignLink(ValueError):
    """A letter leads to another place than this installation."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    words: str
    url: str


def plain(letter: Letter, public_url: str) -> str:
    """The letter as text, in the language of this moment. Raises ForeignLink."""
    parts = [_typed(each) for each in letter.paragraphs]
    parts += [f"{_typed('• ' + _said(each))}\n{whole(each.link, public_url)}" for each in letter.said]
    parts += [f"{_typed(each.words)}\n{each.url}" for each in links(letter, public_url)]
    foot = [_typed(sent_by()), f"{_typed(wishes_words())}\n{public_url}{WISHES}"]
    return "\n\n".join([*parts, "-- \n" + "\n".join(foot)]) + "\n"


def html(letter: Letter, public_url: str) -> str:
    """The letter as a page, in the language of this moment. Raises ForeignLink."""
    way = {"dir": direction(), "align": "right" if direction() == "rtl" else "left"}
    page = Element("html", {"lang": language(), "dir": way["dir"]})
    head = SubElement(page, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
    SubElement(head, "title").text = _seen(letter.subject)
    body = SubElement(page, "body", {"lang": language(), "dir": way["dir"], "style": f"margin:0;padding:0;background:{PAPER}"})
    cell = _sheet(body, way)
    mark = SubElement(cell, "p", {**way, "style": f"margin:0 0 16px;font:700 18px/1.4 {FONTS};color:{TEAL}"})
    mark.text = gettext("Tansiq")
    for each in letter.paragraphs:
        _lines(SubElement(cell, "p", {**way, "style": f"margin:0 0 16px;{TEXT}"}), each)
    _list(cell, way, letter, public_url)
    _buttons(cell, way, links(letter, public_url))
    foot = SubElement(cell, "p", {**way, "style": f"margin:24px 0 0;padding:12px 0 0;border-top:1px solid {LINE};{SMALL}"})
    foot.text = sent_by() + " "
    _anchor(foot, Link(wishes_words(), public_url + WISHES), f"color:{TEAL}")
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


def links(letter: Letter, public_url: str) -> tuple[Link, ...]:
    """The letter's buttons: what to do first, then the other answers. Raises ForeignLink."""
    first = [(letter.link_text, letter.link)] if letter.link else []
    return tuple(Link(words, whole(url, public_url)) for words, url in (*first, *letter.choices))


def whole(url: str, public_url: str) -> str:
    """The address with the configured host; a path is joined to it. Raises ForeignLink for any other host."""
    if url.startswith("/") and not url.startswith("//"):
        return public_url + url
    given, ours = urlsplit(url), urlsplit(public_url)
    if (given.scheme, given.netloc) != (ours.scheme, ours.netloc) or re.search(r"\s", url):
        raise ForeignLink("a letter leads to another host")
    return url


def sent_by() -> str:
    """Who writes, and that no answer is read."""
    return gettext("Tansiq, the coordination system of the Ministry of Migration and Displaced, sent this by itself. Replies are not read.")


def wishes_words() -> str:
    """The words that lead to one's wishes."""
    return gettext("How and when you are told is yours to choose.")


def _said(each: Said) -> str:
    words = f"{each.sentence} ({moment(each.at)})"
    return gettext("%(what)s: has passed meanwhile", what=words) if each.passed else words


def _typed(text: str) -> str:
    """Each line of a right-to-left text begins with its mark: else a line with a Latin name first would stand on the wrong side."""
    mark = RIGHT_TO_LEFT_MARK if direction() == "rtl" else ""
    return "\n".join(mark + line if line else line for line in _seen(text).split("\n"))


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def _sheet(body: Element, way: dict[str, str]) -> Element:
    """The one column, 600 points wide where there is room: tables, since Outlook knows no other width."""
    plain_table = {"role": "presentation", "cellpadding": "0", "cellspacing": "0", "border": "0"}
    ground = SubElement(body, "table", {**plain_table, "dir": way["dir"], "width": "100%", "style": f"background:{PAPER}"})
    middle = SubElement(SubElement(ground, "tr"), "td", {"align": "center", "style": "padding:16px"})
    sheet = SubElement(middle, "table", {**plain_table, "dir": way["dir"], "width": "600", "style": "width:100%;max-width:600px"})
    look = f"padding:24px;background:{SHEET};border:1px solid {LINE};border-radius:6px"
    return SubElement(SubElement(sheet, "tr"), "td", {**way, "style": look})


def _lines(parent: Element, text: str) -> None:
    first, *more = _seen(text).split("\n")
    parent.text = first
    for line in more:
        SubElement(parent, "br").tail = line


def _list(cell: Element, way: dict[str, str], letter: Letter, public_url: str) -> None:
    if not letter.said:
        return
    side = "right" if way["dir"] == "rtl" else "left"
    listed = SubElement(cell, "ul", {"dir": way["dir"], "style": f"margin:0 0 16px;padding:0;padding-{side}:20px;{TEXT}"})
    for each in letter.said:
        item = SubElement(listed, "li", {**way, "style": "margin:0 0 8px"})
        _anchor(item, Link(_said(each), whole(each.link, public_url)), f"color:{TEAL}")


def _buttons(cell: Element, way: dict[str, str], found: tuple[Link, ...]) -> None:
    for number, each in enumerate(found):
        row = SubElement(cell, "p", {**way, "style": "margin:0 0 12px"})
        _anchor(row, each, f"{BUTTON};{QUIET if number else FILLED}")


def _anchor(parent: Element, link: Link, style: str) -> None:
    SubElement(parent, "a", {"href": link.url, "style": style}).text = _seen(link.words)


def paragraphs_of(text: str) -> Iterator[str]:
    """The paragraphs of a text that was written with empty lines between them."""
    yield from (each for each in re.split(r"\n{2,}", text.strip()) if each)
