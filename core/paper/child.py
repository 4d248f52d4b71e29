"""The child process of the press: reads an order as JSON from standard input, writes the paper to standard output. Run by its path."""

import json
import resource
import sys
from pathlib import Path

import typst

FOLDER = Path(__file__).parent
MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 25


def main() -> int:
    """Makes the one paper that was ordered, within limits of memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    order = json.load(sys.stdin.buffer)
    made = typst.compile(
        FOLDER / "paper.typ",
        root=FOLDER,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FOLDER / "fonts"]),
        format="pdf",
        sys_inputs={"paper": json.dumps(order["paper"], ensure_ascii=False)},
        timestamp=order["made_at"],
    )
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
