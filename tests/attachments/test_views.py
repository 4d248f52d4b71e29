"""Attaching, finding, giving out, taking away: by who may, not by a colleague elsewhere nor a stranger."""

from hashlib import sha256
from io import BytesIO
from urllib.parse import unquote

import pytest
from sqlalchemy import select, update

from attachments.models import Attachment
from attachments.queries import attachments_of
from core.audit import AuditEntry
from core.ids import new_id
from core.references import SubjectRef
from core.uploads import LARGEST_FILE, LARGEST_REQUEST
from plans.models import Plan
from tests import cast as build
from tests.attachments import files
from tests.pages import forms_in
from tests.rows import changed, rows_of


def test_a_signed_scan_is_found_beside_its_approval(plan, attach, rows, scan, sign_in, store, database):
    browser = sign_in("karwan", language="en")
    page = browser.get(f"/plans/{plan.id}").text
    assert "Attach the signed approval" in page
    assert f"/attach/plan/{plan.id}?what=signed_approval-1" in page
    answer = attach(browser, scan, "اعتماد الخطة.pdf")
    assert answer.headers["Location"] == f"/plans/{plan.id}#attachments"
    page = browser.get(f"/plans/{plan.id}").text
    (row,) = rows()
    assert f'href="/attachments/{row.id}"' in page
    assert "Signed approval of version 1" in page
    assert "Attach the signed approval" not in page
    given = browser.get(f"/attachments/{row.id}")
    assert given.data == scan
    assert (row.sha256, row.size) == (sha256(scan).hexdigest(), len(scan))
    assert [each.name for each in store.list(store.kept)] == [row.stored_as]
    assert row.stored_as not in given.headers.to_wsgi_list().__repr__() + page
    assert "Signed approval" in browser.get(f"/plans/{plan.id}/history").text
    with database.read() as session:
        assert [each.id for each in attachments_of(session, SubjectRef("plan", plan.id))] == [row.id]


def test_what_is_given_out_lies_in_a_sandbox(attach, rows, sign_in):
    browser = sign_in("karwan")
    name = "خطة سنجار; filename=x.html' & %0d%0a.csv"
    attach(browser, files.csv(), name, what="other-1")
    answer = browser.get(f"/attachments/{rows()[0].id}")
    assert answer.headers.getlist("Content-Security-Policy") == ["default-src 'none'; sandbox"]
    assert answer.headers.getlist("Content-Type") == ["text/csv"]
    assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.getlist("Cache-Control") == ["no-store"]
    assert answer.headers.getlist("Content-Length") == [str(len(files.csv()))]
    assert "Content-Encoding" not in answer.headers
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''")
    assert disposition.isascii()
    encoded = disposition.split("''", 1)[1]
    assert not set(encoded) & set("\"'; ,/\\\r\n")
    assert unquote(encoded) == name
    assert answer.is_streamed
    for header in ("Server", "X-Sendfile", "Accept-Ranges"):
        assert header not in answer.headers


