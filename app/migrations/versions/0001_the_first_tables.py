"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


APPEND_ONLY = "audit_entry is append-only"


def append_only() -> None:
    """The audit trail takes new entries and nothing else, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{act.lower()} BEFORE {act} ON audit_entry BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
            )
        return
    op.execute(f"CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{APPEND_ONLY}'; END $$")
    op.execute(
        "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()"
    )


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=20), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("part_title", sa.String(length=300), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entry_subject", ["subject_kind", "subject_id", "id"], unique=False)

    op.create_table(
        "directory_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_revision")),
    )
    op.create_table(
        "form_key",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("location", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_form_key")),
    )
    with op.batch_alter_table("form_key", schema=None) as batch_op:
        batch_op.create_index("ix_form_key_at", ["at"], unique=False)

    op.create_table(
        "indicator_counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_counter")),
    )
    op.create_table(
        "installation",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_installation")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_place_named")),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name=op.f("fk_place_parent_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempt_account", ["account", "at"], unique=False)
        batch_op.create_index("ix_sign_in_attempt_address", ["address", "at"], unique=False)
        batch_op.create_index("ix_sign_in_attempt_at", ["at"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("parent_id", sa.String(length=20), nullable=True),
        sa.Column("place_id", sa.String(length=20), nullable=True),
        sa.Column("abbreviation", sa.String(length=30), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_organisation_named")),
        sa.ForeignKeyConstraint(["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id_organisation")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_organisation_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "scope",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.String(length=20), nullable=True),
        sa.Column("place_id", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_scope_named")),
        sa.ForeignKeyConstraint(["parent_id"], ["scope.id"], name=op.f("fk_scope_parent_id_scope")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_scope_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scope")),
    )
    with op.batch_alter_table("scope", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scope_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "follow_up_team",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_follow_up_team_named")),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_follow_up_team_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_team")),
    )
    with op.batch_alter_table("follow_up_team", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_team_scope_id"), ["scope_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.String(length=20), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("shown_number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_indicator_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("code", name=op.f("uq_indicator_code")),
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index("ix_indicator_created_at", ["created_at"], unique=False)
        batch_op.create_index("ix_indicator_scope_id_created_at", ["scope_id", "created_at"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.String(length=20), nullable=True),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("digits", sa.String(length=12), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_person_organisation_id_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "indicator_definition",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("indicator_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("tolerance", sa.Float(), nullable=True),
        sa.Column("calculation", sa.String(length=10), nullable=True),
        sa.Column("over_places", sa.String(length=10), nullable=False),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("baseline_denominator", sa.Float(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("baseline_not_applicable", sa.Boolean(), nullable=False),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("target_reason", sa.Text(), nullable=False),
        sa.Column("frequency", sa.String(length=20), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reporter_id", sa.String(length=20), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_indicator_definition_named")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_definition_indicator_id_indicator"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["reporter_id"], ["organisation.id"], name=op.f("fk_indicator_definition_reporter_id_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_definition")),
    )
    with op.batch_alter_table("indicator_definition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_definition_reporter_id"), ["reporter_id"], unique=False)
        batch_op.create_index("uq_indicator_definition_number", ["indicator_id", "number"], unique=True)

    op.create_table(
        "issue",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.String(length=20), nullable=False),
        sa.Column("place_id", sa.String(length=20), nullable=True),
        sa.Column("place_note", sa.String(length=200), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("families", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("mandate_id", sa.String(length=20), nullable=False),
        sa.Column("momd_part", sa.String(length=10), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("feasibility", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_by", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_issue_named")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_issue_created_by_person")),
        sa.ForeignKeyConstraint(["mandate_id"], ["organisation.id"], name=op.f("fk_issue_mandate_id_organisation")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_issue_place_id_place")),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_issue_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.create_index("ix_issue_changed_at", ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_issue_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_issue_place_id"), ["place_id"], unique=False)
        batch_op.create_index("ix_issue_scope_id_changed_at", ["scope_id", "changed_at"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=20), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_person_at", ["person_id", "at"], unique=False)
        batch_op.create_index("ix_notice_person_unread", ["person_id", "read_at"], unique=False)

    op.create_table(
        "one_time_link",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_one_time_link_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.create_index("ix_one_time_link_person_id", ["person_id"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("scope_id", sa.String(length=20), nullable=True),
        sa.Column("organisation_id", sa.String(length=20), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("(scope_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_role_grant_one_scope")),
        sa.CheckConstraint("until IS NULL OR since <= until", name=op.f("ck_role_grant_since_before_until")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_role_grant_organisation_id_organisation")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_role_grant_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index("ix_role_grant_person_id", ["person_id"], unique=False)

    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("agent", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_session_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_session_token_hash")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_session_person_id", ["person_id", "ended_at"], unique=False)

    op.create_table(
        "team_member",
        sa.Column("team_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_team_member_person_id_person")),
        sa.ForeignKeyConstraint(["team_id"], ["follow_up_team.id"], name=op.f("fk_team_member_team_id_follow_up_team"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_team_member")),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_person_id"), ["person_id"], unique=False)

    op.create_table(
        "issue_share",
        sa.Column("issue_id", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_issue_share_issue_id_issue"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_issue_share_scope_id_scope")),
        sa.PrimaryKeyConstraint("issue_id", "scope_id", name=op.f("pk_issue_share")),
    )
    with op.batch_alter_table("issue_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issue_share_scope_id"), ["scope_id"], unique=False)

    op.create_table(
        "plan",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.String(length=20), nullable=False),
        sa.Column("issue_id", sa.String(length=20), nullable=True),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attention", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.String(length=20), nullable=False),
        sa.Column("valid_number", sa.Integer(), nullable=True),
        sa.Column("open_number", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_plan_named")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_plan_issue_id_issue")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_plan_owner_id_person")),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_plan_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index("ix_plan_attention", ["attention", "changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index("ix_plan_scope", ["scope_id", "attention", "changed_at"], unique=False)
        batch_op.create_index("ix_plan_state", ["state", "changed_at"], unique=False)

    op.create_table(
        "plan_activity_progress",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("activity_key", sa.String(length=20), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("person_name", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.String(length=20), nullable=True),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_plan_activity_progress_percent")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_plan_activity_progress_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_activity_progress_person_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_activity_progress_plan_id_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_activity_progress")),
    )
    with op.batch_alter_table("plan_activity_progress", schema=None) as batch_op:
        batch_op.create_index("ix_plan_activity_progress_plan", ["plan_id", "activity_key", "at"], unique=False)

    op.create_table(
        "plan_receipt",
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(length=20), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.String(length=20), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=20), nullable=True),
        sa.Column("acknowledged_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["acknowledged_by"], ["person.id"], name=op.f("fk_plan_receipt_acknowledged_by_person")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_plan_receipt_organisation_id_organisation")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_receipt_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("fk_plan_receipt_sent_by_person")),
        sa.PrimaryKeyConstraint("plan_id", "number", "organisation_id", name=op.f("pk_plan_receipt")),
    )
    with op.batch_alter_table("plan_receipt", schema=None) as batch_op:
        batch_op.create_index("ix_plan_receipt_waiting", ["organisation_id", "acknowledged_at", "sent_at"], unique=False)

    op.create_table(
        "plan_review",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=20), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("concluded_by", sa.String(length=20), nullable=True),
        sa.Column("revises", sa.Boolean(), nullable=True),
        sa.Column("outside_changes", sa.Text(), nullable=False),
        sa.Column("coordination", sa.Text(), nullable=False),
        sa.Column("lessons", sa.Text(), nullable=False),
        sa.Column("good_practices", sa.Text(), nullable=False),
        sa.Column("sharing", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["concluded_by"], ["person.id"], name=op.f("fk_plan_review_concluded_by_person")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_plan_review_opened_by_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_review_plan_id_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_review")),
    )
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.create_index("ix_plan_review_plan", ["plan_id", "opened_at"], unique=False)

    op.create_table(
        "plan_version",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.String(length=20), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=20), nullable=True),
        sa.Column("snapshot", sa.JSON(), nullable=True),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("scope_id", sa.String(length=20), nullable=False),
        sa.Column("issue_id", sa.String(length=20), nullable=True),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("identity_version", sa.Integer(), nullable=False),
        sa.Column("coordination_target", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("tools_approach", sa.Text(), nullable=False),
        sa.Column("challenges", sa.Text(), nullable=False),
        sa.Column("aim_version", sa.Integer(), nullable=False),
        sa.Column("review_rhythm", sa.String(length=20), nullable=True),
        sa.Column("first_review_on", sa.Date(), nullable=True),
        sa.Column("team_id", sa.String(length=20), nullable=True),
        sa.Column("lessons_sharing", sa.Text(), nullable=False),
        sa.Column("review_version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_plan_version_named")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_plan_version_period")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_plan_version_decided_by_person")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_plan_version_issue_id_issue")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_version_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_plan_version_scope_id_scope")),
        sa.ForeignKeyConstraint(["submitted_by"], ["person.id"], name=op.f("fk_plan_version_submitted_by_person")),
        sa.ForeignKeyConstraint(["team_id"], ["follow_up_team.id"], name=op.f("fk_plan_version_team_id_follow_up_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_version_plan_id_number")),
    )
    with op.batch_alter_table("plan_version", schema=None) as batch_op:
        batch_op.create_index("ix_plan_version_first_review", ["first_review_on", "plan_id", "number"], unique=False)
        batch_op.create_index("ix_plan_version_submitted", ["state", "submitted_at"], unique=False)

    op.create_table(
        "plan_communication_line",
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("rhythm", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.String(length=20), nullable=True),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["organisation.id"], name=op.f("fk_plan_communication_line_by_id_organisation")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_communication_line_version_id_plan_version"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", "key", name=op.f("pk_plan_communication_line")),
    )
    op.create_table(
        "plan_objective",
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("for_whom", sa.String(length=300), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("means", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_objective_version_id_plan_version"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", "key", name=op.f("pk_plan_objective")),
    )
    op.create_table(
        "plan_review_finding",
        sa.Column("review_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("achieved", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["plan_review.id"], name=op.f("fk_plan_review_finding_review_id_plan_review"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("review_id", "key", name=op.f("pk_plan_review_finding")),
    )
    op.create_table(
        "plan_risk",
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("likelihood", sa.Integer(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("mitigation", sa.Text(), nullable=False),
        sa.Column("contingency", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=20), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("residual_likelihood", sa.Integer(), nullable=True),
        sa.Column("residual_impact", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5", name=op.f("ck_plan_risk_scales")),
        sa.ForeignKeyConstraint(["owner_id"], ["organisation.id"], name=op.f("fk_plan_risk_owner_id_organisation")),
        sa.ForeignKeyConstraint(["version_id"], ["plan_version.id"], name=op.f("fk_plan_risk_version_id_plan_version"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", "key", name=op.f("pk_plan_risk")),
    )
    op.create_table(
        "plan_stakeholder",
        sa.Column("organisation_id", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_plan_stakeholder_organisation_id_organisation")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_stakeholder_version_id_plan_version"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", "key", name=op.f("pk_plan_stakeholder")),
        sa.UniqueConstraint("version_id", "organisation_id", "part", name=op.f("uq_plan_stakeholder_version_id_organisation_id_part")),
    )
    op.create_table(
        "plan_activity",
        sa.Column("objective_key", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("responsible_id", sa.String(length=20), nullable=True),
        sa.Column("responsible_person", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("approach", sa.String(length=30), nullable=True),
        sa.Column("people_needed", sa.Text(), nullable=False),
        sa.Column("material_needed", sa.Text(), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("due_on IS NULL OR starts_on IS NULL OR starts_on <= due_on", name=op.f("ck_plan_activity_dates")),
        sa.ForeignKeyConstraint(["responsible_id"], ["organisation.id"], name=op.f("fk_plan_activity_responsible_id_organisation")),
        sa.ForeignKeyConstraint(
            ["version_id", "objective_key"],
            ["plan_objective.version_id", "plan_objective.key"],
            name=op.f("fk_plan_activity_version_id_plan_objective"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_activity_version_id_plan_version"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", "key", name=op.f("pk_plan_activity")),
    )
    with op.batch_alter_table("plan_activity", schema=None) as batch_op:
        batch_op.create_index("ix_plan_activity_due", ["due_on"], unique=False)
        batch_op.create_index("ix_plan_activity_responsible", ["responsible_id", "due_on"], unique=False)

    op.create_table(
        "plan_indicator",
        sa.Column("objective_key", sa.String(length=20), nullable=False),
        sa.Column("definition_id", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["indicator_definition.id"], name=op.f("fk_plan_indicator_definition_id_indicator_definition")
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "objective_key"],
            ["plan_objective.version_id", "plan_objective.key"],
            name=op.f("fk_plan_indicator_version_id_plan_objective"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_indicator_version_id_plan_version"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", "key", name=op.f("pk_plan_indicator")),
    )
    with op.batch_alter_table("plan_indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_indicator_definition_id"), ["definition_id"], unique=False)

    op.create_table(
        "plan_line_audience",
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_plan_line_audience_organisation_id_organisation")),
        sa.ForeignKeyConstraint(
            ["version_id", "key"],
            ["plan_communication_line.version_id", "plan_communication_line.key"],
            name=op.f("fk_plan_line_audience_version_id_plan_communication_line"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "key", "organisation_id", name=op.f("pk_plan_line_audience")),
    )
    op.create_table(
        "plan_activity_supporter",
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_plan_activity_supporter_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "key"],
            ["plan_activity.version_id", "plan_activity.key"],
            name=op.f("fk_plan_activity_supporter_version_id_plan_activity"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "key", "organisation_id", name=op.f("pk_plan_activity_supporter")),
    )
    op.create_table(
        "plan_budget_line",
        sa.Column("activity_key", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("funding", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_plan_budget_line_amount")),
        sa.ForeignKeyConstraint(
            ["version_id", "activity_key"],
            ["plan_activity.version_id", "plan_activity.key"],
            name=op.f("fk_plan_budget_line_version_id_plan_activity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_budget_line_version_id_plan_version"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", "key", name=op.f("pk_plan_budget_line")),
    )
    append_only()


def downgrade() -> None:
    op.drop_table("plan_budget_line")
    op.drop_table("plan_activity_supporter")
    op.drop_table("plan_line_audience")
    with op.batch_alter_table("plan_indicator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_indicator_definition_id"))

    op.drop_table("plan_indicator")
    with op.batch_alter_table("plan_activity", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_activity_responsible")
        batch_op.drop_index("ix_plan_activity_due")

    op.drop_table("plan_activity")
    op.drop_table("plan_stakeholder")
    op.drop_table("plan_risk")
    op.drop_table("plan_review_finding")
    op.drop_table("plan_objective")
    op.drop_table("plan_communication_line")
    with op.batch_alter_table("plan_version", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_version_submitted")
        batch_op.drop_index("ix_plan_version_first_review")

    op.drop_table("plan_version")
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_review_plan")

    op.drop_table("plan_review")
    with op.batch_alter_table("plan_receipt", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_receipt_waiting")

    op.drop_table("plan_receipt")
    with op.batch_alter_table("plan_activity_progress", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_activity_progress_plan")

    op.drop_table("plan_activity_progress")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_state")
        batch_op.drop_index("ix_plan_scope")
        batch_op.drop_index(batch_op.f("ix_plan_owner_id"))
        batch_op.drop_index(batch_op.f("ix_plan_issue_id"))
        batch_op.drop_index("ix_plan_attention")

    op.drop_table("plan")
    with op.batch_alter_table("issue_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_share_scope_id"))

    op.drop_table("issue_share")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_person_id"))

    op.drop_table("team_member")
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_session_person_id")

    op.drop_table("sign_in_session")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index("ix_role_grant_person_id")

    op.drop_table("role_grant")
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.drop_index("ix_one_time_link_person_id")

    op.drop_table("one_time_link")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_person_unread")
        batch_op.drop_index("ix_notice_person_at")

    op.drop_table("notice")
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.drop_index("ix_issue_scope_id_changed_at")
        batch_op.drop_index(batch_op.f("ix_issue_place_id"))
        batch_op.drop_index(batch_op.f("ix_issue_mandate_id"))
        batch_op.drop_index("ix_issue_changed_at")

    op.drop_table("issue")
    with op.batch_alter_table("indicator_definition", schema=None) as batch_op:
        batch_op.drop_index("uq_indicator_definition_number")
        batch_op.drop_index(batch_op.f("ix_indicator_definition_reporter_id"))

    op.drop_table("indicator_definition")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_organisation_id"))

    op.drop_table("person")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_index("ix_indicator_scope_id_created_at")
        batch_op.drop_index("ix_indicator_created_at")

    op.drop_table("indicator")
    with op.batch_alter_table("follow_up_team", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_team_scope_id"))

    op.drop_table("follow_up_team")
    with op.batch_alter_table("scope", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scope_parent_id"))

    op.drop_table("scope")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_parent_id"))

    op.drop_table("organisation")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_attempt_at")
        batch_op.drop_index("ix_sign_in_attempt_address")
        batch_op.drop_index("ix_sign_in_attempt_account")

    op.drop_table("sign_in_attempt")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_parent_id"))

    op.drop_table("place")
    op.drop_table("installation")
    op.drop_table("indicator_counter")
    with op.batch_alter_table("form_key", schema=None) as batch_op:
        batch_op.drop_index("ix_form_key_at")

    op.drop_table("form_key")
    op.drop_table("directory_revision")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_subject")

    op.drop_table("audit_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entry_refuse()")
