"""Indicators: the list, and the page of one with its definition and the earlier ones."""

from typing import Any

from flask import Blueprint, Response, abort

from core.downloads import ENDINGS, list_file
from core.formats import day, isolated
from core.languages import gettext, lazy, named
from core.listing import SORT, Asked, asked_of_list, choice, order, page_asked, page_url
from core.paging import page_of, whole
from core.sheets import Column, Kind, names_apart
from core.web import page, read_session
from indicators import queries
from indicators.labels import (
    CALCULATION_WORDS,
    DIRECTION_WORDS,
    FREQUENCY_WORDS,
    KIND_WORDS,
    OVER_PLACES_WORDS,
    baseline_text,
    target_text,
)
from indicators.models import IndicatorDefinition
from indicators.queries import IndicatorFilters, definition_of
from indicators.terms import Direction, Frequency, ValueKind
from people.gate import actor, directory, requires
from people.terms import Permission

ORDERS = (
    ("code", lazy("Number")),
    ("-code", lazy("Number, from the end")),
    ("target", lazy("Day of the target")),
    ("-target", lazy("Day of the target, last first")),
)
blueprint = Blueprint("indicators", __name__, template_folder="templates")
#: Tags: HXL 1.1.
COLUMNS = (
    Column(lazy("Indicator"), named, "#indicator+name", 44),
    Column(lazy("Number"), lambda row: row.indicator.code, "#indicator+code", 14),
    Column(lazy("Governorate or branch"), lambda row: directory().scope_name(row.indicator.scope_id), "#adm1+name", 18),
    Column(lazy("Kind of value"), lambda row: KIND_WORDS[ValueKind(row.kind)], "#indicator+type", 16),
    Column(lazy("Unit"), lambda row: row.unit, "#indicator+unit", 12),
    Column(lazy("Direction"), lambda row: DIRECTION_WORDS[Direction(row.direction)], "#indicator+direction", 16),
    Column(lazy("Baseline"), lambda row: row.baseline, "#indicator+num+baseline", 12, Kind.NUMBER),
    Column(lazy("Denominator of the baseline"), lambda row: row.baseline_denominator, "#indicator+num+denominator", 12, Kind.NUMBER),
    Column(lazy("Date of the baseline"), lambda row: row.baseline_on, "#date+baseline", 12, Kind.DAY),
    Column(lazy("Target"), lambda row: row.target, "#indicator+num+target", 12, Kind.NUMBER),
    Column(lazy("Date of the target"), lambda row: row.target_on, "#date+target", 12, Kind.DAY),
    Column(
        lazy("How often it is reported"), lambda row: FREQUENCY_WORDS[Frequency(row.frequency)] if row.frequency else "", "#frequency", 16
    ),
    Column(lazy("Source (means of verification)"), lambda row: row.source, "#meta+source", 30),
    Column(lazy("Who reports"), lambda row: directory().organisation_name(row.reporter_id), "#org+name", 28),
    Column(lazy("State"), lambda row: "" if row.indicator.in_force else gettext("not yet in force"), "#status+name", 16),
    Column("id", lambda row: row.indicator_id, "#meta+id", 22, exchange=True),
    Column("p-code", lambda row: directory().pcode_of(row.indicator.scope_id), "#adm1+code", 10, exchange=True),
    *names_apart("#indicator+name"),
)


@blueprint.get("/indicators")
@requires(Permission.INDICATOR_READ)
def index() -> Response:
    """The indicators that the person may see, by what is asked for."""
    asked = filters_offered()
    found = page_of(read_session(), queries.indicators_listed(actor(), filters_of(asked)), page_asked())
    return page("indicators/indicators.html", found=found, rows=[_row(each) for each in found.rows], asked=asked, page_url=page_url)


def filters_offered() -> Asked:
    """What the list of indicators can be narrowed by, and what this request chooses."""
    states = [("in_force", lazy("in force")), ("not_yet", lazy("not yet in force"))]
    return asked_of_list(
        (
            choice("scope", lazy("Governorate or branch"), directory().scope_choices()),
            choice("state", lazy("State"), states),
            choice("kind", lazy("Kind of value"), [(each.value, word) for each, word in KIND_WORDS.items()], further=True),
            choice("reporter", lazy("Who reports"), directory().organisation_choices(), further=True),
            order(ORDERS, lazy("Newest first")),
        )
    )


def filters_of(asked: Asked) -> IndicatorFilters:
    """The same as the query takes it."""
    return IndicatorFilters(
        q=asked.words or "",
        scope_ids=directory().subtree(asked["scope"]),
        kind=ValueKind(asked["kind"]) if asked["kind"] else None,
        reporter_id=asked["reporter"],
        in_force=asked["state"] == "in_force" if asked["state"] else None,
        order=asked[SORT],
    )


def filters_asked() -> IndicatorFilters:
    """What the address of this request asks of the list of indicators."""
    return filters_of(filters_offered())


@blueprint.get(f"/indicators.{ENDINGS}")
@requires(Permission.INDICATOR_READ)
def indicators_file(ending: str) -> Response:
    """The list of indicators as a file."""
    asked = filters_offered()
    rows = whole(read_session(), queries.indicators_listed(actor(), filters_of(asked)))
    return list_file(ending, "indicators", gettext("Indicators"), COLUMNS, rows, asked, actor().name)[0]


@blueprint.get("/indicators/<indicator_id>")
@requires(Permission.INDICATOR_READ)
def show(indicator_id: str) -> Response:
    """The definition, the plans that use it, the definitions before with their targets and why these changed."""
    shown = queries.get_indicator_for(read_session(), actor(), indicator_id) or abort(404)
    earlier = queries.earlier_definitions(read_session(), shown)
    return page(
        "indicators/indicator.html",
        shown=shown,
        indicator=shown.indicator,
        facts=_facts(shown),
        earlier=[
            {**_row(each), "number": each.number, "reason": after.target_reason}
            for each, after in zip(earlier, [shown, *earlier], strict=False)
        ],
    )


def _row(row: IndicatorDefinition) -> dict[str, Any]:
    """What stands in a row of the list: values with their units and dates."""
    definition = definition_of(row)
    return {
        "row": row,
        "baseline": baseline_text(definition),
        "baseline_on": day(row.baseline_on),
        "target": target_text(definition),
        "target_on": day(row.target_on),
    }


def _facts(row: IndicatorDefinition) -> list[tuple[str, Any]]:
    shown, definition = _row(row), definition_of(row)
    return [
        (gettext("Unit"), row.unit),
        (gettext("Kind of value"), KIND_WORDS[definition.kind]),
        (gettext("Direction"), DIRECTION_WORDS[definition.direction]),
        (gettext("Baseline"), _dated(shown["baseline"], shown["baseline_on"])),
        (gettext("Target"), _dated(shown["target"], shown["target_on"])),
        (gettext("Over time"), CALCULATION_WORDS[definition.calculation] if definition.calculation else ""),
        (gettext("Over places"), OVER_PLACES_WORDS[definition.over_places]),
        (gettext("How often it is reported"), FREQUENCY_WORDS[definition.frequency] if definition.frequency else ""),
        (gettext("Source (means of verification)"), row.source),
        (gettext("Who reports"), directory().organisation_name(row.reporter_id)),
        (gettext("Governorate or branch"), directory().scope_name(row.indicator.scope_id)),
    ]


def _dated(value: str, on: str) -> str:
    return gettext("%(value)s on %(day)s", value=isolated(value), day=isolated(on)) if value and on else value
