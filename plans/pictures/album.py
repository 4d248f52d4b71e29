"""All pictures of a plan, for its page and its print."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.pictures import Picture
from plans.pictures.approaches import approach_mix
from plans.pictures.money import money_flow
from plans.pictures.parts import IN_PAGE as PARTS_IN_PAGE
from plans.pictures.parts import ON_PAPER as PARTS_ON_PAPER
from plans.pictures.parts import who_does_what
from plans.pictures.risks import risk_matrix
from plans.pictures.timeline import IN_PAGE as TIMELINE_IN_PAGE
from plans.pictures.timeline import ON_PAPER as TIMELINE_ON_PAPER
from plans.pictures.timeline import timeline
from plans.rules import release_delays
from plans.terms import LineMoney, MoneyMovement, PlanDocument


@dataclass(frozen=True, slots=True)
class Album:
    """The pictures of a plan; None stands for one that has nothing to show. On paper they stand in this order: a short one after the long
    one that begins fills the page, where two long ones would leave it half empty."""

    timeline: Picture | None = None
    approaches: Picture | None = None
    who_does_what: Picture | None = None
    risks: Picture | None = None
    money: Picture | None = None


def album_of(
    plan: PlanDocument,
    done: Mapping[str, int],
    gaps: Collection[str],
    today: date,
    came: Mapping[str, LineMoney] | None = None,
    movements: Sequence[MoneyMovement] = (),
    on_paper: bool = False,
) -> Album:
    """Every picture of the plan, in the language of the moment.

    ``done`` holds per cent by activity key, ``gaps`` the keys of activities that start soon without released money, ``came`` how far
    the money has come by budget line (None: not told, as of a version that is past), ``movements`` its single movements, for the
    delays. ``on_paper`` there is room beside the rows for their names.
    """
    return Album(
        timeline(plan, done, gaps, today, TIMELINE_ON_PAPER if on_paper else TIMELINE_IN_PAGE),
        approach_mix(plan),
        who_does_what(plan, PARTS_ON_PAPER if on_paper else PARTS_IN_PAGE),
        risk_matrix(plan),
        None if came is None else money_flow(plan, came, release_delays(plan, movements, today)),
    )
