"""The desk on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reports.desk import Desk, standing


@pytest.fixture(scope="session")
def desk_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk") / "filled.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, desk_template: Path) -> Iterator[Desk]:
    with standing(request.param, tmp_path, desk_template) as built:
        yield built
