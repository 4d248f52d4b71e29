"""The import contracts of pyproject.toml, over the rooms that are built so far.

import-linter refuses a contract that names a missing package, so rooms still to come are left out here; a package that
has no place in the order at all is a fault.
"""

import sys
import tempfile
import tomllib
from pathlib import Path

from importlinter.cli import EXIT_STATUS_ERROR, lint_imports

ROOT = Path(__file__).resolve().parent.parent
OUTSIDE = {"tests", "bench", "scripts"}


def built() -> list[str]:
    """The packages beside this folder, in alphabetical order."""
    return sorted(path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name not in OUTSIDE)


def contract_text(contract: dict[str, object], present: set[str]) -> str:
    lines = [f"[importlinter:contract:{contract['id']}]"]
    for key, value in contract.items():
        if key == "id":
            continue
        if not isinstance(value, list):
            lines.append(f"{key} = {value}")
            continue
        items = value
        if key == "containers" or (key == "layers" and contract["id"] == "rooms"):
            items = [item for item in items if item in present]
        lines.append(f"{key} =")
        lines += [f"    {item}" for item in items]
    return "\n".join(lines)


def main() -> int:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    order, present = settings["root_packages"], set(built())
    homeless = present - set(order)
    if homeless:
        print(f"no place in the order of rooms (pyproject.toml): {', '.join(sorted(homeless))}")
        return EXIT_STATUS_ERROR
    head = "\n    ".join(["[importlinter]\nroot_packages =", *(room for room in order if room in present)])
    text = "\n\n".join([head, *(contract_text(contract, present) for contract in settings["contracts"])])
    sys.path.insert(0, str(ROOT))
    with tempfile.NamedTemporaryFile("w", suffix=".ini", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return lint_imports(config_filename=file.name, cache_dir=str(ROOT / ".import_linter_cache"))


if __name__ == "__main__":
    sys.exit(main())
