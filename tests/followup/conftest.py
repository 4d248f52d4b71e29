"""The house of the lower rooms with the pages of this one, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import attachments.wiring
import followup.wiring
from tests.followup.house import House, standing


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with standing(request.param, tmp_path, attachments.wiring.install, followup.wiring.install) as built:
        yield built
