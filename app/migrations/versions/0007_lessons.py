"""Lessons, and the contacts that a review looks back on."""

import sqlalchemy as sa
from alembic import op

from core.ids import new_id

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

#: The column in which each kind stood.
TEXTS = {"lesson": "lessons", "good_practice": "good_practices"}


def upgrade() -> None:
    """The tables, and each paragraph of a review's texts as a record of its own."""
    _lesson()
    _contacts()
    _texts_to_lessons()
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.add_column(sa.Column("looked_back", sa.JSON(), nullable=True))
        batch_op.drop_column("lessons")
        batch_op.drop_column("good_practices")


def downgrade() -> None:
    """Takes it back: what stands with a review becomes its text again, a paragraph for each record that was not taken back."""
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.drop_column("looked_back")
        batch_op.add_column(sa.Column("lessons", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("good_practices", sa.Text(), nullable=False, server_default=""))
    _lessons_to_texts()
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.alter_column("lessons", server_default=None)
        batch_op.alter_column("good_practices", server_default=None)
    op.drop_table("plan_contact_organisation")
    op.drop_table("plan_contact")
    op.drop_table("lesson")


def _lesson() -> None:
    op.create_table(
        "lesson",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("review_id", sa.String(length=20), nullable=True),
        sa.Column("issue_id", sa.String(length=20), nullable=True),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.String(length=20), nullable=False),
        sa.Column("approach", sa.String(length=30), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("person_name", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_lesson_issue_id_issue")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_lesson_person_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_lesson_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["review_id"], ["plan_review.id"], name=op.f("fk_lesson_review_id_plan_review")),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_lesson_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
    )
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.create_index("ix_lesson_at", ["at"], unique=False)
        batch_op.create_index("ix_lesson_sector_at", ["sector", "at"], unique=False)
        batch_op.create_index("ix_lesson_plan_at", ["plan_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_lesson_review_id"), ["review_id"], unique=False)


def _contacts() -> None:
    op.create_table(
        "plan_contact",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("activity_key", sa.String(length=20), nullable=True),
        sa.Column("approach", sa.String(length=30), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("others", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("person_name", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_contact_person_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_contact_plan_id_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_contact")),
    )
    with op.batch_alter_table("plan_contact", schema=None) as batch_op:
        batch_op.create_index("ix_plan_contact_plan", ["plan_id", "happened_on"], unique=False)
    op.create_table(
        "plan_contact_organisation",
        sa.Column("contact_id", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.String(length=20), nullable=False),
        sa.Column("answered", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["plan_contact.id"], name=op.f("fk_plan_contact_organisation_contact_id_plan_contact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_plan_contact_organisation_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("contact_id", "organisation_id", name=op.f("pk_plan_contact_organisation")),
    )


def _texts_to_lessons() -> None:
    """With the issue's sector where there is one; the time and the person are those of the review's end, or of its opening."""
    reviews = sa.text(
        "SELECT r.id, r.plan_id, r.lessons, r.good_practices, coalesce(r.concluded_at, r.opened_at) AS at, person.id AS person_id, "
        "person.name AS person_name, plan.scope_id, plan.issue_id, coalesce(issue.sector, 'other') AS sector FROM plan_review r "
        "JOIN plan ON plan.id = r.plan_id LEFT JOIN issue ON issue.id = plan.issue_id "
        "JOIN person ON person.id = coalesce(r.concluded_by, r.opened_by) WHERE r.lessons <> '' OR r.good_practices <> ''"
    )
    add = sa.text(
        "INSERT INTO lesson (id, kind, text, advice, plan_id, review_id, issue_id, sector, scope_id, at, person_id, person_name, version, "
        "withdrawn_reason) VALUES (:id, :kind, :text, '', :plan_id, :review_id, :issue_id, :sector, :scope_id, :at, :person_id, "
        ":person_name, 1, '')"
    )
    bind = op.get_bind()
    for row in bind.execute(reviews).mappings().all():
        kept = {name: row[name] for name in ("plan_id", "issue_id", "sector", "scope_id", "at", "person_id", "person_name")}
        for kind, column in TEXTS.items():
            paragraphs = [each.strip() for each in row[column].split("\n\n") if each.strip()]
            for number, text in enumerate(paragraphs):  # the number leads the id: they have one time, and keep their order by it
                bind.execute(add, {**kept, "id": f"{number:03}{new_id()[3:]}", "kind": kind, "text": text, "review_id": row["id"]})


def _lessons_to_texts() -> None:
    bind = op.get_bind()
    records = sa.text(
        "SELECT review_id, kind, text, advice FROM lesson WHERE review_id IS NOT NULL AND withdrawn_reason = '' ORDER BY at, id"
    )
    texts: dict[tuple[str, str], list[str]] = {}
    for row in bind.execute(records):
        texts.setdefault((row.review_id, TEXTS[row.kind]), []).append("\n".join(filter(None, (row.text, row.advice))))
    review = sa.table("plan_review", sa.column("id"), *(sa.column(name) for name in TEXTS.values()))
    for (review_id, column), found in texts.items():
        bind.execute(sa.update(review).where(review.c.id == review_id).values({column: "\n\n".join(found)}))
