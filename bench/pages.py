"""The pages that are measured, and the requests that open them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from bench.fill import Filled
from bench.stock import PASSWORD
from bench.visitor import Visitor, hidden_fields
from plans.terms import PlanState

PLANNER, OFFICER, STRANGER = "planner", "officer", ""
#: So many different plans are opened in turn.
DIFFERENT = 20


@dataclass(frozen=True)
class Page:
    """A page: its key in results, its words in tables, who opens it, the expected status.

    ``paths`` are opened in turn with GET; ``posts`` instead makes so many POSTs, each from a fresh form (``again`` False).
    """

    key: str
    words: str
    who: str
    paths: Callable[[Filled], tuple[str, ...]] = lambda _filled: ()
    posts: Callable[["Opener", Visitor, int], list[dict[str, Any]]] | None = None
    expect: int = 200


class Opener:
    """Makes the requests of each page against one filled database; saves go round its drafts."""

    def __init__(self, filled: Filled, visitors: Mapping[str, Visitor]) -> None:
        self.filled, self.visitors = filled, visitors
        self._drafts = cycle(filled.plans[PlanState.DRAFT])
        # the first of the emails belong to the two whose sessions must live on
        self._emails = cycle(filled.emails[-40:])
        self._saved = 0

    def requests(self, page: Page, count: int) -> list[dict[str, Any]]:
        """The requests of one job."""
        visitor = self.visitors[page.who]
        if page.posts is not None:
            return page.posts(self, visitor, count)
        return [visitor.request(path) for path in page.paths(self.filled)]

    def saves(self, visitor: Visitor, count: int) -> list[dict[str, Any]]:
        """The goal of different drafts, each with another text, from forms fetched just now."""
        found = []
        for plan in islice(self._drafts, count):
            path = f"/plans/{plan}/aim/edit"
            self._saved += 1
            typed = dict.fromkeys(AIM_FIELDS, f"نص جديد رقم {self._saved}: تتابع اللجنة المشتركة ما تم إنجازه كل أسبوعين")
            found.append(visitor.request(path, {**hidden_fields(visitor.get(path)[0]), **typed}))
        return found

    def sign_ins(self, visitor: Visitor, count: int) -> list[dict[str, Any]]:
        """Different people with the right password."""
        hidden = hidden_fields(visitor.get("/sign-in")[0])
        return [visitor.request("/sign-in", {**hidden, "email": each, "password": PASSWORD}) for each in islice(self._emails, count)]


AIM_FIELDS = ("coordination_target", "goal", "tools_approach", "challenges")


def _plans(state: PlanState) -> Callable[[Filled], tuple[str, ...]]:
    return lambda filled: tuple(f"/plans/{each}" for each in filled.plans[state][:DIFFERENT])


def _only(path: str) -> Callable[[Filled], tuple[str, ...]]:
    return lambda _filled: (path,)


BARE = Page("bare", "bare Flask route", STRANGER, _only("/bare/"))
PLAIN = Page("plain", "plain page", PLANNER, _only("/bench/plain"))
PAGES = (
    BARE,
    PLAIN,
    Page("list_hq", "list, headquarters", PLANNER, _only("/plans")),
    Page("list_branch", "list, branch officer", OFFICER, _only("/plans")),
    Page("list_narrowed", "list, every filter on", PLANNER, lambda filled: (filled.narrowed,)),
    Page("home_hq", "home, headquarters", PLANNER, _only("/")),
    Page("home_branch", "home, branch officer", OFFICER, _only("/")),
    Page("plan_draft", "plan, full draft", PLANNER, _plans(PlanState.DRAFT)),
    Page("plan_valid", "plan, approved and sent", PLANNER, _plans(PlanState.COMMUNICATED)),
    Page("save", "save of a step (POST)", PLANNER, posts=Opener.saves, expect=303),
    Page("sign_in", "sign-in (POST, argon2)", STRANGER, posts=Opener.sign_ins, expect=303),
)
