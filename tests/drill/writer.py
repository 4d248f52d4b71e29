"""Saves and promises: a child of the power-cut drill, on the application's own database class and PRAGMAs.

python -m tests.drill.writer FILE TRANSACTIONS FULL|OFF
"""

import os
import sys
from datetime import timedelta

import core.database
from core.audit import AuditEntry
from core.clock import utc_now
from core.database import Database
from core.web import FormKey


def main() -> None:
    """Each transaction writes two tables and is promised only after its commit."""
    path, transactions, synchronous = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    assert "synchronous=FULL" in core.database.SQLITE_PRAGMAS
    pragmas = core.database.SQLITE_PRAGMAS
    core.database.SQLITE_PRAGMAS = tuple(each.replace("synchronous=FULL", f"synchronous={synchronous}") for each in pragmas)
    database = Database(f"sqlite:///{path}")
    now = utc_now()
    for number in range(transactions):
        with database.write() as session:
            session.add(FormKey(key=f"{number:064d}", at=now + timedelta(seconds=number), location="/" * 400))
            session.add(
                AuditEntry(
                    at=now, actor_id="", actor_name="x", verb="edit", subject_kind="plan", subject_id=str(number), part="", part_title="",
                    reason="", changes=[["goal", None, "y" * (number * 37 % 3000)]],
                )
            )  # fmt: skip
        os.write(1, b"ACK %d\n" % number)
    os._exit(0)  # as if the power went: no last checkpoint


if __name__ == "__main__":
    main()
