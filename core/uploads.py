"""Files that come with a form: taken in piece by piece, so that neither memory nor disk fills, whatever is sent.

A view that takes files says so (``takes_files``); only there, and only for a person who has signed in, a request may be larger than
text ever is (``app.security``). The whole request is read even when a file is too large, so that the answer can be the form again,
with the message beside the field and what was typed beside it; of a file that is too large nothing is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar

import werkzeug.formparser
from flask import Flask, Request
from werkzeug.sansio.multipart import MultipartDecoder

LARGEST_FILE = 20 * 1024**2
#: Beyond this a request is refused unread.
LARGEST_REQUEST = 100 * 1024**2
MOST_PARTS = 100
IN_MEMORY = 64 * 1024

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: the name that its sender gave it, how many bytes were sent, its content (none of one that is too large)."""

    name: str
    size: int
    content: IO[bytes]


class Incoming(SpooledTemporaryFile[bytes]):
    """A file of a form while it arrives. ``sent`` counts all bytes; beyond LARGEST_FILE nothing is kept."""

    def __init__(self) -> None:
        super().__init__(max_size=IN_MEMORY, mode="w+b")
        self.sent = 0

    def write(self, data: Any) -> int:
        """Takes the next piece."""
        self.sent += len(data)
        if self.sent <= LARGEST_FILE:
            return super().write(data)
        self.seek(0)
        self.truncate()
        return len(data)


class WholeDecoder(MultipartDecoder):
    """Keeps files as they were sent. Werkzeug 3.1.9 adds a carriage return to one file in 30,000, when a piece of what arrives
    ends inside the two hyphens of the closing boundary (pallets/werkzeug#3285): it does not count these two hyphens.
    """

    def _last_partial_boundary_index(self, data: bytes | bytearray) -> int:
        tail = max(0, len(data) - len(b"\r\n--" + self.boundary + b"--"))
        ends = (data.find(b"\r", tail), data.find(b"\n", tail))
        return min((each for each in ends if each >= 0), default=len(data))


class _Request(Request):
    def _get_file_stream(self, *_sizes: Any, **_names: Any) -> IO[bytes]:
        return Incoming()


def install(app: Flask) -> None:
    """Makes every request of this application take its files in like this."""
    app.request_class = _Request
    werkzeug.formparser.MultipartDecoder = WholeDecoder  # type: ignore[attr-defined]


def takes_files(view: View) -> View:
    """Marks a view whose form carries a file."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view
