"""A real mail server on loopback as a process of its own; what it accepts stands in a ledger, on the disk, before it says so.

python -m tests.drill.post_office LEDGER PORT

Faults: ``LEDGER.plan`` (JSON, read at each message) gives for a receiver the faults of the attempts one after another; while
``LEDGER.mute`` is there, it takes connections and says nothing.
"""

import asyncio
import json
import os
import signal
import sys
import time
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

from aiosmtpd.smtp import SMTP

SLOW = float(os.environ.get("TANSIQ_DRILL_SLOW", "0.1"))
ANSWERS = {
    "421": "421 4.3.2 going down",
    "450": "450 4.2.1 mailbox busy",
    "451": "451 4.3.0 not now",
    "550": "550 5.1.1 no such user",
}


class Counter:
    """The one behind it: knows the plan and how often it was tried for each receiver."""

    def __init__(self, ledger: Path) -> None:
        self.ledger, self.plan = ledger, ledger.with_suffix(".plan")
        self.tried: dict[str, int] = {}
        self.file = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def fault(self, receiver: str) -> str:
        """What goes wrong at this attempt; empty when nothing does."""
        again = self.ledger.with_suffix(".forget")
        if again.exists():
            again.unlink()
            self.tried.clear()
        number = self.tried[receiver] = self.tried.get(receiver, 0) + 1
        planned = json.loads(self.plan.read_text()) if self.plan.exists() else {}
        faults = planned.get(receiver, [])
        return faults[number - 1] if number <= len(faults) else ""

    def accept(self, receiver: str, content: bytes) -> None:
        """Writes it down and waits for the disk."""
        message = message_from_bytes(content)
        line = {
            "to": receiver,
            "key": message["X-Tansiq-Key"],
            "id": message["Message-ID"],
            "date": message["Date"],
            "subject": str(make_header(decode_header(message["Subject"]))),
            "at": time.time(),
        }
        if "full" in self.ledger.name:
            line["content"] = content.decode("ascii")
        os.write(self.file, json.dumps(line, ensure_ascii=False).encode() + b"\n")
        os.fsync(self.file)


class Office(SMTP):
    """One conversation."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(self, hostname="post.example", enable_SMTPUTF8=True)
        self.counter = counter
        self.fault = ""

    async def _handle_client(self) -> None:
        if self.counter.ledger.with_suffix(".mute").exists():
            await asyncio.sleep(3600)
        await super()._handle_client()

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
        self.fault = self.counter.fault(address)
        if self.fault in ANSWERS:
            if self.fault == "421":
                asyncio.get_running_loop().call_later(0.05, self.transport.close)
            return ANSWERS[self.fault]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def smtp_DATA(self, arg) -> None:
        if self.fault == "drop before 354":
            self.transport.abort()
            return
        await super().smtp_DATA(arg)

    async def handle_DATA(self, _server, _session, envelope) -> str:
        if self.fault == "451 after data":
            return ANSWERS["451"]
        self.counter.accept(envelope.rcpt_tos[0], envelope.content)
        if self.fault == "drop after data":
            self.transport.abort()
        if self.fault == "slow":
            await asyncio.sleep(SLOW)
        return "250 2.0.0 accepted"


async def serve(ledger: Path, port: int) -> None:
    counter = Counter(ledger)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Office(counter), "127.0.0.1", port, reuse_address=True)
    second = await loop.create_server(
        lambda: Office(counter), "127.0.0.2", port, reuse_address=True
    )  # loopback, but no name that is known as local
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    print("READY", server.sockets[0].getsockname()[1], flush=True)
    await stop.wait()
    server.close()
    second.close()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
