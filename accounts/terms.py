"""Words of this room: how long a session lasts, what a one-time link is for, what the forms hand over."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from people.terms import Role

#: A session ends after this long without use, and after this long in any case (reliability.md 4.4).
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
#: How many sessions a person has at once; a further sign-in ends the one that was unused longest.
MOST_SESSIONS = 5
#: How often at most the last use is written down.
SEEN_EVERY = timedelta(minutes=1)
SESSIONS_KEPT = timedelta(days=30)

SHORTEST_PASSWORD, LONGEST_PASSWORD = 15, 128


class LinkPurpose(StrEnum):
    """What a one-time link lets its holder do."""

    INVITATION = "invitation"
    RESET = "reset"


LINK_LASTS = {LinkPurpose.INVITATION: timedelta(hours=72), LinkPurpose.RESET: timedelta(minutes=30)}


class AttemptKind(StrEnum):
    """What is counted against guessing."""

    SIGN_IN = "sign_in"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` attempts within ``within``, counted per account, per address, or per both."""

    most: int
    within: timedelta
    per_account: bool
    per_address: bool


LIMITS: dict[AttemptKind, tuple[Limit, ...]] = {
    AttemptKind.SIGN_IN: (
        Limit(5, timedelta(minutes=1), True, True),
        Limit(30, timedelta(minutes=15), True, False),
        Limit(100, timedelta(minutes=15), False, True),
    ),
    AttemptKind.RESET: (Limit(3, timedelta(hours=1), True, False), Limit(20, timedelta(hours=1), False, True)),
}
ATTEMPTS_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SavePerson:
    """What an administrator writes about a person."""

    name: str
    email: str
    title: str
    organisation_id: str | None
    language: str


@dataclass(frozen=True, slots=True)
class GrantRole:
    """A role for a person: in a scope or for an organisation, from a day until a day (inclusive; open when None)."""

    role: Role
    scope_id: str | None
    organisation_id: str | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What a person sets for himself."""

    language: str
    digits: str
