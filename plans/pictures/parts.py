"""Who does what: organisations against activities, with the part that each has."""

from collections.abc import Sequence

from core.formats import listed, number
from core.languages import gettext, ngettext
from core.pictures import LINE, PAPER, SAND, SOFT, TEAL, Drawing, Picture, cut
from plans.labels.gaps import name_in
from plans.labels.words import STAKEHOLDER_PARTS
from plans.pictures.numbering import numbered
from plans.terms import Activity, PlanDocument

WIDTH, NAMES, ROW, HEAD = 720, 300, 26, 28
#: Activities stand side by side in blocks of this many; more go on below.
ACROSS, WIDEST = 20, 40

Numbered = tuple[int, Activity]


def who_does_what(plan: PlanDocument) -> Picture | None:
    """Which organisation is responsible for which activity, and which supports it. None without an organisation or an activity."""
    organisations = _organisations(plan)
    if not organisations or not plan.activities:
        return None
    drawing = Drawing("parts", WIDTH)
    activities = numbered(plan)
    top: float = 0
    for start in range(0, len(activities), ACROSS):
        block = activities[start : start + ACROSS]
        top = _block(drawing, plan, block, _concerned(organisations, block) if start else organisations, top) + 14
    meanings = [("disc", TEAL, gettext("responsible")), ("ring", TEAL, gettext("supports"))]
    drawing.height = drawing.legend(top, meanings, NAMES) + 4
    title = gettext("Who does what?")
    description = _described(plan, organisations)
    return Picture(drawing.svg(title, description), title, description, *_table(plan, organisations), wide=True)


def _organisations(plan: PlanDocument) -> list[str]:
    """Everybody with a part, in the order of the plan: stakeholders first."""
    found = [each.organisation_id for each in plan.stakeholders]
    for each in plan.activities:
        found += [each.responsible_id, *each.supporter_ids] if each.responsible_id else each.supporter_ids
    return list(dict.fromkeys(found))


def _concerned(organisations: Sequence[str], block: Sequence[Numbered]) -> list[str]:
    return [each for each in organisations if any(each == one.responsible_id or each in one.supporter_ids for _number, one in block)]


def _block(drawing: Drawing, plan: PlanDocument, block: Sequence[Numbered], organisations: Sequence[str], top: float) -> float:
    """One table of marks; returns where it ends."""
    column = min((WIDTH - NAMES) / len(block), WIDEST)
    bottom = top + HEAD + ROW * len(organisations)
    bands = ((0, top + HEAD + ROW * position) for position in range(0, len(organisations), 2))
    drawing.boxes(bands, NAMES + column * len(block), ROW, SAND)
    drawing.text(NAMES - 10, top + 17, gettext("Activity"), anchor="end", fill=SOFT, size=11)
    for position, (number_, _each) in enumerate(block):
        drawing.text(NAMES + column * (position + 0.5), top + 17, number(number_), anchor="middle", fill=SOFT, size=12)
        drawing.line(NAMES + column * position, top + HEAD, NAMES + column * position, bottom, LINE)
    for row, organisation_id in enumerate(organisations):
        middle = top + HEAD + ROW * (row + 0.5)
        drawing.text(8, middle + 5, cut(name_in(plan, organisation_id), NAMES - 16), typed=True)
        for position, (_number, each) in enumerate(block):
            at = NAMES + column * (position + 0.5)
            if each.responsible_id == organisation_id:
                drawing.disc(at, middle, 7, TEAL, TEAL)
            elif organisation_id in each.supporter_ids:
                drawing.disc(at, middle, 6, PAPER, TEAL, 2)
    return bottom


def _described(plan: PlanDocument, organisations: Sequence[str]) -> str:
    activities = numbered(plan)
    idle = [name_in(plan, each) for each in organisations if not _concerned([each], activities)]
    nobody = [each.title for each in plan.activities if not each.responsible_id]
    counts = (
        ngettext("%(num)s organisation", "%(num)s organisations", len(organisations)),
        ngettext("%(num)s activity", "%(num)s activities", len(plan.activities)),
    )
    said = [f"{listed(counts)}."]
    if idle:
        said.append(gettext("Has a part in the plan but in no activity: %(names)s.", names=listed(idle)))
    if nobody:
        said.append(gettext("Nobody is responsible yet for: %(titles)s.", titles=listed(nobody)))
    return " ".join(said)


def _table(plan: PlanDocument, organisations: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    head = (gettext("Organisation"), gettext("Part in the plan"), gettext("Responsible for"), gettext("Supports"))
    titles = {each.key: f"{number(number_)}. {each.title}" for number_, each in numbered(plan)}
    rows = tuple(
        (
            name_in(plan, organisation_id),
            listed(str(STAKEHOLDER_PARTS[each.part]) for each in plan.stakeholders if each.organisation_id == organisation_id),
            listed(titles[each.key] for each in plan.activities if each.responsible_id == organisation_id),
            listed(titles[each.key] for each in plan.activities if organisation_id in each.supporter_ids),
        )
        for organisation_id in organisations
    )
    return head, rows
