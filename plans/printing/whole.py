"""The whole plan on paper, in the order of its six steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.formats import day, money, money_in_words, number, percent, short_day
from core.languages import gettext, named
from core.paper import Block, Cell, Facts, Heading, Paper, Prose, Signatures, Table, own
from core.pictures import Picture
from indicators.labels import FREQUENCY_WORDS, baseline_text, target_text
from plans.labels import (
    APPROACHES,
    BANDS,
    BUDGET_SOURCES,
    CHANNELS,
    FUNDING_STATES,
    MEANS,
    RHYTHMS,
    RISK_CATEGORIES,
    STAKEHOLDER_PARTS,
    STEPS,
)
from plans.pictures import Album, numbered
from plans.printing.frame import Receiver, Standing, cell, framed, identity, labelled, name, names
from plans.rules import band, residual_score, score
from plans.terms import Activity, FundingGap, Objective, PlanDocument, PlannedIndicator, Risk, Step


@dataclass(frozen=True, slots=True)
class Extras:
    """What is printed beside a plan's content: its pictures, who was told, the last report and the funding gap of an activity by its
    key (a report is per cent done and a sentence)."""

    album: Album = field(default_factory=Album)
    receivers: tuple[Receiver, ...] = ()
    reports: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    funding: Mapping[str, FundingGap] = field(default_factory=dict)


def whole_plan(document: PlanDocument, standing: Standing, extras: Extras) -> Paper:
    """The plan as a paper in the reader's language."""
    blocks: list[Block] = [Facts((*identity(document), *_decided(standing)))]
    parts = (_goal(document), _activities(document, extras), _indicators(document), _risks(document), _told(document, extras))
    for step, part in zip(Step, (*parts, _review(document)), strict=True):
        blocks.append(Heading(str(STEPS[step]), 1, number(int(step))))
        blocks.extend([*part] or [Facts(((gettext("Nothing stands here yet"), ""),))])
        blocks.extend(picture for picture in _pictures(extras.album, step) if picture)
    blocks.append(Signatures(((gettext("Prepared by"), ""), (gettext("Approved by"), ""))))
    return framed(document, standing, "", tuple(blocks))


def _pictures(album: Album, step: Step) -> tuple[Picture | None, ...]:
    return {Step.ACTIVITIES: (album.timeline, album.who_does_what, album.approaches), Step.RISKS: (album.risks,)}.get(step, ())


def _decided(standing: Standing) -> Iterable[tuple[str, str]]:
    if standing.decided_on:
        yield gettext("Approved on"), day(standing.decided_on)


def _prose(*pairs: tuple[str, str]) -> Iterable[Block]:
    return (Prose(label, own(text)) for label, text in pairs if text)


def _goal(document: PlanDocument) -> Iterable[Block]:
    yield from _prose(
        (gettext("Goal"), document.goal),
        (gettext("Coordination target"), document.coordination_target),
        (gettext("Coordination tools and approach"), document.tools_approach),
        (gettext("Challenges and obstacles"), document.challenges),
    )
    if document.objectives:
        yield Heading(gettext("Objectives"))
        yield Table(
            ("", gettext("What changes"), gettext("For whom"), gettext("By when"), gettext("By which means")),
            tuple(
                tuple(
                    cell(said)
                    for said in (number(place), own(each.change), own(each.for_whom), short_day(each.by_when), str(MEANS[each.means]))
                )
                for place, each in enumerate(document.objectives, 1)
            ),
            (0, 11, 7, 4, 4),
        )
    if document.stakeholders:
        yield Heading(gettext("Stakeholders"))
        yield Table(
            (gettext("Organisation"), gettext("Its part"), gettext("Remark")),
            tuple(
                (cell(name(document, each.organisation_id)), cell(str(STAKEHOLDER_PARTS[each.part])), cell(own(each.note)))
                for each in document.stakeholders
            ),
            (9, 4, 10),
        )


def _activities(document: PlanDocument, extras: Extras) -> Iterable[Block]:
    numbers = {each.key: number(place) for place, each in numbered(document)}
    for place, objective in enumerate(document.objectives, 1):
        activities = document.activities_of(objective.key)
        if not activities:
            continue
        yield _under(place, objective)
        yield Table(
            ("", gettext("Activity"), gettext("Responsible organisation"), gettext("Period"), gettext("Coordination approach")),
            tuple(_activity(document, extras, numbers[each.key], each) for each in activities),
            (0, 11, 8, 4, 4),
        )
    if document.budget:
        yield Heading(gettext("Budget"))
        yield _budget(document)


def _under(place: int, objective: Objective) -> Heading:
    return Heading(f"{number(place)}. {own(objective.change)}")


def _activity(document: PlanDocument, extras: Extras, place: str, each: Activity) -> tuple[Cell, ...]:
    report, gap = extras.reports.get(each.key), extras.funding.get(each.key)
    more = (
        labelled(gettext("People needed"), each.people_needed),
        labelled(gettext("Material needed"), each.material_needed),
        f"{gettext('Progress')}: {percent(report[0])} · {own(report[1])}" if report else "",
        gettext("Funding gap: %(amount)s not released", amount=money(gap.missing)) if gap else "",
    )
    supported = names(document, each.supporter_ids)
    begins, ends = short_day(each.starts_on) or "…", short_day(each.due_on) or "…"
    return (
        cell(place),
        cell(own(each.title), soft=more),
        cell(
            name(document, each.responsible_id) or gettext("nobody responsible yet"),
            own(each.responsible_person),
            soft=(f"{gettext('Supported by')}: {supported}" if supported else "",),
        ),
        cell(f"{begins} –", ends),
        cell(str(APPROACHES[each.approach]) if each.approach else ""),
    )


