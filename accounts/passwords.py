"""Passwords as they are kept: argon2id, at most two computed at once so that a wave of sign-ins leaves memory and cores to others."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from accounts.rules import settled

#: OWASP's second profile: 19 MiB, two passes, one lane; some 30 ms.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_turns = BoundedSemaphore(2)
#: Compared with when there is no such person, so that the answer takes as long.
NOBODY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _turns:
        return _hasher.hash(_bytes(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password; takes the same time when there is none."""
    with _turns:
        try:
            _hasher.verify(kept or NOBODY, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether it was kept with weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)


def _bytes(password: str) -> bytes:
    return settled(password).encode("utf-8", "replace")
