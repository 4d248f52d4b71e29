"""The load generator, a process of its own: ``python -m bench.load`` reads jobs as JSON lines and answers each with one line.

A job: ``port`` (of 127.0.0.1, no other host can be named), ``connections``, ``seconds`` and ``most`` (whichever comes first ends it),
``expect`` (the status), ``requests`` (each ``method``, ``path``, ``headers``, ``body``), ``again`` (whether they go round), ``pause``
(seconds from one request of a connection to its next, none if it is missing).
The answer: ``ms`` (each request's wall time), ``seconds`` of the whole, ``bytes`` of a middle body; or ``fault``.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import Any

HOST = "127.0.0.1"
LONGEST_ANSWER = 30


class WrongAnswer(Exception):
    """The server answered something else than expected."""


class Job:
    """What all connections of a job share."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.port, self.expect = int(given["port"]), int(given["expect"])
        encoded = [encode(each, self.port) for each in given["requests"]]
        self.requests: Iterator[bytes] = cycle(encoded) if given["again"] else iter(encoded)
        self.left = int(given["most"])
        self.pause = float(given.get("pause", 0))
        self.until = time.perf_counter() + float(given["seconds"])
        self.times: list[float] = []
        self.sizes: list[int] = []

    def next(self) -> bytes | None:
        """The next request to send, until the job is done."""
        if self.left <= 0 or (self.times and time.perf_counter() >= self.until):
            return None
        self.left -= 1
        return next(self.requests, None)


def encode(request: dict[str, Any], port: int) -> bytes:
    """A request as bytes."""
    body = str(request.get("body", "")).encode()
    headers = {"Host": f"{HOST}:{port}", **request.get("headers", {})}
    if body:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    lines = [f"{request['method']} {request['path']} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


async def connection(job: Job, wait: float) -> None:
    """Sends one request after the other on a connection that stays open, the first after so many seconds."""
    reader, writer = await asyncio.open_connection(HOST, job.port)
    await asyncio.sleep(wait)
    try:
        while (request := job.next()) is not None:
            begun = time.perf_counter()
            writer.write(request)
            status, size, closing = await asyncio.wait_for(answer(reader), LONGEST_ANSWER)
            job.times.append(time.perf_counter() - begun)
            job.sizes.append(size)
            if status != job.expect:
                raise WrongAnswer(f"{request.split(b' HTTP', 1)[0].decode()}: {status} instead of {job.expect}")
            if closing:
                writer.close()
                reader, writer = await asyncio.open_connection(HOST, job.port)
            await asyncio.sleep(max(0.0, begun + job.pause - time.perf_counter()))
    finally:
        writer.close()


async def answer(reader: asyncio.StreamReader) -> tuple[int, int, bool]:
    """Reads one answer: status, bytes of the body, whether the server closes."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    size = int(headers.get("content-length", "0"))
    await reader.readexactly(size)
    return int(first.split()[1]), size, headers.get("connection", "").lower() == "close"


async def run(given: dict[str, Any]) -> dict[str, Any]:
    """Does one job."""
    job = Job(given)
    begun = time.perf_counter()
    count = int(given["connections"])
    chance = Random(1)  # people do not begin together
    await asyncio.gather(*(connection(job, job.pause * chance.random()) for _ in range(count)))
    seconds = time.perf_counter() - begun
    sizes = sorted(job.sizes)
    return {"ms": [round(each * 1000, 3) for each in job.times], "seconds": seconds, "bytes": sizes[len(sizes) // 2] if sizes else 0}


def main() -> None:
    """Answers jobs until the input ends."""
    for line in sys.stdin:
        try:
            found = asyncio.run(run(json.loads(line)))
        except (WrongAnswer, OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            found = {"fault": f"{type(error).__name__}: {error}"}
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
