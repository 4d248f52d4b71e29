"""Who does what: organisations against activities, with the part that each has."""

from collections.abc import Sequence

from core.formats import listed, number
from core.languages import gettext, ngettext
from core.pictures import INK, LINE, PAPER, PHONE, SAND, SOFT, TEAL, Drawing, Layout, Picture, cut
from plans.labels.gaps import name_in
from plans.labels.words import STAKEHOLDER_PARTS
from plans.pictures.numbering import numbered
from plans.terms import Activity, PlanDocument

HEAD = 28
#: In a page the name of an organisation stands above its marks, and these bear the numbers; on paper it stands beside them.
IN_PAGE, ON_PAPER = Layout(PHONE, 0, 50, 20), Layout(720, 300, 22)
#: Activities stand side by side in blocks, no closer and no farther apart than this; more go on below.
CLOSEST, WIDEST = 21, 40

Numbered = tuple[int, Activity]


def who_does_what(plan: PlanDocument, layout: Layout = IN_PAGE) -> Picture | None:
    """Which organisation is responsible for which activity, and which supports it. None without an organisation or an activity."""
    organisations = _organisations(plan)
    if not organisations or not plan.activities:
        return None
    drawing = Drawing("parts", layout.width)
    activities = numbered(plan)
    across = (layout.width - layout.names) // CLOSEST
    top: float = 0
    for start in range(0, len(activities), across):
        block = activities[start : start + across]
        top = _block(drawing, plan, block, _concerned(organisations, block) if start else organisations, layout, top) + 14
    meanings = [("disc", TEAL, gettext("responsible")), ("ring", TEAL, gettext("supports"))]
    drawing.height = drawing.legend(top, meanings, layout.names) + 4
    title = gettext("Who does what?")
    description = _described(plan, organisations)
    return Picture(drawing.svg(title, description), title, description, *_table(plan, organisations))


def _organisations(plan: PlanDocument) -> list[str]:
    """Everybody with a part, in the order of the plan: stakeholders first."""
    found = [each.organisation_id for each in plan.stakeholders]
    for each in plan.activities:
        found += [each.responsible_id, *each.supporter_ids] if each.responsible_id else each.supporter_ids
    return list(dict.fromkeys(found))


def _concerned(organisations: Sequence[str], block: Sequence[Numbered]) -> list[str]:
    return [each for each in organisations if any(each == one.responsible_id or each in one.supporter_ids for _number, one in block)]


def _block(
    drawing: Drawing, plan: PlanDocument, block: Sequence[Numbered], organisations: Sequence[str], layout: Layout, top: float
) -> float:
    """One table of marks; returns where it ends."""
    names, row = layout.names, layout.row
    column = min((layout.width - names) / len(block), WIDEST)
    body = top + HEAD if names else top
    bottom = body + row * len(organisations)
    bands = ((0, body + row * position) for position in range(0, len(organisations), 2))
    drawing.boxes(bands, names + column * len(block) if names else layout.width, row, SAND)
    if names:
        _heads(drawing, block, names, column, top, bottom)
    for place, organisation_id in enumerate(organisations):
        middle = body + row * place + layout.head + (row - layout.head) / 2
        drawing.text(8, (body + row * place + 17) if layout.head else middle + 5, _name(plan, organisation_id, layout), typed=True)
        for position, (number_, each) in enumerate(block):
            _mark(drawing, names + column * (position + 0.5), middle, organisation_id, each, "" if names else number(number_))
    return bottom


def _name(plan: PlanDocument, organisation_id: str, layout: Layout) -> str:
    return cut(name_in(plan, organisation_id), (layout.names or layout.width) - 16)


def _heads(drawing: Drawing, block: Sequence[Numbered], names: int, column: float, top: float, bottom: float) -> None:
    """The numbers of the activities above their columns."""
    drawing.text(names - 10, top + 17, gettext("Activity"), anchor="end", fill=SOFT, size=11)
    for position, (number_, _each) in enumerate(block):
        drawing.text(names + column * (position + 0.5), top + 17, number(number_), anchor="middle", fill=SOFT, size=12)
        drawing.line(names + column * position, top + HEAD, names + column * position, bottom, LINE)


def _mark(drawing: Drawing, at: float, middle: float, organisation_id: str, activity: Activity, words: str) -> None:
    """A filled disc for who is responsible, an open one for who supports, with the activity's number where no head names it."""
    responsible = activity.responsible_id == organisation_id
    if not responsible and organisation_id not in activity.supporter_ids:
        return
    radius = 10 if words else 7 if responsible else 6
    drawing.disc(at, middle, radius, TEAL if responsible else PAPER, TEAL, 1.5 if responsible else 2)
    if words:
        drawing.text(at, middle + 4.5, words, anchor="middle", fill=PAPER if responsible else INK, size=12)


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
