"""The lists of the home page, each a select of its first rows by an index and nothing but what stands in that index: which plan,
since when or until when, for whom. Every list is bound to the reach of the permission for which it stands: who writes, decides,
communicates or reviews there may see those plans (``people.policy``). Scopes, organisations and days come in as values, so that the
selects are built once for each set of lists and kept.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    false,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from core.database import UtcDateTime
from core.sql import at_most, checked
from people.models import Person, RoleGrant
from plans.models import DueRow, Plan, PlanVersion, Receipt, Review
from plans.policy import ATTENTION
from plans.terms import DueKind
from plans.terms import PlanState as S
from reports.queries.work import WORK, one_of
from reports.rules import SHOWN
from reports.terms import Kind, Listing

Listings = tuple[Listing, ...]
BY_DAY = frozenset({Kind.REPORT, Kind.REVIEW_DUE, Kind.REVIEW_NEXT, Kind.ACTIVITY_NEXT, Kind.OVERDUE})
#: A governorate with its branches has so many scopes, or fewer.
FEW = 4
OF_PEOPLE = frozenset({Kind.GIVE_ROLE, Kind.INVITED, Kind.ROLE_ENDS})
_NO_ORGANISATION = cast(literal_column("NULL"), String(20)).label("organisation_id")
_NO_KEY: Any = literal_column("''").label("key")
_NO_DAY = cast(literal_column("NULL"), Date()).label("on")
_NO_INSTANT = cast(literal_column("NULL"), UtcDateTime()).label("at")


@lru_cache(maxsize=256)
def first_rows(listings: Listings) -> CompoundSelect[Any]:
    """The first rows of each list, one more than are shown."""
    firsts = []
    for listing in listings:
        kind: Any = literal_column(f"'{listing.kind}'").label("kind")
        firsts.append(select(kind, *LISTS[listing.kind](listing).limit(at_most(SHOWN + 1)).subquery().c))
    return union_all(*firsts)


# --- the lists: plans waiting since an instant ------------------------------------------------------------------------------


def _plans(at: Any, organisation_id: Any = _NO_ORGANISATION) -> Select[Any]:
    return select(Plan.id, _NO_KEY, at.label("at"), _NO_DAY, organisation_id)


_TOLD = or_(Plan.state == S.COMMUNICATED.value, Plan.state == S.UNDER_REVIEW.value)


def _open(listing: Listing) -> ColumnElement[bool]:
    """The version in preparation. Versions are long: who looks at all open ones of a scope reads the short index of where each stands,
    for which the number is only checked; who has few of his own finds them by their number."""
    number = PlanVersion.number if listing.national else checked(PlanVersion.number)
    return and_(PlanVersion.plan_id == Plan.id, number == Plan.open_number)


def _by(listing: Listing, column: Any) -> Any:
    """What a list is sorted by. Who looks into a few scopes finds his plans by their scope; else the order is an index's."""
    return checked(column) if listing.scopes and not listing.organisations else column


def _authored() -> ColumnElement[bool]:
    """Whether the acting person wrote in the version. Ids hold letters and digits only."""
    return cast(PlanVersion.authors, String).like(bindparam("by_me"))


def _near(listing: Listing) -> ColumnElement[bool]:
    """Plans within the listing's reach."""
    if listing.national:
        return true()
    within: list[ColumnElement[bool]] = []
    if listing.scopes:
        within.append(_in_scopes(listing))
    if listing.organisations:
        within.append(_received(listing))
    return or_(*within) if within else false()


def _in_scopes(listing: Listing) -> ColumnElement[bool]:
    return one_of(Plan.scope_id, f"scopes_{listing.permission}", listing.scopes)


def _received(listing: Listing) -> ColumnElement[bool]:
    ours = one_of(checked(Receipt.organisation_id), f"organisations_{listing.permission}", listing.organisations)
    return exists().where(Receipt.plan_id == Plan.id, ours)


def _written(listing: Listing, state: S) -> ColumnElement[bool]:
    """Open versions in this state that are the person's work: those of his scopes; for who writes everywhere those that he began or
    revises. The first version's state is its plan's own; a plan that is being revised is under review."""
    is_so: ColumnElement[bool] = checked(PlanVersion.state) == state.value
    if listing.national:
        mine = aliased(Plan)
        began = select(mine.id).where(mine.owner_id == bindparam("me"), mine.open_number > 0)
        revised = select(mine.id).where(mine.attention == ATTENTION[S.UNDER_REVIEW], mine.open_number > 0)
        return and_(is_so, Plan.id.in_(union_all(began, revised)), or_(Plan.owner_id == bindparam("me"), _authored()))
    stands = or_(checked(Plan.state) == state.value, checked(Plan.state) == S.UNDER_REVIEW.value)
    first = min(ATTENTION[state], ATTENTION[S.UNDER_REVIEW])
    return and_(is_so, Plan.attention >= first, stands, checked(Plan.open_number) > 0, _near(listing))


