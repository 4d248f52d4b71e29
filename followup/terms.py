"""Words of follow-up: what is wrong, where, whose mandate it is, how far it has come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sector(StrEnum):
    """What an issue is about."""

    HOUSING = "housing"
    EDUCATION = "education"
    BLOCKED_RETURN = "blocked_return"
    DOCUMENTS = "documents"
    COMPENSATION = "compensation"
    SERVICES = "services"
    LIVELIHOODS = "livelihoods"
    SOCIAL_COHESION = "social_cohesion"
    SECURITY = "security"
    OTHER = "other"


class MomdPart(StrEnum):
    """What the ministry itself does in an issue: it "is not a service ministry" [2024], so others often hold the mandate."""

    LEADS = "leads"
    SUPPORTS = "supports"
    ADVOCATES = "advocates"


class Severity(StrEnum):
    """How hard an issue weighs on the families, in four steps."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def level(self) -> int:
        """1 (low) to 4 (critical)."""
        return list(Severity).index(self) + 1


class IssueState(StrEnum):
    """How far an issue has come."""

    REPORTED = "reported"
    VERIFIED = "verified"
    IN_PROGRESS = "in_progress"
    ESCALATED = "escalated"
    RESOLVED = "resolved"
    CLOSED = "closed"
    RETURNED = "returned"
    REOPENED = "reopened"


class ActionState(StrEnum):
    """open → done (by its owner) → verified (by somebody else); done → open when the check finds it not done; or cancelled."""

    OPEN = "open"
    DONE = "done"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


class ActionVerb(StrEnum):
    """What people do with an action."""

    REPORT = "report"
    DONE = "done"
    VERIFY = "verify"
    GIVE_BACK = "give_back"
    POSTPONE = "postpone"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What decides about the verbs of an action: where it stands, whose it is, who reported it done."""

    state: ActionState
    scope_id: str
    organisation_id: str
    person_id: str | None
    done_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveIssue:
    """What an issue says. ``scope_id`` is the governorate or branch it belongs to, ``shares`` those it belongs to as well;
    ``families`` counts households; ``place_note`` names villages that are no administrative place."""

    name_ar: str = ""
    name_ckb: str = ""
    name_en: str = ""
    scope_id: str
    shares: tuple[str, ...] = ()
    place_id: str | None = None
    place_note: str = ""
    sector: Sector
    severity: Severity
    families: int | None = None
    since: date | None = None
    mandate_id: str
    momd_part: MomdPart
    description: str
    feasibility: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTeam:
    """What a follow-up team is (recommendation 8 of 2024): its name, where it works, its members."""

    name_ar: str = ""
    name_ckb: str = ""
    name_en: str = ""
    scope_id: str
    member_ids: tuple[str, ...] = ()
    active: bool = True
