"""Whether a file is what its name says, by its first and last bytes; a container is looked through in ``containers``."""

import codecs
from collections.abc import Callable, Mapping
from typing import IO

from attachments.rules.containers import fault_in_container
from attachments.terms import Fault, FileType

#: What is said of a file when it is given out; never what its sender said.
MEDIA_TYPES: Mapping[FileType, str] = {
    FileType.PDF: "application/pdf",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.CSV: "text/csv",
    FileType.PNG: "image/png",
    FileType.JPG: "image/jpeg",
}
CHUNK = 64 * 1024
MOST_PIXELS = 200_000_000
MOST_SEGMENTS = 2000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x00IEND\xaeB`\x82"
_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
#: What a table of plain text never begins with.
_NO_TABLE = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"MZ",
    b"GIF8",
    b"\x1f\x8b",
    b"<!doctype",
    b"<html",
    b"<svg",
    b"<script",
    b"<?xml",
    b"{\\rtf",
    b"#!",
)
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\r\f") + b"\x7f"


def fault_in(stream: IO[bytes], size: int, file_type: FileType) -> Fault | None:
    """What is wrong with a file of this many bytes that claims to be of this type; None for nothing. Leaves the stream at its beginning."""
    try:
        return _LOOKS[file_type](stream, size)
    finally:
        stream.seek(0)


def _head(stream: IO[bytes], count: int) -> bytes:
    stream.seek(0)
    return stream.read(count)


def _tail(stream: IO[bytes], size: int, count: int) -> bytes:
    stream.seek(max(0, size - count))
    return stream.read(count)


def _pdf(stream: IO[bytes], size: int) -> Fault | None:
    head = _head(stream, 8)
    if not head.startswith(b"%PDF-") or head[5:6] not in b"12" or head[6:7] != b".":
        return Fault.NOT_WHAT_IT_SAYS
    return None if b"startxref" in _tail(stream, size, 2048) and b"%%EOF" in _tail(stream, size, 1024) else Fault.DAMAGED


def _png(stream: IO[bytes], size: int) -> Fault | None:
    head = _head(stream, 33)
    if not head.startswith(_PNG):
        return Fault.NOT_WHAT_IT_SAYS
    if head[8:16] != b"\x00\x00\x00\rIHDR" or size < 57 or _tail(stream, size, len(_PNG_END)) != _PNG_END:
        return Fault.DAMAGED
    return _fault_in_pixels(int.from_bytes(head[16:20]), int.from_bytes(head[20:24]))


def _jpg(stream: IO[bytes], size: int) -> Fault | None:
    if _head(stream, 3) != _JPEG:
        return Fault.NOT_WHAT_IT_SAYS
    place, pixels = 2, (0, 0)
    for _segment in range(MOST_SEGMENTS):
        stream.seek(place)
        head = stream.read(9)
        if len(head) < 4 or head[0] != 0xFF:
            return Fault.DAMAGED
        kind, length = head[1], int.from_bytes(head[2:4])
        if kind == 0xFF:  # a byte of filling
            place += 1
            continue
        if length < 2:
            return Fault.DAMAGED
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            pixels = int.from_bytes(head[7:9]), int.from_bytes(head[5:7])
        place += 2 + length
        if kind == 0xDA:  # here the picture itself begins; telephones put things of their own behind its end
            return _fault_in_pixels(*pixels) if _found_after(stream, place, _JPEG_END) else Fault.DAMAGED
    return Fault.DAMAGED


def _fault_in_pixels(wide: int, high: int) -> Fault | None:
    if wide == 0 or high == 0:
        return Fault.DAMAGED
    return Fault.TOO_MUCH_INSIDE if wide * high > MOST_PIXELS else None


def _found_after(stream: IO[bytes], place: int, wanted: bytes) -> bool:
    stream.seek(place)
    before = b""
    while chunk := stream.read(CHUNK):
        if wanted in before + chunk:
            return True
        before = chunk[-len(wanted) + 1 :]
    return False


def _container(file_type: FileType) -> Callable[[IO[bytes], int], Fault | None]:
    def look(stream: IO[bytes], size: int) -> Fault | None:
        head = _head(stream, 4)
        if head == _OLD_OFFICE:  # Word and Excel before 2007, and what they protect with a password since
            return Fault.LOCKED
        return fault_in_container(stream, size, file_type) if head == b"PK\x03\x04" else Fault.NOT_WHAT_IT_SAYS

    return look


def _csv(stream: IO[bytes], size: int) -> Fault | None:
    head = _head(stream, 64)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # as Excel writes "Unicode text"
        return None if _is_text(stream, "utf-16") else Fault.NOT_WHAT_IT_SAYS
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((_OLD_OFFICE, _PNG, _JPEG)) or start.lower().startswith(tuple(each.lower() for each in _NO_TABLE)):
        return Fault.NOT_WHAT_IT_SAYS
    # Without a mark it is UTF-8 or a code page of Windows: either way it has no control characters.
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        if len(chunk.translate(None, _CONTROLS)) != len(chunk):
            return Fault.NOT_WHAT_IT_SAYS
    return None


def _is_text(stream: IO[bytes], encoding: str) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := stream.read(CHUNK):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


_LOOKS: Mapping[FileType, Callable[[IO[bytes], int], Fault | None]] = {
    FileType.PDF: _pdf,
    FileType.DOCX: _container(FileType.DOCX),
    FileType.XLSX: _container(FileType.XLSX),
    FileType.CSV: _csv,
    FileType.PNG: _png,
    FileType.JPG: _jpg,
}
