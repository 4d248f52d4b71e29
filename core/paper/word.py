"""The same paper as a Word file, for those who go on writing in it. Right-to-left papers have right-to-left paragraphs, runs and tables.

Word does not know the marks that isolate a text of another direction (see ``blocks.own``): each isolated text becomes a run of its own
with its own direction instead.
"""

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from core.formats import FIRST_STRONG, POP
from core.languages import direction
from core.paper.blocks import Block, Cell, Facts, Heading, Line, Paper, Prose, Signatures, Table

#: A font that every office computer has, with all letters of Arabic and Kurdish.
FONT = "Arial"
TEAL, SOFT = RGBColor(0x0B, 0x4F, 0x52), RGBColor(0x5C, 0x57, 0x4C)
WIDTH = Cm(17)
_LOCALES = {"ar": "ar-IQ", "ckb": "ku-Arab-IQ", "en": "en-GB"}
_PIECES = re.compile(f"{FIRST_STRONG}([^{POP}]*){POP}")
_STRONG = re.compile("[A-Za-z\u0590-\u08ff]")
#: Word wants the parts of a property in the order of its schema; they are put in order at the end.
_SEQUENCES = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
    "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook",
    "w:sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt "
    "vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
}
_UNSEEN = dict.fromkeys((0x200B, 0x2066, 0x2067, 0x2068, 0x2069))


def docx(paper: Paper, made_at: datetime) -> bytes:
    """The paper as DOCX, with title and language. Pictures and one-page sheets are for print only. Raises TypeError for them."""
    written = _Writer(paper, made_at)
    for block in paper.blocks:
        written.block(block)
    return written.saved()


