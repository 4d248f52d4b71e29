"""A real Chromium for the tests: Debian's, another on the PATH, or the one that playwright keeps.

`python -m tests.support.browser` prints where it is, or fails.
"""

import os
import shutil
import sys
from glob import glob
from pathlib import Path

from playwright.sync_api import Browser, Playwright

CHROMIUM = "TANSIQ_TEST_CHROMIUM"
#: Debian's without windows: the same pages for a third less work.
WITHOUT_WINDOWS = "/usr/lib/chromium/chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The sandbox does not work as root; without the rest Chromium asks its makers' hosts at every start.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "no Chromium found (TANSIQ_TEST_CHROMIUM, the PATH, playwright's own). On Debian: apt-get install chromium-headless-shell"


class BrowserMissing(RuntimeError):
    """No Chromium on this machine; the text says what to do."""


def find() -> Path:
    """The program. Raises BrowserMissing."""
    named = os.environ.get(CHROMIUM)
    candidates = [named] if named else [WITHOUT_WINDOWS, "/usr/bin/chromium", *(shutil.which(name) for name in NAMES), *_playwrights_own()]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return Path(candidate)
    raise BrowserMissing(MISSING)


def launch(playwright: Playwright) -> Browser:
    """A running browser with an empty profile of its own. Raises BrowserMissing."""
    return playwright.chromium.launch(executable_path=find(), args=list(FLAGS))


def _playwrights_own() -> list[str]:
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or str(Path.home() / ".cache" / "ms-playwright")
    programs = ("chrome-linux*/chrome", "chrome-mac*/Chromium.app/Contents/MacOS/Chromium")
    return sorted((found for program in programs for found in glob(f"{folder}/chromium-*/{program}")), reverse=True)


if __name__ == "__main__":
    try:
        print(find())
    except BrowserMissing as missing:
        sys.exit(str(missing))
