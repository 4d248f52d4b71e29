"""Makes a PDF of a paper, in a child process of its own.

The typesetter (typst) keeps some 146 MB in the process that it runs in. In a child that ends with its paper the web worker keeps
nothing, hostile text can cost no more than the child's limits, and a fault in it ends only the child (docs/adr/0009).
"""

import io
import json
import re
import subprocess
import sys
import threading
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import segno

from core.languages import direction, gettext
from core.paper.blocks import Block, Paper
from core.pictures import Picture
from core.seldom import seldom

CHILD = Path(__file__).with_name("child.py")
#: A plan of 60 activities takes 0.3 s; one that takes this long is not coming.
LONGEST_SECONDS = 30
#: The width of a picture, in its own units, that fills the paper.
FULL_WIDTH = 720
_WIDTH = re.compile(r'<svg[^>]* width="(\d+)')
#: One thread, one heap, and what is freed goes back to the system at once (glibc; others do not know these).
SMALL = {
    "RAYON_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "65536",
    "MALLOC_TRIM_THRESHOLD_": "65536",
    "MALLOC_TOP_PAD_": "0",
}
#: As many papers at a time as one web worker makes; a further reader waits.
_AT_A_TIME = threading.BoundedSemaphore(2)


class PressFailed(Exception):
    """The paper was not made; the text says what the typesetter said."""


def pdf(paper: Paper, made_at: datetime) -> bytes:
    """The paper as PDF, tagged for screen readers, with title and language. Raises PressFailed."""
    told = order(paper, made_at)
    with _AT_A_TIME:
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(CHILD)],
                input=told,
                capture_output=True,
                timeout=LONGEST_SECONDS,
                env=SMALL,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise PressFailed(f"not ready after {LONGEST_SECONDS} s") from late
    if done.returncode != 0:
        raise PressFailed(done.stderr.decode("utf-8", "replace")[-2000:] or f"exit {done.returncode}")
    return done.stdout


def docx(paper: Paper, made_at: datetime) -> bytes:
    """The paper as a Word file. Raises TypeError for blocks that are for print only."""
    made: bytes = seldom("core.paper.word").docx(paper, made_at)
    return made


def order(paper: Paper, made_at: datetime) -> bytes:
    """What the child is told: a line with the instant (in seconds) that the PDF names as its making, then the paper as JSON."""
    return f"{int(made_at.timestamp())}\n{json.dumps(_data(paper), ensure_ascii=False)}".encode()


def _data(paper: Paper) -> dict[str, Any]:
    whole = asdict(paper)
    whole["blocks"] = [_block(each) for each in paper.blocks]
    whole["direction"] = direction(paper.language)
    whole["qr"] = _qr(paper.url)
    whole["words"] = {"signature": gettext("Name, signature, date")}
    return whole


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Picture):  # its numbers stand in the tables of the paper
        return {"kind": "picture", "svg": block.svg, "title": block.title, "description": block.description, "share": _share(block)}
    data = asdict(block)
    if "rows" in data and "widths" in data:
        data["rows"] = [[{"lines": cell} for cell in row] for row in data["rows"]]
    return {"kind": type(block).__name__.lower(), **data}


def _share(picture: Picture) -> int:
    """How much of the width a picture takes, in hundredths, so that the letters of all pictures have one size."""
    found = _WIDTH.search(picture.svg)
    return max(min(int(found.group(1)) * 100 // FULL_WIDTH, 100), 10) if found else 100


def _qr(url: str) -> str:
    drawn = io.BytesIO()
    segno.make(url, micro=False, error="m").save(drawn, kind="svg", border=1, xmldecl=False, dark="#211f1a")
    return drawn.getvalue().decode()
