"""Named points at which a drill lets the process die as by kill -9 (``TANSIQ_CRASH=after_claim,…``). Without it they do nothing."""

import os

POINTS = ("after_claim", "after_connect", "after_data", "before_mark", "after_mark", "in_plan", "in_fold")
KILLED = 137
_chosen = frozenset(filter(None, os.environ.get("TANSIQ_CRASH", "").split(",")))


def crash_point(name: str) -> None:
    """Dies here, without any farewell, if a drill chose this point."""
    if name in _chosen:
        os._exit(KILLED)