def _stands(state: S) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The plan's own state, found by the index of what needs a hand."""
    return Plan.attention == ATTENTION[state], checked(Plan.state) == state.value


def _correct(listing: Listing) -> Select[Any]:
    query = _plans(PlanVersion.decided_at).join(PlanVersion, _open(listing))
    return query.where(_written(listing, S.RETURNED)).order_by(PlanVersion.decided_at)


def _continue(listing: Listing) -> Select[Any]:
    query = _plans(Plan.changed_at).join(PlanVersion, _open(listing))
    return query.where(_written(listing, S.DRAFT)).order_by(_by(listing, Plan.changed_at))


def _decide(listing: Listing) -> Select[Any]:
    query = _plans(PlanVersion.submitted_at).join(PlanVersion, _open(listing))
    return query.where(PlanVersion.state == S.SUBMITTED.value, ~_authored(), _near(listing)).order_by(PlanVersion.submitted_at)


def _decision(listing: Listing) -> Select[Any]:
    """Who writes everywhere also decides everywhere, except on what he wrote himself: that is what he waits for."""
    query = _plans(PlanVersion.submitted_at).join(PlanVersion, _open(listing))
    mine = _written(listing, S.SUBMITTED)
    return query.where(mine, _authored() if listing.national else true()).order_by(PlanVersion.submitted_at)


def _communicate(listing: Listing) -> Select[Any]:
    return _plans(Plan.changed_at).where(*_stands(S.APPROVED), _near(listing)).order_by(_by(listing, Plan.changed_at))


def _acknowledge(listing: Listing) -> Select[Any]:
    query = _plans(Receipt.sent_at, organisation_id=Receipt.organisation_id)
    query = query.join(Receipt, and_(Receipt.plan_id == Plan.id, Receipt.number == Plan.valid_number))
    ours = one_of(Receipt.organisation_id, f"organisations_{listing.permission}", listing.organisations)
    return query.where(ours, Receipt.acknowledged_at.is_(None), _TOLD).order_by(Receipt.sent_at)


def _receivers(listing: Listing) -> Select[Any]:
    told = and_(Plan.attention == ATTENTION[S.COMMUNICATED], Plan.unacknowledged > 0)
    return _plans(Plan.changed_at).where(told, _near(listing)).order_by(_by(listing, Plan.changed_at))


def _review_open(listing: Listing) -> Select[Any]:
    query = _plans(Review.opened_at).join(Review, Review.plan_id == Plan.id)
    open_ones = _by(listing, Review.concluded_at).is_(None)
    return query.where(*_stands(S.UNDER_REVIEW), open_ones, _near(listing)).order_by(_by(listing, Review.opened_at))


def _read(listing: Listing) -> Select[Any]:
    states = (S.APPROVED, S.COMMUNICATED)
    stands = and_(Plan.attention.in_([ATTENTION[each] for each in states]), checked(Plan.state).in_([each.value for each in states]))
    fresh = Plan.changed_at >= bindparam("read_since", type_=UtcDateTime())
    return _plans(Plan.changed_at).where(stands, fresh, _near(listing)).order_by(_by(listing, Plan.changed_at).desc())


# --- the lists: what is due on a day ----------------------------------------------------------------------------------------


def _day(name: str) -> Any:
    return bindparam(name, type_=Date())


def _dues(order: Any, *conditions: ColumnElement[bool]) -> Select[Any]:
    columns: Any = (DueRow.plan_id.label("id"), DueRow.key, _NO_INSTANT, DueRow.due_on.label("on"), DueRow.organisation_id)
    query: Select[Any] = select(*columns)
    return query.where(*conditions).order_by(order)


_REVIEW, _ACTIVITY = (DueRow.kind == literal_column(f"'{kind}'") for kind in (DueKind.REVIEW, DueKind.ACTIVITY))


def _due_near(
    listing: Listing, of_organisations: ColumnElement[bool] | None = None, scope_id: Any = DueRow.scope_id
) -> ColumnElement[bool]:
    """Dues within the listing's reach; for organisations of plans that they received (and which then fulfil the condition)."""
    if listing.national:
        return true()
    within: list[ColumnElement[bool]] = []
    if listing.scopes:
        within.append(one_of(scope_id, f"scopes_{listing.permission}", listing.scopes))
    if listing.organisations:
        ours = one_of(Receipt.organisation_id, f"organisations_{listing.permission}", listing.organisations)
        received = exists().where(Receipt.plan_id == DueRow.plan_id, ours)
        within.append(received if of_organisations is None else and_(of_organisations, received))
    return or_(*within) if within else false()


