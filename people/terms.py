"""Words of this room: roles, permissions, scopes, kinds of places and organisations, and the person who acts."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the system; a person may hold several, each in its own scope (domain: "who uses it")."""

    ADMINISTRATOR = "administrator"
    HQ_PLANNER = "hq_planner"
    BRANCH_OFFICER = "branch_officer"
    COMMITTEE_CHAIR = "committee_chair"
    COMMITTEE_MEMBER = "committee_member"
    FOCAL_POINT = "focal_point"
    MONITOR = "monitor"
    SENIOR_READER = "senior_reader"


class Permission(StrEnum):
    """What a route may ask of a person. Which role has which stands in ``people.policy.ROLE_PERMISSIONS``."""

    OWN_PAGES = "own_pages"
    PEOPLE_MANAGE = "people_manage"
    DIRECTORY_MANAGE = "directory_manage"
    ISSUE_READ = "issue_read"
    ISSUE_WRITE = "issue_write"
    TEAM_MANAGE = "team_manage"
    INDICATOR_READ = "indicator_read"
    PLAN_READ = "plan_read"
    PLAN_READ_DRAFTS = "plan_read_drafts"
    PLAN_WRITE = "plan_write"
    PLAN_APPROVE = "plan_approve"
    PLAN_COMMUNICATE = "plan_communicate"
    PLAN_ACKNOWLEDGE = "plan_acknowledge"
    PLAN_REVIEW = "plan_review"
    TEMPLATE_MANAGE = "template_manage"
    PROGRESS_REPORT = "progress_report"
    ACTION_READ = "action_read"
    ACTION_REPORT = "action_report"
    ACTION_VERIFY = "action_verify"
    COMMITTEE_READ = "committee_read"
    COMMITTEE_MANAGE = "committee_manage"
    MEETING_KEEP = "meeting_keep"
    POWERS_MANAGE = "powers_manage"
    HOLIDAY_MANAGE = "holiday_manage"
    DELIVERY_MANAGE = "delivery_manage"


class ScopeKind(StrEnum):
    """The three levels of the scope tree. A branch is not a governorate: four governorates have two."""

    NATIONAL = "national"
    GOVERNORATE = "governorate"
    BRANCH = "branch"


class PlaceKind(StrEnum):
    """Administrative levels of Iraq: governorate (محافظة), district (قضاء), sub-district (ناحية)."""

    GOVERNORATE = "governorate"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"


class OrganisationKind(StrEnum):
    """Kinds of the bodies that stand in plans and sit in committees."""

    MINISTRY = "ministry"
    DEPARTMENT = "department"
    BRANCH = "branch"
    DIRECTORATE = "directorate"
    CABINET = "cabinet"
    COMMITTEE = "committee"
    LOCAL_GOVERNMENT = "local_government"
    PROVINCIAL_COUNCIL = "provincial_council"
    REGIONAL_GOVERNMENT = "regional_government"
    SECURITY = "security"
    UN = "un"
    INGO = "ingo"
    NGO = "ngo"
    WORKING_GROUP = "working_group"
    FUND = "fund"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in force today: for a node of the scope tree, or for an organisation (focal points)."""

    role: Role
    scope_id: str | None
    organisation_id: str | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a permission reaches: everywhere, or these nodes of the scope tree (their sub-nodes included), or these organisations."""

    national: bool = False
    scopes: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    @property
    def nowhere(self) -> bool:
        """Nothing lies within reach."""
        return not (self.national or self.scopes or self.organisations)

    def covers(self, scope_ids: frozenset[str] | set[str]) -> bool:
        """Whether one of these nodes lies within reach."""
        return self.national or not self.scopes.isdisjoint(scope_ids)


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts, as read at the beginning of a request (or a job's or a test's stand-in)."""

    person_id: str
    name: str
    email: str
    organisation_id: str | None
    language: str
    digits: str
    grants: tuple[Grant, ...] = ()
    permissions: frozenset[Permission] = frozenset()
    reaches: dict[Permission, Reach] = field(default_factory=dict)
    session_id: str = ""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """For Flask-Login."""
        return self.person_id

    def may(self, permission: Permission) -> bool:
        """Whether any role of this person grants it, wherever."""
        return permission in self.permissions

    def reach(self, permission: Permission) -> Reach:
        """Where this permission reaches for this person."""
        return self.reaches.get(permission, NO_REACH)

    def has(self, role: Role) -> bool:
        """Whether this person holds the role, wherever."""
        return any(grant.role is role for grant in self.grants)


NO_REACH = Reach()
