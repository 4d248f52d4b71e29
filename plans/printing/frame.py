"""What all papers of a plan share: the head of the office, the foot with version and state, cells."""

from dataclasses import dataclass
from datetime import date

from core.formats import day, listed, number, written
from core.languages import Text, gettext, language, named
from core.numerals import ARABIC_INDIC, WESTERN
from core.paper import Block, Cell, Line, Paper, own
from plans.labels import STATES, name_in
from plans.terms import PlanDocument, PlanState


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the printed version stands: its state, when it was decided (None: not yet), the day of printing, the address of its page.
    ``in_force`` is False for what was never approved."""

    state: PlanState
    in_force: bool
    decided_on: date | None
    printed_on: date
    url: str


@dataclass(frozen=True, slots=True)
class Receiver:
    """An organisation that is told, when it was sent the plan and when somebody acknowledged it, as they are read."""

    name: str
    sent: str = ""
    acknowledged: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ReviewHeld:
    """A review of the plan: of which version, what came of it, and when it ended (or began, while it goes on)."""

    name: str
    outcome: str
    on: date


def framed(document: PlanDocument, standing: Standing, kind: str, blocks: tuple[Block, ...]) -> Paper:
    """A paper of this plan, in the reader's language. ``kind`` says what it is; it stands before the plan's name."""
    name = named(document)
    state = str(STATES[standing.state])
    crossed = standing.state if standing.state is PlanState.CANCELLED else None if standing.in_force else PlanState.DRAFT
    return Paper(
        language=language(),
        digits=ARABIC_INDIC if written("1") != "1" else WESTERN,
        title=f"{kind}: {name}" if kind else name,
        subject=f"{kind}: {own(name)}" if kind else own(name),
        head=(gettext("Republic of Iraq"), gettext("Ministry of Migration and Displaced"), gettext("Planning Department")),
        marks=((gettext("Number"), ""), (gettext("Date"), day(standing.decided_on) if standing.decided_on else "")),
        standing=gettext("Version %(number)s", number=number(document.number)) + f" · {state}",
        foot=gettext("Printed on %(day)s from Tansiq", day=day(standing.printed_on)),
        page=gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        url=standing.url,
        url_words=gettext("The address of this plan in Tansiq"),
        blocks=blocks,
        unsettled=str(STATES[crossed]) if crossed else "",
    )


def identity(document: PlanDocument) -> tuple[tuple[str, str], ...]:
    """What the plan answers, where and when."""
    return (
        (gettext("Issue"), own(name_in(document, document.issue_id) or document.theme)),
        (gettext("Governorate or branch"), own(name_in(document, document.scope_id))),
        (gettext("Period"), f"{day(document.starts_on)} – {day(document.ends_on)}"),
    )


def cell(*lines: str, soft: tuple[str, ...] = (), strong: bool = False) -> Cell:
    """A cell of plain lines (empty ones are left out), the first bold if asked, with soft ones below."""
    first = [Line(each, "strong" if strong and not place else "") for place, each in enumerate(each for each in lines if each)]
    return (*first, *(Line(each, "soft") for each in soft if each)) or (Line("—", "soft"),)


def labelled(label: Text, typed: str) -> str:
    """A typed value after its label, in one line; empty for no value."""
    return after(label, own(typed))


def after(label: Text, words: str) -> str:
    """Words of ours after a label, in one line; empty for none."""
    return f"{label}: {words}" if words else ""


def names(document: PlanDocument, ids: tuple[str, ...]) -> str:
    """The names of several organisations in one line."""
    return listed(own(name_in(document, each)) for each in ids)


def name(document: PlanDocument, thing_id: str | None) -> str:
    """The name of an organisation, scope, team or issue; empty for none."""
    return own(name_in(document, thing_id))
