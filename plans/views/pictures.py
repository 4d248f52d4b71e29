"""All pictures of a plan, in a page of their own and for print."""

from collections.abc import Mapping

from flask import Response

from core.clock import local_day
from core.web import now, page, read_session
from people.gate import requires
from people.terms import Permission
from plans import queries
from plans.models import ActivityProgress
from plans.pictures import Album, album_of
from plans.terms import FundingGap, LineMoney
from plans.views import blueprint
from plans.views.sheet import Opened, funding_of, open_plan, version_asked


@blueprint.get("/plans/<plan_id>/pictures")
@requires(Permission.PLAN_READ)
def pictures(plan_id: str) -> Response:
    """Every picture of the plan with its numbers; ``version`` asks for one version."""
    opened = open_plan(plan_id, version_asked())
    money = queries.money_of(read_session(), opened.plan.id)
    progress = queries.progress_of(read_session(), opened.plan.id) if opened.is_valid else {}
    return page("plans/pictures.html", opened=opened, album=album_for(opened, progress, funding_of(opened, money), money))


def album_for(
    opened: Opened,
    progress: Mapping[str, ActivityProgress],
    funding: Mapping[str, FundingGap],
    money: Mapping[str, LineMoney],
    on_paper: bool = False,
) -> Album:
    """The plan's pictures, for its page and its print. Money is drawn of the version that is valid or in preparation; its single
    movements are asked for only when some of it has moved."""
    done = {key: each.percent for key, each in progress.items()}
    if not (opened.is_open or opened.is_valid):
        return album_of(opened.document, done, funding, local_day(now()), on_paper=on_paper)
    moved = any(each.allocated for each in money.values())
    movements = queries.movements_of(read_session(), opened.plan.id) if moved else ()
    return album_of(opened.document, done, funding, local_day(now()), money, movements, on_paper)
