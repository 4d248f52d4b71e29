"""A plan as the rows of its tables, in the state and with the past that its number gives it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import DeclarativeBase

from bench import words
from bench.stock import Stock, random_id
from core.audit import AuditEntry
from core.clock import local_day
from core.folding import words_of
from indicators.models import Indicator, IndicatorDefinition
from people.queries import Directory
from plans.documents import to_snapshot
from plans.models import (
    ActivityProgress,
    ActivityRow,
    ActivitySupporter,
    BudgetRow,
    DueRow,
    GapRow,
    IndicatorRow,
    LineAudience,
    LineRow,
    MoneyRow,
    ObjectiveRow,
    Plan,
    PlanVersion,
    Receipt,
    Review,
    RiskRow,
    StakeholderRow,
)
from plans.policy import ATTENTION
from plans.rules import dues, gap_spans, line_money
from plans.terms import MoneyKind, MoneyMovement, PlanDocument
from plans.terms import PlanState as S

#: How many of a hundred plans stand in each state: most of a running ministry's plans have been sent out.
SHARES: Mapping[S, int] = {
    S.COMMUNICATED: 45, S.CLOSED: 20, S.DRAFT: 15, S.APPROVED: 5, S.UNDER_REVIEW: 5, S.SUBMITTED: 5, S.RETURNED: 3, S.CANCELLED: 2,
}  # fmt: skip
STATES = tuple(state for state, share in SHARES.items() for _ in range(share))
SETTLED = frozenset({S.COMMUNICATED, S.CLOSED, S.APPROVED, S.UNDER_REVIEW})
SENT = SETTLED - {S.APPROVED}
PARTS = {"objectives": ObjectiveRow, "stakeholders": StakeholderRow, "activities": ActivityRow, "budget": BudgetRow, "risks": RiskRow}
Row = tuple[type[DeclarativeBase], dict[str, Any]]


def state_of(index: int) -> S:
    """The state of plan number ``index``: spread evenly over governorates too (37 and 100 share no divisor)."""
    return STATES[index * 37 % 100]


@dataclass(frozen=True, slots=True)
class Written:
    """A plan about to be written: its content, and what has become of it."""

    document: PlanDocument
    state: S
    version_id: str
    owner_id: str
    now: datetime
    changed_at: datetime
    random: Random


def plan_rows(stock: Stock, directory: Directory, index: int, content: PlanDocument) -> Iterator[Row]:
    """All rows of one plan, parents before children."""
    random = Random(f"rows {index}")
    changed_at = stock.now - timedelta(minutes=random.randrange(60, 400_000))
    owner = stock.officers[content.scope_id]
    plan = Written(content, state_of(index), random_id(random), owner, stock.now, changed_at, random)
    past = list(_past(plan))
    dues, money = list(_dues(plan, past)), list(_money(plan))
    unacknowledged = sum(model is Receipt and row["acknowledged_at"] is None for model, row in past)
    first_due_on = min((row["due_on"] for _model, row in dues), default=None)
    yield Plan, {**_plan(plan), "unacknowledged": unacknowledged, "first_due_on": first_due_on}
    yield PlanVersion, _version(plan, stock, directory)
    yield from _indicators(plan)
    yield from _parts(plan)
    yield from money
    yield from past
    yield from dues
    yield from _gaps(plan, money)
    yield from _acts(plan)


def _names(content: PlanDocument) -> dict[str, Any]:
    names = ("name_ar", "name_en", "name_ckb", "scope_id", "issue_id", "theme", "starts_on", "ends_on")
    return {name: getattr(content, name) for name in names}


def _plan(plan: Written) -> dict[str, Any]:
    settled = plan.state in SETTLED
    return {
        **_names(plan.document),
        "id": plan.document.plan_id,
        "state": plan.state.value,
        "attention": ATTENTION[plan.state],
        "owner_id": plan.owner_id,
        "valid_number": 1 if settled else None,
        "open_number": None if settled else 1,
        "approaches": " ".join(("", *sorted({each.approach.value for each in plan.document.activities if each.approach}), "")),
        "end_reason": words.sentences(plan.random, 1) if plan.state in (S.CLOSED, S.CANCELLED) else "",
        "created_at": plan.changed_at - timedelta(days=60),
        "changed_at": plan.changed_at,
    }


def _version(plan: Written, stock: Stock, directory: Directory) -> dict[str, Any]:
    content, settled = plan.document, plan.state in SETTLED
    submitted = settled or plan.state in (S.SUBMITTED, S.RETURNED)
    decided = settled or plan.state is S.RETURNED
    texts = ("coordination_target", "goal", "tools_approach", "challenges", "lessons_sharing", "first_review_on", "team_id")
    return {
        **_names(content),
        **{name: getattr(content, name) for name in texts},
        "id": plan.version_id,
        "plan_id": content.plan_id,
        "number": 1,
        "state": (S.APPROVED if settled else plan.state).value,
        "authors": [plan.owner_id],
        "return_reason": words.sentences(plan.random, 2) if plan.state is S.RETURNED else "",
        "submitted_at": plan.changed_at - timedelta(days=3) if submitted else None,
        "submitted_by": plan.owner_id if submitted else None,
        "decided_at": plan.changed_at - timedelta(days=1) if decided else None,
        "decided_by": stock.planners[1] if decided else None,
        "snapshot": to_snapshot(_named(content, directory)) if settled else None,
        "edits": 30,
        "review_rhythm": content.review_rhythm.value if content.review_rhythm else None,
    }


def _named(content: PlanDocument, directory: Directory) -> PlanDocument:
    ids = content.organisation_ids() | {each.owner_id for each in content.risks if each.owner_id}
    known = {each: directory.organisations[each] for each in ids} | {content.scope_id: directory.scopes[content.scope_id]}
    names = {each: (node.name_ar, node.name_en, node.name_ckb) for each, node in known.items()}
    values = {name: getattr(content, name) for name in PlanDocument.__slots__} | {"names": names}
    return PlanDocument(**values)


def _indicators(plan: Written) -> Iterator[Row]:
    at = plan.changed_at - timedelta(days=60)
    for each in plan.document.indicators:
        yield Indicator, {
            "id": each.key, "code": each.code, "scope_id": plan.document.scope_id, "in_force": plan.state in SETTLED, "created_at": at,
        }  # fmt: skip
        yield IndicatorDefinition, {"id": f"d{each.key[1:]}", "indicator_id": each.key, "created_at": at, **_plain(each.definition)}


def _parts(plan: Written) -> Iterator[Row]:
    content, version = plan.document, {"version_id": plan.version_id}
    for name, model in PARTS.items():
        for position, each in enumerate(getattr(content, name)):
            row = _plain(each)
            row.pop("supporter_ids", None)
            yield model, {**row, **version, "position": position}
    for activity in content.activities:
        for organisation in activity.supporter_ids:
            yield ActivitySupporter, {**version, "key": activity.key, "organisation_id": organisation}
    for position, line in enumerate(content.lines):
        row = _plain(line)
        audience = row.pop("audience_ids")
        yield LineRow, {**row, **version, "position": position}
        for organisation in audience:
            yield LineAudience, {**version, "key": line.key, "organisation_id": organisation}
    for position, measure in enumerate(content.indicators):
        own = {"key": measure.key, "objective_key": measure.objective_key, "definition_id": f"d{measure.key[1:]}", "position": position}
        yield IndicatorRow, {**own, **version}


def _money(plan: Written) -> Iterator[Row]:
    """Half of the lines have come some way: allocated, then released in two parts, then spent in part."""
    random, content = plan.random, plan.document
    for line in content.budget:
        half = line.amount // 2
        moves = ((MoneyKind.ALLOCATED, line.amount), (MoneyKind.RELEASED, half), (MoneyKind.RELEASED, half), (MoneyKind.SPENT, half))
        for number, (kind, amount) in enumerate(moves[: random.choice((0, 0, 0, 1, 2, 4))]):
            yield MoneyRow, {
                "id": random_id(random), "plan_id": content.plan_id, "budget_key": line.key, "kind": kind.value, "amount": amount,
                "moved_on": content.starts_on + timedelta(days=20 * number), "letter_number": f"م/{random.randrange(100, 9000)}",
                "at": plan.changed_at, "person_id": plan.owner_id, "person_name": random.choice(words.PEOPLE),
            }  # fmt: skip


def _gaps(plan: Written, moves: list[Row]) -> Iterator[Row]:
    if plan.state not in SETTLED:
        return
    movements = [MoneyMovement(row["budget_key"], MoneyKind(row["kind"]), row["amount"], row["moved_on"]) for _model, row in moves]
    for since, until in gap_spans(plan.document, line_money(plan.document.budget, movements)):
        yield GapRow, {"plan_id": plan.document.plan_id, "since": since, "until": until}


def _past(plan: Written) -> Iterator[Row]:
    """Receipts, progress and reviews of what was sent out."""
    if plan.state not in SENT:
        return
    content, random = plan.document, plan.random
    for organisation in sorted(content.organisation_ids()):
        seen = random.random() < 0.7
        yield Receipt, {
            "plan_id": content.plan_id, "number": 1, "organisation_id": organisation, "sent_at": plan.changed_at, "sent_by": plan.owner_id,
            "acknowledged_at": plan.changed_at + timedelta(hours=5) if seen else None, "acknowledged_by": plan.owner_id if seen else None,
            "acknowledged_name": random.choice(words.PEOPLE) if seen else "",
        }  # fmt: skip
    for activity in content.activities:
        for number in range(random.randrange(0, 3)):
            yield ActivityProgress, {
                "id": random_id(random), "plan_id": content.plan_id, "activity_key": activity.key, "percent": 40 * (number + 1),
                "note": words.sentences(random, 1), "at": plan.changed_at + timedelta(hours=number), "person_id": plan.owner_id,
                "person_name": random.choice(words.PEOPLE), "organisation_id": activity.responsible_id,
            }  # fmt: skip
    if plan.state is S.UNDER_REVIEW or random.random() < 0.2:
        done = plan.state is not S.UNDER_REVIEW
        yield Review, {
            "id": random_id(random), "plan_id": content.plan_id, "number": 1, "opened_at": plan.changed_at, "opened_by": plan.owner_id,
            "concluded_at": plan.changed_at + timedelta(days=2) if done else None, "concluded_by": plan.owner_id if done else None,
            "revises": False if done else None,
        }  # fmt: skip


def _dues(plan: Written, past: list[Row]) -> Iterator[Row]:
    done = {row["activity_key"]: row["percent"] for model, row in past if model is ActivityProgress}
    reviewed = max((local_day(row["concluded_at"]) for model, row in past if model is Review and row["concluded_at"]), default=None)
    for each in dues(plan.document, plan.state, done, reviewed):
        yield DueRow, {**_plain(each), "words": words_of(each.title), "plan_id": plan.document.plan_id, "scope_id": plan.document.scope_id}


def _acts(plan: Written) -> Iterator[Row]:
    for number in range(5):
        yield AuditEntry, {
            "at": plan.changed_at - timedelta(hours=number), "actor_id": plan.owner_id, "actor_name": plan.random.choice(words.PEOPLE),
            "verb": "edit", "subject_kind": "plan", "subject_id": plan.document.plan_id, "part": "activities",
            "part_title": plan.document.activities[number].title, "changes": [["title", None, plan.document.activities[number].title]],
        }  # fmt: skip


def _plain(part: Any) -> dict[str, Any]:
    """A part's fields as a row keeps them. (``asdict`` would copy every value, a quarter of the time to fill a database.)"""
    values = ((name, getattr(part, name)) for name in part.__slots__)
    return {name: getattr(value, "value", value) for name, value in values}
