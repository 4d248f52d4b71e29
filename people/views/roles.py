"""What each role may do: the one table of ``people.policy`` in words; and the way to all pages of the administration."""

from flask import Response

from core.web import page
from people.gate import actor, requires
from people.labels import PERMISSION_WORDS, ROLE_DOES, ROLE_WORDS, SCOPE_KIND_WORDS
from people.policy import ROLE_PERMISSIONS, ROLE_SCOPES
from people.terms import Permission, Role, ScopeKind
from people.views.frame import blueprint


@blueprint.get("/admin")
@requires(Permission.DIRECTORY_MANAGE)
def admin() -> Response:
    """The pages of the administration."""
    may = actor().may
    allowed = {"may_people": Permission.PEOPLE_MANAGE, "may_teams": Permission.TEAM_MANAGE, "may_deliveries": Permission.DELIVERY_MANAGE}
    return page("people/admin.html", **{name: may(permission) for name, permission in allowed.items()})


@blueprint.get("/admin/roles")
@requires(Permission.PEOPLE_MANAGE)
def roles() -> Response:
    """Roles with where they are held and what they may do."""
    return page(
        "people/roles.html",
        roles=ROLE_WORDS,
        does=ROLE_DOES,
        held={role: [SCOPE_KIND_WORDS[kind] for kind in ScopeKind if kind in ROLE_SCOPES[role]] for role in Role},
        permissions=PERMISSION_WORDS,
        allowed=ROLE_PERMISSIONS,
    )
