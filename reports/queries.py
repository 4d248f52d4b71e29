"""Reads of the home page: at most three statements, whatever the person's roles and however many plans there are.

Each list is a select of its first rows by an index; lists of one shape are read together by UNION ALL. Selects are built once
per set of lists and kept; scopes, organisations and days come in as values. Every list is bound to the reach of the permission
for which it stands: who writes, decides, communicates or reviews there may see those plans (``people.policy``).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
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
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from core.clock import local_day
from core.database import UtcDateTime
from people.models import Person, RoleGrant
from people.terms import Actor
from plans.models import ActivityProgress, ActivityRow, Plan, PlanVersion, Receipt, Review
from plans.policy import ATTENTION, RUNNING
from plans.terms import PlanState as S
from reports.rules import (
    ACTIVITIES_AHEAD,
    QUESTION,
    READ_BACK,
    REVIEWS_AHEAD,
    ROLES_AHEAD,
    SHOWN,
    in_order,
    own_organisations,
)
from reports.terms import Answer, Kind, Listing, Question, Task

Listings = tuple[Listing, ...]
BY_DAY = frozenset({Kind.REPORT, Kind.REVIEW_DUE, Kind.REVIEW_NEXT, Kind.ACTIVITY_NEXT})
OF_PEOPLE = frozenset({Kind.GIVE_ROLE, Kind.INVITED, Kind.ROLE_ENDS})
_NO_ORGANISATION = cast(literal_column("NULL"), String(20)).label("organisation_id")
_NO_NUMBER: Any = literal_column("0").label("number")
_NO_TITLE: Any = literal_column("''").label("title")


def home_page(session: Session, actor: Actor, listings: Listings, now: datetime) -> list[Answer]:
    """The answers to the three questions."""
    values = _values(actor, listings, now)
    by_day = tuple(each for each in listings if each.kind in BY_DAY)
    of_people = tuple(each for each in listings if each.kind in OF_PEOPLE)
    others = tuple(each for each in listings if each.kind not in BY_DAY | OF_PEOPLE)
    found: list[Task] = []
    for group in (others, by_day, of_people):
        if group:
            found += [_task(row) for row in session.execute(_first_rows(group), values).mappings()]
    by_kind = {listing.kind: [task for task in found if task.kind is listing.kind] for listing in listings}
    return [_answer(question, by_kind) for question in Question]


def _answer(question: Question, by_kind: Mapping[Kind, list[Task]]) -> Answer:
    tasks = in_order(task for kind, found in by_kind.items() if QUESTION[kind] is question for task in found[:SHOWN])[:SHOWN]
    shown = {kind: sum(task.kind is kind for task in tasks) for kind in by_kind}
    more = (kind for kind in by_kind if QUESTION[kind] is question and len(by_kind[kind]) > shown[kind])
    return Answer(question, tuple(tasks), tuple(more))


def _task(row: Mapping[Any, Any]) -> Task:
    return Task(**{**row, "kind": Kind(row["kind"])})


def _values(actor: Actor, listings: Iterable[Listing], now: datetime) -> dict[str, Any]:
    """What the selects are asked with."""
    today = local_day(now)
    values: dict[str, Any] = {
        "me": actor.person_id,
        "by_me": f'%"{actor.person_id}"%',
        "own": sorted(own_organisations(actor)),
        "today": today,
        "reviews_until": today + timedelta(days=REVIEWS_AHEAD),
        "activities_until": today + timedelta(days=ACTIVITIES_AHEAD),
        "roles_until": today + timedelta(days=ROLES_AHEAD),
        "read_since": now - timedelta(days=READ_BACK),
    }
    for permission in {listing.permission for listing in listings}:
        reach = actor.reach(permission)
        values[f"scopes_{permission}"] = sorted(reach.scopes)
        values[f"organisations_{permission}"] = sorted(reach.organisations)
    return values


@lru_cache(maxsize=256)
def _first_rows(listings: Listings) -> CompoundSelect[Any]:
    """The first rows of each list, one more than are shown."""
    firsts = [_full(listing, LISTS[listing.kind](listing).limit(SHOWN + 1)) for listing in listings]
    return union_all(*firsts)


def _full(listing: Listing, first: Select[Any]) -> Select[Any]:
    inner = first.subquery()
    kind: Any = literal_column(f"'{listing.kind}'").label("kind")
    if listing.kind is not Kind.RECEIVERS:
        return select(kind, *inner.c)
    of_plan = and_(Receipt.plan_id == inner.c.id, Receipt.number == inner.c.number)
    counted = select(func.count()).where(of_plan)
    columns = {column.name: column for column in inner.c}
    columns["number"] = counted.where(Receipt.acknowledged_at.is_(None)).scalar_subquery().label("number")
    columns["total"] = counted.scalar_subquery().label("total")
    return select(kind, *columns.values())


# --- the lists: plans waiting since an instant ------------------------------------------------------------------------------


def _plan_columns(at: Any, number: Any = _NO_NUMBER, organisation_id: Any = _NO_ORGANISATION) -> Select[Any]:
    return select(
        Plan.id,
        Plan.scope_id,
        Plan.name_ar,
        Plan.name_en,
        Plan.name_ckb,
        at.label("at"),
        organisation_id,
        number,
        literal_column("0").label("total"),
    )


_OPEN = and_(PlanVersion.plan_id == Plan.id, PlanVersion.number == Plan.open_number)
_VALID = and_(PlanVersion.plan_id == Plan.id, PlanVersion.number == Plan.valid_number)
_TOLD = Plan.state.in_((S.COMMUNICATED.value, S.UNDER_REVIEW.value))


class _Checked(FunctionElement[str]):
    """A column that is only looked at, row by row. SQLite, which keeps no figures about its tables, would else begin with this
    column's index and read thousands of plans where the index of the day gives the first ten. PostgreSQL knows better by itself."""

    type = String()
    inherit_cache = True
    name = "checked"


