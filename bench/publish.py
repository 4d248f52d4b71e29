"""``docs/performance.md``: the run as a page for readers."""

from collections.abc import Iterator

from bench.aims import Aim
from bench.processes import ROOT
from bench.report import HEAD, cells
from bench.results import DataResult, Run

PAGE = ROOT / "docs" / "performance.md"

#: The load that a run makes by itself, and a little more.
ALONE = 3.5
BUSY = """\
**Other work ran on this machine meanwhile**, so that every time below is too long, CPU time too (the cores share their caches and
their clock), and wall times say little. What holds: the ratios to the plain page of the same run, statements, sizes, memory.
"""

MEANING = """\
## What the numbers mean

- **CPU ms**: user and system time of gunicorn's working processes for one request, at one connection, the median of six rounds.
  It depends less on what else the machine does than wall times do.
- **× plain**: that time divided by the one of the *plain page* in the same run: a page of this application that does once what every
  list must do (session, unread count, total, 25 rows by an index, the filters, a form's token, the frame). The bare Flask route shows
  what the web server and the framework cost alone. Both exist only in the bench.
- **SQL**: statements sent to the database for one request, BEGIN and COMMIT not counted.
- **KB**, **KB sent**: the page as HTML, and as it goes over the wire (gzip, as browsers ask for).
- **p50, p95**: wall time in ms as a client on the same machine sees it, at 1 connection and, marked (8), at 8. The load generator
  shares the cores with the server, so at 8 connections these times show queueing on this machine more than the application.
- **per s (8)**: requests answered per second at 8 connections.
- The *save* fetches a fresh form for each request (not counted) and sends it to a different draft; the *sign-in* includes argon2, which
  is slow on purpose (19 MiB, two passes).
- The save on the *meeting screen* without a pause marks all seats of 24 meetings five times; the middle of the five 95th percentiles
  counts. SQLite's saves wait for the disk, which on a shared host stands still now and then: what it did in this run stands above.
- A *first visit* is the page with style, scripts and drawings, without fonts; a *repeat visit* is the page alone, the rest is kept by
  the browser.

## How it is measured

`make bench` fills an empty database (schema by migration, reference data, 62 people, 200 issues, plans with ten activities each spread
over 19 governorates and all states, with receipts, progress and snapshots), starts the server of `tansiq run` (two processes of four
threads) on loopback and sends requests from another process over connections that stay open. All four databases are served at once;
pages and databases take turns, round after round, so that a disturbance meets all alike. SQLite runs as in use (WAL, synchronous
FULL), on a file in the temporary folder. PostgreSQL is the server of the tests, without fsync and with autovacuum replaced by one
VACUUM ANALYZE after filling: its wall time of saves is not that of a server in use. What is not measured: a network, TLS, a proxy,
more than 8 connections, browsers drawing the page.
"""


def write(run: Run, aims: list[Aim]) -> None:
    """Writes the page anew."""
    PAGE.write_text("\n".join(_lines(run, aims)) + "\n", encoding="utf-8")


def _lines(run: Run, aims: list[Aim]) -> Iterator[str]:
    missed = [aim for aim in aims if not aim.met]
    yield "# Performance\n"
    yield f"Measured {run.when} at commit {run.commit} by `make bench ARGS=--publish` ({run.seconds:.0f} s). This page is written by it.\n"
    yield ", ".join(f"{name} {value}" for name, value in run.machine.items()) + f"; load {run.load:.1f}.\n"
    if run.load > ALONE:
        yield BUSY
    yield f"{len(aims) - len(missed)} of {len(aims)} aims are met.{' Missed:' if missed else ''}\n"
    for aim in missed:
        value, most = aim.written()
        yield f"- {aim.what} ({aim.where}): {value}, aim {most}"
    if missed:
        yield ""
    for data in run.data:
        yield from _data(data)
    yield "## Aims\n"
    yield from _aims(aims)
    yield MEANING.rstrip()


def _data(data: DataResult) -> Iterator[str]:
    yield f"## {data.database}, {data.plans:,} plans\n"
    yield "| " + " | ".join(HEAD) + " |"
    yield "|---" + "|--:" * (len(HEAD) - 1) + "|"
    yield from ("| " + " | ".join(cells(data, page)) + " |" for page in data.pages)
    visits = "; ".join(f"{each.words} {each.first_bytes / 1024:.1f} and {each.repeat_bytes / 1024:.1f}" for each in data.visits)
    yield f"\nMemory of the larger worker: {data.rss:.0f} MB resident ({data.pss:.0f} MB with shared pages divided)."
    yield f"First and repeat visit in KB: {visits}.\n"


def _aims(aims: list[Aim]) -> Iterator[str]:
    """Each aim once, with the worst value over all data."""
    worst: dict[str, Aim] = {}
    for aim in aims:
        if aim.what not in worst or aim.value > worst[aim.what].value:
            worst[aim.what] = aim
    yield "| aim | worst | on | at most | |"
    yield "|---|--:|---|--:|---|"
    for aim in worst.values():
        value, most = aim.written()
        yield f"| {aim.what} | {value} | {aim.where} | {most} | {'pass' if aim.met else '**miss**'} |"
    yield ""
