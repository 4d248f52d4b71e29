"""What the record says of a plan's coordination: the mix of approaches, who never answered, rhythms not kept, what is late. Pure.

The participants of 2024 asked that a review looks not only at the work plan but at "the previous coordination efforts taken".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from plans.terms import (
    OLD_WAYS,
    Answer,
    Approach,
    ApproachCount,
    Channel,
    Contacted,
    Late,
    LineMissed,
    PlanDocument,
    Reported,
    Rhythm,
    Silence,
)

#: How many days lie between two times of a rhythm. "Once" and "when needed" have none and are not judged.
INTERVALS: Mapping[Rhythm, int] = {
    Rhythm.TWO_WEEKS: 14,
    Rhythm.MONTHLY: 30,
    Rhythm.QUARTERLY: 91,
    Rhythm.HALF_YEARLY: 182,
    Rhythm.YEARLY: 365,
}


def mix(document: PlanDocument, contacts: Iterable[Contacted]) -> tuple[ApproachCount, ...]:
    """Each approach that is planned or took place, with both counts, the most held first."""
    planned = Counter(each.approach for each in document.activities if each.approach is not None)
    held = Counter(each.approach for each in contacts)
    counts = (ApproachCount(each, planned[each], held[each]) for each in Approach if planned[each] or held[each])
    return tuple(sorted(counts, key=lambda each: (-each.held, -each.planned)))


def old_ways(counts: Iterable[ApproachCount]) -> tuple[int, int]:
    """How many activities plan, and how many contacts were, official letters and one-to-one talks (recommendation 5 of 2024)."""
    old = [each for each in counts if each.approach in OLD_WAYS]
    return sum(each.planned for each in old), sum(each.held for each in old)


def silent(
    document: PlanDocument, contacts: Sequence[Contacted], unacknowledged: Iterable[str], reports: Mapping[str, Reported], until: date
) -> tuple[Silence, ...]:
    """Who never answered, those with most reasons first."""
    waiting = set(unacknowledged)
    answers = [pair for contact in contacts for pair in contact.answers.items()]
    answered = {each for each, answer in answers if answer is Answer.YES}
    asked = Counter(each for each, answer in answers if answer is Answer.NO and each not in answered)
    unreported: dict[str, list[str]] = {}
    for activity in document.activities:
        if activity.responsible_id and activity.key not in reports and activity.starts_on is not None and activity.starts_on <= until:
            unreported.setdefault(activity.responsible_id, []).append(activity.title)
    everybody = sorted(waiting | set(asked) | set(unreported))
    found = [Silence(each, each in waiting, asked[each], tuple(unreported.get(each, ()))) for each in everybody]
    return tuple(sorted(found, key=lambda each: -(each.unacknowledged + bool(each.asked) + bool(each.unreported))))


def lines_missed(document: PlanDocument, contacts: Sequence[Contacted], since: date, until: date) -> tuple[LineMissed, ...]:
    """Lines whose rhythm was not kept with somebody: fewer contacts with an organisation than whole intervals have passed.

    What goes out through Tansiq itself leaves no contact and is not judged, nor is who tells it.
    """
    reached = Counter(each for contact in contacts for each in contact.answers)
    found = []
    for line in document.lines:
        due = (until - since).days // INTERVALS[line.rhythm] if line.rhythm in INTERVALS else 0
        less = {each: reached[each] for each in line.audience_ids if each != line.by_id and reached[each] < due}
        if less and line.channel is not Channel.TANSIQ:
            found.append(LineMissed(line.message, line.rhythm, due, less))
    return tuple(found)


def late(document: PlanDocument, reports: Mapping[str, Reported], until: date) -> tuple[Late, ...]:
    """Activities past their due day and not done, the longest first; then those that have begun and were never reported."""
    found = []
    for each in document.activities:
        report = reports.get(each.key)
        done = report is not None and report.percent == 100
        days = (until - each.due_on).days if each.due_on is not None else 0
        begun = each.starts_on is not None and each.starts_on <= until
        if (days > 0 and not done) or (begun and report is None):
            found.append(Late(each.title, each.responsible_id, each.due_on, report.percent if report else None, max(days, 0)))
    return tuple(sorted(found, key=lambda each: -each.days))
