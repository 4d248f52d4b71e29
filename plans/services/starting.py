"""Beginning a plan from a template, an exercise sheet or an earlier plan: the one place that pre-fills, and that confirms."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit import Changes, Part
from core.languages import in_order, named
from core.saving import NotYours
from followup.queries import get_team, issues_by_id
from people.queries import Directory, Node
from people.terms import Actor, OrganisationKind, ScopeKind
from plans import commands, queries
from plans.models import Plan, PlanOrigin
from plans.policy import Verb
from plans.rules.sheet import from_sheet, told_by
from plans.rules.starting import from_earlier, from_template, local_bodies
from plans.services.editing import PARTS, SECTIONS, begin_plan, part_of, part_values, put_indicator, put_part
from plans.services.opening import InHand, take_in_hand
from plans.terms import PlanDocument, PlannedIndicator, StakeholderPart, Step, Verdict
from plans.terms.starting import Body, LocalBody, Locality

BRANCH_SCOPE, BRANCH_BODY = "branch-", "MOMD-"


def begin_from_template(
    session: Session, actor: Actor, directory: Directory, template_id: str, command: commands.FromTemplate, language: str, now: datetime
) -> Plan:
    """A new plan filled from a template, with its texts in ``language``. Raises NotYours for a template that is not there or was
    withdrawn, Refused for a scope out of reach."""
    template = queries.get_template(session, template_id)
    if template is None or not template.active:
        raise NotYours
    hand = _begun(session, actor, command.identity, now)
    found = bodies_at(directory, command.identity.scope_id, actor.organisation_id)
    locality = Locality({**found, **command.bodies}, _place_of(session, directory, command.identity))
    document = from_template(_content(hand, directory), queries.template_parts(session, template_id), locality, language)
    fill(hand, replace(document, team_id=command.team_id))
    session.add(PlanOrigin(plan_id=hand.plan.id, template_id=template_id))
    hand.note("begun_from", filled(hand, directory), part=Part("template", named(template, language)))
    return hand.plan


def begin_from_earlier(
    session: Session, actor: Actor, directory: Directory, earlier_id: str, command: commands.Identity, now: datetime
) -> Plan:
    """A new plan with what is open in the valid version of an earlier one, and the lessons of that one beside it. Raises NotYours
    for a plan that the actor may not see or that was never approved, Refused for a scope out of reach."""
    earlier = queries.get_plan_for(session, actor, earlier_id)
    version = queries.get_version(session, earlier_id, earlier.valid_number) if earlier and earlier.valid_number else None
    if earlier is None or version is None:
        raise NotYours
    hand = _begun(session, actor, command, now)
    percents = {key: report.percent for key, report in queries.progress_of(session, earlier_id).items()}
    carried = from_earlier(
        _content(hand, directory), queries.document_of(session, directory, version), percents, _verdicts(session, earlier_id)
    )
    team = get_team(session, carried.team_id) if carried.team_id else None
    fill(hand, replace(carried, team_id=team.id if team is not None and team.active else None))
    session.add(PlanOrigin(plan_id=hand.plan.id, earlier_id=earlier_id))
    hand.note("begun_from", filled(hand, directory), part=Part("earlier", named(earlier)))
    return hand.plan


def begin_from_sheet(
    session: Session,
    actor: Actor,
    directory: Directory,
    command: commands.FromSheet,
    parts: Mapping[str, StakeholderPart],
    message: str,
    now: datetime,
) -> tuple[Plan, tuple[str, ...]]:
    """A new plan filled from the exercise sheet, and the stakeholders' lines that fit no organisation: they stand in the history.

    ``parts`` are the folded words of the parts of stakeholders, ``message`` what is told to all. Raises Refused for a scope out of reach.
    """
    hand = _begun(session, actor, command.identity, now)
    scope_id = command.identity.scope_id
    told = told_by(command.sheet, bodies_of(directory), governorate_of(directory, scope_id), parts)
    own = bodies_at(directory, scope_id, actor.organisation_id).get(LocalBody.BRANCH, actor.organisation_id)
    fill(hand, from_sheet(_content(hand, directory), command.sheet, told, own, message))
    unknown = tuple(each.words for each in told if each.organisation_id is None)
    hand.note("begun_from", filled(hand, directory), reason="\n".join(unknown), part=Part("sheet", ""))
    return hand.plan, unknown


def governorate_of(directory: Directory, scope_id: str) -> str | None:
    """The governorate in which a scope lies; None for the whole country."""
    above = [directory.scopes[each] for each in directory.ancestry(scope_id)]
    return next((each.place_id for each in above if each.kind == ScopeKind.GOVERNORATE), None)


def bodies_at(directory: Directory, scope_id: str, own_id: str | None) -> dict[LocalBody, str]:
    """Which organisation each local body is for a plan of this scope, as far as the directory knows."""
    branch = BRANCH_BODY + scope_id.removeprefix(BRANCH_SCOPE).upper() if scope_id.startswith(BRANCH_SCOPE) else ""
    return local_bodies(bodies_of(directory), governorate_of(directory, scope_id), branch, own_id)


def bodies_of(directory: Directory) -> list[Body]:
    """The active organisations as the rules know them."""
    return [_body(directory, each) for each in directory.organisations.values() if each.active]


def _body(directory: Directory, node: Node) -> Body:
    parent = directory.organisations.get(node.parent_id or "")
    names = tuple(name for name in (node.name_ar, node.name_en, node.name_ckb, node.abbreviation) if name)
    return Body(node.id, OrganisationKind(node.kind).value, node.code, parent.code if parent else "", node.place_id, names)


def _begun(session: Session, actor: Actor, identity: commands.Identity, now: datetime) -> InHand:
    plan = begin_plan(session, actor, identity, now)
    return InHand(session, actor, plan, queries.get_version(session, plan.id, 1), now)


def _content(hand: InHand, directory: Directory) -> PlanDocument:
    return queries.build_document(hand.session, directory, hand.draft)


def _verdicts(session: Session, plan_id: str) -> Mapping[str, Verdict]:
    """What the latest review that was concluded says of each objective and activity."""
    reviews = queries.concluded_reviews(session, plan_id)
    return {key: Verdict(each.verdict) for key, each in queries.findings_of(session, reviews[0].id).items()} if reviews else {}


def _place_of(session: Session, directory: Directory, identity: commands.Identity) -> Mapping[str, str]:
    """What ``{place}`` is called: the villages that the issue names, else its place, else the plan's governorate or branch."""
    issue = issues_by_id(session, [identity.issue_id]).get(identity.issue_id) if identity.issue_id else None
    if issue is not None and issue.place_note:
        return dict.fromkeys(in_order(), issue.place_note)
    node = directory.places.get(issue.place_id or "") if issue is not None else None
    node = node or directory.scopes[identity.scope_id]
    return {"ar": node.name_ar, "en": node.name_en, "ckb": node.name_ckb}


