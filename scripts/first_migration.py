"""Writes app/migrations/versions/0001_first.py anew from the models (nothing is released yet): python scripts/first_migration.py."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from alembic import command  # noqa: E402

from app.schema import MIGRATIONS, _config  # noqa: E402
from core.database import Database  # noqa: E402

TRIGGERS = '''

APPEND_ONLY = "audit_entry is append-only"


def append_only() -> None:
    """The audit trail takes new entries and nothing else, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{act.lower()} BEFORE {act} ON audit_entry BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{APPEND_ONLY}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()"
    )
'''

versions = MIGRATIONS / "versions"
versions.mkdir(exist_ok=True)
for old in versions.glob("0001_*.py"):
    old.unlink()
with tempfile.TemporaryDirectory() as folder:
    database = Database(f"sqlite:///{folder}/empty.db")
    command.revision(_config(database), "The first tables", autogenerate=True, rev_id="0001")
    database.dispose()
path = next(versions.glob("0001_*.py"))
text = path.read_text()
head, body = text.split("def upgrade() -> None:\n", 1)
up, down = body.split("def downgrade() -> None:\n", 1)
up = "\n".join(line for line in up.rstrip().split("\n") if "###" not in line)
down = "\n".join(line for line in down.rstrip().split("\n") if "###" not in line)
text = f"{head.rstrip()}\n{TRIGGERS}\n\ndef upgrade() -> None:\n{up}\n    append_only()\n\n\ndef downgrade() -> None:\n{down}\n"
text += '    if op.get_bind().dialect.name == "postgresql":\n        op.execute("DROP FUNCTION audit_entry_refuse()")\n'
path.write_text(text.replace('"""The first tables"""', '"""The first tables."""'))
subprocess.run([str(ROOT / ".venv/bin/ruff"), "format", "--quiet", str(path)], check=True)
subprocess.run([str(ROOT / ".venv/bin/ruff"), "check", "--fix", "--quiet", str(path)], check=True)
print(path.relative_to(ROOT))