def _budget(document: PlanDocument) -> Table:
    titles = {each.key: f"{number(place)}. {own(each.title)}" for place, each in numbered(document)}
    total = sum(each.amount for each in document.budget)
    return Table(
        (gettext("Purpose"), gettext("Activity"), gettext("Source"), gettext("State"), gettext("Amount in IQD")),
        tuple(
            (
                cell(own(each.purpose)),
                cell(titles.get(each.activity_key, "")),
                cell(str(BUDGET_SOURCES[each.source])),
                cell(str(FUNDING_STATES[each.funding])),
                cell(number(each.amount), soft=(money_in_words(each.amount),)),
            )
            for each in document.budget
        ),
        (8, 8, 5, 4, 6),
        ends=(4,),
        total=(gettext("Together"), "", "", "", number(total)),
    )


def _indicators(document: PlanDocument) -> Iterable[Block]:
    for place, objective in enumerate(document.objectives, 1):
        indicators = document.indicators_of(objective.key)
        if not indicators:
            continue
        yield _under(place, objective)
        yield Table(
            (gettext("Indicator"), gettext("Baseline"), gettext("Target"), gettext("How often"), gettext("Source and who reports")),
            tuple(_indicator(document, each) for each in indicators),
            (9, 5, 5, 4, 7),
        )


def _indicator(document: PlanDocument, each: PlannedIndicator) -> tuple[Cell, ...]:
    definition = each.definition
    return (
        cell(own(named(definition)), soft=(own(each.code),)),
        cell(own(baseline_text(definition)), soft=(short_day(definition.baseline_on),)),
        cell(
            own(target_text(definition)),
            strong=True,
            soft=(short_day(definition.target_on), labelled(gettext("Why the target changed"), definition.target_reason)),
        ),
        cell(str(FREQUENCY_WORDS[definition.frequency]) if definition.frequency else ""),
        cell(own(definition.source), name(document, definition.reporter_id)),
    )


def _risks(document: PlanDocument) -> Iterable[Block]:
    if document.risks:
        yield Table(
            (gettext("Risk"), gettext("Score"), gettext("What is done about it"), gettext("Owner")),
            tuple(_risk(document, each) for each in document.risks),
            (10, 5, 11, 6),
        )


def _risk(document: PlanDocument, each: Risk) -> tuple[Cell, ...]:
    after = residual_score(each)
    review = f"{gettext('Looked at again on')} {short_day(each.next_review_on)}" if each.next_review_on else ""
    return (
        cell(
            own(each.event),
            strong=True,
            soft=(str(RISK_CATEGORIES[each.category]), labelled(gettext("Cause"), each.cause), labelled(gettext("Effect"), each.effect)),
        ),
        cell(_scored(score(each)), strong=True, soft=(f"{gettext('after mitigation')}: {_scored(after)}" if after else "",)),
        cell(
            labelled(gettext("Mitigation"), each.mitigation),
            labelled(gettext("Contingency"), each.contingency),
            labelled(gettext("Trigger"), each.trigger),
        ),
        cell(name(document, each.owner_id), soft=(review,)),
    )


def _scored(value: int) -> str:
    return f"{number(value)} {BANDS[band(value)]}"


def lines_table(document: PlanDocument) -> Table:
    """The communication plan: who is told what, through which channel, how often, by whom."""
    return Table(
        (gettext("What is told"), gettext("Who is told"), gettext("Channel"), gettext("How often"), gettext("By whom")),
        tuple(
            (
                cell(own(each.message)),
                cell(names(document, each.audience_ids)),
                cell(str(CHANNELS[each.channel])),
                cell(str(RHYTHMS[each.rhythm])),
                cell(name(document, each.by_id)),
            )
            for each in document.lines
        ),
        (9, 9, 4, 4, 6),
    )


def _told(document: PlanDocument, extras: Extras) -> Iterable[Block]:
    if document.lines:
        yield lines_table(document)
    if extras.receivers:
        yield Heading(gettext("What went out"))
        yield Table(
            (gettext("Organisation"), gettext("Sent"), gettext("Acknowledged")),
            tuple(
                (cell(own(each.name)), cell(each.sent), cell(each.acknowledged or gettext("not yet"), soft=(own(each.by),)))
                for each in extras.receivers
            ),
            (10, 6, 8),
        )


def _review(document: PlanDocument) -> Iterable[Block]:
    yield Facts(
        (
            (gettext("First review on"), day(document.first_review_on)),
            (gettext("How often the plan is reviewed"), str(RHYTHMS[document.review_rhythm]) if document.review_rhythm else ""),
            (gettext("Follow-up team"), name(document, document.team_id)),
        )
    )
    yield from _prose((gettext("How lessons and good practices are documented and shared"), document.lessons_sharing))
