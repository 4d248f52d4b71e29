"""The address of a list: what is looked for, which page, and the same list with one filter less.

A list says what it can be narrowed by once, as filters (:func:`choice`, :func:`tick`); from these come the form above it, the chips,
the addresses without one of them, and the query that an export or a kept filter repeats.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Flask, current_app, request

from core.forms import LINE, cleaned
from core.languages import Text, lazy
from core.numerals import to_western

MOST_DIGITS = 7
TICKED = "yes"
SORT = "sort"
EXTENSION = "tansiq_lists"
ALL = lazy("All")
Offered = Sequence[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a list. ``offered`` are the values with their words; ``chosen`` is one of them, or empty for all.

    A ``tick`` offers one value only. What is ``further`` stands folded under "More filters".
    """

    name: str
    label: Text
    offered: Offered
    chosen: str
    is_tick: bool = False
    further: bool = False
    all_word: Text = ALL

    @property
    def word(self) -> str:
        """What is chosen, in words; empty for all."""
        return next((str(word).strip() for value, word in self.offered if value == self.chosen), "") if self.chosen else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list: the words to search (None: it is not searched) and its filters; nothing that it does not know.

    A filter named ``sort`` is the order of the list: it is kept with the others, and takes nothing away.
    """

    words: str | None
    filters: tuple[Filter, ...] = ()

    def __getitem__(self, name: str) -> str:
        """The chosen value of a filter; empty for all."""
        return next(each.chosen for each in self.filters if each.name == name)

    @property
    def kept(self) -> Mapping[str, str]:
        """What is chosen, by name in the address, with the order."""
        chosen = {each.name: each.chosen for each in self.filters if each.chosen}
        return {"q": self.words, **chosen} if self.words else chosen

    @property
    def known(self) -> Mapping[str, str]:
        """What the list is narrowed to, by name in the address."""
        return {name: value for name, value in self.kept.items() if name != SORT}

    def order_of(self, column: str) -> str:
        """How a column stands in the order of the list, as ``aria-sort`` says it; empty when it is another's."""
        return {column: "ascending", f"-{column}": "descending"}.get(self[SORT], "")

    def order_url(self, column: str, first: str = "") -> str:
        """The list in the order of a column: first ``first`` (or the column's own), the other way round when it is in that order."""
        first = first or column
        other = column if first.startswith("-") else f"-{column}"
        return without({SORT}, **{SORT: other if self[SORT] == first else first})

    @property
    def chips(self) -> list[tuple[str, str]]:
        """What is chosen in words, each with the address of the list without it."""
        named = [("q", self.words or ""), *((each.name, each.word) for each in self.filters if each.name != SORT)]
        return [(word, without({name})) for name, word in named if word]

    @property
    def clear(self) -> str:
        """The address of the list without all of them."""
        return without({"q", *(each.name for each in self.filters if each.name != SORT)})

    @property
    def is_further_open(self) -> bool:
        """Whether one of the folded filters is chosen."""
        return any(each.further and each.chosen for each in self.filters)


def asked_of_list(filters: Iterable[Filter], searched: bool = True) -> Asked:
    """What this request asks of a list."""
    return Asked(asked_for("q") if searched else None, tuple(filters))


def choice(name: str, label: Text, offered: Iterable[tuple[str, Text]], further: bool = False) -> Filter:
    """A filter with several values; one that the address names but the list does not offer is ignored."""
    values, wanted = list(offered), asked_for(name)
    return Filter(name, label, values, wanted if wanted in {value for value, _word in values} else "", False, further)


def order(offered: Iterable[tuple[str, Text]], usual: Text) -> Filter:
    """The order of the list: columns, downwards with a ``-`` before them; ``usual`` says how the list stands otherwise."""
    return replace(choice(SORT, lazy("Order"), offered, further=True), all_word=usual)


def tick(name: str, label: Text, further: bool = False) -> Filter:
    """A filter that is on or off."""
    return Filter(name, label, ((TICKED, label),), TICKED if asked_for(name) == TICKED else "", True, further)


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


@dataclass(frozen=True, slots=True)
class KnownList:
    """A list of which people keep what they ask: its page, the permission that the page wants, and what a request asks of it."""

    endpoint: str
    permission: str
    asked: Callable[[], Asked]


def register_list(app: Flask, name: str, known: KnownList) -> None:
    """From here on people can keep what they ask of this list under a name."""
    app.extensions.setdefault(EXTENSION, {})[name] = known


def known_list(name: str) -> KnownList | None:
    """The list that was registered under this name."""
    found: KnownList | None = current_app.extensions.get(EXTENSION, {}).get(name)
    return found