@pytest.mark.parametrize(("ending", "media"), [
    ("pdf", "application/pdf"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", "text/csv"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
])  # fmt: skip
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_each_type_comes_back_as_it_was(attach, rows, sign_in, ending, media):
    browser = sign_in("salma")
    content = files.GOOD[ending]()
    attach(browser, content, f"file.{ending}", what="other-1", title="ملحق")
    answer = browser.get(f"/attachments/{rows()[0].id}")
    assert (answer.data, answer.headers["Content-Type"]) == (content, media)
    assert browser.raw.head(f"/attachments/{rows()[0].id}").headers["Content-Length"] == str(len(content))


def test_who_finds_it(plan, attach, rows, scan, sign_in, client):
    attach(sign_in("karwan"), scan, "scan.pdf")
    url = f"/attachments/{rows()[0].id}"
    for name, status in {"salma": 200, "karwan": 200, "noor": 200, "hadi": 200, "zainab": 200, "rana": 200}.items():
        assert sign_in(name).get(url, status).data == scan
    for name in ("dara", "nabil", "jalal", "ziad", "amal", "wisam"):
        sign_in(name).get(url, 404)
        sign_in(name).get(f"/attach/plan/{plan.id}", 404)
    for name in ("noor", "hadi", "rana"):
        for form in (f"{url}/remove", f"/attach/plan/{plan.id}"):
            sign_in(name).get(form, 403)
        assert "Attach" not in sign_in(name, language="en").get(f"/plans/{plan.id}").text.replace("Attachments", "")
    assert client.get(url, 303).headers["Location"].startswith("/sign-in")


def test_unknown_things_hold_nothing(sign_in):
    browser = sign_in("salma")
    for url in (
        "/attach/plan/unknown",
        "/attach/issue/unknown",
        "/attach/person/salma",
        "/attachments/unknown",
        "/attachments/..%2f..%2fx",
    ):
        browser.get(url, 404)


def test_working_papers_are_for_those_who_work(database, cast, clock, sign_in, attach, rows, plan):
    """What hangs on a version in preparation is seen like that version; so is what hung on an abandoned one."""
    browser = sign_in("karwan")
    browser.submit(f"/plans/{plan.id}/revise", 0, 303, reason="ميزانية جديدة")
    attach(browser, files.csv(), "working.csv", what="other-2")
    url = f"/attachments/{rows()[0].id}"
    sign_in("salma").get(url)
    for name in ("noor", "hadi", "zainab"):
        sign_in(name).get(url, 404)
        assert url not in sign_in(name).get(f"/plans/{plan.id}").text
    browser.submit(f"/plans/{plan.id}/abandon", 0, 303, reason="لا حاجة")
    sign_in("noor").get(url, 404)
    sign_in("salma").get(url)


def test_only_what_is_offered_can_be_attached(plan, attach, rows, scan, sign_in):
    browser = sign_in("karwan")
    for what in ("signed_approval-2", "other-2", "other", "signed_approval", "x-1", ""):
        attach(browser, scan, "scan.pdf", 422, what=what)
    assert rows() == []


def test_a_draft_has_no_approval_to_sign(database, cast, clock, sign_in):
    with database.write() as session:
        draft = build.a_complete_plan(session, cast, cast.karwan, clock())
    browser = sign_in("karwan", language="en")
    page = browser.get(f"/plans/{draft.id}").text
    assert "Attach a file" in page
    assert "signed approval" not in page.lower()
    assert browser.form(f"/attach/plan/{draft.id}").options["what"] == ("", "other-1")


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_nothing_is_attached_to_what_has_ended(database, plan, attach, rows, scan, sign_in, state):
    browser = sign_in("karwan")
    attach(browser, scan, "scan.pdf")
    form = browser.form(f"/attach/plan/{plan.id}")
    with database.write() as session:
        session.execute(update(Plan).where(Plan.id == plan.id).values(state=state))
    browser.get(f"/attach/plan/{plan.id}", 403)
    data = {**form.filled({"what": "other-1"}).to_dict(), "file": (BytesIO(scan), "scan.pdf")}
    browser.post(f"/attach/plan/{plan.id}", data, 403, content_type="multipart/form-data")
    browser.get(f"/attachments/{rows()[0].id}/remove", 403)
    assert browser.get(f"/attachments/{rows()[0].id}").data == scan


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("content", "name", "status", "words"),
    [
        (b"", "scan.pdf", 422, "This file is empty"),
        (b"x" * (LARGEST_FILE + 1), "scan.pdf", 413, "This file has 20 MB; at most 20 MB"),
        (b"x" * (LARGEST_FILE + 9_000_000), "scan.pdf", 413, "This file has 28.6 MB; at most 20 MB"),
        (files.pdf(), "scan.exe", 422, "Only PDF, Word"),
        (files.png(), "scan.pdf", 422, "is not what the end of its name says"),
        (files.docx()[:-30], "letter.docx", 422, "damaged or incomplete"),
        (files.docx({"word/vbaProject.bin": b"x"}), "letter.docx", 422, "holds macros"),
        (files.locked(), "letter.docx", 422, "locked with a password"),
        (files.bomb(25), "letter.docx", 422, "far too large"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value)[:20],
)
def test_a_refused_file_leaves_what_was_typed(attach, rows, store, sign_in, content, name, status, words):
    browser = sign_in("karwan", language="en")
    answer = attach(browser, content, name, status, title="موافقة السيد الوزير")
    assert words in answer.text
    assert 'id="file-error"' in answer.text
    again = forms_in(answer.text, "/")[0]
    assert (again.fields["title"], again.fields["what"]) == ("موافقة السيد الوزير", "signed_approval-1")
    assert rows() == []
    assert not store.folder.exists()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_form_without_a_file(plan, rows, sign_in):
    browser = sign_in("karwan", language="en")
    url = f"/attach/plan/{plan.id}"
    form = browser.form(url).filled({"what": "other-1", "title": "x"})
    assert "Choose a file." in browser.post(url, form, 422).text
    assert "Choose a file." in browser.post(url, {**form.to_dict(), "file": "text, not a file"}, 422).text
    part = {**form.to_dict(), "file": (BytesIO(b""), "")}
    assert "Choose a file." in browser.post(url, part, 422, content_type="multipart/form-data").text
    both = {**form.to_dict(), "what": (BytesIO(b"x"), "what.pdf"), "title": (BytesIO(b"x"), "t.pdf")}
    browser.post(url, both, 422, content_type="multipart/form-data")
    assert rows() == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_request_beyond_everything_is_refused_unread(plan, sign_in, client):
    browser = sign_in("karwan", language="en")
    url = f"/attach/plan/{plan.id}"
    told = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(LARGEST_REQUEST + 1)}
    answer = browser.post(url, b"x", 413, environ_overrides=told)
    assert "files may have 20 MB" in answer.text
    # Who has not signed in, and whoever sends to another form, gets no further than text does.
    for stranger, where in ((client, url), (browser, f"/plans/{plan.id}/aim/edit")):
        body = {"file": (BytesIO(b"x" * 3 * 1024**2), "a.pdf"), "csrf_token": "x"}
        stranger.post(where, body, 413, content_type="multipart/form-data")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_very_many_parts_are_refused(plan, sign_in):
    data = [("f", (BytesIO(b"x"), "x")) for _part in range(120)]
    body = {f"f{number}": part for number, (_name, part) in enumerate(data)}
    sign_in("karwan").post(f"/attach/plan/{plan.id}", body, 413, content_type="multipart/form-data")


