"""Words of this room: the three questions of the home page, and the kinds of things that answer them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from people.terms import Permission


class Question(StrEnum):
    """What the home page answers, in this order."""

    MINE = "mine"
    OTHERS = "others"
    NEXT = "next"


class Kind(StrEnum):
    """Why something stands on a home page."""

    CORRECT = "correct"
    DECIDE = "decide"
    ACKNOWLEDGE = "acknowledge"
    COMMUNICATE = "communicate"
    REPORT = "report"
    REVIEW_DUE = "review_due"
    REVIEW_OPEN = "review_open"
    CONTINUE = "continue"
    READ = "read"
    GIVE_ROLE = "give_role"
    DECISION = "decision"
    RECEIVERS = "receivers"
    OVERDUE = "overdue"
    INVITED = "invited"
    REVIEW_NEXT = "review_next"
    ACTIVITY_NEXT = "activity_next"
    ROLE_ENDS = "role_ends"
    ACT = "act"
    ANSWER = "answer"
    APPROVE_MINUTES = "approve_minutes"
    MEETING_NEXT = "meeting_next"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that a person's home page has, and where it looks: everywhere, or in so many scopes, or at what so many organisations
    received; ``own`` is for how many organisations the person reports."""

    kind: Kind
    permission: Permission
    national: bool = False
    scopes: int = 0
    organisations: int = 0
    own: int = 0


class Waiting(Protocol):
    """What an order of things needs to know of each."""

    @property
    def kind(self) -> str:
        """A Kind, or its value."""

    @property
    def id(self) -> str:
        """What it is about."""

    @property
    def key(self) -> str:
        """The activity that is due; empty for other kinds."""

    @property
    def at(self) -> datetime | None:
        """Since when somebody waits."""

    @property
    def on(self) -> date | None:
        """The day on which it is due."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing on a home page. ``at`` is since when somebody waits, ``on`` the day on which it is due; one of them is set.

    ``key`` is that of the activity that is due. ``number`` of ``total`` is what is missing (receivers) or done (an activity's
    per cent, of 100). ``revised``: a revision is open beside the valid version of the plan.
    """

    kind: Kind
    id: str
    key: str = ""
    name_ar: str = ""
    name_en: str = ""
    name_ckb: str = ""
    scope_id: str | None = None
    title: str = ""
    organisation_id: str | None = None
    at: datetime | None = None
    on: date | None = None
    number: int = 0
    total: int = 0
    revised: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: the most urgent things, and the kinds that have more than are shown (a count would cost as much as the
    lists themselves)."""

    question: Question
    tasks: tuple[Task, ...] = ()
    more: tuple[Kind, ...] = ()
