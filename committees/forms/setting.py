"""The forms of committees, seats, rhythms, holidays, feeds."""

from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from committees.labels.calendar import EXTENT_WORDS, HOLIDAY_STATE_WORDS, RHYTHM_KIND_WORDS
from committees.labels.committee import COMMITTEE_KIND_WORDS, HOLIDAY_RULE_WORDS, PART_WORDS, QUORUM_WORDS
from committees.rules.schedule import LAST_MONTH_DAY
from committees.terms import CommitteeKind, Extent, HolidayRule, HolidayState, Part, QuorumKind, RhythmKind
from committees.terms.setting import CallMeeting, MoveMeeting, SaveCommittee, SaveHoliday, SaveMember, SetRhythm
from core.forms import Choice, Day, Form, Hour, Line, Named, Offered, Paragraph, Tick, Whole
from core.languages import LANGUAGES, OWN_NAMES, gettext, lazy
from people.gate import actor, directory
from people.terms import Permission, ScopeKind

SHORTEST, LONGEST = 15, 600


def managed_scopes() -> Offered:
    """The areas for which this person sets up committees."""
    return directory().scope_choices(actor().reach(Permission.COMMITTEE_MANAGE))


def languages_offered() -> Offered:
    """The three languages by their own names."""
    return [(code, OWN_NAMES[code]) for code in LANGUAGES]


class CommitteeForm(Named):
    """What a committee is."""

    kind = Choice(lazy("Kind"), of=CommitteeKind, words=COMMITTEE_KIND_WORDS, size="w-half")
    scope_id = Choice(lazy("Governorate or branch"), choices=managed_scopes, size="w-half")
    legal_basis = Line(
        lazy("Legal basis"), required=False, most=300, hint=lazy("The order or law by which it was formed, with number and date.")
    )
    formed_on = Day(lazy("Formed on"), required=False)
    language = Choice(lazy("Language of its minutes"), choices=languages_offered, size="w-half")
    venue = Line(lazy("Usual place of its meetings"), required=False)
    quorum = Choice(lazy("Quorum"), of=QuorumKind, words=QUORUM_WORDS, size="w-half")
    quorum_number = Whole(
        lazy("Number for the quorum"), required=False, least=1, most=500, hint=lazy("Per cent or seats; empty for more than half.")
    )
    holiday_rule = Choice(lazy("When a meeting falls on a holiday"), of=HolidayRule, words=HOLIDAY_RULE_WORDS, size="w-half")
    sop_version = Line(lazy("Version of its SOP"), required=False, most=40, size="w-half")
    remarks = Paragraph(lazy("Remarks"), required=False)

    def validate_quorum_number(self, field: Field) -> None:
        """A share or a number is needed where the rule says so, and nowhere else."""
        if self.quorum.data in (QuorumKind.SHARE, QuorumKind.NUMBER) and not field.data:
            raise ValidationError(gettext("Write how many."))
        if self.quorum.data is QuorumKind.SHARE and (field.data or 0) > 100:
            raise ValidationError(gettext("At most 100 per cent."))

    def command(self) -> SaveCommittee:
        """What the form says."""
        values = _given(self)
        if values["quorum"] is QuorumKind.MORE_THAN_HALF:
            values["quorum_number"] = None
        return SaveCommittee(**values)


class MemberForm(Form):
    """A seat."""

    organisation_id = Choice(lazy("Organisation"), choices=lambda: directory().organisation_choices())
    person_id = Choice(lazy("Member"), choices=list, required=False, hint=lazy("Who fills the seat; he or she is invited and told."))
    deputy_id = Choice(lazy("Deputy"), choices=list, required=False)
    part = Choice(lazy("Part in the committee"), of=Part, words=PART_WORDS)
    decision_maker = Tick(lazy("Can bind the organisation at the table"), hint=lazy("Decision maker (recommendation 1 of 2024)."))
    since = Day(lazy("Since"))
    until = Day(lazy("Until"), required=False, hint=lazy("The last day of the seat. It stays in the list of former members."))

    def command(self) -> SaveMember:
        """What the form says."""
        return SaveMember(**_given(self))


class RhythmForm(Form):
    """When a committee meets."""

    kind = Choice(lazy("Rhythm"), of=RhythmKind, words=RHYTHM_KIND_WORDS)
    weeks = Whole(lazy("Every how many weeks"), required=False, least=1, most=26)
    month_day = Whole(
        lazy("Day of the month"),
        required=False,
        least=1,
        most=LAST_MONTH_DAY,
        hint=lazy("Counted from this day on, up to the 26th."),
    )
    anchor = Day(
        lazy("First meeting on"), hint=lazy("Its weekday is the weekday of all that follow; a monthly rhythm begins from this day on.")
    )
    starts = Hour(lazy("Begins at"))
    minutes = Whole(lazy("Length"), least=SHORTEST, most=LONGEST, hint=lazy("In minutes."))

    def validate_weeks(self, field: Field) -> None:
        """Only a weekly rhythm counts weeks."""
        if self.kind.data is RhythmKind.WEEKS and not field.data and not field.errors:
            raise ValidationError(gettext("Write how many."))

    def validate_month_day(self, field: Field) -> None:
        """Only a monthly one counts from a day."""
        if self.kind.data is RhythmKind.MONTH_DAY and not field.data and not field.errors:
            raise ValidationError(gettext("Write how many."))

    def command(self) -> SetRhythm:
        """What the form says."""
        return SetRhythm(**_given(self))


class _TimeForm(Form):
    """When and where one meeting takes place."""

    day = Day(lazy("Day"))
    starts = Hour(lazy("Begins at"))
    minutes = Whole(lazy("Length"), least=SHORTEST, most=LONGEST, hint=lazy("In minutes."))
    venue = Line(lazy("Place"), required=False)
    reason = Line(lazy("Reason"), required=False, hint=lazy("It stands in the message to the members."))


class MoveForm(_TimeForm):
    """Another time for a meeting."""

    extent = Choice(lazy("What changes"), of=Extent, words=EXTENT_WORDS)

    def command(self) -> MoveMeeting:
        """What the form says."""
        return MoveMeeting(**_given(self))


class CallForm(_TimeForm):
    """A meeting outside the rhythm."""

    def command(self) -> CallMeeting:
        """What the form says."""
        return CallMeeting(**_given(self))


class CancelForm(Form):
    """Why a meeting does not take place."""

    reason = Paragraph(lazy("Reason"), most=500, hint=lazy("It stands in the message to the members."))


class HolidayForm(Named):
    """A holiday as it was announced."""

    day = Day(lazy("Day"), hint=lazy("The day that was announced; the calendar only proposes."))
    scope_id = Choice(lazy("Where it holds"), choices=lambda: directory().scope_choices(None, (ScopeKind.NATIONAL, ScopeKind.GOVERNORATE)))
    state = Choice(lazy("State"), of=HolidayState, words=HOLIDAY_STATE_WORDS)
    letter = Line(lazy("Letter that announced it"), required=False, hint=lazy("Number and date of the letter, as written."))

    def command(self) -> SaveHoliday:
        """What the form says."""
        return SaveHoliday(**_given(self))


class FeedForm(Form):
    """Which calendar to subscribe to."""

    committee_id = Choice(lazy("Which meetings"), choices=list, required=False)
    language = Choice(lazy("Language"), choices=languages_offered)


def _given(form: Form) -> dict[str, Any]:
    """The values without the empty ones: what a browser leaves out of a form is as good as empty."""
    return {name: value for name, value in form.values().items() if value is not None}
