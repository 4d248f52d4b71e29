"""The lists of the home page about actions and meetings: each a select of its first rows, with the words that stand on the page."""

from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, and_, bindparam, cast, exists, false, literal_column, or_, select, true

from committees.models import Committee, CommitteeMember, InvitationAnswer, Meeting, Minutes
from committees.terms import MeetingState, MinutesState, Part
from core.database import UtcDateTime
from followup.models import Action
from followup.terms import ActionState
from reports.terms import Kind, Listing

OF_WORK = frozenset({Kind.ACT, Kind.ANSWER, Kind.APPROVE_MINUTES, Kind.MEETING_NEXT})
_NO_DAY = cast(literal_column("NULL"), Date()).label("on")
_NO_INSTANT = cast(literal_column("NULL"), UtcDateTime()).label("at")
_NO_ORGANISATION = cast(literal_column("NULL"), String(20)).label("organisation_id")
_NO_KEY: Any = literal_column("''").label("key")
_NAMES = (Committee.name_ar, Committee.name_en, Committee.name_ckb)


def one_of(column: Any, name: str, count: int) -> ColumnElement[bool]:
    """The column has one of so many values, each bound by itself: the statement stays the same."""
    found: ColumnElement[bool] = column.in_([bindparam(f"{name}_{place}") for place in range(count)]) if count else false()
    return found


def _act(listing: Listing) -> Select[Any]:
    """Open actions that name the person, or of the organisations for which the person reports, due in the coming weeks or over."""
    empty: Any = [literal_column("''").label(name) for name in ("name_ar", "name_en", "name_ckb")]
    columns = (Action.id, _NO_KEY, _NO_INSTANT, Action.due_on.label("on"), Action.organisation_id, Action.scope_id, *empty)
    query = select(*columns, Action.what.label("title"), Action.progress.label("number"))
    mine = or_(Action.person_id == bindparam("me"), one_of(Action.organisation_id, "own", listing.own))
    soon = Action.due_on <= bindparam("activities_until", type_=Date())
    return query.where(mine, soon, Action.state == ActionState.OPEN.value).order_by(Action.due_on)


def _meetings(at: Any) -> Select[Any]:
    empty: Any = literal_column("''").label("title")
    columns = (Meeting.id, _NO_KEY, at.label("at"), _NO_DAY, _NO_ORGANISATION, Committee.scope_id, *_NAMES, empty)
    query: Select[Any] = select(*columns, literal_column("0").label("number"))
    return query.join(Committee, Committee.id == Meeting.committee_id)


def _seat() -> ColumnElement[bool]:
    """The person sits in the committee today, as member or deputy."""
    today = bindparam("today", type_=Date())
    lasting = and_(CommitteeMember.since <= today, or_(CommitteeMember.until.is_(None), CommitteeMember.until >= today))
    return and_(or_(CommitteeMember.person_id == bindparam("me"), CommitteeMember.deputy_id == bindparam("me")), lasting)


def _planned() -> ColumnElement[bool]:
    after, until = (Meeting.starts_at > bindparam("now", type_=UtcDateTime())), bindparam("meetings_until", type_=UtcDateTime())
    return and_(Meeting.state == MeetingState.PLANNED.value, after, Meeting.starts_at <= until)


def _answer(_listing: Listing) -> Select[Any]:
    """Invitations to which nobody of the person's seat has answered."""
    answered = exists().where(InvitationAnswer.meeting_id == Meeting.id, InvitationAnswer.member_id == CommitteeMember.id)
    query = _meetings(Meeting.starts_at).join(CommitteeMember, CommitteeMember.committee_id == Committee.id)
    return query.where(_planned(), Meeting.invited_at.is_not(None), _seat(), ~answered).order_by(Meeting.starts_at)


def _approve_minutes(_listing: Listing) -> Select[Any]:
    """Minutes that were sent round, by their chair."""
    chairs = exists().where(CommitteeMember.committee_id == Committee.id, CommitteeMember.part == Part.CHAIR.value, _seat())
    query = _meetings(Minutes.sent_at).join(Minutes, Minutes.meeting_id == Meeting.id)
    return query.where(Minutes.state == MinutesState.SENT.value, chairs).order_by(Minutes.sent_at)


def _meeting_next(listing: Listing) -> Select[Any]:
    """Meetings of the coming weeks of the person's committees and area."""
    sits = Committee.id.in_(select(CommitteeMember.committee_id).where(_seat()))
    near: ColumnElement[bool] = true() if listing.national else or_(false(), sits)
    if listing.scopes and not listing.national:
        near = or_(sits, one_of(Committee.scope_id, f"scopes_{listing.permission}", listing.scopes))
    return _meetings(Meeting.starts_at).where(_planned(), near).order_by(Meeting.starts_at)


WORK = {Kind.ACT: _act, Kind.ANSWER: _answer, Kind.APPROVE_MINUTES: _approve_minutes, Kind.MEETING_NEXT: _meeting_next}
