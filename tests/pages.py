"""A browser for tests that looks at every page it opens: headers, language, nothing inline, forms as a person finds them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from accounts.services.sessions import open_session
from accounts.sessions import cookie_name
from core.web import runtime
from tests.cast import PEOPLE

#: reliability.md 4.3, written again by hand: what the program says is compared with this.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; manifest-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}
#: What browsers repair but an author should know of.
GRAVE = re.compile(r"unexpected-end-tag|eof-in|duplicate-attribute|unexpected-start-tag-implies|non-html-root|expected-closing")
#: What no check looks at: the words between the tags (but whether there are any) and the values of most attributes.
SPACE, WORDS, NUMBER = re.compile(r">\s+<"), re.compile(r">[^<]+<"), re.compile(r"[a-z2-7]{20}|[A-Za-z0-9_-]{30,}|(?<![</]h)[0-9]+")
VALUE = re.compile(r'\s(?!id=|lang=|dir=|href=|src=|action=|formaction=)([\w:-]+)="[^"]*"')
_found_right: set[int] = set()


@dataclass
class SentForm:
    """A form of a page: where it goes, its fields as a browser would send them, and the names that a person may fill in."""

    action: str
    fields: MultiDict[str, str]
    names: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    multiple: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    @property
    def typed(self) -> tuple[str, ...]:
        """The names of the visible fields."""
        return tuple(name for name in self.names if name not in {"csrf_token", "form_key", "version"} | self.files)

    def filled(self, values: Mapping[str, Any]) -> MultiDict[str, str]:
        """The fields with these values in place; a list or tuple gives several, None leaves the field out."""
        data = MultiDict(self.fields)
        for name, value in values.items():
            if value is None:
                data.poplist(name)
            elif isinstance(value, list | tuple):
                data.setlist(name, [str(each) for each in value])
            else:
                data[name] = str(value)
        return data


class Browser:
    """Gets and posts as a browser does. ``checks=False`` lets a test open a page that is wrong on purpose."""

    def __init__(self, app: Flask, checks: bool = True, language: str = "") -> None:
        self.app = app
        self.raw = app.test_client()
        self.checks = checks
        if language:
            self.raw.set_cookie("language", language)

    def enter(self, name: str) -> None:
        """Signs a person of the cast in, by a session row."""
        with self.app.test_request_context("/"):
            kept = cookie_name()
            house = runtime()
            with house.database.write() as session:
                token = open_session(session, PEOPLE[name].id, "tests", house.clock())
        self.raw.set_cookie(kept, token)

    def get(self, url: str, status: int | Iterable[int] = 200, **options: Any) -> TestResponse:
        """Opens a page and looks at it; ``status`` is what must come."""
        return self._seen(self.raw.get(url, **options), f"GET {url}", status)

    def post(self, url: str, data: Any = None, status: int | Iterable[int] | None = None, **options: Any) -> TestResponse:
        """Posts exactly ``data``; by default any status but an error of the server is fine."""
        return self._seen(self.raw.post(url, data=data, **options), f"POST {url}", status)

    def form(self, url: str, index: int = 0) -> SentForm:
        """The main form of a page (the one inside ``<main>``) as a browser would send it."""
        found = self.forms(url)
        assert len(found) > index, f"{url} has no form number {index}"
        return found[index]

    def forms(self, url: str) -> list[SentForm]:
        """All POST forms inside ``<main>`` of a page."""
        return forms_in(self.get(url).text, url)

    def submit(self, url: str, index: int = 0, status: int | Iterable[int] | None = None, /, **values: Any) -> TestResponse:
        """Opens a page, fills in its form, sends it."""
        form = self.form(url, index)
        return self.post(form.action, form.filled(values), status)

    @staticmethod
    def links(answer: TestResponse) -> list[str]:
        """Where the links of a page lead inside the application: without fragments, without what only changes the language."""
        found = dict.fromkeys(unescape(each).split("#")[0] for each in re.findall(r"<a\b[^>]*\shref=\"(/[^\"]*)\"", answer.text))
        return [each for each in found if each and "language=" not in each and not each.startswith("/static")]

    def _seen(self, answer: TestResponse, what: str, status: int | Iterable[int] | None) -> TestResponse:
        wanted = [status] if isinstance(status, int) else list(status) if status is not None else None
        if wanted is not None:
            assert answer.status_code in wanted, f"{what}: {answer.status_code} instead of {wanted}\n{in_words(answer)}"
        else:
            assert answer.status_code < 500, f"{what}: {answer.status_code}\n{in_words(answer)}"
        if self.checks:
            check(answer, what)
        return answer


def headers_of(path: str, status: int) -> Mapping[str, str]:
    """What must stand on the answer to this address: an attached file that is given out lies in a sandbox."""
    given_out = status == 200 and re.fullmatch(r"/attachments/[a-z0-9]+", path)
    return HEADERS | {"Content-Security-Policy": "default-src 'none'; sandbox"} if given_out else HEADERS


def check(answer: TestResponse, what: str = "") -> None:
    """Headers as in reliability.md 4.3, and a page that keeps to its own rules."""
    for name, value in headers_of(answer.request.path, answer.status_code).items():
        assert answer.headers.getlist(name) == [value], f"{what}: header {name} is {answer.headers.getlist(name)}"
    if answer.mimetype == "text/html" and answer.status_code != 303:
        check_page(answer.text, what)


def check_page(text: str, what: str = "") -> None:
    """A page as a browser and an author want it. Raises AssertionError."""
    ids = re.findall(r'\sid="([^"]*)"', text)
    twice = {each for each, number in Counter(ids).items() if number > 1}
    assert not twice, f"{what}: ids that stand twice: {twice}"
    like = hash(shape(text))
    if like not in _found_right:  # the look at the whole tree takes ten times as long as this
        _check_tree(parsed(text, what), what)
        _found_right.add(like)


def shape(text: str) -> str:
    """A page without what the checks of its tree do not look at: most pages of the tests are like one that was looked at before."""
    return NUMBER.sub("*", VALUE.sub(r" \1", WORDS.sub(">.<", SPACE.sub("><", text))))


def _check_tree(root: Element, what: str) -> None:
    assert root.get("lang") in ("ar", "ckb", "en"), f"{what}: no language"
    assert root.get("dir") == ("ltr" if root.get("lang") == "en" else "rtl"), f"{what}: no direction"
    for each in root.iter():
        _check_element(each, what)
    assert len(list(root.iter("h1"))) == 1, f"{what}: not exactly one h1"


def parsed(text: str, what: str = "") -> Element:
    """The tree of a page. Fails for what a browser would have to guess."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(text)
    grave = [(place, code) for place, code, _details in parser.errors if GRAVE.match(code)]
    if grave:
        (line, column), code = grave[0]
        shown = text.split("\n")[line - 1][max(0, column - 150) : column + 50] if line <= text.count("\n") + 1 else ""
        raise AssertionError(f"{what}: {code} at line {line}: {shown}")
    return root


