"""The house with the rooms of follow-up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import followup.wiring
from tests.followup.house import House, build


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    built = build(tmp_path, followup.wiring.install)
    yield built
    built.database.dispose()
