"""Somebody at a browser: goes from page to page as a person does, and every page on the way is looked at.

A page fails for an uncaught error, anything the browser complains of, a request that failed, what axe finds, and what does not fit
into 360 px. Pages of one kind, state and language are looked at once per run: hundreds of pages look alike.
"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

from tests.cast import PASSWORD, email_of

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}
#: Ids of ours, tokens and numbers: what differs between two pages of one kind.
ID = re.compile(r"(?<=[/=])([a-z2-7]{20}|[A-Za-z0-9_-]{30,}|[0-9]+)(?=[/?#&]|$)")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
AXE = Axe().axe_script
#: Contrast is judged in English: over long text in Arabic script axe passes without a verdict, and takes half of its time for it.
JUDGED = """rules => axe.run(document, {...rules, rules: {'color-contrast': {enabled: document.documentElement.lang === 'en'}}})"""
#: What a page is made of, for telling whether one like it was looked at before.
SHAPE = """() => [document.documentElement.lang, !!document.querySelector('.note.error'), !!document.querySelector('.conflict'),
  !!document.querySelector('.empty'), !!document.querySelector('.gaps'), [...document.querySelectorAll('main form')].length,
  document.querySelector('main .pill')?.className || ''].join(' ')"""
OUTSIDE = """() => [...document.querySelectorAll('body *')].filter(each => { const box = each.getBoundingClientRect();
  return box.width > 1 && (box.right > innerWidth + .5 || box.left < -.5); }).slice(-3).map(each => each.outerHTML.slice(0, 200))"""
MARK_OF_FOCUS = """selector => { const at = document.activeElement, style = getComputedStyle(at);
  const width = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
  const seen = at.checkVisibility({opacityProperty: true, visibilityProperty: true});
  return {tag: at.tagName, name: at.name || at.id || at.href || '', width, seen, fits: !!selector && at.matches(selector)}; }"""


class Visitor:
    """One person in one browser of their own. ``looked`` are the kinds of pages that were looked at and found right; ``statuses``
    are answers other than 2xx and 3xx that are expected on the way; ``is_judged``: axe reads each page too."""

    is_judged = True

    def __init__(self, context: BrowserContext, base: str, looked: set[str], statuses: Iterable[int] = (), scripts: bool = True) -> None:
        self.context, self.base, self.looked, self.scripts = context, base, looked, scripts
        self.statuses = set(statuses)
        self.problems: list[str] = []
        self.page: Page
        self.reopen()

    def reopen(self) -> None:
        """Opens a page of the browser, after the one before was closed."""
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        # An answer that is not 2xx is complained of in _answered, with its address.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the browser's own: one left the page before it had come
            self.problems.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.statuses:
            self.problems.append(f"{response.status}: {response.request.method} {response.url}")

    @property
    def path(self) -> str:
        """Where one is, without the query."""
        return urlsplit(self.page.url).path

    def find(self, selector: str) -> Locator:
        """The first that fits."""
        return self.page.locator(selector).first

    def go(self, url: str) -> None:
        """Opens an address, as if it were typed."""
        self.page.goto(urljoin(self.base, url))
        self.look()

    def press(self, target: Locator | str) -> None:
        """Clicks what leads to another page (or another place in this one), and looks at it."""
        (self.find(target) if isinstance(target, str) else target).click()
        self.look()

    def look(self) -> None:
        """Looks at the page. Raises AssertionError with everything that is wrong with it."""
        self.page.wait_for_load_state()
        kind = f"{ID.sub('*', self.page.url.removeprefix(self.base).partition('#')[0])} {self.page.evaluate(SHAPE)}"
        if kind not in self.looked:
            found = [*self._axe(), *self._too_wide()]
            self.problems += found
            if self.scripts and self.is_judged and not found:
                self.looked.add(kind)
        assert not self.problems, f"{self.page.url}:\n" + "\n".join(self.problems)

    def _axe(self) -> list[str]:
        if not (self.scripts and self.is_judged):  # without scripts axe would wait for ever
            return []
        self.page.evaluate(AXE)
        found = self.page.evaluate(JUDGED, RULES)
        return [f"axe {each['id']}: {each['help']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found["violations"]]

    def contrast(self) -> dict[str, int]:
        """How many pieces of text have enough contrast, and how many have not."""
        self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run(document, {runOnly: {type: 'rule', values: ['color-contrast']}})")
        return {kind: sum(len(each["nodes"]) for each in found[kind]) for kind in ("passes", "violations")}

    def _too_wide(self) -> list[str]:
        self.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        width = self.page.evaluate("document.documentElement.scrollWidth")
        outside = self.page.evaluate(OUTSIDE) if width > NARROW["width"] else []
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        return [f"{width} px wide at 360: {outside}"] if outside or width > NARROW["width"] else []

    # ---- what people do ----

    def has(self, name: str, token: str, language: str) -> None:
        """Carries the cookies of somebody who has signed in before (``token``), or of nobody ("")."""
        self.context.add_cookies([{"name": "language", "value": language, "url": self.base}])
        if token:
            self.context.add_cookies([{"name": name, "value": token, "url": self.base}])

    def enter(self, name: str, language: str = "ar") -> None:
        """Signs in by the form with the password, in a language chosen before."""
        self.go("/sign-in")
        self.press(f".langs a[hreflang={language}]")
        self.fill(email=email_of(name), password=PASSWORD)
        self.save()
        assert self.path == "/", self.path

    def leave(self) -> None:
        """Signs out by the menu."""
        self.find(".top-end .pop:has(form) > summary").click()
        self.press('.top-end form[action$="/sign-out"] button')

    def fill(self, **values: Any) -> None:
        """Fills in fields of the form in the page, by their names; lists are ticked, selects take values."""
        for name, value in values.items():
            self._fill(name, value)

    def _fill(self, name: str, value: Any) -> None:
        fields = self.page.locator(f'main form [name="{name}"]')
        kind = fields.first.evaluate("each => each.tagName === 'SELECT' && each.hidden ? 'found' : each.type")
        if kind in ("checkbox", "radio"):
            for each in value if isinstance(value, list) else [value]:
                self.page.locator(f'main form [name="{name}"][value="{each}"]').check()
        elif kind == "found":
            box = self.find(f'main form [name="{name}"] + [role=combobox]')
            box.fill(fields.first.locator(f'option[value="{value}"]').text_content() or "")
            self.find(f'main form ul.found li[data-value="{value}"]').click()
            expect(fields.first).to_have_value(value)
        elif kind == "select-one":
            fields.first.select_option(str(value))
        else:
            fields.first.fill(str(value))

    def save(self) -> None:
        """Sends the form."""
        self.press("main form .buttons button")

    # ---- the keyboard ----

    def tab_to(self, selector: str, most: int = 60, back: bool = False) -> None:
        """Goes to an element by the tabulator alone. Raises AssertionError when it is not reached, or a focus on the way is not visible."""
        for _step in range(most):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if self._focus_shows(selector):
                return
        raise AssertionError(f"{self.page.url}: {selector} is not reached within {most} tabs")

    def keys(self, *pressed: str) -> None:
        """Presses keys one after another; text in angle quotes is typed: ``keys("‹سنجار›", "Tab")``."""
        for each in pressed:
            if each.startswith("‹"):
                self.page.keyboard.type(each[1:-1])
            else:
                self.page.keyboard.press(each)

    def follow(self) -> None:
        """Presses Enter on what has the focus, waits for the next page and looks at it."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def _focus_shows(self, selector: str = "") -> bool:
        """The focus is where one sees it. Returns whether it is on this element."""
        mark = self.page.evaluate(MARK_OF_FOCUS, selector)
        if mark["tag"] not in ("BODY", "HTML"):
            assert mark["seen"], f"{self.page.url}: the focus is on something invisible: {mark}"
            assert mark["width"] >= 2, f"{self.page.url}: the focus does not show: {mark}"
        return bool(mark["fits"])
