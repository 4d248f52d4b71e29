"""The same visitor without a mouse: whatever is pressed or filled in is reached by the tabulator, and every focus on the way must show."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

#: How many stops something may be away from where one stands.
MOST = 60
STOPS = """a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]"""
#: Steps from the focus to an element, by Tab (more than 0) or Shift+Tab (less), counted over what can be stopped at.
STEPS = """(wanted, stops) => {
  const stop = each => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({visibilityProperty: true});
  const seen = [...document.querySelectorAll(stops)].filter(stop);
  const here = location.hash && document.getElementById(location.hash.slice(1));
  const at = document.activeElement === document.body && here || document.activeElement;
  const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const between = (from, to) => seen.filter(each => follows(from, each) && follows(each, to)).length + 1;
  return at === wanted ? 0 : follows(at, wanted) ? between(at, wanted) : -between(wanted, at); }"""
IN_MAIN = "each => !!each.closest('main') && document.activeElement === document.body && !location.hash"


class Keyboard(Visitor):
    """``keys`` counts what was pressed, without the letters of texts."""

    pressed = 0

    def go(self, url: str) -> None:
        """Opens the first address; from there on only by keys. Raises AssertionError for a second one."""
        assert self.page.url == "about:blank", f"without the keyboard: {url}"
        super().go(url)

    def press(self, target: Locator | str) -> None:
        """Goes to it and presses Enter, waits for the page (or place) to which it leads and looks at it."""
        wanted = self.find(target) if isinstance(target, str) else target
        self.reach(wanted)
        if wanted.evaluate("each => each.tagName") == "SUMMARY":
            self.keys("Enter")
        else:
            self.follow()

    def reach(self, wanted: Locator) -> None:
        """Goes to an element by the tabulator, the shorter way; into the page's own part by the skip link."""
        if wanted.evaluate(IN_MAIN):
            self.keys("Tab")
            self._focus_shows()
            expect(self.find("a.skip")).to_be_focused()
            self.keys("Enter")
            expect(self.find("#main")).to_be_focused()
        steps = wanted.evaluate(STEPS, STOPS)
        assert abs(steps) <= MOST, f"{self.page.url}: {wanted} is {steps} tabs away"
        if not steps:
            return
        for _step in range(abs(steps) + 2):
            self.keys("Tab" if steps > 0 else "Shift+Tab")
            self._focus_shows()
            if wanted.evaluate("each => each === document.activeElement"):
                return
        raise AssertionError(f"{self.page.url}: {wanted} is not reached within {steps} tabs")

    def keys(self, *pressed: str) -> None:
        """As every visitor; counted."""
        self.pressed += sum(not each.startswith("‹") for each in pressed)
        super().keys(*pressed)

    def _fill(self, name: str, value: Any) -> None:
        field = self.find(f'main form [name="{name}"]')
        kind = field.evaluate("each => each.tagName === 'SELECT' && each.hidden ? 'found' : each.type")
        if kind == "checkbox":
            for each in value if isinstance(value, list) else [value]:
                self._tick(self.find(f'main form [name="{name}"][value="{each}"]'))
        elif kind == "radio":
            self._choose_radio(field, f'main form [name="{name}"]', str(value))
        elif kind == "found":
            self.reach(self.find(f'main form [name="{name}"] + [role=combobox]'))
            words = field.locator(f'option[value="{value}"]').text_content()
            self.keys("Control+a", f"‹{words}›", "ArrowDown", "Enter")
            expect(field).to_have_value(value)
        elif kind == "select-one":
            self._choose(field, str(value))
        else:
            self.reach(field)
            self.keys("Control+a", f"‹{value}›")

    def _tick(self, box: Locator) -> None:
        self.reach(box)
        if not box.is_checked():
            self.keys("Space")
        expect(box).to_be_checked()

    def _choose(self, field: Locator, value: str) -> None:
        """From the first option down by arrows."""
        self.reach(field)
        options = field.locator("option").evaluate_all("all => all.map(each => each.value)")
        self.keys("Home", *["ArrowDown"] * options.index(value))
        expect(field).to_have_value(value)

    def _choose_radio(self, first: Locator, group: str, value: str) -> None:
        """One tab stop for the whole group, then arrows."""
        chosen = self.page.locator(f"{group}:checked")
        self.reach(chosen if chosen.count() else first)
        wanted = self.find(f'{group}[value="{value}"]')
        if not chosen.count():
            self.keys("Space")
        for _step in range(self.page.locator(group).count()):
            if wanted.is_checked():
                return
            self.keys("ArrowDown")
            self._focus_shows()
        raise AssertionError(f"{self.page.url}: {value} is not chosen by arrows")