def fill(hand: InHand, document: PlanDocument) -> None:
    """Writes a document's sections and parts into the open version, which has none yet, each marked as pre-filled."""
    for section in SECTIONS.values():
        if section.mark is None:
            continue
        values = {each.name: _plain(getattr(document, each.name)) for each in fields(section.command)}
        for column, value in values.items():
            setattr(hand.draft, column, value)
        setattr(hand.draft, section.mark, any(values.values()))
    keys: dict[str, str] = {}
    for kind in PARTS:
        for part in getattr(document, kind):
            keys[part.key] = _put(hand, kind, part, keys)


def _put(hand: InHand, kind: str, part: Any, keys: Mapping[str, str]) -> str:
    if isinstance(part, PlannedIndicator):
        definition = {each.name: getattr(part.definition, each.name) for each in fields(part.definition)}
        return put_indicator(hand, keys[part.objective_key], definition, prefilled=True)
    values = {each.name: _plain(getattr(part, each.name)) for each in fields(part) if each.name != "key"}
    under = PARTS[kind].model.under
    if under:
        values[under] = keys[values[under]]
    return put_part(hand, kind, values, prefilled=True)


def filled(hand: InHand, directory: Directory) -> Changes:
    """What was written, for the history: the titles of the parts by kind."""
    document = _content(hand, directory)
    titles = {kind: [getattr(each, PARTS[kind].titled_by) for each in getattr(document, kind)] for kind in PARTS if kind != "indicators"}
    titles["indicators"] = [named(each.definition) for each in document.indicators]
    return {kind: (None, found) for kind, found in titles.items() if found}


def confirm(session: Session, actor: Actor, plan_id: str, key: str | None, step: Step | None, now: datetime) -> InHand:
    """Takes the mark from one part (or section, by its name), or from all of a step: somebody has read it and stands for it.

    What has no mark stays as it is. Who confirms is an author. Raises NotYours, Refused (like every edit).
    """
    hand = take_in_hand(session, actor, plan_id, Verb.EDIT, now)
    version, parts = hand.draft, []
    for name, section in SECTIONS.items():
        if section.mark and getattr(version, section.mark) and (key == name or (step is not None and section.step is step)):
            setattr(version, section.mark, False)
            parts.append(Part(name, ""))
    for kind, spec in PARTS.items():
        model = spec.model
        marked = select(model).where(model.version_id == version.id, model.prefilled.is_(True))
        if step is None:
            marked = marked.where(model.key == key)
        elif spec.step is not step:
            continue
        for row in session.scalars(marked):
            row.prefilled = False
            parts.append(part_of(hand, kind, part_values(session, kind, row)))
    if parts:
        if actor.person_id not in version.authors:
            version.authors = [*version.authors, actor.person_id]
        for part in parts:
            hand.note("confirmed", part=part)
    return hand


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
