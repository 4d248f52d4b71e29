"""What a review sees when it looks back, in sentences."""

from dataclasses import dataclass

from core.formats import day, listed, number, percent
from core.languages import LazyText, gettext, lazy, ngettext
from plans.labels.gaps import name_in
from plans.labels.words import RHYTHMS, VERDICTS
from plans.rules import old_ways
from plans.terms import Late, LineMissed, LookedBack, Silence

NOTHING: dict[str, LazyText] = {
    "silent": lazy("Every organisation has answered."),
    "lines": lazy("Every line of communication whose time had come was kept."),
    "late": lazy("No activity is late, and all that have begun were reported on."),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One question of the look back: its heading, what the record says in one sentence, and its particulars (subject, what of it)."""

    heading: str
    sentence: str
    particulars: tuple[tuple[str, str], ...] = ()


def seen(back: LookedBack) -> tuple[Seen, ...]:
    """The questions in the order in which a review asks them."""
    silent = tuple((name_in(back, each.organisation_id), _silence(each)) for each in back.silent)
    lines = tuple((each.message, _line(back, each)) for each in back.lines)
    late = tuple((each.title, _lateness(back, each)) for each in back.late)
    found = [
        Seen(gettext("Meetings, letters and talks"), _mix(back)),
        Seen(gettext("Who never answered"), _silent(back), silent),
        Seen(gettext("Communication plan"), _lines(back), lines),
        Seen(gettext("Late or never reported"), _late(back), late),
    ]
    if back.agreed:
        agreed = tuple((each.title, f"{VERDICTS[each.verdict]}: {each.reason}") for each in back.agreed)
        found.append(Seen(gettext("What the previous review agreed"), gettext("Look whether it was done."), agreed))
    return tuple(found)


def _mix(back: LookedBack) -> str:
    if not back.held:
        return gettext("No meeting, letter or talk was recorded from %(since)s to %(until)s.", since=day(back.since), until=day(back.until))
    planned, held = old_ways(back.mix)
    sentences = [
        gettext(
            "From %(since)s to %(until)s: %(held)s recorded, of which %(old)s (%(share)s) were official letters and one-to-one talks.",
            since=day(back.since),
            until=day(back.until),
            held=number(back.held),
            old=number(held),
            share=_share(held, back.held),
        )
    ]
    if back.planned:
        sentences.append(
            gettext(
                "The plan counts on them in %(old)s of %(total)s activities (%(share)s).",
                old=number(planned),
                total=number(back.planned),
                share=_share(planned, back.planned),
            )
        )
        if held * back.planned > planned * back.held:
            sentences.append(gettext("More rests on letters and one-to-one talks than was planned."))
    return " ".join(sentences)


def _share(part: int, total: int) -> str:
    return percent(round(part * 100 / total))


def _silent(back: LookedBack) -> str:
    if not back.silent:
        return str(NOTHING["silent"])
    return ngettext(
        "%(num)s organisation has not answered, not acknowledged or never reported.",
        "%(num)s organisations have not answered, not acknowledged or never reported.",
        len(back.silent),
    )


def _silence(each: Silence) -> str:
    reasons = []
    if each.unacknowledged:
        reasons.append(gettext("has received the plan and not acknowledged it"))
    if each.asked:
        reasons.append(ngettext("was asked %(num)s time and never answered", "was asked %(num)s times and never answered", each.asked))
    if each.unreported:
        reasons.append(gettext("never reported on: %(activities)s", activities=listed(each.unreported)))
    return " · ".join(reasons)


def _lines(back: LookedBack) -> str:
    if not back.lines:
        return str(NOTHING["lines"])
    return ngettext(
        "The rhythm of %(num)s line of communication was not kept.",
        "The rhythm of %(num)s lines of communication was not kept.",
        len(back.lines),
    )


def _line(back: LookedBack, line: LineMissed) -> str:
    reached = [
        gettext("%(name)s: %(times)s of %(due)s", name=name_in(back, each), times=number(times), due=number(line.due))
        for each, times in line.reached.items()
    ]
    return f"{RHYTHMS[line.rhythm]} – {listed(reached)}"


def _late(back: LookedBack) -> str:
    if not back.late:
        return str(NOTHING["late"])
    return ngettext(
        "%(num)s activity is past its day or was never reported on.",
        "%(num)s activities are past their day or were never reported on.",
        len(back.late),
    )


def _lateness(back: LookedBack, each: Late) -> str:
    facts = [name_in(back, each.responsible_id)]
    facts.append(gettext("never reported") if each.percent is None else gettext("%(percent)s done", percent=percent(each.percent)))
    if each.days:
        facts.append(ngettext("%(num)d day over", "%(num)d days over", each.days))
    return " · ".join(filter(None, facts))
