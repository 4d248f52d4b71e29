"""What this room says to people: why something is refused, and its letters by mail."""

from collections.abc import Mapping

from core.languages import LazyText, gettext, lazy, use_language
from people.terms import Role

LINK_ENDED = lazy("This link has been used or is too old. Ask your administrator for a new one.")
EMAIL_TAKEN = lazy("Another person has this e-mail address already.")
NO_SUCH_ORGANISATION = lazy("This organisation is no longer there. Choose another.")
NOT_YOURSELF = lazy("You cannot disable yourself. Ask another administrator.")
OWN_LAST_ADMINISTRATION = lazy("You cannot end your own last administrator role. Ask another administrator.")
LAST_ADMINISTRATOR = lazy("This is the last administrator who can sign in. Give the role to somebody else first.")
ENDS_BEFORE_IT_BEGINS = lazy("The role would end before it begins. Choose a later day.")
HELD_ALREADY = lazy("The person holds this role there already in that time.")
WHERE_HELD: Mapping[Role, LazyText] = {
    Role.ADMINISTRATOR: lazy("An administrator works for the whole country. Choose Iraq, and no organisation."),
    Role.HQ_PLANNER: lazy("A headquarters planner works for the whole country. Choose Iraq, and no organisation."),
    Role.BRANCH_OFFICER: lazy("A branch officer works for a branch or a governorate. Choose one, and no organisation."),
    Role.COMMITTEE_CHAIR: lazy("A committee belongs to a governorate. Choose one, and no organisation."),
    Role.COMMITTEE_MEMBER: lazy("A committee belongs to a governorate. Choose one, and no organisation."),
    Role.FOCAL_POINT: lazy("A focal point speaks for an organisation. Choose the organisation and leave the place of work empty."),
    Role.MONITOR: lazy("A monitor works for the country, a governorate or a branch. Choose one, and no organisation."),
    Role.SENIOR_READER: lazy("A senior reader reads for the country or a governorate. Choose one, and no organisation."),
}


def invitation_letter(language: str, name: str, link: str) -> tuple[str, str]:
    """Subject and text of the mail that invites somebody, in that person's language."""
    with use_language(language):
        subject = gettext("Your invitation to Tansiq")
        text = gettext(
            "Dear %(name)s,\n\nyou are invited to Tansiq, the coordination system of the Ministry of Migration and Displaced.\n"
            "Open this link within 72 hours and choose a password. The link works once.\n\n%(link)s\n\n"
            "If you do not know what this is about, delete this message.",
            name=name,
            link=link,
        )
    return subject, text


def reset_letter(language: str, name: str, link: str) -> tuple[str, str]:
    """Subject and text of the mail with which somebody sets a new password, in that person's language."""
    with use_language(language):
        subject = gettext("A new password for Tansiq")
        text = gettext(
            "Dear %(name)s,\n\nsomebody asked for a new password for your account in Tansiq.\n"
            "Open this link within 30 minutes and choose one. The link works once and signs you out everywhere.\n\n%(link)s\n\n"
            "If it was not you, do nothing: your password stays as it is.",
            name=name,
            link=link,
        )
    return subject, text
