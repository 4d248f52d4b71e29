"""The mix of coordination approaches: how much rests on letters and one-to-one talks (recommendation 5 of 2024 asks for other ways)."""

from collections import Counter
from collections.abc import Sequence

from core.formats import listed, number, percent
from core.languages import gettext, ngettext
from core.pictures import LINE, OCHRE, PHONE, SOFT, TEAL, Drawing, Picture
from plans.labels.words import APPROACHES
from plans.terms import OLD_WAYS, Approach, PlanDocument

WIDTH, ROW, TOP, BAR, TAIL = PHONE, 42, 4, 14, 70


def approach_mix(plan: PlanDocument) -> Picture | None:
    """How often each approach is used, letters and one-to-one talks marked. None when no activity names one."""
    counted = Counter(each.approach for each in plan.activities if each.approach)
    if not counted:
        return None
    drawing = Drawing("approaches", WIDTH)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], list(Approach).index(item[0])))
    total, most = counted.total(), ordered[0][1]
    bottom = TOP + ROW * len(ordered)
    step = -(-most // 5)
    for value in range(0, most + 1, step):
        drawing.text(_at(value, most), bottom + 15, number(value), anchor="middle" if value else "start", fill=SOFT, size=12)
    for position, (approach, count) in enumerate(ordered):
        top = TOP + ROW * position
        for value in range(0, most + 1, step):
            drawing.line(_at(value, most), top + 18, _at(value, most), top + ROW - 6, SOFT if value == 0 else LINE)
        drawing.text(0, top + 14, str(APPROACHES[approach]))
        fill = drawing.hatched(OCHRE) if approach in OLD_WAYS else TEAL
        drawing.box(0, top + 20, _at(count, most), BAR, fill, OCHRE if approach in OLD_WAYS else TEAL)
        drawing.text(_at(count, most) + 6, top + 32, f"{number(count)} ({_share(count, total)})", size=12)
    meanings = [("box", drawing.hatched(OCHRE), gettext("letters and one-to-one talks")), ("box", TEAL, gettext("other approaches"))]
    drawing.height = drawing.legend(bottom + 24, meanings) + 4
    title = gettext("How much rests on letters and one-to-one talks?")
    description = _described(plan, counted, total)
    return Picture(drawing.svg(title, description), title, description, *_table(ordered, total))


def _share(count: int, total: int) -> str:
    return percent(round(100 * count / total))


def _at(value: int, most: int) -> float:
    """Where a number of activities stands on the axis, which begins with zero."""
    return (WIDTH - TAIL) * value / most


def _described(plan: PlanDocument, counted: Counter[Approach], total: int) -> str:
    old = sum(counted[each] for each in OLD_WAYS)
    said = [
        gettext(
            "Letters and one-to-one talks: %(old)s of %(total)s activities (%(share)s).",
            old=number(old),
            total=number(total),
            share=_share(old, total),
        ),
        ngettext("%(num)s approach is used.", "%(num)s approaches are used.", len(counted)),
    ]
    without = [each.title for each in plan.activities if not each.approach]
    if without:
        said.append(gettext("Left out, because the approach is missing: %(titles)s.", titles=listed(without)))
    return " ".join(said)


def _table(ordered: Sequence[tuple[Approach, int]], total: int) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    head = (gettext("Coordination approach"), gettext("Activities"), gettext("Share"))
    return head, tuple((str(APPROACHES[approach]), number(count), _share(count, total)) for approach, count in ordered)
