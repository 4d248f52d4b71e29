"""The child process of the press: reads an order from standard input (a line with the instant of its making in seconds, then the paper
as JSON), writes the paper to standard output. Run by its path; it imports as little as it can."""

import os
import resource
import sys

import typst

FOLDER = os.path.dirname(os.path.abspath(__file__))
MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 25


def main() -> int:
    """Makes the one paper that was ordered, within limits of memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    made_at, _line_end, paper = sys.stdin.buffer.read().partition(b"\n")
    made = typst.compile(
        os.path.join(FOLDER, "paper.typ"),
        root=FOLDER,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[os.path.join(FOLDER, "fonts")]),
        format="pdf",
        sys_inputs={"paper": paper.decode()},
        timestamp=int(made_at),
    )
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
