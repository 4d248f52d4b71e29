"""The power fails at any instant: what a program wrote to its files, as strace saw it, is put together as a disk might hold it then.

Of a file everything is there that was synced; of what was written since, any part: each write is there, is not, or is torn at a
sector. What the program had promised until then (a line ``ACK n`` on its standard output) must be found again.
"""

import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
CALLS = "openat,open,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,dup,dup2,fcntl"
LINE = re.compile(r"^\d+ +(?:\d+\.\d+ +)?(\w+)\((.*)\) += (-?\d+)")
HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


@dataclass(frozen=True)
class Act:
    """What the program did: ``kind`` write, sync, cut, gone or ack; ``number`` is the offset, the length or what was promised."""

    kind: str
    path: str = ""
    number: int = 0
    content: bytes = b""


@dataclass
class Disk:
    """A file as the disk surely holds it, and the acts since the last sync."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[Act] = field(default_factory=list)

    def sync(self) -> None:
        for act in self.since:
            _put(self.sure, act)
        self.since = []

    def after_the_cut(self, chance: random.Random) -> bytes:
        """What may be there when the power comes back."""
        found = bytearray(self.sure)
        keeps = chance.random()
        for act in self.since:
            if chance.random() < keeps:
                _put(found, act if chance.random() < 0.8 else _torn(act, chance))
        return bytes(found)


def _put(content: bytearray, act: Act) -> None:
    if act.kind == "cut":
        del content[act.number :]
        content.extend(bytes(act.number - len(content)))
        return
    end = act.number + len(act.content)
    content.extend(bytes(max(0, end - len(content))))
    content[act.number : end] = act.content


def _torn(act: Act, chance: random.Random) -> Act:
    sectors = len(act.content) // SECTOR
    if act.kind != "write" or not sectors:
        return act
    return Act(act.kind, act.path, act.number, act.content[: chance.randrange(sectors + 1) * SECTOR])


def watched(command: list[str], trace: Path, cwd: Path) -> list[Act]:
    """Runs the program to its end under strace and returns what it did to files below ``trace``'s folder, in order."""
    strace = ["strace", "-f", "-xx", "-s", "200000", "-e", f"trace={CALLS}", "-e", "signal=none", "-o", str(trace)]
    subprocess.run([*strace, *command], cwd=cwd, check=True, capture_output=True, timeout=120)
    return list(_acts(trace, str(trace.parent)))


def _acts(trace: Path, folder: str) -> Iterator[Act]:
    names: dict[int, str] = {}
    with trace.open(errors="replace") as lines:
        for line in lines:
            found = LINE.match(line)
            if found is None or int(found[3]) < 0:
                continue
            call, given, result = found[1], found[2], int(found[3])
            if call in ("open", "openat"):
                names[result] = _text(given)
            elif call in ("unlink", "unlinkat"):
                yield Act("gone", _text(given))
            else:
                yield from _on_file(call, given, names, folder)


def _on_file(call: str, given: str, names: dict[int, str], folder: str) -> Iterator[Act]:
    number = int(given.split(",", maxsplit=1)[0])
    path = names.get(number, "")
    if call == "close":
        names.pop(number, None)
    elif call == "write" and number == 1:
        for promised in re.findall(rb"ACK (\d+)", _bytes(given)):
            yield Act("ack", number=int(promised))
    elif not path.startswith(folder):
        return
    elif call == "pwrite64":
        yield Act("write", path, int(given.rsplit(",", 1)[1]), _bytes(given))
    elif call == "ftruncate":
        yield Act("cut", path, int(given.rsplit(",", 1)[1]))
    elif call in ("fsync", "fdatasync"):
        yield Act("sync", path)


def _bytes(given: str) -> bytes:
    found = HEX.search(given)
    if found is None or found[2]:
        raise ValueError(f"strace cut a write short: {given[:80]}")
    return bytes.fromhex(found[1].replace("\\x", ""))


def _text(given: str) -> str:
    return _bytes(given).decode()
