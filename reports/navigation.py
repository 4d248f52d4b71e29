"""The way through the site, in the order of the work: only what this person's permissions open."""

from dataclasses import dataclass

from core.languages import LazyText, Text, lazy
from people.terms import Actor, Permission

PLACES: tuple[tuple[str, LazyText, str, Permission], ...] = (
    ("/", lazy("Home"), "home", Permission.OWN_PAGES),
    ("/plans", lazy("Plans"), "plans", Permission.PLAN_READ),
    ("/committees", lazy("Committees"), "committees", Permission.COMMITTEE_READ),
    ("/meetings", lazy("Meetings"), "calendar", Permission.COMMITTEE_READ),
    ("/issues", lazy("Issues"), "issues", Permission.ISSUE_READ),
    ("/actions", lazy("Actions"), "actions", Permission.ACTION_READ),
    ("/activities", lazy("Activities"), "wait", Permission.PLAN_READ),
    ("/indicators", lazy("Indicators"), "indicators", Permission.INDICATOR_READ),
    ("/lessons", lazy("Lessons"), "lessons", Permission.PLAN_READ),
    ("/admin/people", lazy("People"), "person", Permission.PEOPLE_MANAGE),
    ("/admin/teams", lazy("Follow-up teams"), "committees", Permission.TEAM_MANAGE),
    ("/admin/holidays", lazy("Holidays"), "calendar", Permission.HOLIDAY_MANAGE),
    ("/admin/organisations", lazy("Organisations"), "organisation", Permission.DIRECTORY_MANAGE),
    ("/admin", lazy("Administration"), "admin", Permission.DIRECTORY_MANAGE),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: where it leads, its word and icon, whether the reader is there now."""

    url: str
    label: Text
    icon: str
    current: bool


def navigation(person: Actor, path: str) -> list[Place]:
    """The entries for this person, with the one marked below which ``path`` lies (the deepest of them)."""
    here = max((url for url, *_rest in PLACES if _lies_below(path, url)), key=len, default="")
    return [Place(url, label, icon, url == here) for url, label, icon, permission in PLACES if person.may(permission)]


def _lies_below(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(f"{url}/"))
