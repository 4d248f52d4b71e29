"""Every select of the plans room: access, lists, and the PlanDocument built from the rows of a version."""

from plans.queries.access import (
    PRIVATE_STATES,
    get_plan_for,
    get_version,
    plan_and_open_version,
    reaches,
    shares_and_receivers,
    versions_of,
    visible,
)
from plans.queries.activities import ActivityFilters, activities_listed, activities_page
from plans.queries.attaching import approved_numbers, attachments_seen
from plans.queries.comparing import earlier_definitions_of, readable_versions
from plans.queries.content import build_document, document_of, organisations_of, part_row
from plans.queries.learning import (
    LessonFilters,
    get_lesson_for,
    lessons_for,
    lessons_like,
    lessons_listed,
    lessons_of_review,
    sources_of,
)
from plans.queries.lists import (
    PlanFilters,
    plans_listed,
    plans_of_indicator,
    plans_of_issue,
    plans_with_issues,
    unacknowledged_by,
    waiting_for,
)
from plans.queries.money import current_line, former_lines, get_movement, lines_under, money_entries, money_of, movement_of, movements_of
from plans.queries.running import findings_of, open_review, progress_of, receipts_of, reports_on, reviews_of

__all__ = [
    "PRIVATE_STATES",
    "ActivityFilters",
    "LessonFilters",
    "PlanFilters",
    "activities_listed",
    "activities_page",
    "approved_numbers",
    "attachments_seen",
    "build_document",
    "current_line",
    "document_of",
    "earlier_definitions_of",
    "findings_of",
    "former_lines",
    "get_lesson_for",
    "get_movement",
    "get_plan_for",
    "get_version",
    "lessons_for",
    "lessons_like",
    "lessons_listed",
    "lessons_of_review",
    "lines_under",
    "money_entries",
    "money_of",
    "movement_of",
    "movements_of",
    "open_review",
    "organisations_of",
    "part_row",
    "plan_and_open_version",
    "plans_listed",
    "plans_of_indicator",
    "plans_of_issue",
    "plans_with_issues",
    "progress_of",
    "reaches",
    "readable_versions",
    "receipts_of",
    "reports_on",
    "reviews_of",
    "shares_and_receivers",
    "sources_of",
    "unacknowledged_by",
    "versions_of",
    "visible",
    "waiting_for",
]
