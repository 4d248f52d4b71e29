"""What people do with issues and follow-up teams."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from core.audit import Changes, differences, record
from core.ids import new_id
from core.languages import lazy
from core.references import SubjectRef
from core.saving import NotYours, Refused, take
from core.search import index_all
from followup.models import FollowUpTeam, Issue, IssueShare, TeamMember
from followup.policy import move_refused, owns
from followup.queries import ISSUE_WORDS, get_issue_for, get_team_for, issue_texts, person_names, values_of_issue, values_of_team
from followup.terms import SaveIssue, SaveTeam
from people.terms import Actor, Permission

NOT_YOUR_SCOPE = lazy("You do not write for this governorate or branch. Choose one of yours.")
NOT_YOURS_TO_SHARE = lazy("Only the governorate or branch to which the issue belongs decides with whom it is shared.")


def register_issue(session: Session, actor: Actor, command: SaveIssue, now: datetime) -> Issue:
    """Reports a new issue. Raises Refused when the person does not write for its scope."""
    if not owns(actor.reach(Permission.ISSUE_WRITE), command.scope_id):
        raise Refused(NOT_YOUR_SCOPE, "scope_id")
    values = _plain(command)
    shares = _further(command)
    issue = Issue(id=new_id(), created_by=actor.person_id, created_at=now, changed_at=now, version=1, **values)
    issue.shares = [IssueShare(scope_id=scope_id) for scope_id in shares]
    session.add(issue)
    session.flush()
    record(session, actor, "registered", SubjectRef("issue", issue.id), now, _first({**values, "shares": shares}))
    session.flush()
    index_issues(session, issue.id)
    return issue


def change_issue(session: Session, actor: Actor, issue_id: str, command: SaveIssue, shown: int, now: datetime) -> Issue:
    """Changes what an issue says. Raises NotYours, Stale when somebody saved meanwhile, Refused for a scope that is not the person's."""
    issue = get_issue_for(session, actor, issue_id, Permission.ISSUE_WRITE, lock=True)
    if issue is None:
        raise NotYours
    before = values_of_issue(issue)
    take(issue, shown, lambda: before)
    shares = _further(command)
    refused = move_refused(actor.reach(Permission.ISSUE_WRITE), issue.scope_id, command.scope_id, issue.share_ids, shares)
    if refused:
        raise Refused(NOT_YOUR_SCOPE if refused == "scope_id" else NOT_YOURS_TO_SHARE, refused)
    values = _plain(command)
    for name, value in values.items():
        setattr(issue, name, value)
    kept = {share.scope_id: share for share in issue.shares}
    issue.shares = [kept.get(scope_id) or IssueShare(scope_id=scope_id) for scope_id in shares]
    issue.changed_at = now
    record(session, actor, "changed", SubjectRef("issue", issue.id), now, differences(before, {**values, "shares": shares}))
    session.flush()
    index_issues(session, issue.id)
    return issue


def index_issues(session: Session, issue_id: str | None = None) -> None:
    """Keeps the words by which an issue is found (None: all issues)."""
    index_all(session, ISSUE_WORDS, issue_texts(session, issue_id))


def save_team(session: Session, actor: Actor, team_id: str | None, command: SaveTeam, shown: int, now: datetime) -> FollowUpTeam:
    """Sets up a follow-up team (``team_id`` None) or changes it, its members included.

    Raises Refused for a scope out of reach, NotYours, Stale when somebody saved meanwhile.
    """
    if not actor.reach(Permission.TEAM_MANAGE).covers({command.scope_id}):
        raise Refused(NOT_YOUR_SCOPE, "scope_id")
    values = _plain(command)
    if team_id is None:
        before: dict[str, Any] = {}
        team = FollowUpTeam(id=new_id(), version=1, **values)
        session.add(team)
    else:
        found = get_team_for(session, actor, team_id, Permission.TEAM_MANAGE, lock=True)
        if found is None:
            raise NotYours
        team, before = found, values_of_team(found)
        take(team, shown, lambda: values_of_team(found))
        for name, value in values.items():
            setattr(team, name, value)
    former = before.pop("member_ids", ())
    _set_members(team, command.member_ids)
    names = person_names(session, {*former, *command.member_ids})
    after = {**values, "members": _named(names, command.member_ids)}
    changes = _first(after) if team_id is None else differences({**before, "members": _named(names, former)}, after)
    session.flush()
    record(session, actor, "registered" if team_id is None else "changed", SubjectRef("team", team.id), now, changes)
    session.flush()
    return team


def _set_members(team: FollowUpTeam, person_ids: Iterable[str]) -> None:
    kept = {member.person_id: member for member in team.members}
    team.members = [kept.get(person_id) or TeamMember(person_id=person_id) for person_id in sorted(set(person_ids))]


def _named(names: Mapping[str, str], person_ids: Iterable[str]) -> list[str]:
    """The members as the history keeps them: by the name that they had then."""
    return sorted(names[person_id] for person_id in set(person_ids))


def _first(values: Mapping[str, Any]) -> Changes:
    """The first entry of a history says what was filled in."""
    return {name: (None, value) for name, value in values.items() if value not in (None, "", (), [])}


def _further(command: SaveIssue) -> tuple[str, ...]:
    """The scopes to which it belongs as well, its own left out."""
    return tuple(sorted(set(command.shares) - {command.scope_id}))


def _plain(command: SaveIssue | SaveTeam) -> dict[str, Any]:
    """The columns' values; lists of others are kept in their own rows."""
    values = {name: value.value if isinstance(value, Enum) else value for name, value in asdict(command).items()}
    for name in ("shares", "member_ids"):
        values.pop(name, None)
    return values
