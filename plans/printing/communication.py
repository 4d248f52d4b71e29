"""The communication plan as a list to work with: who is told what, who was told when, and room to sign for receipt."""

from core.languages import gettext
from core.paper import Block, Facts, Heading, Paper, Prose, Signatures, Table, own
from plans.printing.frame import Receiver, Standing, cell, framed, identity
from plans.printing.whole import lines_table
from plans.terms import PlanDocument


def communication_list(document: PlanDocument, standing: Standing, receivers: tuple[Receiver, ...]) -> Paper:
    """The lines of step 5, and the receivers with what was sent and acknowledged."""
    blocks: list[Block] = [Facts(identity(document)), Heading(gettext("Who is told what"), 1)]
    blocks.append(lines_table(document) if document.lines else Prose("", gettext("Nothing stands here yet")))
    if receivers:
        blocks += [Heading(gettext("Receivers"), 1), _receivers(receivers)]
    blocks.append(Signatures(((gettext("Prepared by"), ""), (gettext("Seen by the head of the branch"), ""))))
    return framed(document, standing, gettext("Communication list"), tuple(blocks))


def _receivers(receivers: tuple[Receiver, ...]) -> Table:
    rows = tuple(
        (
            cell(own(each.name)),
            cell(each.sent or gettext("not yet")),
            cell(each.acknowledged or gettext("not yet"), soft=(own(each.by),)),
            (),
        )
        for each in receivers
    )
    head = (gettext("Organisation"), gettext("Sent"), gettext("Acknowledged"), gettext("Name, signature, date"))
    return Table(head, rows, (8, 5, 6, 9), tall=True)