@compiles(_Checked)
def _plainly(element: _Checked, compiler: SQLCompiler, **how: Any) -> str:
    return compiler.process(element.clauses, **how)


@compiles(_Checked, "sqlite")
def _without_index(element: _Checked, compiler: SQLCompiler, **how: Any) -> str:
    return f"+{compiler.process(element.clauses, **how)}"


_RUNNING = _Checked(Plan.state).in_(sorted(state.value for state in RUNNING))


def _authored() -> ColumnElement[bool]:
    """Whether the acting person wrote in the version. Ids hold letters and digits only."""
    return cast(PlanVersion.authors, String).like(bindparam("by_me"))


def _listed(name: str) -> Any:
    return bindparam(name, expanding=True)


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
    scope_id = _Checked(Plan.scope_id) if listing.kind in BY_DAY else Plan.scope_id
    within: ColumnElement[bool] = scope_id.in_(_listed(f"scopes_{listing.permission}"))
    return within


def _received(listing: Listing) -> ColumnElement[bool]:
    ours = _Checked(Receipt.organisation_id).in_(_listed(f"organisations_{listing.permission}"))
    return exists().where(Receipt.plan_id == Plan.id, ours)


def _written(listing: Listing) -> ColumnElement[bool]:
    """Open versions that are this person's work: those of his scopes; for who writes everywhere those that he began or revises."""
    if listing.national:
        return or_(Plan.owner_id == bindparam("me"), and_(Plan.state == S.UNDER_REVIEW.value, _authored()))
    furthest = S.DRAFT if listing.kind is Kind.CONTINUE else S.UNDER_REVIEW
    return and_(Plan.attention >= ATTENTION[furthest], _near(listing))


def _is(state: S) -> ColumnElement[bool]:
    """The open version's state; the plans are found by their scope or their owner."""
    found: ColumnElement[bool] = _Checked(PlanVersion.state) == state.value
    return found


def _correct(listing: Listing) -> Select[Any]:
    query = _plan_columns(PlanVersion.decided_at).join(PlanVersion, _OPEN)
    return query.where(_is(S.RETURNED), _written(listing)).order_by(PlanVersion.decided_at)


def _continue(listing: Listing) -> Select[Any]:
    query = _plan_columns(Plan.changed_at).join(PlanVersion, _OPEN)
    return query.where(_is(S.DRAFT), _written(listing)).order_by(Plan.changed_at)


def _decide(listing: Listing) -> Select[Any]:
    query = _plan_columns(PlanVersion.submitted_at).join(PlanVersion, _OPEN)
    return query.where(PlanVersion.state == S.SUBMITTED.value, ~_authored(), _near(listing)).order_by(PlanVersion.submitted_at)


def _decision(listing: Listing) -> Select[Any]:
    """Who writes everywhere also decides everywhere, except on what he wrote himself: that is what he waits for."""
    query = _plan_columns(PlanVersion.submitted_at).join(PlanVersion, _OPEN)
    mine = and_(_authored(), _written(listing)) if listing.national else _written(listing)
    return query.where(_is(S.SUBMITTED), mine).order_by(PlanVersion.submitted_at)


def _communicate(listing: Listing) -> Select[Any]:
    return _plan_columns(Plan.changed_at).where(Plan.state == S.APPROVED.value, _near(listing)).order_by(Plan.changed_at)


def _acknowledge(listing: Listing) -> Select[Any]:
    query = _plan_columns(Receipt.sent_at, organisation_id=Receipt.organisation_id)
    query = query.join(Receipt, and_(Receipt.plan_id == Plan.id, Receipt.number == Plan.valid_number))
    waiting = and_(Receipt.organisation_id.in_(_listed(f"organisations_{listing.permission}")), Receipt.acknowledged_at.is_(None))
    return query.where(waiting, _TOLD).order_by(Receipt.sent_at)