def _check_element(each: Element, what: str) -> None:
    tag = str(each.tag)
    assert "style" not in each.attrib, f"{what}: style= on <{tag}>"
    on = [name for name in each.attrib if name.startswith("on")]
    assert not on, f"{what}: {on} on <{tag}>"
    assert tag != "style", f"{what}: a <style>"
    if tag == "script":
        assert each.get("src"), f"{what}: a script without src"
        assert not (each.text or "").strip(), f"{what}: a script inside the page"
    for name in ("href", "src", "action", "formaction"):
        target = (each.get(name) or "").strip().lower()
        assert not target.startswith(("javascript:", "data:", "//")), f"{what}: {name}={target}"
        assert not target.startswith(("http:", "https:")), f"{what}: leads outside: {target}"


def forms_in(text: str, url: str) -> list[SentForm]:
    """The POST forms inside ``<main>``. Read by the small parser of Python: html5lib takes ten times as long."""
    reader = _FormReader(url)
    reader.feed(text)
    return reader.forms


class _FormReader(HTMLParser):
    """Gathers forms with what a browser would send of them."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.url = url
        self.forms: list[SentForm] = []
        self._form: SentForm | None = None
        self._in_main = False
        self._select: tuple[str, bool, list[tuple[str, bool]]] | None = None
        self._text: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        if tag == "main":
            self._in_main = True
        elif tag == "form" and self._in_main and given.get("method", "").lower() == "post":
            self._form = SentForm(urljoin(self.url, given.get("action") or self.url), MultiDict(), ())
        elif self._form is None:
            return
        elif tag == "option" and self._select is not None:
            self._select[2].append((given.get("value", ""), "selected" in given))
        elif given.get("name") and "disabled" not in given and tag in ("input", "select", "textarea"):
            self._take(self._form, tag, given)

    def _take(self, form: SentForm, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if name not in form.names:
            form.names = (*form.names, name)
        if tag == "select":
            self._select = (name, "multiple" in given, [])
        elif tag == "textarea":
            self._text = (name, [])
        elif kind in ("checkbox", "radio"):
            offered = (*form.options.get(name, ()), given.get("value", "on"))
            form.options = {**form.options, name: offered}
            if kind == "checkbox" and len(offered) > 1:
                form.multiple |= {name}
            if "checked" in given:
                form.fields.add(name, given.get("value", "on"))
        elif kind == "file":
            form.files |= {name}
        elif kind not in ("submit", "button", "image", "reset"):
            form.fields.add(name, given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main = False
        elif self._form is None:
            return
        elif tag == "form":
            self.forms.append(self._form)
            self._form = None
        elif tag == "textarea" and self._text is not None:
            self._form.fields.add(self._text[0], "".join(self._text[1]).replace("\r\n", "\n").removeprefix("\n"))
            self._text = None
        elif tag == "select" and self._select is not None:
            name, several, options = self._select
            self._form.options = {**self._form.options, name: tuple(value for value, _chosen in options)}
            chosen = [value for value, is_chosen in options if is_chosen]
            if several:
                self._form.multiple |= {name}
            for value in chosen or ([options[0][0]] if options and not several else []):
                self._form.fields.add(name, value)
            self._select = None


def path_of(answer: TestResponse) -> str:
    """Where a redirect leads, as a path with its query."""
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def words_of(element: Element) -> str:
    """The text of an element, in one line."""
    return " ".join("".join(element.itertext()).split())


def in_words(answer: TestResponse, most: int = 1500) -> str:
    """What a page says inside ``<main>``, for a failed test."""
    if answer.mimetype != "text/html":
        return answer.text[:most]
    root = html5lib.parse(answer.text, namespaceHTMLElements=False)
    return words_of(next(root.iter("main"), root))[:most]
