"""A hundred malformed uploads through the application (all five hundred over a real server: tests/drill)."""

from io import BytesIO

import pytest

from app.factory import create_app
from attachments.store import Store
from tests.attachments import files
from tests.pages import Browser
from tests.rehearsal import Rehearsal


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_hundred_malformed_uploads(database, settings, clock, plan, sign_in):
    rehearsal = Rehearsal(database.url)
    app = create_app(settings, rehearsal, clock)
    browser = Browser(app, checks=False)
    browser.raw._cookies.update(sign_in("karwan").raw._cookies)
    url = f"/attach/plan/{plan.id}"
    data = browser.form(url).filled({"what": "other-1"}).to_dict()
    store = Store(settings.home / "attachments")
    answers = []
    for name, content in files.malformed(100, seed=7):
        before = rehearsal.kept, len(list(store.list(store.kept)))
        safe = name.encode("utf-8", "replace").decode()
        answer = browser.post(url, {**data, "file": (BytesIO(content), safe)}, content_type="multipart/form-data")
        answers.append(answer.status_code)
        after = rehearsal.kept, len(list(store.list(store.kept)))
        if answer.status_code == 303:
            assert after == (before[0] + 1, before[1] + 1)
        else:
            assert answer.status_code in (413, 422), (safe, answer.status_code)
            assert 'id="file-error"' in answer.text
            assert after == before
    rehearsal.dispose()
    assert not list(store.list(store.incoming))
    assert 5 < answers.count(303) < 60
