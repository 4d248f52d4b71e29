"""What the kernel says of processes: CPU time and memory; and starting the two that a run needs."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.serve import READY

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
HOST = "127.0.0.1"


class BenchFault(RuntimeError):
    """The run cannot go on; the text says why."""


def children(pid: int) -> list[int]:
    """The processes that this one started and that still live."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:  # gone meanwhile
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    return sorted(found)


def cpu_seconds(pids: list[int]) -> float:
    """User and system time that these processes have used so far."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def memory_megabytes(pid: int) -> tuple[float, float]:
    """Resident memory, and the proportional share of it (pages shared by n processes count 1/n)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    values = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return values["Rss"] / 1024, values["Pss"] / 1024


class ServerProcess:
    """A running server: its port and the processes that do the work."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process, self.port = process, port

    def workers(self, count: int) -> list[int]:
        """gunicorn's working processes, once there are so many. Raises BenchFault."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            found = children(self.process.pid)
            if len(found) == count:
                return found
            time.sleep(0.05)
        raise BenchFault(f"the server did not start {count} workers")


@contextmanager
def serving(home: Path, url: str) -> Iterator[ServerProcess]:
    """Starts the server on a free port of loopback, and ends it afterwards."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "bench.serve", str(port), str(home), url]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None or process.stdout.readline().strip() != READY:
            raise BenchFault("the server did not come up")
        yield ServerProcess(process, port)
    finally:
        _end(process)


class LoadProcess:
    """The process that sends requests: one job at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def run(self, job: dict[str, Any]) -> dict[str, Any]:
        """Does a job (see ``bench.load``) and returns what it saw. Raises BenchFault."""
        if self.process.stdin is None or self.process.stdout is None:
            raise BenchFault("the load generator has no pipes")
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise BenchFault("the load generator ended")
        answer: dict[str, Any] = json.loads(line)
        if "fault" in answer:
            raise BenchFault(answer["fault"])
        return answer


@contextmanager
def loading() -> Iterator[LoadProcess]:
    """Starts the load generator, and ends it afterwards."""
    command = [sys.executable, "-m", "bench.load"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield LoadProcess(process)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
