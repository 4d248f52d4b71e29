"""What stands in the minutes: head with number and date, attendance with room to sign, points with what was said, decisions, corrections.

Everything comes in words of the paper's language; texts that somebody typed are marked as such here (``own``).
"""

from dataclasses import dataclass
from datetime import date

from core.formats import comma, day, listed, number, written
from core.languages import gettext, language
from core.numerals import ARABIC_INDIC, WESTERN
from core.paper import Block, Cell, Facts, Heading, Line, Paper, Prose, Signatures, Table, own


@dataclass(frozen=True, slots=True)
class SeatOnPaper:
    """A seat: the organisation, who sat there, as what, how it was filled."""

    organisation: str
    who: str
    part: str
    presence: str


@dataclass(frozen=True, slots=True)
class DecisionOnPaper:
    """A decision; ``reasons`` say why it only recommends, ``who_decides`` which levels decide about its kind (empty without one)."""

    what: str
    organisation: str
    person: str
    due_on: date
    force: str
    reasons: tuple[str, ...] = ()
    who_decides: str = ""


@dataclass(frozen=True, slots=True)
class PointOnPaper:
    """A point of the agenda with what was said about it."""

    title: str
    facts: tuple[str, ...]
    notes: str
    discussed: bool
    decisions: tuple[DecisionOnPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingOnPaper:
    """A meeting with its minutes. ``unsettled`` is written across what the chair has not approved. What came after the approval stands
    behind it: ``confirmations`` are (number of the decision, how), ``corrections`` are (text, note)."""

    committee: str
    number: int
    held_on: date
    time: str
    venue: str
    state: str
    quorum: str
    introduction: str
    seats: tuple[SeatOnPaper, ...]
    points: tuple[PointOnPaper, ...]
    confirmations: tuple[tuple[int, str], ...]
    corrections: tuple[tuple[str, str], ...]
    signers: tuple[tuple[str, str], ...]
    printed_on: date
    url: str
    unsettled: str = ""


def minutes_paper(meeting: MeetingOnPaper) -> Paper:
    """The minutes as a paper, in the reader's language."""
    number_and_day = gettext("Meeting %(number)s of %(day)s", number=number(meeting.number), day=day(meeting.held_on))
    minutes = gettext("Minutes")
    return Paper(
        language=language(),
        digits=ARABIC_INDIC if written("1") != "1" else WESTERN,
        title=f"{minutes}: {meeting.committee}{comma()}{number_and_day}",
        subject=f"{minutes}: {own(meeting.committee)}{comma()}{number_and_day}",
        head=(gettext("Republic of Iraq"), gettext("Ministry of Migration and Displaced"), own(meeting.committee)),
        marks=((gettext("Number"), number(meeting.number)), (gettext("Date"), day(meeting.held_on))),
        standing=f"{number_and_day} · {meeting.state}",
        foot=gettext("Printed on %(day)s from Tansiq", day=day(meeting.printed_on)),
        page=gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        url=meeting.url,
        url_words=gettext("The address of this meeting in Tansiq"),
        blocks=_blocks(meeting),
        unsettled=meeting.unsettled,
    )


def _blocks(meeting: MeetingOnPaper) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Facts(
            (
                (gettext("Day and time"), f"{day(meeting.held_on)} {meeting.time}"),
                (gettext("Venue"), own(meeting.venue)),
                (gettext("Quorum"), meeting.quorum),
            )
        )
    ]
    if meeting.introduction:
        blocks.append(Prose("", own(meeting.introduction)))
    blocks += [Heading(gettext("Attendance"), 1), _attendance(meeting), Heading(gettext("Points"), 1)]
    for place, point in enumerate(meeting.points, 1):
        blocks += _point(place, point)
    if any(each.decisions for each in meeting.points):
        blocks += [Heading(gettext("Decisions"), 1), _decisions(meeting)]
    if meeting.confirmations:
        blocks.append(Heading(gettext("Recommendations confirmed since"), 1))
        blocks += [Prose(gettext("Decision %(number)s", number=number(place)), own(how)) for place, how in meeting.confirmations]
    if meeting.corrections:
        blocks.append(Heading(gettext("Corrections"), 1))
        for place, (text, note) in enumerate(meeting.corrections, 1):
            blocks.append(Prose(gettext("Correction %(number)s", number=number(place)), f"{own(text)}\n{note}"))
    blocks.append(Signatures(meeting.signers))
    return tuple(blocks)


def _attendance(meeting: MeetingOnPaper) -> Table:
    head = (gettext("Organisation"), gettext("Name"), gettext("Attendance"), gettext("Signature"))
    rows = tuple(
        ((Line(own(each.organisation), "strong"), Line(each.part, "soft")), (Line(own(each.who) or "—"),), (Line(each.presence),), ())
        for each in meeting.seats
    )
    return Table(head, rows, (8, 7, 4, 6), tall=True)


def _point(place: int, point: PointOnPaper) -> list[Block]:
    blocks: list[Block] = [Heading(own(point.title), 2, number(place))]
    if point.facts:
        blocks.append(Prose("", listed(own(each) for each in point.facts)))
    if point.notes:
        blocks.append(Prose("", own(point.notes)))
    elif not point.discussed:
        blocks.append(Prose("", gettext("Not discussed: it comes back at the next meeting.")))
    return blocks


def _decisions(meeting: MeetingOnPaper) -> Table:
    head = (gettext("No."), gettext("What is to be done"), gettext("Organisation"), gettext("Due on"), gettext("Force"))
    every = [each for point in meeting.points for each in point.decisions]
    rows = tuple(
        (
            (Line(number(place)),),
            tuple(Line(text) for text in own(each.what).split("\n")),
            (Line(own(each.organisation)), *(Line(own(name), "soft") for name in (each.person,) if name)),
            (Line(day(each.due_on)),),
            _force(each),
        )
        for place, each in enumerate(every, 1)
    )
    return Table(head, rows, (1, 9, 6, 4, 6))


def _force(each: DecisionOnPaper) -> Cell:
    return (Line(each.force, "strong" if each.reasons else ""), *(Line(text, "soft") for text in (*each.reasons, each.who_decides) if text))
