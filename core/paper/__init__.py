"""What is printed on A4: a head as an Iraqi office expects, blocks of content, a foot with pages and QR; and the press that makes it PDF.

The blocks hold words, never layout; the layout stands in ``paper.typ``.
"""

from core.paper.blocks import (
    Block,
    Cell,
    Facts,
    Field,
    Heading,
    Line,
    Paper,
    Prose,
    Sheet,
    Signatures,
    Table,
    own,
)
from core.paper.press import PressFailed, docx, pdf

__all__ = [
    "Block",
    "Cell",
    "Facts",
    "Field",
    "Heading",
    "Line",
    "Paper",
    "PressFailed",
    "Prose",
    "Sheet",
    "Signatures",
    "Table",
    "docx",
    "own",
    "pdf",
]
