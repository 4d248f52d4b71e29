"""Answers gzipped for browsers that take it: pages as they are made, style, scripts and drawings once, when the application is made.

Compressing secrets beside text that a stranger chose can betray them (BREACH). It finds nothing here: the token of the forms is signed
anew every second by Flask-WTF, and without its signature the part that stays the same opens nothing; ``form_key`` is new on each page;
the cookies are ``SameSite=Lax``, so that a foreign page can neither repeat a request in somebody's name nor measure the answer.
"""

import hashlib
import mimetypes
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, Response, request

PAGES = frozenset({"text/html", "text/plain", "text/csv", "application/json"})
FILES = frozenset({".css", ".js", ".svg"})
#: Below this many bytes the answer fits a packet anyway.
LEAST = 1024
#: Of a page: this level saves a twentieth of the bytes of the one before for a seventh of a millisecond; the next costs twice that.
QUICK, BEST = 5, 9
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the design as it is sent, plain and packed."""

    plain: bytes
    packed: bytes
    mimetype: str
    fingerprint: str


def install(app: Flask) -> None:
    """Packs every answer that is worth it. To be called before other ``after_request``: the first one registered runs last."""
    files = _files(Path(app.static_folder or ""))

    def static(filename: str) -> Response:
        kept = files.get(filename)
        return app.send_static_file(filename) if kept is None else _sent(kept)

    app.view_functions["static"] = static
    app.after_request(_packed)


def gzipped(body: bytes, level: int) -> bytes:
    """The body as gzip, the same bytes every time."""
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()


def _packed(response: Response) -> Response:
    if response.mimetype not in PAGES or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) >= LEAST and _taken():
        response.set_data(gzipped(body, QUICK))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _taken() -> bool:
    return bool(request.accept_encodings.quality("gzip") > 0)


def _sent(kept: Kept) -> Response:
    packed = _taken()
    response = Response(kept.packed if packed else kept.plain, mimetype=kept.mimetype)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    # a strong tag names these very bytes, and packed ones are others
    response.set_etag(f"{kept.fingerprint}-gzip" if packed else kept.fingerprint)
    response.make_conditional(request)
    return response


@cache
def _files(folder: Path) -> Mapping[str, Kept]:
    """What is small and packs well; fonts are packed already and large: they go out from the disk."""
    paths = [path for path in folder.rglob("*") if path.suffix in FILES and path.is_file()]
    return {path.relative_to(folder).as_posix(): _kept(path) for path in paths}


def _kept(path: Path) -> Kept:
    plain = path.read_bytes()
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Kept(plain, gzipped(plain, BEST), mimetype, hashlib.sha256(plain).hexdigest()[:20])
