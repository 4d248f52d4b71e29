"""Activities on a line of time: what was planned, what is done, what is late, where money is missing, and today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.formats import day, listed, months, number, percent, written
from core.languages import gettext, language, ngettext
from core.pictures import BRICK, INK, OCHRE, PAPER, PHONE, SAND, SOFT, TEAL, Drawing, Layout, Picture, cut, width_of
from plans.pictures.numbering import numbered
from plans.terms import Activity, PlanDocument

HEAD = 40
#: In a page the name of an activity stands above its bar, on paper beside it.
IN_PAGE, ON_PAPER = Layout(PHONE, 0, 46, 20), Layout(720, 262, 26)
#: Ticks stand this many months apart at least, each with room for its name; under two months they stand in days.
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
TICK = 65


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days on the picture, the first at the end of the names."""

    first: date
    last: date
    layout: Layout

    def at(self, when: date) -> float:
        """Where a day begins."""
        inside = min(max(when, self.first), self.last)
        return self.layout.names + self._room * (inside - self.first).days / (self.last - self.first).days

    @property
    def most_ticks(self) -> int:
        """How many names of months have room."""
        return self._room // TICK

    @property
    def _room(self) -> int:
        return self.layout.width - self.layout.names - 8


def days_late(activity: Activity, done: int | None, today: date) -> int:
    """Days since an activity should have been finished; 0 for one that is, or is not due yet."""
    if activity.due_on is None or done == 100:
        return 0
    return max((today - activity.due_on).days, 0)


def timeline(plan: PlanDocument, done: Mapping[str, int], gaps: Collection[str], today: date, layout: Layout = IN_PAGE) -> Picture | None:
    """When each activity is done and what is late. ``done`` holds per cent by activity key, ``gaps`` the keys of activities that
    start soon without released money. None when no activity has both dates."""
    rows = [(number_, each) for number_, each in numbered(plan) if _dated(each)]
    if not rows:
        return None
    axis = _Axis(*_period(plan, [each for _number, each in rows], done, today), layout)
    drawing = Drawing("timeline", layout.width)
    bottom = HEAD + layout.row * len(rows)
    _ground(drawing, axis, bottom, len(rows))
    for position, (number_, each) in enumerate(rows):
        top = HEAD + layout.row * position
        _name(drawing, layout, top, number_, each)
        _bar(drawing, axis, top + layout.head, each, done.get(each.key), each.key in gaps, today)
    if axis.first <= today <= axis.last:
        tops = [HEAD + layout.row * position for position in range(len(rows))]
        drawing.upright_lines(axis.at(today), ((top + layout.head + 2, top + layout.row - 2) for top in tops), INK, 2)
    drawing.height = drawing.legend(bottom + 10, _meanings(drawing), layout.names) + 4
    title = gettext("When is each activity done, and what is late?")
    description = _described(plan, [each for _number, each in rows], done, gaps, today)
    return Picture(drawing.svg(title, description), title, description, *_table(plan, done, gaps, today))


def _dated(activity: Activity) -> bool:
    return activity.starts_on is not None and activity.due_on is not None and activity.starts_on <= activity.due_on


def _period(plan: PlanDocument, activities: Sequence[Activity], done: Mapping[str, int], today: date) -> tuple[date, date]:
    """From the first month to the last day of the plan and its activities; lateness lengthens it by at most a quarter."""
    first = min(plan.starts_on, *(each.starts_on for each in activities if each.starts_on)).replace(day=1)
    last = max(plan.ends_on, *(each.due_on for each in activities if each.due_on))
    if any(days_late(each, done.get(each.key), today) for each in activities):
        last += max(min(today - last, (last - first) / 4), timedelta(0))
    return first, last + timedelta(days=1)


