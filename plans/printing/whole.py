"""The whole plan on paper, in the order of its six steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from core.formats import day, money, number, percent, short_day
from core.languages import gettext, named
from core.paper import Block, Cell, Facts, Heading, Paper, Prose, Signatures, Table, own
from core.pictures import Picture
from indicators.labels import FREQUENCY_WORDS, baseline_text, target_text
from indicators.terms import Definition
from plans.labels import (
    APPROACHES,
    BANDS,
    BUDGET_SOURCES,
    CHANNELS,
    MEANS,
    MONEY_KINDS,
    RHYTHMS,
    RISK_CATEGORIES,
    STAKEHOLDER_PARTS,
    STEPS,
)
from plans.pictures import Album, numbered
from plans.printing.frame import Receiver, ReviewHeld, Standing, after, cell, framed, identity, labelled, name, names
from plans.rules import NO_MONEY, band, residual_score, score, total
from plans.terms import Activity, FundingGap, LineMoney, MoneyKind, Objective, PlanDocument, PlannedIndicator, Risk, Step


@dataclass(frozen=True, slots=True)
class Extras:
    """What is printed beside a plan's content: its pictures, who was told, the last report and the funding gap of an activity by its
    key (a report is per cent done and a sentence), how far the money of each budget line has come (None: not told),
    the targets that an indicator had in earlier versions."""

    album: Album = field(default_factory=Album)
    receivers: tuple[Receiver, ...] = ()
    reports: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    funding: Mapping[str, FundingGap] = field(default_factory=dict)
    money: Mapping[str, LineMoney] | None = None
    former: Mapping[str, Sequence[tuple[int, Definition]]] = field(default_factory=dict)
    reviews: tuple[ReviewHeld, ...] = ()


def whole_plan(document: PlanDocument, standing: Standing, extras: Extras) -> Paper:
    """The plan as a paper in the reader's language."""
    blocks: list[Block] = [Facts((*identity(document), *_decided(standing)))]
    parts = (_goal(document), _activities(document, extras), _indicators(document, extras), _risks(document), _told(document, extras))
    for step, part in zip(Step, (*parts, _review(document, extras)), strict=True):
        blocks.append(Heading(str(STEPS[step]), 1, number(int(step))))
        blocks.extend([*part] or [Prose("", gettext("Nothing stands here yet"))])
        blocks.extend(_pictures(extras.album, step))
    blocks.append(Signatures(((gettext("Prepared by"), ""), (gettext("Approved by"), ""))))
    return framed(document, standing, "", tuple(blocks))


def _pictures(album: Album, step: Step) -> Iterable[Picture]:
    """The pictures of a step: that of the risks in its own, all others with the activities."""
    for each in fields(album):
        picture: Picture | None = getattr(album, each.name)
        if picture and step is (Step.RISKS if each.name == "risks" else Step.ACTIVITIES):
            yield picture


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
        yield Heading(gettext("Budget in IQD"))
        yield _budget(document, extras.money)


def _under(place: int, objective: Objective) -> Heading:
    return Heading(f"{number(place)}. {own(objective.change)}")


def _activity(document: PlanDocument, extras: Extras, place: str, each: Activity) -> tuple[Cell, ...]:
    report, gap = extras.reports.get(each.key), extras.funding.get(each.key)
    more = (
        labelled(gettext("People needed"), each.people_needed),
        labelled(gettext("Material needed"), each.material_needed),
        after(gettext("Progress"), f"{percent(report[0])} · {own(report[1])}" if report else ""),
        gettext("Funding gap: %(amount)s not released", amount=money(gap.missing)) if gap else "",
    )
    begins, ends = short_day(each.starts_on) or "…", short_day(each.due_on) or "…"
    return (
        cell(place),
        cell(own(each.title), soft=more),
        cell(
            name(document, each.responsible_id) or gettext("nobody responsible yet"),
            own(each.responsible_person),
            soft=(after(gettext("Supported by"), names(document, each.supporter_ids)),),
        ),
        cell(f"{begins} –", ends),
        cell(str(APPROACHES[each.approach]) if each.approach else ""),
    )


