"""A plan that was approved and told to its receivers, and what is done with its attachments in a browser."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from attachments.models import Attachment
from attachments.store import Store
from tests.attachments import files
from tests.pages import Browser

Attach = Callable[..., TestResponse]


@pytest.fixture
def plan(sent_plan):
    """Version 1 is approved; nobody has acknowledged."""
    return sent_plan


@pytest.fixture
def store(settings) -> Store:
    """The folder of the application's files."""
    return Store(settings.home / "attachments")


@pytest.fixture
def attach(plan) -> Attach:
    """``attach(browser, content, "scan.pdf", status, what=…, title=…)`` fills in and sends the form."""

    def sent(browser: Browser, content: bytes, name: str, status: int | None = 303, **values: Any) -> TestResponse:
        url = f"/attach/plan/{plan.id}"
        data = browser.form(url).filled({"what": "signed_approval-1", **values})
        return browser.post(url, {**data.to_dict(), "file": (BytesIO(content), name)}, status, content_type="multipart/form-data")

    return sent


@pytest.fixture
def rows(database) -> Callable[[], list[Attachment]]:
    """``rows()``: every row, oldest first."""

    def read() -> list[Attachment]:
        with database.read() as session:
            return list(session.scalars(select(Attachment).order_by(Attachment.at, Attachment.id)))

    return read


@pytest.fixture
def scan() -> bytes:
    """A paper with a signature."""
    return files.pdf("signed by the Minister")
