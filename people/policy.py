"""Who may: the one table of roles and permissions, and where each permission reaches. Pure."""

from collections.abc import Callable, Iterable, Mapping

from people.terms import Grant, Permission, Reach, Role, ScopeKind

P = Permission
_READER = {P.OWN_PAGES, P.ISSUE_READ, P.PLAN_READ, P.INDICATOR_READ, P.ACTION_READ, P.COMMITTEE_READ}

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({P.OWN_PAGES, P.PEOPLE_MANAGE, P.DIRECTORY_MANAGE, P.TEAM_MANAGE, P.HOLIDAY_MANAGE, P.DELIVERY_MANAGE}),
    Role.HQ_PLANNER: frozenset(
        _READER
        | {P.ISSUE_WRITE, P.TEAM_MANAGE, P.PLAN_READ_DRAFTS, P.PLAN_WRITE, P.PLAN_APPROVE, P.PLAN_COMMUNICATE, P.PLAN_REVIEW}
        | {P.PLAN_ACKNOWLEDGE, P.PROGRESS_REPORT, P.TEMPLATE_MANAGE}
        | {P.ACTION_REPORT, P.ACTION_VERIFY, P.COMMITTEE_MANAGE, P.MEETING_KEEP, P.POWERS_MANAGE}
    ),
    Role.BRANCH_OFFICER: frozenset(
        _READER
        | {P.ISSUE_WRITE, P.PLAN_READ_DRAFTS, P.PLAN_WRITE, P.PLAN_COMMUNICATE, P.PLAN_ACKNOWLEDGE, P.PLAN_REVIEW, P.PROGRESS_REPORT}
        | {P.ACTION_REPORT, P.COMMITTEE_MANAGE, P.MEETING_KEEP}
    ),
    Role.COMMITTEE_CHAIR: frozenset(_READER),
    Role.COMMITTEE_MEMBER: frozenset(_READER),
    Role.FOCAL_POINT: frozenset(_READER | {P.PLAN_ACKNOWLEDGE, P.PROGRESS_REPORT, P.ACTION_REPORT}),
    Role.MONITOR: frozenset(_READER | {P.PLAN_REVIEW, P.ACTION_VERIFY}),
    Role.SENIOR_READER: frozenset(_READER),
}

#: What a person does in the name of an organisation, never of a scope.
FOR_AN_ORGANISATION = frozenset({P.PLAN_ACKNOWLEDGE})

#: The kinds of scope in which each role can be held; an empty set means: for an organisation.
ROLE_SCOPES: Mapping[Role, frozenset[ScopeKind]] = {
    Role.ADMINISTRATOR: frozenset({ScopeKind.NATIONAL}),
    Role.HQ_PLANNER: frozenset({ScopeKind.NATIONAL}),
    Role.BRANCH_OFFICER: frozenset({ScopeKind.GOVERNORATE, ScopeKind.BRANCH}),
    Role.COMMITTEE_CHAIR: frozenset({ScopeKind.GOVERNORATE}),
    Role.COMMITTEE_MEMBER: frozenset({ScopeKind.GOVERNORATE}),
    Role.FOCAL_POINT: frozenset(),
    Role.MONITOR: frozenset({ScopeKind.NATIONAL, ScopeKind.GOVERNORATE, ScopeKind.BRANCH}),
    Role.SENIOR_READER: frozenset({ScopeKind.NATIONAL, ScopeKind.GOVERNORATE}),
}


def permissions_of(grants: Iterable[Grant]) -> frozenset[Permission]:
    """Everything that these grants allow, wherever; everybody has pages of his own."""
    return frozenset({P.OWN_PAGES}).union(*(ROLE_PERMISSIONS[grant.role] for grant in grants))


def reaches_of(
    grants: Iterable[Grant], national_id: str, subtree: Callable[[str], frozenset[str]], own_organisation: str | None = None
) -> dict[Permission, Reach]:
    """Where each permission reaches. ``subtree`` gives a node and all nodes below it; ``national_id`` is the root's.

    What is done in an organisation's name (``FOR_AN_ORGANISATION``) reaches only organisations: those of a focal point, and of other
    roles the person's own.
    """
    national: set[Permission] = set()
    scopes: dict[Permission, set[str]] = {}
    organisations: dict[Permission, set[str]] = {}
    for grant in grants:
        for permission in ROLE_PERMISSIONS[grant.role]:
            scopes.setdefault(permission, set())
            organisation = own_organisation if permission in FOR_AN_ORGANISATION and grant.scope_id else grant.organisation_id
            if organisation is not None:
                organisations.setdefault(permission, set()).add(organisation)
            elif permission in FOR_AN_ORGANISATION or grant.scope_id is None:
                continue
            elif grant.scope_id == national_id:
                national.add(permission)
            else:
                scopes[permission] |= subtree(grant.scope_id)
    return {each: Reach(each in national, frozenset(found), frozenset(organisations.get(each, ()))) for each, found in scopes.items()}


def fits(role: Role, scope_kind: ScopeKind | None, has_organisation: bool) -> bool:
    """Whether a role can be held in a scope of that kind (None with an organisation: for that organisation)."""
    allowed = ROLE_SCOPES[role]
    if not allowed:
        return has_organisation and scope_kind is None
    return scope_kind in allowed and not has_organisation
