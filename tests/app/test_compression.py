"""Packed answers: the same content, fewer bytes, and honest labels for caches."""

import gzip

import pytest
from flask import Flask

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
TAKES = {"Accept-Encoding": "gzip, br"}
STYLE = "/static/core/tansiq.css?v=1"


def test_a_page_is_packed_for_who_takes_it(app: Flask) -> None:
    client = app.test_client()
    plain, packed = client.get("/sign-in"), client.get("/sign-in", headers=TAKES)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert "تنسيق" in gzip.decompress(packed.data).decode()
    assert {"Cookie", "Accept-Encoding"} <= set(packed.vary)
    assert "Accept-Encoding" in plain.vary


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "*;q=0"])
def test_who_does_not_take_it_gets_it_plain(app: Flask, accepted: str) -> None:
    for path in ("/sign-in", STYLE):
        assert "Content-Encoding" not in app.test_client().get(path, headers={"Accept-Encoding": accepted}).headers


def test_short_answers_and_redirects_stay_as_they_are(app: Flask) -> None:
    assert "Content-Encoding" not in app.test_client().get("/plans", headers=TAKES).headers
    assert "Content-Encoding" not in app.test_client().get("/healthz", headers=TAKES).headers


def test_an_error_page_is_packed_too(app: Flask) -> None:
    answer = app.test_client().get("/nothing-here", headers=TAKES)
    assert answer.status_code == 404
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_style_is_packed_once_and_named_by_its_bytes(app: Flask) -> None:
    client = app.test_client()
    plain, packed = client.get(STYLE), client.get(STYLE, headers=TAKES)
    assert gzip.decompress(packed.data) == plain.data
    assert plain.mimetype == packed.mimetype == "text/css"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert not packed.headers["ETag"].startswith("W/")
    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = client.get(STYLE, headers={**TAKES, "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data
    other = client.get(STYLE, headers={"If-None-Match": packed.headers["ETag"]})
    assert other.status_code == 200


def test_fonts_come_from_the_disk(app: Flask) -> None:
    answer = app.test_client().get("/static/core/fonts/vazirmatn-arabic.woff2", headers=TAKES)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
    assert app.test_client().get("/static/core/../../../wsgi.py").status_code == 404
