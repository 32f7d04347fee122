"""Backups that were made, and indexes that large tables are read by"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NO_LONGER = {
    "ix_task_asker_id": "task",
    "ix_task_owner_state": "task",
    "ix_task_participant_id": "task",
    "ix_task_event_happened_on": "task_event",
    "ix_task_event_person_id": "task_event",
}

_PARTIAL = (
    (
        "ix_task_drop_waits",
        "task",
        ["state", "asker_id"],
        "state = 'dropped' AND NOT drop_agreed AND promised_on IS NOT NULL "
        "AND (drop_reason IS NULL OR drop_reason <> 'participant')",
    ),
    ("ix_task_handed_from", "task", ["handed_from_id"], "handed_from_id IS NOT NULL"),
    ("ix_log_reverts", "log", ["seq", "target"], "target IS NOT NULL"),
)


def upgrade() -> None:
    """Bring the schema to 0002."""
    op.create_table(
        "backup",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.CheckConstraint("head_seq >= 0", name=op.f("ck_backup_head_seq")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_backup_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup")),
    )
    op.create_index(op.f("ix_backup_made_on"), "backup", ["made_on"], unique=False)
    for name, table in _NO_LONGER.items():
        op.drop_index(name, table_name=table)
    op.create_index("ix_task_owner_due", "task", ["owner_id", "due_on"], unique=False)
    op.create_index("ix_task_participant_due", "task", ["participant_id", "due_on"], unique=False)
    op.create_index("ix_task_event_person_on", "task_event", ["person_id", "happened_on"], unique=False)
    for name, table, columns, where in _PARTIAL:
        only = sa.text(where)
        op.create_index(name, table, columns, unique=False, sqlite_where=only, postgresql_where=only)
