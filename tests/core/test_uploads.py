"""What arrives is what was sent, wherever the network cuts it."""

import io

import pytest
from werkzeug.formparser import MultiPartParser
from werkzeug.sansio.multipart import MultipartDecoder

from core.uploads import WholeDecoder

HEAD = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="scan.pdf"\r\n\r\n'
CONTENTS = [b"", b"x", b"\r", b"\n", b"\r\n", b"%%EOF\r\n", b"a\r\n--ed", b"\n\r\n\r"]


def _changed(decoder: type[MultipartDecoder], monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, int]]:
    """The contents that came in otherwise than they were sent, with the size of the pieces in which they came."""
    monkeypatch.setattr("werkzeug.formparser.MultipartDecoder", decoder)
    return [(content, size) for content in CONTENTS for size in range(1, len(HEAD) + 30) if _taken_in(content, size) != content]


def _taken_in(content: bytes, size: int) -> bytes:
    body = HEAD + content + b"\r\n--edge--\r\n"
    _form, files = MultiPartParser(buffer_size=size).parse(io.BytesIO(body), b"edge", len(body))
    return files["file"].read()


def test_a_file_comes_in_as_it_was_sent(monkeypatch):
    assert _changed(WholeDecoder, monkeypatch) == []


def test_werkzeug_still_needs_our_decoder(monkeypatch):
    """When this fails, the fault is mended in Werkzeug, and ``WholeDecoder`` can go."""
    assert _changed(MultipartDecoder, monkeypatch)
