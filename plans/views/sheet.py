"""The plan's page: one document with six steps, what is missing, and the one form that is open in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, url_for

from core.clock import local_day
from core.forms import Form
from core.listing import asked_for
from core.web import now, page, read_session
from indicators import labels as measures
from indicators.terms import Definition
from people.gate import actor, directory
from people.terms import Permission
from plans import labels, queries, rules
from plans.models import ActivityProgress, Plan, PlanVersion
from plans.pictures import Album, numbered, risk_matrix, timeline
from plans.policy import ENDED, PlanFacts, Verb, allowed, may_attach
from plans.services.communicating import may_report
from plans.services.editing import PARTS, SECTIONS
from plans.services.opening import facts_of
from plans.terms import FundingGap, Gap, LineMoney, PlanDocument, PlanState, Step, StepStatus


@dataclass(frozen=True, slots=True)
class RailGap:
    """A missing thing as a link to the field that closes it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class RailStep:
    """A step as the rail and the step's heading show it."""

    number: int
    name: str
    url: str
    state: str
    count: int
    current: bool
    gaps: tuple[RailGap, ...]
    unconfirmed: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan opened for this person: the row, the version shown, its content, what may happen now. ``marks`` are the keys of parts
    and the names of sections that are pre-filled and not confirmed."""

    plan: Plan
    version: PlanVersion
    document: PlanDocument
    facts: PlanFacts
    verbs: frozenset[Verb]
    marks: frozenset[str] = frozenset()

    @property
    def may_read_drafts(self) -> bool:
        """Versions in preparation may be seen by this person."""
        return Permission.PLAN_READ_DRAFTS in self.facts.permissions

    @property
    def is_open(self) -> bool:
        """The shown version is the one being prepared."""
        return self.plan.open_number == self.version.number

    @property
    def is_valid(self) -> bool:
        """The shown version is the valid one."""
        return self.plan.valid_number == self.version.number

    @property
    def may_edit(self) -> bool:
        """This person may write in the shown version now."""
        return self.is_open and Verb.EDIT in self.verbs

    @property
    def may_attach(self) -> bool:
        """This person may attach files to the plan now."""
        return may_attach(self.facts)

    @property
    def home(self) -> str:
        """The address at which this version is worked on."""
        return address(self.plan)


@dataclass(frozen=True, slots=True)
class Editing:
    """The form that is open in the page: of which part (or section), of which one (None: a new one)."""

    part: str
    key: str | None
    form: Form

    def is_new(self, part: str) -> bool:
        """A new part of this kind is being written."""
        return self.part == part and self.key is None and part not in SECTIONS

    def holds(self, part: str, key: str | None = None) -> bool:
        """This part or section is being changed."""
        return self.part == part and self.key == key and (key is not None or part in SECTIONS)


NOTHING = Editing("", None, Form())


def address(plan: Plan) -> str:
    """Where a plan is worked on: its page, or the page of its revision."""
    if plan.valid_number is not None and plan.open_number is not None:
        return url_for("plans.revision", plan_id=plan.id)
    return url_for("plans.show", plan_id=plan.id)


def version_asked(name: str = "version") -> int | None:
    """The version that the address names; None when it names none, 404 for what is no version's number."""
    text = asked_for(name)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return number or abort(404) if text else None


def open_plan(plan_id: str, number: int | None = None, prepared: bool = False) -> Opened:
    """The plan at its valid version (before the first approval: the open one); ``prepared`` asks for the open one, ``number`` for
    any. 404 for what is not there or not this person's; versions in preparation are for those who work on them."""
    session = read_session()
    plan, open_version = queries.plan_and_open_version(session, actor(), plan_id) or abort(404)
    wanted = number or (plan.open_number if prepared else plan.valid_number or plan.open_number) or 0
    version = open_version if wanted == plan.open_number else queries.get_version(session, plan.id, wanted)
    review_open = plan.state == PlanState.UNDER_REVIEW and queries.open_review(session, plan.id) is not None
    facts = facts_of(session, actor(), plan, open_version, review_open)
    if version is None or (version.snapshot is None and Permission.PLAN_READ_DRAFTS not in facts.permissions):
        abort(404)
    if version.snapshot is not None:
        return Opened(plan, version, queries.document_of(session, directory(), version), facts, allowed(facts))
    document, marks = queries.draft_of(session, directory(), version)
    return Opened(plan, version, document, facts, allowed(facts), marks)


