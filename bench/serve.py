"""The server that is measured: the one of ``tansiq run``, with the two floors added. ``python -m bench.serve PORT HOME URL``."""

import sys
from pathlib import Path

from flask import Flask

from app.factory import create_app
from app.serve import HOST, Server
from bench import plain
from config import Settings
from core.database import Database

SECRET = "only for the bench: 7c2e-91d4-b83f"
READY = "ready"


def make_app(port: int, home: Path, url: str) -> Flask:
    """The application with the floors, on its own connections."""
    settings = Settings("demo", home, url, SECRET, f"http://{HOST}:{port}")
    app = create_app(settings, Database(url))
    plain.install(app)
    return app


def main() -> None:
    """Serves until SIGTERM; says when it is ready."""
    port, home, url = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    Server(make_app(port, home, url), port, lambda: print(READY, flush=True)).run()


if __name__ == "__main__":
    main()
