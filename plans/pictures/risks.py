"""The 5 × 5 matrix: where each risk stands before and after mitigation."""

from collections import defaultdict

from core.formats import number
from core.languages import gettext, ngettext
from core.pictures import INK, PAPER, PHONE, SOFT, Drawing, Picture
from plans.labels.words import BANDS
from plans.rules import BOUNDS, SERIOUS_SCORE, band, residual_score, score
from plans.terms import Band, PlanDocument, Risk

WIDTH, CELL, TALL, EDGE, TOP = PHONE, 64, 58, 36, 8
#: From light to dark, so that the bands differ on paper without colours too; each square also shows its score.
SHADES: dict[Band, str] = {Band.LOW: "#f6f1e6", Band.MEDIUM: "#f3dfae", Band.HIGH: "#e0ab57", Band.CRITICAL: "#cf7f6b"}
#: Marks stand in rows of three; a square holds two rows.
ACROSS, MOST = 3, 6


def risk_matrix(plan: PlanDocument) -> Picture | None:
    """Which risks weigh most, before (filled) and after mitigation (open), likelihood in reading direction, impact upwards."""
    if not plan.risks:
        return None
    drawing = Drawing("risks", WIDTH)
    _squares(drawing)
    marks: dict[tuple[int, int], list[tuple[int, bool]]] = defaultdict(list)
    for number_, each in enumerate(plan.risks, 1):
        marks[each.likelihood, each.impact].append((number_, True))
        if each.residual_likelihood is not None and each.residual_impact is not None:
            marks[each.residual_likelihood, each.residual_impact].append((number_, False))
    for (likelihood, impact), standing in marks.items():
        _marks(drawing, likelihood, impact, standing)
    bottom = TOP + 5 * TALL
    drawing.text(EDGE + 2.5 * CELL, bottom + 34, gettext("Likelihood"), anchor="middle", fill=SOFT)
    below = drawing.legend(bottom + 44, [("disc", INK, gettext("before mitigation")), ("ring", INK, gettext("after mitigation"))])
    bands = [("box", SHADES[each], f"{number(low)}–{number(high)} {BANDS[each]}") for each, (low, high) in BOUNDS.items()]
    drawing.height = drawing.legend(below, bands) + 4
    title = gettext("Which risks weigh most, and what does mitigation leave of them?")
    description = _described(plan)
    return Picture(drawing.svg(title, description), title, description, *_table(plan))


def _place(likelihood: int, impact: int) -> tuple[float, float]:
    """The corner of a square where its reader begins, and its top."""
    return EDGE + (likelihood - 1) * CELL, TOP + (5 - impact) * TALL


def _squares(drawing: Drawing) -> None:
    squares = [(likelihood, impact) for impact in range(1, 6) for likelihood in range(1, 6)]
    for each, shade in SHADES.items():
        drawing.boxes((_place(*square) for square in squares if band(square[0] * square[1]) is each), CELL, TALL, shade, PAPER)
    for impact in range(1, 6):
        for likelihood in range(1, 6):
            at, top = _place(likelihood, impact)
            drawing.text(at + CELL - 5, top + 14, number(likelihood * impact), anchor="end", fill="#4a4436", size=12)
        drawing.text(EDGE - 8, TOP + (5 - impact) * TALL + TALL / 2 + 5, number(impact), anchor="end", fill=SOFT)
        drawing.text(EDGE + (impact - 0.5) * CELL, TOP + 5 * TALL + 17, number(impact), anchor="middle", fill=SOFT)
    drawing.upright(10, TOP + 2.5 * TALL, gettext("Impact"))


def _marks(drawing: Drawing, likelihood: int, impact: int, standing: list[tuple[int, bool]]) -> None:
    """The risks of one square; of more than it holds, the last mark counts the rest."""
    at, top = _place(likelihood, impact)
    shown = standing if len(standing) <= MOST else standing[: MOST - 1]
    for position, (number_, before) in enumerate(shown):
        middle, height = at + 12 + 20 * (position % ACROSS), top + 25 + 21 * (position // ACROSS)
        drawing.disc(middle, height, 9, INK if before else PAPER, INK)
        drawing.text(middle, height + 4, number(number_), anchor="middle", fill=PAPER if before else INK, size=12, bold=before)
    if len(shown) < len(standing):
        drawing.text(at + 42, top + 51, f"+{number(len(standing) - len(shown))}", size=12, bold=True)


def _described(plan: PlanDocument) -> str:
    serious = sum(1 for each in plan.risks if score(each) >= SERIOUS_SCORE)
    left = sum(1 for each in plan.risks if (residual_score(each) or 0) >= SERIOUS_SCORE)
    unknown = sum(1 for each in plan.risks if residual_score(each) is None)
    said = [
        ngettext("%(num)s risk.", "%(num)s risks.", len(plan.risks)),
        gettext(
            "With a score of %(score)s or more: %(before)s before mitigation, %(after)s after it.",
            score=number(SERIOUS_SCORE),
            before=number(serious),
            after=number(left),
        ),
    ]
    if unknown:
        said.append(
            ngettext(
                "Of %(num)s risk it is not said what mitigation leaves.", "Of %(num)s risks it is not said what mitigation leaves.", unknown
            )
        )
    return " ".join(said)


def _table(plan: PlanDocument) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    head = (gettext("Risk"), gettext("Likelihood"), gettext("Impact"), gettext("Before mitigation"), gettext("After mitigation"))
    rows = tuple(
        (
            f"{number(number_)}. {each.event}",
            number(each.likelihood),
            number(each.impact),
            _weighed(score(each)),
            _after(each),
        )
        for number_, each in enumerate(plan.risks, 1)
    )
    return head, rows


def _weighed(value: int) -> str:
    return f"{number(value)} {BANDS[band(value)]}"


def _after(risk: Risk) -> str:
    value = residual_score(risk)
    return "—" if value is None else _weighed(value)
