"""Looking through a docx or xlsx, which is a zip of parts: counted, measured and compared before anybody opens it.

The directory is read by its fixed fields, never by a library that trusts it; every part is unpacked in pieces and thrown away, so that
memory stays small whatever the directory claims, and a half-copied file is noticed today and not in a year.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from attachments.terms import Fault, FileType

MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 2_000, 200 * 1024**2, 100
#: Below this nobody is hurt by any ratio: an empty page of a form packs very well.
HARMLESS = 1024**2
MOST_DIRECTORY, MOST_TYPES = 2 * 1024**2, 1024**2
CHUNK = 64 * 1024
TYPES = "[Content_Types].xml"
MAIN = {
    FileType.DOCX: b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    FileType.XLSX: b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_END, _ENTRY, _LOCAL = struct.Struct("<4s4H2LH"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s5H3L2H")
_LOCKED, _STORED, _DEFLATED = 0x1, 0, 8


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    raw_name: bytes
    method: int
    crc: int
    packed: int
    unpacked: int
    place: int


class _Faulty(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def fault_in_container(stream: IO[bytes], size: int, file_type: FileType) -> Fault | None:
    """What is wrong with a zip of ``size`` bytes that claims to be a docx or xlsx; None for nothing."""
    try:
        entries, directory = _entries(stream, size)
        _look_at_names(entries)
        _measure(entries, size)
        _look_at_types(stream, entries, directory, file_type)
        for entry, end in zip(entries, [*(each.place for each in entries[1:]), directory], strict=True):
            for _piece in _unpacked(stream, entry, end):
                pass
    except _Faulty as faulty:
        return faulty.fault
    except (struct.error, zlib.error):
        return Fault.DAMAGED
    return None


def _require(condition: bool, fault: Fault = Fault.DAMAGED) -> None:
    if not condition:
        raise _Faulty(fault)


def _entries(stream: IO[bytes], size: int) -> tuple[list[_Entry], int]:
    """The entries in the order of their places, and the place of the directory, which everything before and behind it must fit."""
    stream.seek(max(0, size - 65_535 - _END.size))
    tail = stream.read()
    found = tail.rfind(b"PK\x05\x06")
    _require(found >= 0 and len(tail) - found >= _END.size)
    _sign, disk, first_disk, here, count, length, place, remark = _END.unpack_from(tail, found)
    end = size - len(tail) + found
    _require(disk == first_disk == 0 and here == count and len(tail) - found == _END.size + remark)
    _require(count <= MOST_ENTRIES and length <= MOST_DIRECTORY, Fault.TOO_MUCH_INSIDE)
    _require(count > 0 and place + length == end)
    stream.seek(place)
    directory, at, entries = stream.read(length), 0, []
    for _number in range(count):
        entry, at = _entry(directory, at)
        entries.append(entry)
    _require(at == length)
    entries.sort(key=lambda each: each.place)
    return entries, place


def _entry(directory: bytes, at: int) -> tuple[_Entry, int]:
    fields = _ENTRY.unpack_from(directory, at)
    sign, flags, method, crc, packed, unpacked = fields[0], fields[3], fields[4], fields[7], fields[8], fields[9]
    name_length, behind, place = fields[10], fields[11] + fields[12], fields[16]
    _require(sign == b"PK\x01\x02")
    _require(not flags & _LOCKED, Fault.LOCKED)
    _require(method in (_STORED, _DEFLATED))
    begin = at + _ENTRY.size
    raw = directory[begin : begin + name_length]
    _require(len(raw) == name_length)
    name = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
    return _Entry(name, raw, method, crc, packed, unpacked, place), begin + name_length + behind


def _look_at_names(entries: list[_Entry]) -> None:
    """No way out of the folder into which somebody unpacks it, no name twice, no macros."""
    names = [each.name for each in entries]
    for name in names:
        parts = name.split("/")
        _require(bool(name) and not name.startswith("/") and ".." not in parts and "." not in parts)
        _require(not any(each in name for each in "\\:") and name.isprintable())
        _require(parts[-1].casefold() not in ("vbaproject.bin", "vbadata.xml") and "macrosheets" not in parts, Fault.MACROS)
    _require(len({name.casefold() for name in names}) == len(names))


def _measure(entries: list[_Entry], size: int) -> None:
    total = sum(each.unpacked for each in entries)
    _require(total <= MOST_UNPACKED and total <= max(HARMLESS, MOST_RATIO * size), Fault.TOO_MUCH_INSIDE)
    _require(all(each.unpacked <= max(HARMLESS, MOST_RATIO * each.packed) for each in entries), Fault.TOO_MUCH_INSIDE)


def _look_at_types(stream: IO[bytes], entries: list[_Entry], directory: int, file_type: FileType) -> None:
    """The list of what each part is names the main part of this very type, and nothing that runs."""
    ends = [*(each.place for each in entries[1:]), directory]
    found = next(((each, end) for each, end in zip(entries, ends, strict=True) if each.name == TYPES), None)
    if found is None:
        raise _Faulty(Fault.NOT_WHAT_IT_SAYS)
    _require(found[0].unpacked <= MOST_TYPES, Fault.TOO_MUCH_INSIDE)
    types = b"".join(_unpacked(stream, *found))
    # Written as every office program writes it, so that nothing hides from a search for words.
    _require(b"\0" not in types and b"<!" not in types and b"&" not in types)
    lowered = types.lower()
    _require(b"vbaproject" not in lowered and b"macro" not in lowered, Fault.MACROS)
    _require(MAIN[file_type] in types, Fault.NOT_WHAT_IT_SAYS)


def _unpacked(stream: IO[bytes], entry: _Entry, end: int) -> Iterator[bytes]:
    """The content of an entry that ends before ``end``, piece by piece; its length and sum must be those of the directory."""
    stream.seek(entry.place)
    head = stream.read(_LOCAL.size)
    fields = _LOCAL.unpack(head)
    _require(fields[0] == b"PK\x03\x04" and fields[3] == entry.method)
    _require(stream.read(fields[9]) == entry.raw_name)
    begin = entry.place + _LOCAL.size + fields[9] + fields[10]
    _require(begin + entry.packed <= end)  # entries that share bytes make a small file unpack into a very large one
    stream.seek(begin)
    length, crc = 0, 0
    for piece in _inflated(stream, entry.packed) if entry.method == _DEFLATED else _read(stream, entry.packed):
        length, crc = length + len(piece), zlib.crc32(piece, crc)
        _require(length <= entry.unpacked, Fault.TOO_MUCH_INSIDE)
        yield piece
    _require(length == entry.unpacked and crc == entry.crc)


def _read(stream: IO[bytes], count: int) -> Iterator[bytes]:
    while count:
        piece = stream.read(min(CHUNK, count))
        _require(bool(piece))
        count -= len(piece)
        yield piece


def _inflated(stream: IO[bytes], count: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in _read(stream, count):
        waiting = packed
        while waiting and not unpacker.eof:
            yield unpacker.decompress(waiting, CHUNK)
            waiting = unpacker.unconsumed_tail
    while not unpacker.eof:  # what it still holds back
        piece = unpacker.decompress(b"", CHUNK)
        _require(bool(piece) or unpacker.eof)
        yield piece
