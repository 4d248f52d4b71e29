"""A list to take away: the addresses of its files, and the answer that carries one.

The file is made whole in a temporary file before the first byte goes out: a fault on the way is an error page, never half a list.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, cast
from urllib.parse import urlencode

from flask import Response, request, send_file

from core.clock import local_day
from core.formats import moment
from core.forms import LINE
from core.languages import Text, gettext
from core.listing import Asked
from core.sheets import Column, Sheet, write_csv, write_xlsx
from core.web import now

#: The end of an address, and what then comes. Routes say ``/plans.<any(xlsx, csv):ending>``.
TYPES: Mapping[str, str] = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
WRITERS: Mapping[str, Callable[[Sheet, IO[bytes]], int]] = {"xlsx": write_xlsx, "csv": write_csv}
ENDINGS = "<any(xlsx, csv):ending>"
HXL = "hxl"


@dataclass(frozen=True, slots=True)
class Download:
    """One file that a list can be taken away in."""

    word: str
    url: str


def downloads() -> list[Download]:
    """The files of the list at this address, with the same filters."""
    asked = [(name, value[:LINE]) for name, value in request.args.items() if value and name not in ("page", "language", HXL)]
    words = {"xlsx": gettext("Excel"), "csv": gettext("CSV")}
    found = [Download(word, _address(ending, asked)) for ending, word in words.items()]
    return [*found, Download(gettext("Excel with HXL tags"), _address("xlsx", [*asked, (HXL, "1")]))]


def _address(ending: str, asked: Sequence[tuple[str, str]]) -> str:
    query = urlencode(asked, errors="replace")
    return f"{request.path}.{ending}?{query}" if query else f"{request.path}.{ending}"


def about(asked: Asked | None, who: str) -> list[str]:
    """What stands above the head: the chosen filters, and as of when for whom."""
    chosen = [each for each in asked.filters if each.chosen] if asked else []
    words = [gettext("Search: %(words)s", words=asked.words)] if asked and asked.words else []
    words += [str(each.label) if each.is_tick else f"{each.label}: {each.word}" for each in chosen]
    all_of_it = gettext("No filter: everything that this person may see")
    return [gettext("Filter: %(words)s", words=" · ".join(words)) if words else all_of_it, f"{moment(now())} · {who}"]


def list_file(
    ending: str, name: str, title: Text, columns: Sequence[Column], rows: Iterable[Any], asked: Asked | None, who: str
) -> tuple[Response, int]:
    """The answer that carries a list, and how many rows stand in it. ``name`` is the file's, without the day and the ending.

    ``asked`` is what the list is narrowed to, ``who`` whose list it is. ``?hxl=1`` adds the row of tags and the columns for other programs.
    """
    sheet = Sheet(title, columns, rows, about(asked, who), request.args.get(HXL) == "1")
    file = cast(IO[bytes], tempfile.TemporaryFile())  # noqa: SIM115 (the answer closes it)
    count = WRITERS[ending](sheet, file)
    return sent_file(file, f"{name}-{local_day(now())}.{ending}", TYPES[ending]), count


def sent_file(file: IO[bytes], name: str, mimetype: str) -> Response:
    """The answer that carries a file; it is gone when it has been sent."""
    size = file.tell()
    file.seek(0)
    answer = send_file(file, mimetype, as_attachment=True, download_name=name)
    answer.content_length = size
    return answer
