"""The command `tansiq`: started by .venv/bin/tansiq, with the project's folder in place of this one on the path."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from app.cli import main  # noqa: E402  (the path must be set first)

if __name__ == "__main__":
    sys.exit(main())
