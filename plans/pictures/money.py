"""How far the money of each source has come, and how late: the 2024 workshop's finding, for one plan."""

from collections.abc import Mapping

from core.formats import listed, money, money_in_words, number
from core.languages import gettext
from core.pictures import BRICK, LINE, PAPER, PHONE, SAND, SOFT, TEAL, Drawing, Picture
from plans.labels.money import longest_delay
from plans.labels.words import BUDGET_SOURCES
from plans.rules import longest_delays, money_by_source
from plans.terms import BudgetSource, LineMoney, PlanDocument, ReleaseDelay

WIDTH, TAIL, BAR, STEP, NAME, FOOT = PHONE, 110, 10, 16, 22, 17
#: A source's name, four bars, three lines on delay, and air.
GROUP = NAME + 4 * STEP + 3 * FOOT + 12
MOST_TICKS = 4


def money_flow(plan: PlanDocument, came: Mapping[str, LineMoney], delays: Mapping[str, ReleaseDelay]) -> Picture | None:
    """Requested, allocated, released and spent for each source, with the longest delay among its lines. None without a budget line
    whose amount is known.

    ``came`` and ``delays`` are by budget line; a line that is missing in ``came`` has only been requested.
    """
    sources = money_by_source(plan.budget, came)
    if not any(any(_amounts(each)) for each in sources.values()):  # no lines, or no amount known yet: that is not 0
        return None
    late = longest_delays(plan, delays) if delays else {}
    drawing = Drawing("money", WIDTH)
    tick, most = _scale(max(max(_amounts(each)) for each in sources.values()))
    bottom = 4 + GROUP * len(sources)
    for value in range(0, most + 1, tick):
        at = _at(value, most)
        drawing.text(at, bottom + 14, _in_unit(value, most), anchor="middle" if value else "start", fill=SOFT, size=12)
    drawing.text(_at(most, most) + 34, bottom + 14, _unit(most), fill=SOFT, size=12)
    for position, (source, amounts) in enumerate(sources.items()):
        _source(drawing, 4 + GROUP * position, source, amounts, late.get(source), (tick, most))
    drawing.height = drawing.legend(bottom + 24, list(zip(("box",) * 4, _fills(drawing), _kinds(), strict=True))) + 4
    title = gettext("How far has the money come, and how late?")
    description = _described(sources, late)
    return Picture(drawing.svg(title, description), title, description, *_table(sources, late))


def _amounts(each: LineMoney) -> tuple[int, int, int, int]:
    return each.requested, each.allocated, each.released, each.spent


def _kinds() -> tuple[str, str, str, str]:
    return gettext("Requested"), gettext("Allocated"), gettext("Released"), gettext("Spent")


def _fills(drawing: Drawing) -> tuple[str, str, str, str]:
    return PAPER, SAND, drawing.hatched(TEAL), TEAL


def _scale(largest: int) -> tuple[int, int]:
    """The step of the axis and its end: 1, 2 or 5 and zeros, at most four steps, whole dinars."""
    size = 10 ** max(len(str(largest)) - 2, 0)
    step = next(size * each for each in (1, 2, 5, 10, 20, 50) if size * each * MOST_TICKS >= largest)
    return step, step * max(-(-largest // step), 1)


def _at(value: int, most: int) -> float:
    return (WIDTH - TAIL) * value / most


def _in_unit(value: int, most: int) -> str:
    unit = 10**9 if most >= 10**9 else 10**6 if most >= 10**6 else 1
    return number(value // unit if value % unit == 0 else value / unit)


def _unit(most: int) -> str:
    return gettext("billion dinars") if most >= 10**9 else gettext("million dinars") if most >= 10**6 else gettext("dinars")


def _source(
    drawing: Drawing, top: float, source: BudgetSource, amounts: LineMoney, late: ReleaseDelay | None, scale: tuple[int, int]
) -> None:
    drawing.text(0, top + 15, str(BUDGET_SOURCES[source]), bold=True)
    tick, most = scale
    bars = top + NAME
    for value in range(0, most + 1, tick):
        drawing.line(_at(value, most), bars - 1, _at(value, most), bars + 4 * STEP, SOFT if value == 0 else LINE)
    for position, (amount, fill) in enumerate(zip(_amounts(amounts), _fills(drawing), strict=True)):
        if amount:
            drawing.box(0, bars + STEP * position + 2, max(_at(amount, most), 1), BAR, fill, TEAL if position > 1 else SOFT)
        drawing.text(_at(amount, most) + 6, bars + STEP * position + 11, number(amount), size=12)
    if late is not None:
        colour = BRICK if late.from_start is not None and late.from_start > 0 else SOFT
        for line, words in enumerate(longest_delay(late)):
            drawing.text(0, bars + 4 * STEP + FOOT * line + 14, words, fill=colour, size=12)


def _described(sources: Mapping[BudgetSource, LineMoney], late: Mapping[BudgetSource, ReleaseDelay]) -> str:
    together = sum(sources.values(), LineMoney())
    said = [f"{kind} {money_in_words(amount) or money(amount)}" for kind, amount in zip(_kinds(), _amounts(together), strict=True)]
    waiting = [str(BUDGET_SOURCES[source]) for source, each in late.items() if each.first_on is None]
    text = listed(said) + "."
    if waiting:
        text += " " + gettext("Lines without any release: %(sources)s.", sources=listed(waiting))
    return text


def _table(
    sources: Mapping[BudgetSource, LineMoney], late: Mapping[BudgetSource, ReleaseDelay]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    head = (gettext("Source"), *_kinds(), gettext("Longest delay"))
    rows = tuple(
        (
            str(BUDGET_SOURCES[source]),
            *(money(amount) for amount in _amounts(amounts)),
            listed(longest_delay(late[source])) if source in late else "",
        )
        for source, amounts in sources.items()
    )
    return head, rows
