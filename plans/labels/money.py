"""The words of how late money comes."""

from core.formats import day
from core.languages import gettext, ngettext
from plans.terms import ReleaseDelay


def delay_text(delay: ReleaseDelay) -> str:
    """When the first part was released (or that none is), and how many days that is after 1 January and the activity's start."""
    said = [gettext("First released on %(day)s", day=day(delay.first_on)) if delay.first_on else gettext("Nothing released yet")]
    if delay.from_january > 0:
        said.append(ngettext("%(num)s day after 1 January", "%(num)s days after 1 January", delay.from_january))
    if delay.from_start == 0:
        said.append(gettext("on the day of the activity's start"))
    elif delay.from_start is not None and delay.from_start > 0:
        said.append(ngettext("%(num)s day after the activity's start", "%(num)s days after the activity's start", delay.from_start))
    elif delay.from_start is not None:
        said.append(ngettext("%(num)s day before the activity's start", "%(num)s days before the activity's start", -delay.from_start))
    return " · ".join(said)
