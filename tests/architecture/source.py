"""The project's own source as the guard tests read it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: From the roof to the floor (architecture.md): a room imports only rooms to its right.
ORDER = ("app", "reports", "committees", "plans", "indicators", "followup", "accounts", "notifications", "attachments", "people", "core")
#: Inside a room from the entrances to the vocabulary: a file imports only files of layers to its right.
LAYERS = (
    ("views", "jobs", "cli"),
    ("forms", "printing"),
    ("pictures",),
    ("labels",),
    ("services",),
    ("messages",),
    ("queries",),
    ("policy",),
    ("models",),
    ("rules",),
    ("terms",),
)


@dataclass(frozen=True)
class Source:
    """A Python file of a room."""

    path: Path
    room: str
    module: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Its path below the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def part(self) -> str:
        """The file or package right inside the room: ``services`` for ``plans/services/editing.py``."""
        return self.path.relative_to(ROOT / self.room).parts[0].removesuffix(".py")

    @property
    def layer(self) -> int | None:
        """The layer's number, counted from the entrances; None for a file outside the layers (wiring, room's own)."""
        return next((number for number, names in enumerate(LAYERS) if self.part in names), None)


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of every room, migrations left out."""
    found = []
    for room in ORDER:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "versions" in path.parts:
                continue
            text = path.read_text(encoding="utf-8")
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found.append(Source(path, room, module, text, ast.parse(text)))
    return tuple(found)


def imports(source: Source) -> Iterator[tuple[str, int]]:
    """(module, line) of every import, also inside ``if TYPE_CHECKING`` and functions; of ``from x import y`` both x and x.y."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source.name}:{node.lineno}: a relative import"
            yield node.module or "", node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@dataclass(frozen=True)
class Template:
    """A page or part of a page."""

    path: Path
    room: str
    text: str

    @property
    def name(self) -> str:
        """Its path below the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def uses(self) -> list[str]:
        """The templates that it extends, includes or imports."""
        return re.findall(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']", self.text)


@cache
def templates() -> tuple[Template, ...]:
    """Every template of every room."""
    found = []
    for room in ORDER:
        for path in sorted((ROOT / room).glob("templates/**/*.html")):
            found.append(Template(path, room, path.read_text(encoding="utf-8")))
    return tuple(found)
