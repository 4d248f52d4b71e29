"""What few requests need is read in when the first of them does: a server starts sooner, and its workers stay small.

Five libraries (Excel and Word files, calendar files, the calendar of holidays, the ticker of the scheduler) would take 18 MB in every web
process and a third of a second at every start. Only libraries are named here, and the one file of our own that is written around such
a library; rooms import at the top of a file.
"""

from importlib import import_module
from typing import Any


def seldom(name: str) -> Any:
    """The module of this name. Raises ImportError when there is none."""
    return import_module(name)
