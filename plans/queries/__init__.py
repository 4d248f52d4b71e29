"""Every select of the plans room: access, lists, and the PlanDocument built from the rows of a version."""

from plans.queries.access import (
    DRAFT_WORDS,
    VALID_WORDS,
    get_plan_for,
    get_version,
    plan_and_open_version,
    reaches,
    shares_and_receivers,
    versions_of,
)
from plans.queries.activities import ActivityFilters, activities_listed, activities_page
from plans.queries.attaching import approved_numbers, attachments_seen
from plans.queries.comparing import earlier_definitions_of, readable_versions
from plans.queries.contacts import contacts_listed, get_contact, look_back, written_down
from plans.queries.content import build_document, document_of, draft_of, organisations_of, part_row
from plans.queries.learning import (
    LESSON_WORDS,
    LessonFilters,
    get_lesson_for,
    lessons_for,
    lessons_like,
    lessons_listed,
    lessons_of_review,
    sources_of,
)
from plans.queries.lists import plans_listed, plans_of_indicator, plans_of_issue, plans_page, plans_with_issues
from plans.queries.money import current_line, former_lines, get_movement, lines_under, money_entries, money_of, movement_of, movements_of
from plans.queries.narrowing import PlanFilters, PlanOrder, owners
from plans.queries.running import findings_of, open_review, progress_of, receipts_of, reports_on, reviews_of
from plans.queries.sheets import get_sheet
from plans.queries.starting import (
    concluded_reviews,
    counts_of_templates,
    earlier_of,
    get_template,
    plans_to_begin_from,
    template_parts,
    template_rows,
    templates,
)

__all__ = [
    "DRAFT_WORDS",
    "LESSON_WORDS",
    "VALID_WORDS",
    "ActivityFilters",
    "LessonFilters",
    "PlanFilters",
    "PlanOrder",
    "activities_listed",
    "activities_page",
    "approved_numbers",
    "attachments_seen",
    "build_document",
    "concluded_reviews",
    "contacts_listed",
    "counts_of_templates",
    "current_line",
    "document_of",
    "draft_of",
    "earlier_definitions_of",
    "earlier_of",
    "findings_of",
    "former_lines",
    "get_contact",
    "get_lesson_for",
    "get_movement",
    "get_plan_for",
    "get_sheet",
    "get_template",
    "get_version",
    "lessons_for",
    "lessons_like",
    "lessons_listed",
    "lessons_of_review",
    "lines_under",
    "look_back",
    "money_entries",
    "money_of",
    "movement_of",
    "movements_of",
    "open_review",
    "organisations_of",
    "owners",
    "part_row",
    "plan_and_open_version",
    "plans_listed",
    "plans_of_indicator",
    "plans_of_issue",
    "plans_page",
    "plans_to_begin_from",
    "plans_with_issues",
    "progress_of",
    "reaches",
    "readable_versions",
    "receipts_of",
    "reports_on",
    "reviews_of",
    "shares_and_receivers",
    "sources_of",
    "template_parts",
    "template_rows",
    "templates",
    "versions_of",
    "written_down",
]