def show_sheet(opened: Opened, editing: Editing = NOTHING, status: int = 200) -> Response:
    """The plan's page, with one form open in it where a part is being written."""
    session, plan, document = read_session(), opened.plan, opened.document
    current = STEP_OF_PART.get(editing.part)
    status_of_steps = rules.progress(document)
    money = queries.money_of(session, plan.id)
    receipts = queries.receipts_of(session, plan.id, opened.version.number) if opened.is_valid else ()
    progress = queries.progress_of(session, plan.id) if opened.is_valid else {}
    funding = funding_of(opened, money)
    return page(
        "plans/sheet.html",
        status,
        opened=opened,
        plan=plan,
        version=opened.version,
        document=document,
        editing=editing,
        steps=[_rail_step(opened, each, current) for each in status_of_steps],
        missing=sum(len(each.gaps) for each in status_of_steps),
        funding=funding,
        numbers={each.key: position for position, each in numbered(document)},
        album=_at_a_glance(document, progress, funding) if editing is NOTHING else Album(),
        money=money,
        former=former_of(opened),
        receipts=receipts,
        waiting_receipts=[each for each in receipts if each.acknowledged_at is None],
        progress=progress,
        may_report=_reportable(opened) if opened.is_valid else frozenset(),
        reviews=queries.reviews_of(session, plan.id) if plan.valid_number is not None else (),
        **_beside(opened),
        attachments=queries.attachments_seen(session, plan.id, opened.may_read_drafts),
        words=labels,
        measures=measures,
        name=lambda thing_id: labels.name_in(document, thing_id),
        rules=rules,
        can={verb.value for verb in opened.verbs},
        ours=actor().reach(Permission.PLAN_ACKNOWLEDGE).organisations,
        history_url=url_for("plans.whole_history", plan_id=plan.id),
    )


def _beside(opened: Opened) -> Mapping[str, Any]:
    """What helps to write: the lessons of the plan from which this one was begun, else those of similar plans; and how
    much of a running plan's coordination and lessons is written down."""
    session, plan = read_session(), opened.plan
    written_down = queries.written_down(session, plan.id) if opened.is_valid else None
    if not opened.may_edit:
        return {"earlier": None, "lessons": (), "written_down": written_down}
    origin = plan.origin
    earlier = queries.earlier_of(session, actor(), origin.earlier_id) if origin is not None and origin.earlier_id else None
    lessons = queries.lessons_for(session, actor(), opened.document) if earlier is None else ()
    return {"earlier": earlier, "lessons": lessons, "written_down": written_down}


def former_of(opened: Opened) -> Mapping[str, Sequence[tuple[int, Definition]]]:
    """The targets that earlier versions had, by indicator; asked for only where a revision gave a reason for another target."""
    indicators = opened.document.indicators
    if opened.version.number == 1 or not any(each.definition.target_reason for each in indicators):
        return {}
    earlier = queries.earlier_definitions_of(read_session(), opened.plan.id, opened.version.number)
    return {each.key: rules.former_targets(each.definition, earlier.get(each.key, ())) for each in indicators}


def funding_of(opened: Opened, money: Mapping[str, LineMoney]) -> Mapping[str, FundingGap]:
    """The activities that start soon without released money, by key: of the version that is valid or in preparation, until the plan
    has ended."""
    if opened.plan.state in ENDED or not (opened.is_valid or opened.is_open):
        return {}
    return {each.activity.key: each for each in rules.funding_gaps(opened.document, money, local_day(now()))}


def _at_a_glance(document: PlanDocument, progress: Mapping[str, ActivityProgress], funding: Mapping[str, FundingGap]) -> Album:
    """The two pictures that stand in the page; the others have a page of their own, since all five would weigh half of this one."""
    done = {key: each.percent for key, each in progress.items()}
    return Album(timeline=timeline(document, done, funding, local_day(now())), risks=risk_matrix(document))


def _reportable(opened: Opened) -> frozenset[str]:
    if Verb.REPORT not in opened.verbs:
        return frozenset()
    return frozenset(each.key for each in opened.document.activities if may_report(actor(), opened.plan.scope_id, each.responsible_id))


def _rail_step(opened: Opened, status: StepStatus, current: Step | None) -> RailStep:
    gaps = tuple(RailGap(labels.gap_text(opened.document, each), gap_url(opened, each)) for each in status.gaps)
    state = "done" if status.done else "gaps" if status.begun else "empty"
    if not opened.is_open:
        gaps, state = (), "done"
    number, unsure = int(status.step), unconfirmed(opened, status.step)
    return RailStep(number, str(labels.STEPS[status.step]), f"#step-{number}", state, len(gaps), status.step is current, gaps, unsure)


def unconfirmed(opened: Opened, step: Step) -> int:
    """How many pre-filled parts and sections of a step nobody has confirmed."""
    here = [part for part, at in STEP_OF_PART.items() if at is step]
    keys = {each.key for part in here if part not in SECTIONS for each in getattr(opened.document, part)}
    return len(opened.marks & (keys | set(here)))


def gap_url(opened: Opened, gap: Gap) -> str:
    """The field that closes a gap; for who may not write, the step."""
    if not opened.may_edit:
        return f"#step-{int(gap.step)}"
    plan_id = opened.plan.id
    if gap.part in SECTIONS:
        return url_for("plans.edit_section", plan_id=plan_id, section=gap.part, _anchor=gap.field)
    if gap.key is not None:
        return url_for("plans.edit_part", plan_id=plan_id, kind=gap.part, key=gap.key, _anchor=gap.field)
    given: dict[str, Any] = dict(gap.given)
    return url_for("plans.new_part", plan_id=plan_id, kind=gap.part, _anchor=gap.field, **given)


STEP_OF_PART: Mapping[str, Step] = {
    **{name: section.step for name, section in SECTIONS.items() if section.step},
    **{kind: part.step for kind, part in PARTS.items()},
}
