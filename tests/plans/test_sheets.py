"""Activities in Excel and back: what comes back unchanged changes nothing; each row says what it does; nothing before the yes."""

import io
from datetime import date
from random import Random

import pytest
import xlsxwriter
from sqlalchemy import func, select

from core.audit import AuditEntry
from plans import commands, queries
from plans.models import ActivityRow, ActivitySheet
from plans.services.editing import save_section
from tests import cast as build
from tests.files import XLSX, cells_of
from tests.pages import parsed, words_of
from tests.rows import changed, rows_of

HEADS = {
    "ar": ["الهدف", "العمل المطلوب", "الجهة المسؤولة"],
    "en": ["Objective", "What is done", "Responsible organisation"],
}
FIELDS = [
    "key", "objective_key", "title", "responsible_id", "responsible_person", "supporter_ids", "starts_on", "due_on", "approach",
    "people_needed", "material_needed",
]  # fmt: skip


@pytest.fixture
def plan(draft_plan):
    return draft_plan


def downloaded(browser, plan):
    """The sheet of the plan as rows of cells."""
    answer = browser.get(f"/plans/{plan.id}/activities.xlsx")
    assert answer.mimetype == XLSX
    return cells_of(answer)


def workbook(rows, **options):
    """A workbook with these rows; days as days."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, options)
    page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for line, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(line, place, value, day)
            elif isinstance(value, int | float):
                page.write_number(line, place, value)
            elif value:
                page.write_string(line, place, value)
    book.close()
    return file.getvalue()


def send(browser, plan, data, status=None, name="sheet.xlsx"):
    url = f"/plans/{plan.id}/activities/import"
    form = browser.form(url)
    return browser.post(url, {**form.fields, "sheet": (io.BytesIO(data), name)}, status, content_type="multipart/form-data")


def preview(browser, plan, rows):
    """Sends the rows and opens what they will change; returns its address and its text."""
    url = send(browser, plan, workbook(rows), 303).headers["Location"]
    return url, words_of(parsed(browser.get(url).text)).replace("\u2068", "").replace("\u2069", "")


def activities(database, cast, plan):
    with database.read() as session:
        version = queries.get_version(session, plan.id, 1)
        return queries.document_of(session, cast.directory, version).activities


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_the_sheet_comes_back_unchanged(plan, database, sign_in, language):
    browser = sign_in("karwan", language=language)
    rows = downloaded(browser, plan)
    assert rows[3] == FIELDS
    before = rows_of(database)
    url, _text = preview(browser, plan, rows)
    assert set(changed(before, rows_of(database))) == {"activity_sheet", "form_key"}
    page = browser.get(url).text
    assert "must be corrected" not in page
    assert page.count('class="pill not-yet-due"') == 1
    assert not browser.forms(url)


def test_a_row_more_and_a_row_changed(plan, database, cast, sign_in):
    browser = sign_in("karwan", language="en")
    rows = downloaded(browser, plan)
    objective = rows[4][1]
    rows[4][2], rows[4][7] = "اجتماع أسبوعي", date(2026, 7, 15)
    rows.append(
        [
            "",
            objective,
            "زيارة ميدانية",
            "MoF",
            "مدير الفرع",
            "Council of Ministers؛ ninewa GOVERNOR'S Office",
            "٥/٣/٢٠٢٦",
            46100,
            "زيارة ميدانية",
            3,
            "",
        ]
    )
    rows.append([])
    rows.append(["", objective, "Only a title"])
    url, text = preview(browser, plan, rows)
    assert "2 activities will be added" in text
    assert "1 activity will be changed" in text
    assert "30 June 2026 15 July 2026" in text
    assert len(activities(database, cast, plan)) == 1
    done = browser.submit(url, 0, 303)
    assert done.headers["Location"] == f"/plans/{plan.id}#step-2"
    changed_one, visit, bare = activities(database, cast, plan)
    assert (changed_one.title, changed_one.due_on) == ("اجتماع أسبوعي", date(2026, 7, 15))
    assert changed_one.key == rows[4][0]
    assert visit.responsible_id == cast.organisation("MOF")
    assert set(visit.supporter_ids) == {cast.organisation("COM"), cast.organisation("GOV-NI")}
    assert (visit.starts_on, visit.due_on, visit.approach) == (date(2026, 3, 5), date(2026, 3, 19), "field_visit")
    assert (visit.people_needed, visit.responsible_person) == ("3", "مدير الفرع")
    assert (bare.title, bare.responsible_id, bare.due_on) == ("Only a title", None, None)
    browser.get(url, 404)
    with database.read() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.part == "activities").order_by(AuditEntry.id.desc())).all()[:3]
        assert [each.verb for each in entries] == ["added", "added", "changed"]
        assert session.scalar(select(func.count()).select_from(ActivitySheet)) == 0


def test_the_same_yes_twice_counts_once(plan, database, cast, sign_in):
    browser = sign_in("karwan")
    rows = downloaded(browser, plan)
    rows.append(["", rows[4][1], "نشاط آخر"])
    url, _text = preview(browser, plan, rows)
    form = browser.form(url)
    first, second = (browser.post(url, form.fields, 303) for _again in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(activities(database, cast, plan)) == 2


def test_what_is_missing_in_the_sheet_stays(plan, database, cast, sign_in):
    browser = sign_in("karwan", language="en")
    rows = downloaded(browser, plan)
    rows[4] = ["", rows[4][1], "Another"]
    url, text = preview(browser, plan, rows)
    assert "1 activity of the plan is not in the sheet. It stays" in text
    browser.submit(url, 0, 303)
    assert len(activities(database, cast, plan)) == 2


def test_a_column_that_is_taken_out_changes_nothing(plan, database, cast, sign_in):
    browser = sign_in("karwan", language="en")
    rows = [[cell for place, cell in enumerate(row) if place not in (3, 6, 8)] for row in downloaded(browser, plan)]
    _url, text = preview(browser, plan, rows)
    assert "There is nothing to do" in text


def test_a_copied_row_and_a_row_of_another_plan_are_new(plan, database, cast, sign_in):
    browser = sign_in("karwan", language="en")
    rows = downloaded(browser, plan)
    rows.append([*rows[4][:2], "Copied", *rows[4][3:]])
    rows.append(["keyofanotherplan1234", *rows[4][1:2], "From elsewhere", *rows[4][3:]])
    url, text = preview(browser, plan, rows)
    assert "2 activities will be added" in text
    browser.submit(url, 0, 303)
    assert [each.title for each in activities(database, cast, plan)][1:] == ["Copied", "From elsewhere"]


@pytest.mark.parametrize(
    ("place", "value", "column", "remedy"),
    [
        (1, "no such objective", "Objective", "“no such objective” is not in the list"),
        (1, "", "Objective", "Fill this in"),
        (2, "", "What is done", "Fill this in"),
        (2, "x" * 301, "What is done", "At most 300 characters; this has 301"),
        (3, "Ministry of Magic", "Responsible organisation", "“Ministry of Magic” is not in the list"),
        (5, "MoF; nobody", "Supported by", "“nobody” is not in the list"),
        (6, "31/2/2026", "Starts on", "This day does not exist"),
        (6, "soon", "Starts on", "Write the day as day/month/year"),
        (6, date(2025, 1, 1), "Starts on", "Outside the plan's period"),
        (7, date(2026, 2, 1), "Due on", "The due date is before the start"),
        (7, 7, "Due on", "Write the day as day/month/year"),
        (8, "by magic", "Coordination approach", "“by magic” is not in the list"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_wrong_cell_names_row_column_and_remedy(plan, database, cast, sign_in, place, value, column, remedy):
    browser = sign_in("karwan", language="en")
    rows = downloaded(browser, plan)
    rows[4] = [cell if cell is not None else "" for cell in rows[4]]
    rows.append(["", *rows[4][1:]])
    rows[5][2] = "New"
    rows[5][place] = value
    rows[5][6] = rows[5][6] if place != 7 or not isinstance(value, date) else date(2026, 3, 1)
    url, text = preview(browser, plan, rows)
    assert f"Row 6, column “{column}”: {remedy}" in text
    assert not browser.forms(url)
    assert len(activities(database, cast, plan)) == 1


def test_wrong_rows_are_left_out_only_when_asked(plan, database, cast, sign_in):
    browser = sign_in("karwan", language="en")
    rows = downloaded(browser, plan)
    rows += [["", rows[4][1], "Right"], ["", rows[4][1], "Wrong", "", "", "", "never"]]
    url, _text = preview(browser, plan, rows)
    refused = browser.submit(url, 0, 422)
    assert "or tick that they are left out" in refused.text
    assert len(activities(database, cast, plan)) == 1
    browser.submit(url, 0, 303, leave_out="y")
    assert [each.title for each in activities(database, cast, plan)][1:] == ["Right"]


def test_a_plan_that_has_changed_since_is_looked_at_again(plan, database, cast, clock, sign_in):
    browser = sign_in("karwan", language="en")
    rows = downloaded(browser, plan)
    rows.append(["", rows[4][1], "New"])
    url, _text = preview(browser, plan, rows)
    form = browser.form(url)
    with database.write() as session:
        save_section(session, cast.salma, plan.id, "aim", commands.Aim("a", "b", "c", "d"), 2, clock())
    refused = browser.post(url, form.fields, 422)
    assert "The plan has changed since you saw this" in refused.text
    assert len(activities(database, cast, plan)) == 1
    browser.submit(url, 0, 303)
    assert len(activities(database, cast, plan)) == 2


def test_heads_in_another_language_without_the_hidden_line(plan, database, cast, sign_in):
    objective = downloaded(sign_in("karwan"), plan)[4][1]
    rows = [HEADS["ar"], [objective, "نشاط بالعربية", "وزارة الماليه"]]
    _url, text = preview(sign_in("karwan", language="en"), plan, rows)
    assert "1 activity will be added" in text


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["a", "b"], ["c", "d"]], "The first 20 rows hold no heads of columns. Download the sheet"),
        ([["What is done", "Due on"], ["x", "1/3/2026"]], "Row 1: the column “Objective” is missing. Download the sheet"),
        ([["Objective", "What is done"]], "The sheet holds no activity. Fill in the rows below row 1"),
        ([], "The first 20 rows hold no heads of columns"),
        (
            [["Objective", "What is done"], *([["o", "t"]] * 1001)],
            "The sheet holds 1,001 activities, more than 1,000. Send the rows from row 1,002",
        ),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_sheet_that_is_none_of_ours(plan, database, sign_in, rows, said):
    browser = sign_in("karwan", language="en")
    before = rows_of(database)
    answer = send(browser, plan, workbook(rows), 422)
    assert said in words_of(parsed(answer.text))
    assert set(changed(before, rows_of(database))) == set()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"hello", "This is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "Save it without a password"),
        (b"PK\x03\x04x", "The file is damaged"),
        (b"PK\x03\x04" + bytes(5 * 1024 * 1024), "larger than 5 MB"),
        (b"", "This file is empty"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_that_is_none_of_ours(plan, sign_in, data, said):
    assert said in send(sign_in("karwan", language="en"), plan, data, 422).text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_300_malformed_sheets_get_an_answer(plan, database, sign_in):
    browser = sign_in("karwan", checks=False)
    whole = browser.get(f"/plans/{plan.id}/activities.xlsx").data
    random = Random("malformed sheets")
    form = browser.form(f"/plans/{plan.id}/activities/import")
    seen = set()
    for number in range(300):
        data = bytearray(whole)
        for _flip in range(random.randrange(0, 30)):
            data[random.randrange(4, len(data))] = random.randrange(256)
        if random.random() < 0.5:
            del data[random.randrange(4, len(data)) :]
        fields = {**form.fields, "form_key": f"k{number}", "sheet": (io.BytesIO(bytes(data)), "sheet.xlsx")}
        answer = browser.post(form.action, fields, (303, 422), content_type="multipart/form-data")
        if answer.status_code == 303:
            browser.get(answer.headers["Location"])
        seen.add(answer.status_code)
    assert seen == {303, 422}


def test_old_sheets_are_swept(plan, database, cast, clock, sign_in):
    first = send(sign_in("karwan"), plan, workbook(downloaded(sign_in("karwan"), plan)), 303).headers["Location"]
    clock.advance(hours=25)
    browser = sign_in("karwan")
    second = send(browser, plan, workbook(downloaded(browser, plan)), 303).headers["Location"]
    browser.get(first, 404)
    browser.get(second)


def test_colleagues_and_strangers(plan, database, sign_in, client):
    browser = sign_in("karwan")
    url = send(browser, plan, workbook(downloaded(browser, plan)), 303).headers["Location"]
    for name in ("salma", "dara"):
        sign_in(name).get(url, 404)
    sign_in("salma").get(f"/plans/{plan.id}/activities.xlsx")
    sign_in("dara").get(f"/plans/{plan.id}/activities.xlsx", 404)
    for name in ("zainab", "noor", "amal"):
        sign_in(name).get(f"/plans/{plan.id}/activities/import", 403)
    assert "/sign-in" in client.get(url, 303).headers["Location"]


def test_a_plan_that_is_not_being_written_takes_no_sheet(database, cast, clock, sign_in):
    with database.write() as session:
        plan = build.submitted(session, cast, cast.karwan, clock())
    browser = sign_in("karwan")
    for path in ("activities.xlsx", "activities/import"):
        assert browser.get(f"/plans/{plan.id}/{path}", 303).headers["Location"] == f"/plans/{plan.id}"
    assert "activities/import" not in browser.get(f"/plans/{plan.id}").text


def test_two_hundred_rows_at_once_gather_the_words_of_the_plan_once(plan, database, cast, sign_in, statements):
    browser = sign_in("karwan")
    rows = downloaded(browser, plan)
    rows += [["", rows[4][1], f"نشاط {number}", "MoF", "", "COM", date(2026, 3, 1), date(2026, 3, 2)] for number in range(200)]
    for row in rows[5:]:
        row[5] = ""
    url, _text = preview(browser, plan, rows)
    with statements() as seen:
        browser.submit(url, 0, 303)
    assert sum("search_entry" in each for each in seen) <= 3
    assert f"/plans/{plan.id}" in browser.get("/plans?q=199").text
    assert len(activities(database, cast, plan)) == 201
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(ActivityRow)) == 201
