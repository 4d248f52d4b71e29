"""A run as text for the terminal, and its difference from an earlier one."""

from collections.abc import Iterator
from typing import Any

from bench.aims import Aim
from bench.results import DataResult, PageResult, Run

HEAD = ("page", "CPU ms", "× plain", "SQL", "KB", "KB sent", "p50", "p95", "CPU ms (8)", "p50 (8)", "p95 (8)", "per s (8)")


def cells(data: DataResult, page: PageResult) -> tuple[str, ...]:
    """One page as a row under ``HEAD``."""
    plain, one, eight = data.page("plain").one.cpu_ms, page.one, page.eight
    return (
        page.words,
        f"{one.cpu_ms:.1f}",
        f"{one.cpu_ms / plain:.2f}",
        "" if page.statements is None else str(page.statements),
        _kilobytes(page.bytes_plain),
        _kilobytes(page.bytes_sent),
        f"{one.p50_ms:.1f}",
        f"{one.p95_ms:.1f}",
        f"{eight.cpu_ms:.1f}",
        f"{eight.p50_ms:.1f}",
        f"{eight.p95_ms:.1f}",
        f"{eight.per_second:.0f}",
    )


def _kilobytes(size: int | None) -> str:
    return "" if size is None else f"{size / 1024:.1f}"


def columns(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines with columns: the first to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first, *rest = (
            cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *rest]).rstrip()


def data_lines(data: DataResult) -> Iterator[str]:
    """One database at one size."""
    yield f"\n{data.database}, {data.plans:,} plans ({data.rows:,} rows, filled in {data.fill_seconds:.0f} s)"
    yield from columns([HEAD, *(cells(data, page) for page in data.pages)])
    yield f"memory of the larger worker: {data.rss:.0f} MB resident, {data.pss:.0f} MB with shared pages divided"
    yield from (
        f"visit, {each.words}: first {each.first_bytes / 1024:.1f} KB, repeat {each.repeat_bytes / 1024:.1f} KB" for each in data.visits
    )


def aim_lines(aims: list[Aim]) -> Iterator[str]:
    """Every aim with pass or miss, the misses once more at the end."""
    yield "\naims"
    yield from columns([(aim.what, aim.where, *aim.written(), "pass" if aim.met else "MISS") for aim in aims])
    missed = [aim for aim in aims if not aim.met]
    yield f"{len(aims) - len(missed)} of {len(aims)} aims met"


def difference_lines(run: Run, where: str, before: dict[str, Any]) -> Iterator[str]:
    """CPU against an earlier run, page by page, on the data that both have."""
    known = {(data["database"], data["plans"], page["key"]): page for data in before["data"] for page in data["pages"]}
    rows: list[tuple[str, ...]] = []
    for data in run.data:
        for page in data.pages:
            old = known.get((data.database, data.plans, page.key))
            if old is not None and old["one"]["cpu_ms"]:
                was, now = old["one"]["cpu_ms"], page.one.cpu_ms
                more = _signed((page.statements or 0) - (old["statements"] or 0))
                rows.append((f"{data.database}, {data.plans:,}, {page.words}", f"{was:.1f}", f"{now:.1f}", f"{now / was - 1:+.0%}", more))
    if rows:
        yield f"\nagainst {where} ({before['when']}, commit {before['commit']}): CPU ms before, now, difference, statements"
        yield from columns(rows)


def _signed(value: int) -> str:
    return f"{value:+d}" if value else ""
