"""The exercise sheet of the 2024 workshop on one page: its seven questions, answered from the plan."""

from collections import Counter
from collections.abc import Iterable

from core.formats import day, listed, number, short_day
from core.languages import gettext
from core.paper import Facts, Field, Paper, Sheet, own
from plans.labels import APPROACHES, BANDS, STAKEHOLDER_PARTS, name_in
from plans.pictures import numbered
from plans.printing.frame import Standing, after, framed, name, names
from plans.rules import band, score
from plans.terms import Activity, PlanDocument, StakeholderPart


def exercise_sheet(document: PlanDocument, standing: Standing) -> Paper:
    """The plan on one page. What does not fit is cut, and says so."""
    scope, period = name(document, document.scope_id), f"{day(document.starts_on)} – {day(document.ends_on)}"
    head = Facts(((gettext("Governorate or branch"), scope), (gettext("Period"), period)))
    fields = tuple(Field(number(place), label, tuple(answers)) for place, (label, answers) in enumerate(_fields(document), 1))
    sheet = Sheet(fields, gettext("More about this stands in the plan."))
    return framed(document, standing, gettext("One-page sheet"), (head, sheet))


def _fields(document: PlanDocument) -> Iterable[tuple[str, Iterable[str]]]:
    """The seven questions in the order of the workshop, each with its answers."""
    yield gettext("Issue"), _lines(name_in(document, document.issue_id) or document.theme)
    yield gettext("Coordination target"), _lines(document.coordination_target or document.goal)
    yield gettext("Stakeholders"), _stakeholders(document)
    yield gettext("Resources and activities"), (_activity(document, each) for _number, each in numbered(document))
    yield gettext("Coordination tools and approach"), (*_lines(document.tools_approach), *_approaches(document))
    yield gettext("Challenges and obstacles"), (*_lines(document.challenges), *_risks(document))
    yield gettext("How lessons and good practices are documented and shared"), _lines(document.lessons_sharing)


def _lines(text: str) -> Iterable[str]:
    return (own(line) for line in text.split("\n") if line.strip())


def _stakeholders(document: PlanDocument) -> Iterable[str]:
    for part in StakeholderPart:
        found = tuple(each.organisation_id for each in document.stakeholders if each.part is part)
        if found:
            yield f"{STAKEHOLDER_PARTS[part]}: {names(document, found)}"


def _activity(document: PlanDocument, each: Activity) -> str:
    known = (name(document, each.responsible_id), after(gettext("Due"), short_day(each.due_on)))
    return " · ".join((own(each.title), *(more for more in known if more)))


def _approaches(document: PlanDocument) -> Iterable[str]:
    counted = Counter(each.approach for each in document.activities if each.approach)
    words = [f"{APPROACHES[approach]} ({number(count)})" for approach, count in counted.most_common()]
    if words:
        yield listed(words)


def _risks(document: PlanDocument) -> Iterable[str]:
    for each in sorted(document.risks, key=score, reverse=True):
        yield f"{own(each.event)} ({number(score(each))} {BANDS[band(score(each))]})"
