"""Committees, their rhythm and holidays, their meetings, decisions and minutes, who may decide what."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables."""
    op.create_table(
        "decision_kind",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_decision_kind_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_kind")),
    )
    op.create_table(
        "power",
        sa.Column("decision_kind_id", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=30), nullable=False),
        sa.Column("power", sa.String(length=12), nullable=False),
        sa.Column("granted_by", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_kind_id"], ["decision_kind.id"], name=op.f("fk_power_decision_kind_id_decision_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("decision_kind_id", "level", name=op.f("pk_power")),
    )
    op.create_table(
        "holiday",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calendar_day", sa.Date(), nullable=True),
        sa.Column("scope_id", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_holiday_named")),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_holiday_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
    )
    with op.batch_alter_table("holiday", schema=None) as batch_op:
        batch_op.create_index("ix_holiday_day", ["day"], unique=False)
        batch_op.create_index("uq_holiday_calendar_day_name_en_scope_id", ["calendar_day", "name_en", "scope_id"], unique=True)

    op.create_table(
        "committee",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.String(length=20), nullable=False),
        sa.Column("legal_basis", sa.String(length=300), nullable=False),
        sa.Column("formed_on", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("quorum", sa.String(length=20), nullable=False),
        sa.Column("quorum_number", sa.Integer(), nullable=True),
        sa.Column("holiday_rule", sa.String(length=20), nullable=False),
        sa.Column("sop_version", sa.String(length=40), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("standing_since", sa.Date(), nullable=True),
        sa.Column("created_by", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_ckb", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name_ar <> '' OR name_en <> '' OR name_ckb <> ''", name=op.f("ck_committee_named")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_committee_created_by_person")),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name=op.f("fk_committee_scope_id_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
    )
    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_scope_id"), ["scope_id"], unique=False)

    op.create_table(
        "committee_member",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("committee_id", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=True),
        sa.Column("deputy_id", sa.String(length=20), nullable=True),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("decision_maker", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("until IS NULL OR since <= until", name=op.f("ck_committee_member_since_before_until")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_committee_member_committee_id_committee"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_committee_member_deputy_id_person")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_committee_member_organisation_id_organisation")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_committee_member_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_member")),
    )
    with op.batch_alter_table("committee_member", schema=None) as batch_op:
        batch_op.create_index("ix_committee_member_committee_id", ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_member_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_member_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_member_person_id"), ["person_id"], unique=False)

    op.create_table(
        "committee_rhythm",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("committee_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 15 AND 600", name=op.f("ck_committee_rhythm_minutes")),
        sa.CheckConstraint("month_day BETWEEN 1 AND 28", name=op.f("ck_committee_rhythm_month_day")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_committee_rhythm_weekday")),
        sa.CheckConstraint("weeks BETWEEN 1 AND 26", name=op.f("ck_committee_rhythm_weeks")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_committee_rhythm_committee_id_committee"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_rhythm")),
    )
    with op.batch_alter_table("committee_rhythm", schema=None) as batch_op:
        batch_op.create_index("ix_committee_rhythm_committee_id", ["committee_id"], unique=False)

    op.create_table(
        "feed_token",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("committee_id", sa.String(length=20), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_feed_token_committee_id_committee"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_feed_token_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_feed_token_digest")),
    )
    with op.batch_alter_table("feed_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feed_token_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index("ix_feed_token_person_id", ["person_id"], unique=False)

    op.create_table(
        "reactivation",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("committee_id", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_reactivation_committee_id_committee"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reactivation")),
    )
    with op.batch_alter_table("reactivation", schema=None) as batch_op:
        batch_op.create_index("ix_reactivation_committee_id", ["committee_id", "opened_on"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("committee_id", sa.String(length=20), nullable=False),
        sa.Column("rhythm_id", sa.String(length=20), nullable=True),
        sa.Column("occurrence", sa.Date(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("moved_for", sa.String(length=20), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_meeting_starts_before_end")),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_meeting_committee_id_committee"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["moved_for"], ["holiday.id"], name=op.f("fk_meeting_moved_for_holiday")),
        sa.ForeignKeyConstraint(["rhythm_id"], ["committee_rhythm.id"], name=op.f("fk_meeting_rhythm_id_committee_rhythm")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("committee_id", "number", name=op.f("uq_meeting_committee_id_number")),
        sa.UniqueConstraint("committee_id", "occurrence", name=op.f("uq_meeting_committee_id_occurrence")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_committee_id_starts_at", ["committee_id", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_moved_for"), ["moved_for"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_rhythm_id"), ["rhythm_id"], unique=False)
        batch_op.create_index("ix_meeting_state_starts_at", ["state", "starts_at"], unique=False)

    op.create_table(
        "reactivation_step",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("reactivation_id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.String(length=20), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_reactivation_step_organisation_id_organisation")),
        sa.ForeignKeyConstraint(
            ["reactivation_id"], ["reactivation.id"], name=op.f("fk_reactivation_step_reactivation_id_reactivation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reactivation_step")),
    )
    with op.batch_alter_table("reactivation_step", schema=None) as batch_op:
        batch_op.create_index("ix_reactivation_step_reactivation_id", ["reactivation_id", "position"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("meeting_id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("decision_kind_id", sa.String(length=20), nullable=True),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("carried_from", sa.String(length=20), nullable=True),
        sa.Column("discussed", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["carried_from"], ["agenda_item.id"], name=op.f("fk_agenda_item_carried_from_agenda_item")),
        sa.ForeignKeyConstraint(["decision_kind_id"], ["decision_kind.id"], name=op.f("fk_agenda_item_decision_kind_id_decision_kind")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_carried_from"), ["carried_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_decision_kind_id"), ["decision_kind_id"], unique=False)
        batch_op.create_index("ix_agenda_item_meeting_id_position", ["meeting_id", "position"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.String(length=20), nullable=False),
        sa.Column("presence", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["committee_member.id"], name=op.f("fk_attendance_member_id_committee_member")),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_member_id"), ["member_id"], unique=False)

    op.create_table(
        "invitation_answer",
        sa.Column("meeting_id", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_invitation_answer_meeting_id_meeting"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["committee_member.id"], name=op.f("fk_invitation_answer_member_id_committee_member"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_answer_person_id_person")),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name=op.f("pk_invitation_answer")),
    )
    with op.batch_alter_table("invitation_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_answer_member_id"), ["member_id"], unique=False)

    op.create_table(
        "minutes",
        sa.Column("meeting_id", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("remarks_until", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(length=20), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name=op.f("fk_minutes_approved_by_person")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id_meeting"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_minutes")),
    )
    op.create_table(
        "minutes_addendum",
        sa.Column("meeting_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_addendum_meeting_id_meeting"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_minutes_addendum_person_id_person")),
        sa.PrimaryKeyConstraint("meeting_id", "number", name=op.f("pk_minutes_addendum")),
    )
    op.create_table(
        "minutes_remark",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("meeting_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_remark_meeting_id_meeting"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_minutes_remark_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_remark")),
    )
    with op.batch_alter_table("minutes_remark", schema=None) as batch_op:
        batch_op.create_index("ix_minutes_remark_meeting_id_at", ["meeting_id", "at"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("meeting_id", sa.String(length=20), nullable=False),
        sa.Column("agenda_item_id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=20), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("decision_kind_id", sa.String(length=20), nullable=True),
        sa.Column("force", sa.String(length=20), nullable=False),
        sa.Column("no_quorum", sa.Boolean(), nullable=False),
        sa.Column("no_decision_maker", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.String(length=20), nullable=True),
        sa.Column("confirmed_with", sa.String(length=300), nullable=False),
        sa.Column("action_id", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_decision_action_id_action")),
        sa.ForeignKeyConstraint(["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_decision_agenda_item_id_agenda_item")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name=op.f("fk_decision_confirmed_by_person")),
        sa.ForeignKeyConstraint(["decision_kind_id"], ["decision_kind.id"], name=op.f("fk_decision_decision_kind_id_decision_kind")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id_meeting"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_decision_organisation_id_organisation")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_decision_kind_id"), ["decision_kind_id"], unique=False)
        batch_op.create_index("ix_decision_meeting_id_position", ["meeting_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Takes them away."""
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_person_id"))
        batch_op.drop_index(batch_op.f("ix_decision_organisation_id"))
        batch_op.drop_index("ix_decision_meeting_id_position")
        batch_op.drop_index(batch_op.f("ix_decision_decision_kind_id"))
        batch_op.drop_index(batch_op.f("ix_decision_agenda_item_id"))
        batch_op.drop_index(batch_op.f("ix_decision_action_id"))

    op.drop_table("decision")
    with op.batch_alter_table("minutes_remark", schema=None) as batch_op:
        batch_op.drop_index("ix_minutes_remark_meeting_id_at")

    op.drop_table("minutes_remark")
    op.drop_table("minutes_addendum")
    op.drop_table("minutes")
    with op.batch_alter_table("invitation_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_answer_member_id"))

    op.drop_table("invitation_answer")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_member_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index("ix_agenda_item_meeting_id_position")
        batch_op.drop_index(batch_op.f("ix_agenda_item_decision_kind_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_carried_from"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("reactivation_step", schema=None) as batch_op:
        batch_op.drop_index("ix_reactivation_step_reactivation_id")

    op.drop_table("reactivation_step")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_state_starts_at")
        batch_op.drop_index(batch_op.f("ix_meeting_rhythm_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_moved_for"))
        batch_op.drop_index("ix_meeting_committee_id_starts_at")

    op.drop_table("meeting")
    with op.batch_alter_table("reactivation", schema=None) as batch_op:
        batch_op.drop_index("ix_reactivation_committee_id")

    op.drop_table("reactivation")
    with op.batch_alter_table("feed_token", schema=None) as batch_op:
        batch_op.drop_index("ix_feed_token_person_id")
        batch_op.drop_index(batch_op.f("ix_feed_token_committee_id"))

    op.drop_table("feed_token")
    with op.batch_alter_table("committee_rhythm", schema=None) as batch_op:
        batch_op.drop_index("ix_committee_rhythm_committee_id")

    op.drop_table("committee_rhythm")
    with op.batch_alter_table("committee_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_member_person_id"))
        batch_op.drop_index(batch_op.f("ix_committee_member_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_committee_member_deputy_id"))
        batch_op.drop_index("ix_committee_member_committee_id")

    op.drop_table("committee_member")
    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_scope_id"))

    op.drop_table("committee")
    with op.batch_alter_table("holiday", schema=None) as batch_op:
        batch_op.drop_index("uq_holiday_calendar_day_name_en_scope_id")
        batch_op.drop_index("ix_holiday_day")

    op.drop_table("holiday")
    op.drop_table("power")
    op.drop_table("decision_kind")
