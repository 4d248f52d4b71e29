"""The house of this room on both databases."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.accounts.house import House, fill, standing


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """A filled SQLite file to be copied, made when first asked for."""
    path = tmp_path_factory.mktemp("accounts") / "filled.db"

    def made() -> Path:
        if not path.exists():
            fill(f"sqlite:///{path}")
        return path

    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path, filled_file: Callable[[], Path]) -> Iterator[House]:
    with standing(request.param, tmp_path, filled_file) as built:
        yield built


@pytest.fixture
def lone(tmp_path: Path, filled_file: Callable[[], Path]) -> Iterator[Callable[..., House]]:
    """Makes a house with settings of its own, on SQLite."""
    opened = []

    def made(**settings: object) -> House:
        manager = standing("sqlite", tmp_path, filled_file, **settings)
        opened.append(manager)
        return manager.__enter__()

    yield made
    for each in opened:
        each.__exit__(None, None, None)