def _budget(document: PlanDocument, money: Mapping[str, LineMoney] | None) -> Table:
    """What was requested; and how far it has come, where that is known of the printed version."""
    titles = {each.key: f"{number(place)}. {own(each.title)}" for place, each in numbered(document)}
    came = [replace((money or {}).get(each.key, NO_MONEY), requested=each.amount) for each in document.budget]
    heads = [gettext("Requested")]
    if money is not None:
        heads += [str(MONEY_KINDS[kind]) for kind in (MoneyKind.ALLOCATED, MoneyKind.RELEASED, MoneyKind.SPENT)]
    rows = (
        (
            cell(own(each.purpose), soft=(titles.get(each.activity_key, ""),)),
            cell(str(BUDGET_SOURCES[each.source])),
            *(cell(amount) for amount in _amounts(line, len(heads))),
        )
        for each, line in zip(document.budget, came, strict=True)
    )
    return Table(
        (gettext("What for"), gettext("Source"), *heads),
        tuple(rows),
        (11, 5, *(5 for _head in heads)),
        ends=tuple(range(2, 2 + len(heads))),
        total=(gettext("Together"), "", *_amounts(total(came), len(heads))),
    )


def _amounts(money: LineMoney, count: int) -> tuple[str, ...]:
    return tuple(number(amount) for amount in (money.requested, money.allocated, money.released, money.spent)[:count])


def _indicators(document: PlanDocument, extras: Extras) -> Iterable[Block]:
    for place, objective in enumerate(document.objectives, 1):
        indicators = document.indicators_of(objective.key)
        if not indicators:
            continue
        yield _under(place, objective)
        yield Table(
            (gettext("Indicator"), gettext("Baseline"), gettext("Target"), gettext("How often"), gettext("Source and who reports")),
            tuple(_indicator(document, each, extras.former.get(each.key, ())) for each in indicators),
            (9, 5, 5, 4, 7),
        )


def _indicator(document: PlanDocument, each: PlannedIndicator, former: Sequence[tuple[int, Definition]]) -> tuple[Cell, ...]:
    definition = each.definition
    before = [
        after(
            gettext("Target in version %(number)s", number=number(version)), f"{own(target_text(was))} {short_day(was.target_on)}".strip()
        )
        for version, was in former
    ]
    return (
        cell(own(named(definition)), soft=(own(each.code),)),
        cell(own(baseline_text(definition)), soft=(short_day(definition.baseline_on),)),
        cell(
            own(target_text(definition)),
            strong=True,
            soft=(short_day(definition.target_on), *before, labelled(gettext("Why the target changed"), definition.target_reason)),
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
    residual = residual_score(each)
    review = after(gettext("Looked at again on"), short_day(each.next_review_on))
    return (
        cell(
            own(each.event),
            strong=True,
            soft=(str(RISK_CATEGORIES[each.category]), labelled(gettext("Cause"), each.cause), labelled(gettext("Effect"), each.effect)),
        ),
        cell(_scored(score(each)), strong=True, soft=(after(gettext("after mitigation"), _scored(residual) if residual else ""),)),
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


def _review(document: PlanDocument, extras: Extras) -> Iterable[Block]:
    yield Facts(
        (
            (gettext("First review on"), day(document.first_review_on)),
            (gettext("How often the plan is reviewed"), str(RHYTHMS[document.review_rhythm]) if document.review_rhythm else ""),
            (gettext("Follow-up team"), name(document, document.team_id)),
        )
    )
    yield from _prose((gettext("How lessons and good practices are documented and shared"), document.lessons_sharing))
    if extras.reviews:
        yield Heading(gettext("Reviews"))
        yield Table(
            (gettext("Review"), gettext("Outcome"), gettext("Date")),
            tuple((cell(each.name), cell(each.outcome), cell(day(each.on))) for each in extras.reviews),
            (10, 8, 6),
        )
