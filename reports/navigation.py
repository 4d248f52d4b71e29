"""The way through the site, in the order of the work: only what this person's permissions open."""

from dataclasses import dataclass

from core.languages import LazyText, Text, lazy
from people.terms import Actor, Permission

PLACES: tuple[tuple[str, LazyText, str, Permission], ...] = (
    ("/", lazy("Home"), "home", Permission.OWN_PAGES),
    ("/plans", lazy("Plans"), "plans", Permission.PLAN_READ),
    ("/issues", lazy("Issues"), "issues", Permission.ISSUE_READ),
    ("/indicators", lazy("Indicators"), "indicators", Permission.INDICATOR_READ),
    ("/admin/people", lazy("People"), "person", Permission.PEOPLE_MANAGE),
    ("/admin/organisations", lazy("Organisations"), "organisation", Permission.DIRECTORY_MANAGE),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: where it leads, its word and icon, whether the reader is there now."""

    url: str
    label: Text
    icon: str
    current: bool


def navigation(person: Actor, path: str) -> list[Place]:
    """The entries for this person, with the one below which ``path`` lies marked."""
    return [Place(url, label, icon, _lies_below(path, url)) for url, label, icon, permission in PLACES if person.may(permission)]


def _lies_below(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(f"{url}/"))
