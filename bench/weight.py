"""What a visit weighs: a page and everything that it loads, compressed as the server sends it, without fonts."""

import re

from bench.results import Visit
from bench.visitor import Visitor

_IN_PAGE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_IN_STYLE = re.compile(r'url\(["\']?([^"\')]+)["\']?\)')
_IN_SCRIPT = re.compile(r'(?:from|import)\s*\(?["\']([^"\']+)["\']')
FONTS = (".woff2", ".woff", ".ttf")


def visit(visitor: Visitor, words: str, path: str) -> Visit:
    """Loads a page as a browser with an empty cache would; the repeated visit loads the page alone, the rest never changes."""
    html, sent, _plain = visitor.get(path)
    waiting, seen = _IN_PAGE.findall(html), dict[str, int]()
    while waiting:
        address = waiting.pop()
        if address in seen or address.split("?")[0].endswith(FONTS):
            continue
        text, seen[address], _unpacked = visitor.get(address)
        waiting += [_beside(address, each) for each in _further(address, text)]
    return Visit(words, sent + sum(seen.values()), sent)


def _further(address: str, text: str) -> list[str]:
    name = address.split("?", maxsplit=1)[0]
    found = _IN_STYLE.findall(text) if name.endswith(".css") else _IN_SCRIPT.findall(text) if name.endswith(".js") else []
    return [each for each in found if not each.startswith(("data:", "#"))]


def _beside(address: str, other: str) -> str:
    if other.startswith("/"):
        return other
    return address.split("?", maxsplit=1)[0].rsplit("/", 1)[0] + "/" + other.removeprefix("./")