def _dues_near(listing: Listing, *conditions: ColumnElement[bool], of_organisations: ColumnElement[bool] | None = None) -> Select[Any]:
    """Dues within the listing's reach. Those of one scope stand in an index by their day: of a few scopes the first of each are read."""
    if listing.national or listing.organisations or not 0 < listing.scopes <= FEW:
        return _dues(_by(listing, DueRow.due_on), *conditions, _due_near(listing, of_organisations))
    scopes = [DueRow.scope_id == bindparam(f"scopes_{listing.permission}_{place}") for place in range(listing.scopes)]
    firsts = [_dues(DueRow.due_on, scope, *conditions).limit(at_most(SHOWN + 1)).subquery() for scope in scopes]
    together = union_all(*map(select, firsts)).subquery()
    return select(together).order_by(together.c.on)


def _review_due(listing: Listing) -> Select[Any]:
    return _dues_near(listing, _REVIEW, DueRow.due_on <= _day("today"))


def _review_next(listing: Listing) -> Select[Any]:
    return _dues_near(listing, _REVIEW, DueRow.due_on > _day("today"), DueRow.due_on <= _day("reviews_until"))


def _own(listing: Listing) -> ColumnElement[bool]:
    return one_of(DueRow.organisation_id, "own", listing.own)


_BEGUN = or_(DueRow.starts_on <= _day("today"), DueRow.due_on <= _day("today"))


def _report(listing: Listing) -> Select[Any]:
    """Only activities have an organisation, whose index gives them by their day."""
    return _dues(DueRow.due_on, _own(listing), _BEGUN, _due_near(listing, scope_id=checked(DueRow.scope_id)))


def _overdue(listing: Listing) -> Select[Any]:
    """Activities of others that are past their day."""
    late = DueRow.due_on < _day("today")
    return _dues_near(listing, _ACTIVITY, late, ~_own(listing))


def _activity_next(listing: Listing) -> Select[Any]:
    """Own ones that have begun stand among what waits for the person already."""
    due = and_(DueRow.due_on > _day("today"), DueRow.due_on <= _day("activities_until"))
    others = ~and_(_own(listing), _BEGUN)
    return _dues_near(listing, _ACTIVITY, due, others, of_organisations=_own(listing))


# --- the lists: people ------------------------------------------------------------------------------------------------------


def _person_columns(at: Any, on: Any) -> Select[Any]:
    empty: Any = literal_column("''")
    names = (Person.name.label("name_ar"), empty.label("name_en"), empty.label("name_ckb"))
    return select(Person.id, _NO_KEY, at.label("at"), on.label("on"), *names).where(Person.disabled.is_(False))


def _give_role(_listing: Listing) -> Select[Any]:
    lasting = or_(RoleGrant.until.is_(None), RoleGrant.until >= _day("today"))
    none = ~exists().where(RoleGrant.person_id == Person.id, lasting)
    return _person_columns(Person.created_at, _NO_DAY).where(none).order_by(Person.created_at)


def _invited(_listing: Listing) -> Select[Any]:
    return _person_columns(Person.created_at, _NO_DAY).where(Person.password_hash.is_(None)).order_by(Person.created_at)


def _role_ends(_listing: Listing) -> Select[Any]:
    query = _person_columns(Person.created_at, RoleGrant.until).join(RoleGrant, RoleGrant.person_id == Person.id)
    return query.where(RoleGrant.until >= _day("today"), RoleGrant.until <= _day("roles_until")).order_by(RoleGrant.until)


LISTS = {
    **WORK,
    Kind.CORRECT: _correct,
    Kind.DECIDE: _decide,
    Kind.ACKNOWLEDGE: _acknowledge,
    Kind.COMMUNICATE: _communicate,
    Kind.REPORT: _report,
    Kind.REVIEW_DUE: _review_due,
    Kind.REVIEW_OPEN: _review_open,
    Kind.CONTINUE: _continue,
    Kind.READ: _read,
    Kind.GIVE_ROLE: _give_role,
    Kind.DECISION: _decision,
    Kind.RECEIVERS: _receivers,
    Kind.OVERDUE: _overdue,
    Kind.INVITED: _invited,
    Kind.REVIEW_NEXT: _review_next,
    Kind.ACTIVITY_NEXT: _activity_next,
    Kind.ROLE_ENDS: _role_ends,
}
