"""The address of a list: what is looked for, which page, and the same list with one filter less."""

from urllib.parse import urlencode

from flask import request

from core.forms import LINE, cleaned
from core.numerals import to_western

MOST_DIGITS = 7


def asked_for(name: str) -> str:
    """The value of a filter in the address, without control characters and at most one line long; empty when not asked for."""
    return cleaned(request.args.get(name, "")[:LINE])


def page_asked() -> int:
    """The page number in the address; 1 for anything that is none."""
    text = to_western(request.args.get("page", "1"))
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 1


def without(names: set[str], **added: str | int) -> str:
    """The address of this list without some filters (and from its first page on)."""
    left = [(name, value[:LINE]) for name, value in request.args.items() if value and name not in names | {"page", "language"} | set(added)]
    query = urlencode([*left, *added.items()], errors="replace")
    return f"{request.path}?{query}" if query else request.path


def page_url(page: int) -> str:
    """The address of another page of this list."""
    return without(set(), page=page)
