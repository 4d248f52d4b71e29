"""Issues as far as a person may see them, and follow-up teams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import Session, selectinload

from core.folding import fits, spellings, words_asked
from core.languages import in_order, named
from core.search import matches
from followup.models import FollowUpTeam, Issue, IssueShare, TeamMember
from followup.terms import IssueState, Sector, Severity
from people.models import Person, Place
from people.terms import Actor, Permission, Reach

ISSUE_FIELDS = (
    "name_ar",
    "name_ckb",
    "name_en",
    "scope_id",
    "place_id",
    "place_note",
    "sector",
    "severity",
    "families",
    "since",
    "mandate_id",
    "momd_part",
    "description",
    "feasibility",
)
#: The kind of core.search.
ISSUE_WORDS = "issue"
TEAM_FIELDS = ("name_ar", "name_ckb", "name_en", "scope_id", "active")


@dataclass(frozen=True, slots=True)
class IssueFilters:
    """What a reader looks for. ``scope_ids``: a scope with everything below it; empty means everywhere.

    ``order``: "name" or "families", with a ``-`` before it downwards; otherwise the last changed stands first.
    """

    q: str = ""
    sector: Sector | None = None
    scope_ids: frozenset[str] = field(default_factory=frozenset)
    state: IssueState | None = None
    mandate_id: str = ""
    severity: Severity | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class TeamFilters:
    """Which follow-up teams are looked for. ``active``: None for all."""

    q: str = ""
    scope_ids: frozenset[str] = frozenset()
    active: bool | None = None


def issue_reach(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The WHERE of the issues to which a permission reaches: their scope, a scope they are shared with, or the body with the mandate."""
    reach = actor.reach(permission)
    if reach.national:
        return true()
    found: list[ColumnElement[bool]] = []
    if reach.scopes:
        found.append(_in_scopes(reach.scopes))
    if reach.organisations:
        found.append(Issue.mandate_id.in_(sorted(reach.organisations)))
    return or_(false(), *found)


def get_issue_for(session: Session, actor: Actor, issue_id: str, permission: Permission, *, lock: bool = False) -> Issue | None:
    """An issue, if this permission reaches to it; ``lock`` keeps other savers out until the transaction ends."""
    query = select(Issue).where(Issue.id == issue_id, issue_reach(actor, permission))
    return session.scalars(query.with_for_update() if lock else query).first()


def values_of_issue(issue: Issue) -> dict[str, Any]:
    """The issue's values by field name, as its form takes them."""
    return {**{name: getattr(issue, name) for name in ISSUE_FIELDS}, "shares": issue.share_ids}


def issues_listed(actor: Actor, filters: IssueFilters) -> Select[Issue]:
    """What this person may read, narrowed, in the asked order."""
    query = select(Issue).where(issue_reach(actor, Permission.ISSUE_READ), *_filtered(filters))
    return query.order_by(*_ordered(filters.order), Issue.changed_at.desc(), Issue.id)


def _ordered(order: str) -> list[Any]:
    if not order:
        return []
    first, second, third = (getattr(Issue, f"name_{code}") for code in in_order())
    column: Any = {"name": func.coalesce(func.nullif(first, ""), func.nullif(second, ""), third), "families": Issue.families}
    asked: Any = column[order.removeprefix("-")]
    return [(asked.desc() if order.startswith("-") else asked).nulls_last()]


def issue_texts(session: Session, issue_id: str | None = None) -> Mapping[str, Sequence[str]]:
    """What an issue says, with the names of its place, by id (None: of all issues). One statement."""
    own = (Issue.name_ar, Issue.name_ckb, Issue.name_en, Issue.place_note, Issue.description, Issue.feasibility)
    query = select(Issue.id, *own, Place.name_ar, Place.name_ckb, Place.name_en).outerjoin(Place, Place.id == Issue.place_id)
    if issue_id is not None:
        query = query.where(Issue.id == issue_id)
    return {row[0]: [text for text in row[1:] if text] for row in session.execute(query)}


def issue_choices(session: Session, reach: Reach) -> list[tuple[str, str, str | None]]:
    """Issues that a plan of someone with this reach can answer: id, name in the reader's language, place (a p-code), by name."""
    query = select(Issue.id, Issue.name_ar, Issue.name_en, Issue.name_ckb, Issue.place_id)
    if not reach.national:
        query = query.where(_in_scopes(reach.scopes))
    return sorted(((row.id, named(row), row.place_id) for row in session.execute(query)), key=lambda choice: choice[1])