class _Writer:
    """Writes one document."""

    def __init__(self, paper: Paper, made_at: datetime) -> None:
        self.paper = paper
        self.rtl = direction(paper.language) == "rtl"
        self.document = Document()
        self._defaults()
        properties = self.document.core_properties
        properties.title, properties.author = paper.title[:250], paper.head[1] if len(paper.head) > 1 else ""
        properties.language = _LOCALES[paper.language]
        properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
        self._head()

    def _defaults(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(11)
        properties = style.element.get_or_add_rPr()
        _add(properties.find(qn("w:rFonts")), **{"w:cs": FONT, "w:eastAsia": FONT})
        properties.append(_element("w:szCs", **{"w:val": "22"}))
        properties.append(_element("w:lang", **{"w:val": _LOCALES[self.paper.language], "w:bidi": _LOCALES[self.paper.language]}))
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
        if self.rtl:
            section._sectPr.append(_element("w:bidi"))
        self._foot(section)

    def _foot(self, section: Any) -> None:
        foot = section.footer.paragraphs[0]
        self._written(foot, f"{self.paper.standing} · {self.paper.foot} · ", size=8, colour=SOFT)
        before, _page, rest = self.paper.page.partition("{page}")
        between, _pages, after = rest.partition("{pages}")
        for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            self._written(foot, text, size=8, colour=SOFT)
            if code:
                foot._p.append(_field(code))

    def _head(self) -> None:
        for line in self.paper.head:
            self._paragraph(line, bold=True, after=0)
        for term, value in self.paper.marks:
            self._paragraph(f"{term}: {value or '……………………'}", after=0)
        if self.paper.unsettled:
            self._paragraph(self.paper.unsettled, bold=True, colour=SOFT)
        self._paragraph(self.paper.subject, bold=True, size=16, colour=TEAL, style="Title", before=12, after=10)

    def block(self, block: Block) -> None:
        """One block of the paper."""
        if isinstance(block, Heading):
            text = f"{block.number}. {block.text}" if block.number else block.text
            first = block.level == 1
            self._paragraph(
                text, bold=True, size=13 if first else 11, colour=TEAL if first else None, style=f"Heading {block.level}", before=10
            )
        elif isinstance(block, Prose):
            if block.label:
                self._paragraph(block.label, bold=True, after=2)
            for line in block.text.split("\n"):
                self._paragraph(line)
        elif isinstance(block, Facts):
            self._table((), tuple(((Line(term, "soft"),), (Line(value or "—"),)) for term, value in block.rows), (5, 12))
        elif isinstance(block, Table):
            total = (tuple((Line(each, "strong"),) for each in block.total),) if block.total else ()
            self._table(block.head, (*block.rows, *total), block.widths, block.tall)
        elif isinstance(block, Signatures):
            rows = tuple(((Line(who, "strong"), *(Line(each) for each in (name,) if each), Line("")), ()) for who, name in block.lines)
            self._table((), rows, (8, 9), tall=True)
        else:
            raise TypeError(f"a {type(block).__name__} is for print only")

    def _table(self, head: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], widths: tuple[int, ...], tall: bool = False) -> None:
        rows = tuple(rows)
        table = self.document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        if self.rtl:
            table._tbl.tblPr.append(_element("w:bidiVisual"))
        whole = sum(widths) or 1
        given: list[tuple[Cell, ...]] = [tuple((Line(each, "strong"),) for each in head)] if head else []
        for place, cells in enumerate([*given, *rows]):
            row = table.add_row()
            properties = row._tr.get_or_add_trPr()
            properties.append(_element("w:cantSplit"))
            if head and place == 0:
                properties.append(_element("w:tblHeader"))
            elif tall:
                row.height = Cm(1.1)
            for cell, lines, width in zip(row.cells, cells, widths, strict=True):
                cell.width = int(WIDTH * width / whole)
                self._cell(cell, lines)
        self._paragraph("", after=4)

    def _cell(self, cell: Any, lines: Cell) -> None:
        for place, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            self._set(paragraph, after=0)
            colour = SOFT if line.look == "soft" else None
            for number, text in enumerate(line.text.split("\n")):
                if number:
                    paragraph.add_run().add_break()
                self._written(paragraph, text, bold=line.look == "strong", size=10, colour=colour)
        if not lines:
            self._set(cell.paragraphs[0], after=0)

    def _paragraph(self, text: str, *, style: str = "", before: int = 0, after: int = 6, **look: Any) -> None:
        paragraph = self.document.add_paragraph(style=style or None)
        self._set(paragraph, before, after)
        self._written(paragraph, text, **look)

    def _set(self, paragraph: Any, before: int = 0, after: int = 6) -> None:
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
        if self.rtl:
            paragraph._p.get_or_add_pPr().append(_element("w:bidi"))

    def _written(self, paragraph: Any, text: str, *, bold: bool = False, size: float = 11, colour: RGBColor | None = None) -> None:
        if self.rtl and paragraph._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is None:
            paragraph._p.get_or_add_pPr().append(_element("w:bidi"))
        for piece, rtl in _pieces(text, self.rtl):
            run = paragraph.add_run(piece)
            run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
            if colour is not None:
                run.font.color.rgb = colour
            properties = run._r.get_or_add_rPr()
            _add(properties.find(qn("w:rFonts")), **{"w:cs": FONT})
            properties.append(_element("w:szCs", **{"w:val": str(round(size * 2))}))
            if bold:
                properties.append(_element("w:bCs"))
            if rtl:
                properties.append(_element("w:rtl"))

    def saved(self) -> bytes:
        """The file."""
        self._paragraph(f"{self.paper.url_words}: {self.paper.url}", size=8, colour=SOFT, before=12)
        for element in (self.document.element, self.document.styles.element, self.document.sections[0].footer._element):
            _put_in_order(element)
        kept = io.BytesIO()
        self.document.save(kept)
        return kept.getvalue()


def _pieces(text: str, rtl: bool) -> list[tuple[str, bool]]:
    """The text in runs, each with its direction: isolated parts have the direction of their first letter, all else that of the paper."""
    found: list[tuple[str, bool]] = []
    at = 0
    for each in _PIECES.finditer(text):
        found.append((text[at : each.start()], rtl))
        found.append((each[1], _leans(each[1], rtl)))
        at = each.end()
    found.append((text[at:], rtl))
    return [(piece.translate(_UNSEEN), way) for piece, way in found if piece]


def _leans(text: str, otherwise: bool) -> bool:
    first = _STRONG.search(text)
    return otherwise if first is None else not first.group().isascii()


def _put_in_order(root: Any) -> None:
    for name, sequence in _SEQUENCES.items():
        places = {qn(f"w:{each}"): place for place, each in enumerate(sequence.split())}
        for each in root.iter(qn(name)):
            each[:] = sorted(each, key=lambda child: places.get(child.tag, len(places)))


def _element(name: str, **attributes: str) -> Any:
    return _add(OxmlElement(name), **attributes)


def _add(element: Any, **attributes: str) -> Any:
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element


def _field(code: str) -> Any:
    field = _element("w:fldSimple", **{"w:instr": code})
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    return field