def _receivers(listing: Listing) -> Select[Any]:
    missing = exists().where(Receipt.plan_id == Plan.id, Receipt.number == Plan.valid_number, Receipt.acknowledged_at.is_(None))
    query = _plan_columns(Plan.changed_at, number=Plan.valid_number.label("number"))
    return query.where(Plan.attention == ATTENTION[S.COMMUNICATED], _near(listing), missing).order_by(Plan.changed_at)


def _review_open(listing: Listing) -> Select[Any]:
    query = _plan_columns(Review.opened_at).join(Review, Review.plan_id == Plan.id)
    return query.where(Plan.state == S.UNDER_REVIEW.value, Review.concluded_at.is_(None), _near(listing)).order_by(Review.opened_at)


def _read(listing: Listing) -> Select[Any]:
    fresh = and_(Plan.state.in_((S.APPROVED.value, S.COMMUNICATED.value)), Plan.changed_at >= bindparam("read_since", type_=UtcDateTime()))
    return _plan_columns(Plan.changed_at).where(fresh, _near(listing)).order_by(Plan.changed_at.desc())


# --- the lists: what is due on a day ----------------------------------------------------------------------------------------


def _dated(on: Any, title: Any = _NO_TITLE, organisation_id: Any = _NO_ORGANISATION, number: Any = _NO_NUMBER) -> Select[Any]:
    return select(
        Plan.id, Plan.scope_id, Plan.name_ar, Plan.name_en, Plan.name_ckb, on.label("on"), title, organisation_id, number
    ).select_from(Plan)


def _day(name: str) -> Any:
    return bindparam(name, type_=Date())


def _reviews(listing: Listing) -> Select[Any]:
    """The first review of valid versions that have had none."""
    none_yet = ~exists().where(Review.plan_id == Plan.id, Review.number == Plan.valid_number)
    query = _dated(PlanVersion.first_review_on).join(PlanVersion, _VALID)
    return query.where(_Checked(Plan.state) == S.COMMUNICATED.value, none_yet, _near(listing)).order_by(PlanVersion.first_review_on)


def _review_due(listing: Listing) -> Select[Any]:
    return _reviews(listing).where(PlanVersion.first_review_on <= _day("today"))


def _review_next(listing: Listing) -> Select[Any]:
    return _reviews(listing).where(PlanVersion.first_review_on > _day("today"), PlanVersion.first_review_on <= _day("reviews_until"))


def _activities() -> Select[Any]:
    """Activities of valid versions that are not done yet."""
    latest = select(ActivityProgress.percent).where(ActivityProgress.plan_id == Plan.id, ActivityProgress.activity_key == ActivityRow.key)
    done = func.coalesce(latest.order_by(ActivityProgress.at.desc()).limit(1).scalar_subquery(), 0)
    query = _dated(ActivityRow.due_on, ActivityRow.title, ActivityRow.responsible_id.label("organisation_id"), done.label("number"))
    query = query.join(PlanVersion, _VALID).join(ActivityRow, ActivityRow.version_id == PlanVersion.id)
    return query.where(_RUNNING, done < 100).order_by(ActivityRow.due_on)


_OWN = ActivityRow.responsible_id.in_(_listed("own"))
_BEGUN = or_(ActivityRow.starts_on <= _day("today"), ActivityRow.due_on <= _day("today"))


def _report(listing: Listing) -> Select[Any]:
    return _activities().where(_OWN, _BEGUN, _near(listing))


def _activity_next(listing: Listing) -> Select[Any]:
    """Own ones that have begun stand among what waits for the person already."""
    near: list[ColumnElement[bool]] = [true()] if listing.national else []
    if listing.scopes and not listing.national:
        near.append(_in_scopes(listing))
    if listing.organisations and not listing.national:
        near.append(and_(_OWN, _received(listing)))
    due = and_(ActivityRow.due_on > _day("today"), ActivityRow.due_on <= _day("activities_until"))
    return _activities().where(due, or_(*near) if near else false(), ~and_(_OWN, _BEGUN))


# --- the lists: people ------------------------------------------------------------------------------------------------------


def _person_columns(at: Any, on: Any) -> Select[Any]:
    empty: Any = literal_column("''")
    return select(
        Person.id, Person.name.label("name_ar"), empty.label("name_en"), empty.label("name_ckb"), at.label("at"), on.label("on")
    ).where(Person.disabled.is_(False))


_NO_DAY = cast(literal_column("NULL"), Date())


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
    Kind.INVITED: _invited,
    Kind.REVIEW_NEXT: _review_next,
    Kind.ACTIVITY_NEXT: _activity_next,
    Kind.ROLE_ENDS: _role_ends,
}
