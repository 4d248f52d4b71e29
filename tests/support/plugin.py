"""What holds for every test: one PostgreSQL for the run, pure tests marked, and under CI=true a skipped test fails.

tests/conftest.py loads it: `pytest_plugins = ["tests.support.plugin"]`.
"""

import os
from collections.abc import Generator
from typing import TypeVar

import pytest

from tests.support import postgres

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
PURE_FILES = (
    "test_rules", "test_policy", "test_terms", "test_gates", "test_pictures", "test_document", "test_reference", "test_numerals",
    "test_formats",
)  # fmt: skip
LONG = ("drill", "slow")


def pytest_configure(config: pytest.Config) -> None:
    # The workers of xdist inherit the folder from the process that starts and outlives them.
    if not _is_worker(config):
        folder = postgres.prepare()
        # tmp_path beside it, so that SQLite's many syncs meet memory where there is some; removed with it at the end.
        (folder / "tmp").mkdir()
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder / "tmp"))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker(config):
        postgres.finish()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "architecture" in item.path.parts or item.path.name.startswith(PURE_FILES):
            item.add_marker("pure")
    # What takes long comes first: at the end the two processes share out short tests, and neither waits for the other.
    items.sort(key=lambda item: not ("browser" in item.path.parts or any(item.get_closest_marker(name) for name in LONG)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _no_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _no_skip((yield))


def _no_skip(report: Report) -> Report:
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"under CI=true a skipped test fails: {reason}"
    return report


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