def _ticks(axis: _Axis) -> list[date]:
    span = (axis.last - axis.first).days
    if span < 62:
        step = max(span // axis.most_ticks + 1, 1)
        return [axis.first + timedelta(days=n) for n in range(0, span, step)]
    firsts = [
        date(axis.first.year + (axis.first.month + n - 1) // 12, (axis.first.month + n - 1) % 12 + 1, 1) for n in range(span // 28 + 2)
    ]
    inside = [each for each in firsts if axis.first <= each < axis.last]
    step = next((each for each in STEPS if len(inside) <= each * axis.most_ticks), STEPS[-1])
    return [each for each in inside if (each.year * 12 + each.month - 1) % step == 0] or inside[:1]


def _ground(drawing: Drawing, axis: _Axis, bottom: float, rows: int) -> None:
    """Months above, their lines, and a quiet band behind every other row."""
    layout = axis.layout
    drawing.boxes(((0, HEAD + layout.row * position) for position in range(0, rows, 2)), layout.width, layout.row, SAND)
    year = None
    by_days = (axis.last - axis.first).days < 62
    for each in _ticks(axis):
        at = axis.at(each)
        drawing.line(at, HEAD - 6, at, bottom)
        name = months(language())[each.month - 1]
        words = f"{number(each.day)} {name}" if by_days else name
        if at + width_of(words, 12) < layout.width:
            drawing.text(at + 3, 30, words, fill=SOFT, size=12)
        if each.year != year:
            drawing.text(at + 3, 14, written(str(each.year)), fill=SOFT, size=12, bold=True)
        year = each.year


def _name(drawing: Drawing, layout: Layout, top: float, number_: int, activity: Activity) -> None:
    drawing.text(20, top + 17, number(number_), anchor="end", fill=SOFT, size=12)
    drawing.text(28, top + 17, cut(activity.title, (layout.names or layout.width + 4) - 38), typed=True)


def _bar(drawing: Drawing, axis: _Axis, top: float, activity: Activity, done: int | None, gap: bool, today: date) -> None:
    """The planned time with its done share, lateness behind it, missing money before it."""
    starts, due = activity.starts_on, activity.due_on
    if starts is None or due is None:
        return
    begin, end = axis.at(starts), max(axis.at(due + timedelta(days=1)), axis.at(starts) + 3)
    if days_late(activity, done, today):
        drawing.box(end, top + 8, max(axis.at(today) - end, 3), 10, drawing.hatched(BRICK), BRICK)
    drawing.box(begin, top + 5, end - begin, 16, PAPER, TEAL, round_=2)
    if done:
        drawing.box(begin, top + 5, (end - begin) * min(done, 100) / 100, 16, TEAL, round_=2)
    if gap:
        drawing.diamond(begin, top + 13, 6, OCHRE, INK)


def _meanings(drawing: Drawing) -> list[tuple[str, str, str]]:
    return [
        ("box", PAPER, gettext("planned")),
        ("box", TEAL, gettext("done")),
        ("box", drawing.hatched(BRICK), gettext("late")),
        ("diamond", OCHRE, gettext("money not released")),
        ("line", INK, gettext("today")),
    ]


def _described(plan: PlanDocument, shown: Sequence[Activity], done: Mapping[str, int], gaps: Collection[str], today: date) -> str:
    late = sum(1 for each in shown if days_late(each, done.get(each.key), today))
    short = sum(1 for each in shown if each.key in gaps)
    said = [
        ngettext("%(num)s activity", "%(num)s activities", len(shown)) + ": " + f"{day(plan.starts_on)} – {day(plan.ends_on)}.",
        ngettext("%(num)s is late.", "%(num)s are late.", late) if late else gettext("None is late."),
    ]
    if short:
        said.append(ngettext("%(num)s starts soon without released money.", "%(num)s start soon without released money.", short))
    undated = [each.title for each in plan.activities if not _dated(each)]
    if undated:
        said.append(gettext("Left out, because dates are missing: %(titles)s.", titles=listed(undated)))
    return " ".join(said)


def _table(
    plan: PlanDocument, done: Mapping[str, int], gaps: Collection[str], today: date
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    head = (gettext("Activity"), gettext("From"), gettext("Until"), gettext("Done"), gettext("Days late"), gettext("Money"))
    rows = []
    for number_, each in numbered(plan):
        late = days_late(each, done.get(each.key), today)
        share = done.get(each.key)
        rows.append(
            (
                f"{number(number_)}. {each.title}",
                day(each.starts_on),
                day(each.due_on),
                "" if share is None else percent(share),
                number(late) if late else "",
                gettext("not released") if each.key in gaps else "",
            )
        )
    return head, tuple(rows)
