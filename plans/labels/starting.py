"""The words of beginning a plan: the local bodies that a template names, fields that only templates have."""

from core.folding import fold
from core.languages import LANGUAGES, LazyText, lazy, use_language
from plans.labels.words import STAKEHOLDER_PARTS
from plans.terms import StakeholderPart
from plans.terms.starting import LocalBody

LOCAL_BODIES: dict[LocalBody, LazyText] = {
    LocalBody.BRANCH: lazy("The ministry's branch there"),
    LocalBody.GOVERNOR: lazy("The governor's office there"),
    LocalBody.COUNCIL: lazy("The provincial council there"),
    LocalBody.EDUCATION: lazy("The education directorate there"),
    LocalBody.POLICE: lazy("The police there"),
    LocalBody.ARMY: lazy("The army there"),
}


def part_words() -> dict[str, StakeholderPart]:
    """The parts of stakeholders by their words in each language, folded, as people type them on the exercise sheet."""
    found: dict[str, StakeholderPart] = {}
    for code in LANGUAGES:
        with use_language(code):
            found |= {fold(str(word)): part for part, word in STAKEHOLDER_PARTS.items()}
    return found