def test_removing_wants_a_reason_and_keeps_the_row(plan, attach, rows, scan, sign_in, store, database, clock):
    browser = sign_in("karwan", language="en")
    attach(browser, scan, "scan.pdf", title="Wrong scan")
    url = f"/attachments/{rows()[0].id}"
    assert f"{url}/remove" in browser.get(f"/plans/{plan.id}").text
    browser.submit(f"{url}/remove", 0, 422, reason="")
    browser.get(url)
    browser.submit(f"{url}/remove", 0, 303, reason="It shows a family's names")
    (row,) = rows()
    assert (row.removed_at, row.removed_reason) == (clock(), "It shows a family's names")
    for gone in (url, f"{url}/remove"):
        browser.get(gone, 404)
    assert url not in browser.get(f"/plans/{plan.id}").text
    assert store.size_of(row.stored_as) == len(scan)
    history = browser.get(f"/plans/{plan.id}/history").text
    assert "It shows a family&#39;s names" in history
    assert "Wrong scan" in history
    with database.read() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.part == "attachment").order_by(AuditEntry.id)).all()
    assert [(each.verb, each.actor_id, each.part_title) for each in entries] == [
        ("attached", "karwan", "Wrong scan"),
        ("removed", "karwan", "Wrong scan"),
    ]
    assert ["sha256", None, sha256(scan).hexdigest()] in entries[0].changes


