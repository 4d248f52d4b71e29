"""The words of plans: states, parts, approaches, what a gate misses, why a verb is refused."""

from plans.labels.activity_sheets import FATE_PILLS, FATES, FAULTS, HEADS, SHEET_COLUMNS
from plans.labels.changes import ACTIONS, ADD_WORDS, FIELD_WORDS, PART_WORDS, VERBS
from plans.labels.comparison import compared, sentence, step_name
from plans.labels.gaps import GAPS, gap_text, name_in
from plans.labels.looking_back import seen
from plans.labels.money import delay_text, longest_delay_text
from plans.labels.receipts import receipt_words
from plans.labels.starting import LOCAL_BODIES, part_words
from plans.labels.words import (
    APPROACHES,
    BANDS,
    BUDGET_SOURCES,
    CHANNELS,
    LESSON_KINDS,
    MEANS,
    MONEY_KINDS,
    RHYTHMS,
    RISK_CATEGORIES,
    STAKEHOLDER_PARTS,
    STATES,
    STEPS,
    VERDICTS,
)

__all__ = [
    "ACTIONS",
    "ADD_WORDS",
    "APPROACHES",
    "BANDS",
    "BUDGET_SOURCES",
    "CHANNELS",
    "FATES",
    "FATE_PILLS",
    "FAULTS",
    "FIELD_WORDS",
    "GAPS",
    "HEADS",
    "LESSON_KINDS",
    "LOCAL_BODIES",
    "MEANS",
    "MONEY_KINDS",
    "PART_WORDS",
    "RHYTHMS",
    "RISK_CATEGORIES",
    "SHEET_COLUMNS",
    "STAKEHOLDER_PARTS",
    "STATES",
    "STEPS",
    "VERBS",
    "VERDICTS",
    "compared",
    "delay_text",
    "gap_text",
    "longest_delay_text",
    "name_in",
    "part_words",
    "receipt_words",
    "seen",
    "sentence",
    "step_name",
]
