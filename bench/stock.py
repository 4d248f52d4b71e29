"""What plans refer to: people with roles and sessions, issues, teams; put in first."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import DeclarativeBase, Session

from accounts.models import SignInSession
from accounts.passwords import hashed
from accounts.queries import digest
from bench import words
from core.clock import local_day
from followup.models import FollowUpTeam, Issue, TeamMember
from followup.terms import IssueState, MomdPart, Sector, Severity
from notifications.models import Notice
from people.models import Person, RoleGrant
from people.queries import Directory
from people.terms import OrganisationKind, Role, ScopeKind

PASSWORD = "seven brown goats on a hill"
OFFICERS_SCOPE = "IQG15"
ISSUES, NOTICES_EACH, FOCAL_POINTS, READERS = 200, 40, 25, 15
TOKENS = {"planner": "bench-token-of-the-planner-0123456789abcdef", "officer": "bench-token-of-the-officer-0123456789abcdef"}


def random_id(random: Random) -> str:
    """An id of the usual form, the same in every run."""
    return base64.b32encode(random.randbytes(13)).decode().lower()[:20]


def table(model: type[DeclarativeBase]) -> Table:
    """The table of a model, for bulk inserts."""
    found = model.__table__
    if not isinstance(found, Table):
        raise TypeError(f"{model} has no table of its own")
    return found


@dataclass(frozen=True)
class Stock:
    """Ids by which plans refer to the rest. Issues and teams stand under their governorate; ``emails`` can sign in."""

    now: datetime
    scopes: tuple[str, ...]
    organisations: tuple[str, ...]
    governments: Mapping[str, str]
    issues: Mapping[str, tuple[str, ...]]
    teams: Mapping[str, str]
    planners: tuple[str, ...]
    officers: Mapping[str, str]
    emails: tuple[str, ...]


def put_stock(session: Session, directory: Directory, now: datetime) -> Stock:
    """Fills in people (with notices), issues and teams."""
    random = Random("stock")
    governorates = tuple(sorted(node.id for node in directory.scopes.values() if node.kind == ScopeKind.GOVERNORATE))
    kinds = (OrganisationKind.LOCAL_GOVERNMENT, OrganisationKind.BRANCH)
    organisations = tuple(sorted(node.id for node in directory.organisations.values() if node.kind not in kinds))
    local = {node.place_id: node.id for node in directory.organisations.values() if node.kind == OrganisationKind.LOCAL_GOVERNMENT}
    governments = {each: local.get(directory.scopes[each].place_id, organisations[0]) for each in governorates}
    people = _people(random, directory, governorates, now)
    persons, grants = [row for row, _ in people], [row for _, row in people]
    _put(session, Person, persons)
    _put(session, RoleGrant, grants)
    planners = tuple(each["person_id"] for each in grants if each["role"] == Role.HQ_PLANNER)
    officers = {each["scope_id"]: each["person_id"] for each in grants if each["role"] == Role.BRANCH_OFFICER}
    _put(session, SignInSession, [_session("planner", planners[0], now), _session("officer", officers[OFFICERS_SCOPE], now)])
    _put(session, Notice, [_notice(random, each["id"], number, now) for each in persons for number in range(NOTICES_EACH)])
    teams = {scope: random_id(random) for scope in governorates}
    _put(session, FollowUpTeam, [{"id": teams[each], "scope_id": each, "name_ar": f"فريق متابعة {each}"} for each in governorates])
    _put(session, TeamMember, [{"team_id": teams[each], "person_id": officers[each]} for each in governorates])
    issues = [_issue(random, governorates[n % len(governorates)], organisations, planners[0], now) for n in range(ISSUES)]
    _put(session, Issue, issues)
    return Stock(
        now=now,
        scopes=governorates,
        organisations=organisations,
        governments=governments,
        issues={scope: tuple(each["id"] for each in issues if each["scope_id"] == scope) for scope in governorates},
        teams=teams,
        planners=planners,
        officers=officers,
        emails=tuple(each["email"] for each in persons),
    )


def _put(session: Session, model: type[DeclarativeBase], rows: list[dict[str, Any]]) -> None:
    session.execute(insert(table(model)), rows)


def _people(
    random: Random, directory: Directory, governorates: tuple[str, ...], now: datetime
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    own = directory.organisations_by_code["MOMD"].id
    others = sorted(node.id for node in directory.organisations.values() if node.id != own)
    roles: list[tuple[Role, str | None, str | None]] = [(Role.HQ_PLANNER, directory.national_id, None)] * 3
    roles += [(Role.BRANCH_OFFICER, scope, None) for scope in governorates]
    roles += [(Role.FOCAL_POINT, None, each) for each in others[:FOCAL_POINTS]]
    roles += [(Role.SENIOR_READER, directory.national_id, None)] * READERS
    kept, since = hashed(PASSWORD), local_day(now) - timedelta(days=400)
    found = []
    for number, (role, scope, organisation) in enumerate(roles):
        person = {
            "id": random_id(random),
            "name": words.PEOPLE[number % len(words.PEOPLE)],
            "email": f"p{number}@bench.example",
            "organisation_id": organisation or own,
            "password_hash": kept,
            "created_at": now - timedelta(days=400),
        }
        grant = {"id": random_id(random), "person_id": person["id"], "role": role.value, "since": since}
        found.append((person, {**grant, "scope_id": scope, "organisation_id": organisation}))
    return found


def _session(name: str, person_id: str, now: datetime) -> dict[str, Any]:
    return {"id": f"bench-{name}", "token_hash": digest(TOKENS[name]), "person_id": person_id, "created_at": now, "last_seen_at": now}


def _notice(random: Random, person_id: str, number: int, now: datetime) -> dict[str, Any]:
    at = now - timedelta(hours=number * 7)
    return {
        "id": random_id(random),
        "key": f"bench:{person_id}:{number}",
        "person_id": person_id,
        "kind": "plan_approve",
        "subject_kind": "plan",
        "subject_id": random_id(random),
        "words": {"who": random.choice(words.PEOPLE), "plan": words.title(random)},
        "at": at,
        "read_at": None if number % 3 == 0 else at,
    }


def _issue(random: Random, scope: str, organisations: tuple[str, ...], by: str, now: datetime) -> dict[str, Any]:
    at = now - timedelta(days=random.randrange(30, 700))
    return {
        "id": random_id(random),
        "name_ar": words.title(random),
        "scope_id": scope,
        "place_id": scope,
        "sector": random.choice(list(Sector)).value,
        "severity": random.choice(list(Severity)).value,
        "families": random.randrange(20, 4000),
        "since": local_day(at),
        "mandate_id": random.choice(organisations),
        "momd_part": random.choice(list(MomdPart)).value,
        "description": words.sentences(random, 4),
        "feasibility": words.sentences(random, 1),
        "state": IssueState.REPORTED.value,
        "created_by": by,
        "created_at": at,
        "changed_at": at,
    }
