"""The words of how late money comes."""

from collections.abc import Iterator

from core.formats import day, months, number
from core.languages import gettext, language, ngettext
from plans.terms import ReleaseDelay


def delay_text(delay: ReleaseDelay) -> str:
    """When the first part of a line was released (or that none is), and how many days that is after 1 January and the activity's start."""
    first = gettext("First released on %(day)s", day=day(delay.first_on)) if delay.first_on else gettext("Nothing released yet")
    return " · ".join((first, *_days(delay)))


def longest_delay_text(delay: ReleaseDelay) -> str:
    """The same of the line that waited longest among several."""
    return " · ".join(longest_delay(delay))


def longest_delay(delay: ReleaseDelay) -> tuple[str, ...]:
    """The same in its parts, one for each line of a narrow place."""
    if delay.first_on is None:
        first = gettext("A line still waits for its first release")
    else:
        first = gettext("The last line to get its first release: %(day)s", day=day(delay.first_on))
    return (first, *_days(delay))


def _days(delay: ReleaseDelay) -> Iterator[str]:
    if delay.from_january > 0:
        new_year = f"{number(1)} {months(language())[0]}"
        yield ngettext("%(num)s day after %(new_year)s", "%(num)s days after %(new_year)s", delay.from_january, new_year=new_year)
    start = delay.from_start
    if start == 0:
        yield gettext("on the day of the activity's start")
    elif start is not None and start > 0:
        yield ngettext("%(num)s day after the activity's start", "%(num)s days after the activity's start", start)
    elif start is not None:
        yield ngettext("%(num)s day before the activity's start", "%(num)s days before the activity's start", -start)