def test_a_form_sent_twice_counts_once(plan, rows, scan, sign_in):
    browser = sign_in("karwan")
    url = f"/attach/plan/{plan.id}"
    data = browser.form(url).filled({"what": "signed_approval-1"}).to_dict()
    for _time in range(2):
        answer = browser.post(url, {**data, "file": (BytesIO(scan), "scan.pdf")}, 303, content_type="multipart/form-data")
        assert answer.headers["Location"] == f"/plans/{plan.id}#attachments"
    assert len(rows()) == 1


def test_sixty_files_an_hour(database, plan, attach, rows, scan, sign_in, clock):
    for number in range(59):
        with database.write() as session:
            session.add(_row(plan.id, clock.now, number))
    browser = sign_in("karwan", language="en")
    clock.advance(minutes=10)
    attach(browser, scan, "scan.pdf")
    answer = attach(browser, scan, "scan.pdf", 429, title="kept")
    assert answer.headers["Retry-After"] == "3000"
    assert "Try again later" in answer.text
    assert forms_in(answer.text, "/")[0].fields["title"] == "kept"
    attach(sign_in("salma"), scan, "scan.pdf")
    clock.advance(minutes=50)
    browser.enter("karwan")
    attach(browser, scan, "scan.pdf")
    assert len(rows()) == 62


def _row(plan_id: str, now, number: int) -> Attachment:
    return Attachment(
        subject_kind="plan", subject_id=plan_id, purpose="other", number=1, file_name=f"{number}.pdf", file_type="pdf", size=10,
        sha256="x", stored_as=new_id(), at=now, person_id="karwan", person_name="K",
    )  # fmt: skip


def test_reading_changes_nothing(database, plan, attach, rows, scan, sign_in):
    browser = sign_in("karwan")
    attach(browser, scan, "scan.pdf")
    before = rows_of(database)
    url = f"/attachments/{rows()[0].id}"
    for page in (url, f"{url}/remove", f"/attach/plan/{plan.id}", f"/attach/plan/{plan.id}?what=other-1", f"/plans/{plan.id}"):
        browser.get(page)
    assert changed(before, rows_of(database)) == {}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_lost_file_is_said(attach, rows, scan, sign_in, store, caplog):
    browser = sign_in("karwan", language="en")
    attach(browser, scan, "scan.pdf")
    (row,) = rows()
    (store.kept / row.stored_as).unlink()
    assert "not in its place any more" in browser.get(f"/attachments/{row.id}", 410).text
    assert row.stored_as in caplog.text
    (store.kept / row.stored_as).symlink_to("/etc/passwd")
    browser.get(f"/attachments/{row.id}", 410)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_is_said_and_leaves_nothing(attach, rows, scan, sign_in, store, monkeypatch):
    browser = sign_in("karwan", language="en")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("attachments.store.os.fsync", full)
        store.folder.mkdir()
        for folder in (store.incoming, store.kept, store.swept):
            folder.mkdir()
        answer = attach(browser, scan, "scan.pdf", 507, title="kept")
    assert "no room" in answer.text
    assert forms_in(answer.text, "/")[0].fields["title"] == "kept"
    assert rows() == []
    assert not list(store.list(store.incoming)) + list(store.list(store.kept))
    attach(browser, scan, "scan.pdf")


def test_the_plan_page_takes_one_statement_more_whatever_hangs_on_it(database, plan, statements, sign_in, clock):
    browser = sign_in("karwan")
    counts = []
    for number in (0, 1, 20):
        with database.write() as session:
            session.add_all(_row(plan.id, clock.now, each) for each in range(number))
        browser.get(f"/plans/{plan.id}")
        with statements() as seen:
            browser.get(f"/plans/{plan.id}")
        counts.append(len(seen))
    assert len(set(counts)) == 1
    assert counts[0] <= 15
