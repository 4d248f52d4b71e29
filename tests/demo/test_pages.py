"""What the people of the demonstration see when they come in."""

from pathlib import Path

import pytest

from accounts.services.sessions import open_session
from accounts.sessions import cookie_name
from app.demo.people import CAST
from app.factory import create_app
from config import Settings
from core.web import runtime
from tests.conftest import SECRET
from tests.demo.conftest import NOW, Loaded
from tests.pages import Browser


@pytest.fixture
def visit(demo: Loaded, tmp_path: Path) -> "Visit":
    """Their browsers."""
    return Visit(demo, tmp_path)


class Visit:
    """``at("salma")``: the browser of a person of the demonstration."""

    def __init__(self, demo: Loaded, home: Path) -> None:
        self.demo = demo
        self.app = create_app(Settings("demo", home, demo.database.url, SECRET, "http://localhost"), demo.database, lambda: NOW)

    def at(self, key: str) -> Browser:
        """Signed in."""
        browser = Browser(self.app)
        with self.app.test_request_context("/"):
            kept = cookie_name()
            with runtime().database.write() as session:
                token = open_session(session, self.demo.person_id(key), "tests", NOW)
        browser.raw.set_cookie(kept, token)
        return browser


@pytest.mark.parametrize("demo", ["sqlite"], indirect=True)
@pytest.mark.parametrize("key", [part.key for part in CAST])
def test_every_person_finds_a_home(visit: Visit, key: str) -> None:
    assert visit.at(key).get("/").status_code == 200


@pytest.mark.parametrize("demo", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("key", "name"), [("karwan", "Sinjar"), ("noor", "Yathrib"), ("dara", "Imam Wais"), ("salma", "Iskandaria"), ("mazin", "Sinjar")]
)
def test_the_plans_can_be_read(visit: Visit, demo: Loaded, key: str, name: str) -> None:
    plan = demo.plan(name)
    browser = visit.at(key)
    assert plan.name_ar in browser.get("/plans").text
    assert plan.name_ar in browser.get(f"/plans/{plan.id}").text
    assert plan.name_ar in browser.get(f"/issues/{plan.issue_id}").text if key != "noor" else True


@pytest.mark.parametrize("demo", ["sqlite"], indirect=True)
def test_a_focal_point_sees_what_waits_for_her(visit: Visit, demo: Loaded) -> None:
    assert f"/plans/{demo.plan('Yathrib').id}" in visit.at("noor").get("/").text
