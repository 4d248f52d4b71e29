"""Files as people and as attackers make them, built here: the repository holds none."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def pdf(text: str = "signed") -> bytes:
    """A page with a line of text."""
    drawn = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def png(wide: int = 40, high: int = 30) -> bytes:
    """A grey picture."""
    rows = b"".join(b"\x00" + bytes([120]) * wide for _row in range(high)) if wide * high < 10**7 else b"\x00"
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpg(behind: bytes = b"") -> bytes:
    """The frame of a photograph with some noise in it; ``behind`` is what a telephone puts after its end."""
    noise = random.Random(1).randbytes(3000).replace(b"\xff", b"\xfe")
    info = b"\xff\xe1" + struct.pack(">H", 2 + 20) + b"Exif\x00\x00 a picture \xff\xd9"[:20].ljust(20)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, 300, 400, 3) + b"\x01\x11\x00\x02\x11\x00\x03\x11\x00"
    return (
        b"\xff\xd8"
        + info
        + frame
        + b"\xff\xda"
        + struct.pack(">H", 12)
        + b"\x03\x01\x00\x02\x00\x03\x00\x00\x3f\x00"
        + noise
        + b"\xff\xd9"
        + behind
    )


def csv() -> bytes:
    """As Excel writes it in Iraq: with a mark, Arabic inside."""
    return "\ufeffالنشاط,المبلغ\r\nترميم المدرسة,250000000\r\n".encode()


def content_types(main: str, part: str, more: str = "") -> str:
    """The list of what each part of a document is."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{RELATIONS}"/><Default Extension="xml" ContentType="application/xml"/>{more}'
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )


def container(parts: Mapping[str, bytes | str], packed: bool = True) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(more: Mapping[str, bytes | str] | None = None, packed: bool = True, types: str = "") -> bytes:
    """A letter of one line; ``more`` are further parts."""
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    given = {
        "[Content_Types].xml": types or content_types(WORD_MAIN, "word/document.xml"),
        "_rels/.rels": "<Relationships/>",
        "word/document.xml": body,
    }
    return container({**given, **(more or {})}, packed)


