"""Who decides about an issue's place among the scopes. Pure."""

from collections.abc import Iterable

from people.terms import Reach


def owns(reach: Reach, scope_id: str) -> bool:
    """Whether the issue's own scope lies within reach: only then may the person move it or share it."""
    return reach.covers({scope_id})


def touches(reach: Reach, scope_ids: Iterable[str], mandate_id: str) -> bool:
    """Whether an issue that belongs to these scopes, with that body's mandate, lies within reach (as ``queries.issue_reach`` asks)."""
    return reach.covers(set(scope_ids)) or mandate_id in reach.organisations


def move_refused(reach: Reach, scope_id: str, new_scope_id: str, shares: Iterable[str], new_shares: Iterable[str]) -> str | None:
    """Which field is refused when an issue of ``scope_id`` gets a new scope and new shares; None when it is allowed.

    An issue that only is shared with the person stays where it is; an own one goes only where the person writes too.
    """
    if not owns(reach, scope_id):
        if new_scope_id != scope_id:
            return "scope_id"
        return "shares" if set(shares) != set(new_shares) else None
    return None if owns(reach, new_scope_id) else "scope_id"