def issues_by_id(session: Session, issue_ids: Iterable[str]) -> Mapping[str, Issue]:
    """Issues by id in one statement; whoever asks has made sure that the reader may see them."""
    wanted = sorted(set(issue_ids))
    return {row.id: row for row in session.scalars(select(Issue).where(Issue.id.in_(wanted)))} if wanted else {}


def get_team(session: Session, team_id: str, *, lock: bool = False) -> FollowUpTeam | None:
    """A follow-up team."""
    query = select(FollowUpTeam).where(FollowUpTeam.id == team_id)
    return session.scalars(query.with_for_update() if lock else query).first()


def get_team_for(session: Session, actor: Actor, team_id: str, permission: Permission, *, lock: bool = False) -> FollowUpTeam | None:
    """A follow-up team, if this permission reaches to its scope."""
    team = get_team(session, team_id, lock=lock)
    return team if team is not None and actor.reach(permission).covers({team.scope_id}) else None


def values_of_team(team: FollowUpTeam) -> dict[str, Any]:
    """The team's values by field name, as its form takes them."""
    return {**{name: getattr(team, name) for name in TEAM_FIELDS}, "member_ids": team.member_ids}


def teams_listed(session: Session, reach: Reach, filters: TeamFilters) -> list[FollowUpTeam]:
    """The teams within reach with their members, narrowed, active ones first. A ministry has some dozens. Two statements."""
    query = select(FollowUpTeam).options(selectinload(FollowUpTeam.members))
    if not reach.national:
        query = query.where(FollowUpTeam.scope_id.in_(sorted(reach.scopes)))
    if filters.scope_ids:
        query = query.where(FollowUpTeam.scope_id.in_(sorted(filters.scope_ids)))
    if filters.active is not None:
        query = query.where(FollowUpTeam.active.is_(filters.active))
    found: Iterable[FollowUpTeam] = session.scalars(query)
    if filters.q:
        asked = words_asked(filters.q)
        found = [team for team in found if fits(asked, spellings((team.name_ar, team.name_ckb, team.name_en)))]
    return sorted(found, key=lambda team: (not team.active, named(team), team.id))


def teams_for(session: Session, scope_ids: Iterable[str]) -> Sequence[FollowUpTeam]:
    """Active teams at one of these scopes; for a plan, its scope and those above it (``Directory.ancestry``)."""
    query = select(FollowUpTeam).where(FollowUpTeam.active.is_(True), FollowUpTeam.scope_id.in_(sorted(set(scope_ids))))
    return sorted(session.scalars(query), key=lambda team: (named(team), team.id))


def team_choices(session: Session, scope_ids: Iterable[str]) -> list[tuple[str, str]]:
    """The same teams to choose from: id and name in the reader's language."""
    return [(team.id, named(team)) for team in teams_for(session, scope_ids)]


def member_choices(session: Session, present: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Persons who can be in a team: all who may sign in, and those who are in it already."""
    query = select(Person.id, Person.name, Person.title).where(or_(Person.disabled.is_(False), Person.id.in_(sorted(set(present)))))
    return [
        (row.id, f"{row.name} ({row.title})" if row.title else row.name) for row in session.execute(query.order_by(Person.name, Person.id))
    ]


def person_names(session: Session, person_ids: Iterable[str]) -> Mapping[str, str]:
    """Names by person, in one statement."""
    wanted = sorted(set(person_ids))
    return {row.id: row.name for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))} if wanted else {}


def teams_with(session: Session, person_id: str) -> Sequence[str]:
    """The ids of the active teams that a person is in."""
    query = select(TeamMember.team_id).join(FollowUpTeam, FollowUpTeam.id == TeamMember.team_id)
    return session.scalars(query.where(TeamMember.person_id == person_id, FollowUpTeam.active.is_(True))).all()


def _in_scopes(scope_ids: Iterable[str]) -> ColumnElement[bool]:
    wanted = sorted(scope_ids)
    return or_(Issue.scope_id.in_(wanted), Issue.id.in_(select(IssueShare.issue_id).where(IssueShare.scope_id.in_(wanted))))


def _filtered(filters: IssueFilters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if filters.q:
        where.append(matches(Issue.id, ISSUE_WORDS, filters.q))
    if filters.sector is not None:
        where.append(Issue.sector == filters.sector.value)
    if filters.scope_ids:
        where.append(_in_scopes(filters.scope_ids))
    if filters.state is not None:
        where.append(Issue.state == filters.state.value)
    if filters.severity is not None:
        where.append(Issue.severity == filters.severity.value)
    if filters.mandate_id:
        where.append(Issue.mandate_id == filters.mandate_id)
    return where
