"""The tests of this folder run in the whole world of ``tests.world``."""

from collections.abc import Iterator

import pytest

from config import Settings
from core.database import Database
from tests.conftest import Standing
from tests.world import World, put_files


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, standing: Standing) -> Iterator[Database]:
    """A database with something for every route."""
    with standing(request.param, "world") as built:
        yield built


@pytest.fixture
def world(database: Database, settings: Settings) -> World:
    """The ids of what is there; the files lie in their place."""
    put_files(settings.home)
    with database.read() as session:
        return World.read(session)