def xlsx(more: Mapping[str, bytes | str] | None = None, packed: bool = True) -> bytes:
    """A workbook with a sheet."""
    sheet = "<worksheet>" + "".join(f"<row r='{row}'><c><v>{row * 7}</v></c></row>" for row in range(300)) + "</worksheet>"
    given = {
        "[Content_Types].xml": content_types(EXCEL_MAIN, "xl/workbook.xml"),
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    return container({**given, **(more or {})}, packed)


GOOD: Mapping[str, Callable[[], bytes]] = {"pdf": pdf, "docx": docx, "xlsx": xlsx, "csv": csv, "png": png, "jpg": jpg}


# --- what an attacker makes of them ---------------------------------------------------------------------------------------------


def bomb(megabytes: int, entries: int = 1) -> bytes:
    """A docx whose parts unpack into so many megabytes of zeros."""
    return docx({f"word/media/{number}.xml": bytes(megabytes * 1024**2 // entries) for number in range(entries)})


def many_entries(count: int) -> bytes:
    """A docx of very many empty parts."""
    return docx({f"word/media/{number}.xml": b"" for number in range(count)}, packed=False)


def overlapping() -> bytes:
    """A docx in which fifty entries share the same packed bytes."""
    whole = docx({"word/media/0.xml": random.Random(1).randbytes(9000)})
    end = whole.rindex(b"PK\x05\x06")
    place = struct.unpack_from("<L", whole, end + 16)[0]
    last = whole.rindex(b"PK\x01\x02", 0, end)
    copies = b"".join(whole[last:end].replace(b"word/media/0.xml", b"word/media/%c.xml" % (65 + number)) for number in range(26))
    directory = whole[place:end] + copies
    count = struct.unpack_from("<H", whole, end + 10)[0] + 26
    return whole[:place] + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), place, 0)


def lying(claimed: int = 100) -> bytes:
    """A docx whose directory says that a part of 5 MB unpacks into a few bytes."""
    whole = bytearray(docx({"word/media/0.xml": bytes(5 * 1024**2)}))
    last = whole.rindex(b"PK\x01\x02")
    struct.pack_into("<L", whole, last + 24, claimed)
    return bytes(whole)


def locked() -> bytes:
    """A docx whose entries say that they are enciphered."""
    whole = bytearray(docx())
    at = whole.find(b"PK\x01\x02")
    while at >= 0:
        whole[at + 8] |= 1
        at = whole.find(b"PK\x01\x02", at + 4)
    return bytes(whole)


def mutated(chance: random.Random, content: bytes) -> bytes:
    """The content cut, flipped, doubled, padded or mixed."""
    kind = chance.randrange(7)
    if kind == 0:
        return content[: chance.randrange(len(content))]
    if kind in (1, 2):
        changed = bytearray(content)
        for _flip in range(chance.choice((1, 3, 30, 300))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    if kind == 3:
        return content + chance.randbytes(chance.choice((1, 100, 70_000)))
    if kind == 4:
        return chance.randbytes(chance.choice((1, 50))) + content
    if kind == 5:
        at = chance.randrange(len(content))
        return content[:at] + content[at + chance.randrange(1, 60) :]
    return content[: len(content) // 2] + chance.choice(list(GOOD.values()))()[len(content) // 3 :]


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "one byte": lambda: b"P",
    "nul": lambda: b"\x00" * 500,
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "html": lambda: b"<!DOCTYPE html><script>alert(1)</script>",
    "xxe": lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "gif and script": lambda: b"GIF89a/*\x00*/=1;alert(1);",
    "program": lambda: b"MZ\x90\x00" + b"\x00" * 200,
    "zip only": lambda: container({"a.txt": "x"}),
    "nested": lambda: container({"a.zip": bomb(20)}),
    "bomb of 250": lambda: bomb(25),
    "bomb in parts": lambda: bomb(60, 30),
    "many entries": lambda: many_entries(2500),
    "overlapping": overlapping,
    "lying": lying,
    "locked": locked,
    "macros": lambda: docx({"word/vbaProject.bin": b"x"}),
    "way out": lambda: docx({"../../etc/cron.d/x": b"x"}),
    "old office": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "pdf and zip": lambda: pdf() + container({"a.txt": "x"}),
    "sparse sheet": lambda: xlsx({"xl/worksheets/sheet2.xml": "<row r='1'><c r='A1'/></row><row r='200000'><c r='ALL200000'/></row>"}),
}
NAMES = (
    "scan.pdf",
    "scan.PDF",
    "../../../etc/passwd.pdf",
    "..\\..\\windows\\system32\\x.docx",
    "/etc/cron.d/x.csv",
    "annex\u202efdp.exe",
    "annex\u202efdp.xlsx",
    "a\x00b.pdf",
    "موافقة الوزارة على الخطة " * 12 + ".pdf",
    "CON.png",
    "scan.pdf.exe",
    "scan.exe.pdf",
    "scan",
    ".pdf",
    "a.jpeg",
    "a.svg",
    "a.docm",
    "a\r\nSet-Cookie: x=1.jpg",
    'a";filename="b.exe.pdf',
    "😀\ud800.png",
    "=cmd|' /C calc'!A0.csv",
)


def malformed(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(name, content): hostile files, and good ones that were mutated, under good and hostile names; some stay good by chance."""
    chance = random.Random(seed)
    hostile = [made() for made in HOSTILE.values()]
    for number in range(count):
        ending = chance.choice(list(GOOD))
        if number % 4 == 0:
            content = chance.choice(hostile)
        else:
            content = GOOD[ending]()
            for _time in range(chance.choice((0, 1, 1, 1, 2))):
                content = mutated(chance, content or b"x")
        yield chance.choice((f"file.{ending}", f"file.{ending}", chance.choice(NAMES))), content
