"""The forms of issues and follow-up teams."""

from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from core.clock import local_day
from core.forms import Choice, Choices, Day, Form, Line, Named, Offered, Paragraph, Percent, Tick, Whole
from core.languages import gettext, lazy
from core.web import now, read_session
from followup.labels import MOMD_PART_WORDS, SECTOR_WORDS, SEVERITY_WORDS
from followup.queries import member_choices
from followup.terms import MomdPart, SaveIssue, SaveTeam, Sector, Severity
from people.gate import actor, directory
from people.terms import Permission, ScopeKind

WHERE = (ScopeKind.GOVERNORATE, ScopeKind.BRANCH)
MOST_FAMILIES = 2_000_000


def own_scopes() -> Offered:
    """The governorates and branches for which this person writes issues."""
    return directory().scope_choices(actor().reach(Permission.ISSUE_WRITE), WHERE)


class IssueForm(Named):
    """What an issue says, in the order of the page: so are its errors."""

    description = Paragraph(lazy("What is wrong"), rows=5)
    sector = Choice(lazy("Sector"), of=Sector, words=SECTOR_WORDS, size="w-half")
    severity = Choice(lazy("Severity"), of=Severity, words=SEVERITY_WORDS, size="w-half")
    scope_id = Choice(lazy("Governorate or branch"), choices=own_scopes, size="w-half")
    place_id = Choice(lazy("Place"), choices=lambda: directory().place_choices(), required=False)
    place_note = Line(lazy("Villages or quarters"), required=False, hint=lazy("Places that are no district or sub-district of their own."))
    shares = Choices(
        lazy("Belongs also to"),
        choices=lambda: directory().scope_choices(None, WHERE),
        required=False,
        hint=lazy("A case between branches belongs to both: each of them reads and writes it."),
    )
    families = Whole(lazy("Families concerned"), required=False, most=MOST_FAMILIES, hint=lazy("Households, not persons."))
    since = Day(lazy("Since"), required=False)
    mandate_id = Choice(
        lazy("Body with the mandate"),
        choices=lambda: directory().organisation_choices(),
        hint=lazy("Who is responsible by law: schools, houses and roads are not the mandate of the Ministry of Migration."),
    )
    momd_part = Choice(lazy("Part of the Ministry of Migration"), of=MomdPart, words=MOMD_PART_WORDS, size="w-half")
    feasibility = Paragraph(
        lazy("Feasibility"), required=False, rows=3, hint=lazy("Land, numbers, habits: what makes a solution possible or not.")
    )

    def for_sharer(self) -> None:
        """Leaves out what only the governorate or branch decides to which the issue belongs."""
        del self.scope_id
        del self.shares

    def validate_since(self, field: Field) -> None:
        """An issue lies in the past or begins today."""
        if field.data is not None and field.data > local_day(now()):
            raise ValidationError(gettext("This day lies in the future. Write the day since when it is so."))

    def command(self, scope_id: str = "", shares: tuple[str, ...] = ()) -> SaveIssue:
        """The validated values; the scope and shares given here hold where the form leaves them out."""
        return SaveIssue(**{"scope_id": scope_id, "shares": shares, **_given(self)})


class TeamForm(Named):
    """A follow-up team."""

    scope_id = Choice(
        lazy("Where it works"), choices=lambda: directory().scope_choices(actor().reach(Permission.TEAM_MANAGE)), size="w-half"
    )
    member_ids = Choices(lazy("Members"), choices=lambda: member_choices(read_session()), required=False)
    active = Tick(lazy("The team is active"), hint=lazy("Only active teams can be chosen in a plan."))

    def command(self) -> SaveTeam:
        """The validated values."""
        return SaveTeam(**_given(self))


class ProgressForm(Form):
    """How far an action is."""

    progress = Percent(lazy("Done, in per cent"))
    note = Paragraph(lazy("What was done, what is in the way"), most=2000, rows=3)


class DoneForm(Form):
    """That an action is done, and what shows it."""

    evidence = Paragraph(
        lazy("What shows that it is done"),
        most=2000,
        rows=3,
        hint=lazy("A letter with its number and date, a list, a visit. Files are attached on the page of the action."),
    )


class ConfirmForm(Form):
    """A step that wants nothing but the person's yes."""


class ReasonForm(Form):
    """A step that wants a reason."""

    reason = Paragraph(lazy("Reason"), most=2000, rows=3)


class PostponeForm(ReasonForm):
    """A new due day with the reason."""

    due_on = Day(lazy("New due day"), size="w-half")


def _given(form: Named) -> dict[str, Any]:
    """The values without the empty ones: what a browser leaves out of a form is as good as empty."""
    return {name: value for name, value in form.values().items() if value is not None}
