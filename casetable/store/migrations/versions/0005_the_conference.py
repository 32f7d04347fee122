"""The conference: calendar, agenda, attendance and what is filed; a task's topic; names of closing days"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KINDS_BEFORE = "'told', 'codes', 'by_name_list', 'export', 'sheet', 'account', 'own_notes'"
_KINDS = f"{_KINDS_BEFORE}, 'conference', 'agenda', 'pre_read', 'ask_card'"
_TOPIC = "CONSTRAINT fk_task_item_id FOREIGN KEY(item_id) REFERENCES conference_item (id) DEFERRABLE INITIALLY DEFERRED"


def upgrade() -> None:
    """Bring the schema to 0005."""
    op.create_table(
        "conference",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("original_on", sa.Date(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "confirmed",
                "in_session",
                "closed",
                "minutes_agreed",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("is_extraordinary", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("moved_by_id", sa.String(length=36), nullable=True),
        sa.Column(
            "cancel_reason",
            sa.Enum(
                "holiday",
                "agency_missing",
                "emergency",
                name="cancel_reason",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("chair_id", sa.String(length=36), nullable=True),
        sa.Column("deputy_id", sa.String(length=36), nullable=True),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("opened_by_id", sa.String(length=36), nullable=True),
        sa.Column("opening_accepted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("recess_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("person_present", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("minutes IS NULL OR minutes > 0", name=op.f("ck_conference_minutes")),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["person.id"], name=op.f("fk_conference_chair_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["person.id"], name=op.f("fk_conference_deputy_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["moved_by_id"],
            ["person.id"],
            name=op.f("fk_conference_moved_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"],
            ["person.id"],
            name=op.f("fk_conference_opened_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference")),
        sa.UniqueConstraint("original_on", name=op.f("uq_conference_original_on")),
    )
    op.create_index("ix_conference_meets_on", "conference", ["meets_on"], unique=False)
    op.create_index("ix_conference_state", "conference", ["state"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("agency_id", sa.String(length=36), nullable=True),
        sa.Column("guest", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("invited_by_id", sa.String(length=36), nullable=True),
        sa.Column("was_late", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("left_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (guest = '')", name=op.f("ck_attendance_person_or_guest")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_attendance_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["conference_id"],
            ["conference.id"],
            name=op.f("fk_attendance_conference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"],
            ["participant.id"],
            name=op.f("fk_attendance_invited_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_attendance_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    op.create_index("ix_attendance_conference", "attendance", ["conference_id"], unique=False)

    op.create_table(
        "conference_item",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "opening",
                "promises",
                "participant",
                "business",
                "consultation",
                "parking",
                "closing",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("participant_id", sa.String(length=36), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("question", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "general",
                "health",
                "mental_health",
                "substance_use",
                "victim_services",
                "justice",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("writer_id", sa.String(length=36), nullable=True),
        sa.Column("proposed_by_id", sa.String(length=36), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "open",
                "done",
                "not_reached",
                "not_discussed",
                "removed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "phase",
            sa.Enum(
                "room",
                "snapshot",
                "words",
                "debate",
                "decision",
                "dissent",
                "actions",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("phase_began_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("had_no_debate", sa.Boolean(), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_conference_item_minutes")),
        sa.ForeignKeyConstraint(
            ["conference_id"],
            ["conference.id"],
            name=op.f("fk_conference_item_conference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_conference_item_participant_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["person.id"],
            name=op.f("fk_conference_item_proposed_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"],
            ["agency.id"],
            name=op.f("fk_conference_item_writer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference_item")),
    )
    op.create_index("ix_conference_item_conference", "conference_item", ["conference_id", "position"], unique=False)
    op.create_index("ix_conference_item_participant", "conference_item", ["participant_id"], unique=False)

    op.create_table(
        "conference_reply",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("comes", sa.Boolean(), nullable=False),
        sa.Column("deputy_id", sa.String(length=36), nullable=True),
        sa.Column("noted_by_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference_id"],
            ["conference.id"],
            name=op.f("fk_conference_reply_conference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"],
            ["person.id"],
            name=op.f("fk_conference_reply_deputy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["person.id"],
            name=op.f("fk_conference_reply_noted_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_conference_reply_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference_reply")),
        sa.UniqueConstraint("conference_id", "person_id", name=op.f("uq_conference_reply_conference_id_person_id")),
    )
    op.create_table(
        "conference_draft",
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference_id"],
            ["conference.id"],
            name=op.f("fk_conference_draft_conference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["conference_item.id"],
            name=op.f("fk_conference_draft_item_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_conference_draft_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("conference_id", "person_id", name=op.f("pk_conference_draft")),
    )
    op.create_table(
        "conference_line",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "words",
                "no_words",
                "option",
                "argument",
                "decision",
                "dissent",
                "action",
                "parked",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("participant_id", sa.String(length=36), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "general",
                "health",
                "mental_health",
                "substance_use",
                "victim_services",
                "justice",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("writer_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("holder_id", sa.String(length=36), nullable=True),
        sa.Column("filed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("option_id", sa.String(length=36), nullable=True),
        sa.Column("is_for", sa.Boolean(), nullable=True),
        sa.Column(
            "decided_by",
            sa.Enum(
                "consensus",
                "chair",
                "vote",
                "deferred",
                name="decided_by",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("is_proposal", sa.Boolean(), nullable=False),
        sa.Column("ratify_by", sa.Date(), nullable=True),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("task_id", sa.String(length=36), nullable=True),
        sa.Column("read_back_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["holder_id"],
            ["person.id"],
            name=op.f("fk_conference_line_holder_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["conference_item.id"],
            name=op.f("fk_conference_line_item_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["option_id"],
            ["conference_line.id"],
            name=op.f("fk_conference_line_option_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_conference_line_participant_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_conference_line_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_conference_line_task_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"],
            ["agency.id"],
            name=op.f("fk_conference_line_writer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference_line")),
        sa.UniqueConstraint("item_id", "position", name=op.f("uq_conference_line_item_id_position")),
    )
    op.create_index("ix_conference_line_participant", "conference_line", ["participant_id", "kind"], unique=False)
    op.create_index("ix_conference_line_task", "conference_line", ["task_id"], unique=False)

    op.execute("ALTER TABLE agency ADD COLUMN closing_names JSON")
    _topic_of_a_task()
    _more_kinds_of_disclosure()


def _topic_of_a_task() -> None:
    if op.get_bind().dialect.name == "sqlite":
        first = "CONSTRAINT pk_task"
        _rebuilt("task", first, f"item_id VARCHAR(36), {first}", "PRIMARY KEY (id)", f"PRIMARY KEY (id), {_TOPIC}")
    else:
        op.execute("ALTER TABLE task ADD COLUMN item_id VARCHAR(36)")
        op.execute(f"ALTER TABLE task ADD {_TOPIC}")
    only = sa.text("item_id IS NOT NULL")
    op.create_index("ix_task_item", "task", ["item_id"], unique=False, sqlite_where=only, postgresql_where=only)


def _more_kinds_of_disclosure() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuilt("disclosure", f"kind IN ({_KINDS_BEFORE})", f"kind IN ({_KINDS})")
        return
    op.execute("ALTER TABLE disclosure DROP CONSTRAINT ck_disclosure_kind")
    op.execute(f"ALTER TABLE disclosure ADD CONSTRAINT ck_disclosure_kind CHECK (kind IN ({_KINDS}))")


def _rebuilt(table: str, *instead: str) -> None:
    """Make a table of SQLite anew with other words in its definition: it changes neither checks nor keys in place."""
    bind = op.get_bind()
    rows = bind.exec_driver_sql("SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql <> ''", (table,)).all()
    columns = ", ".join(f'"{row[1]}"' for row in bind.exec_driver_sql(f"PRAGMA table_info({table})"))
    (definition,) = (sql for kind, sql in rows if kind == "table")
    for before, after in zip(instead[::2], instead[1::2], strict=True):
        definition = definition.replace(before, after, 1)
    bind.exec_driver_sql(f"CREATE TABLE {table}_anew {definition[definition.index('(') :]}")
    bind.exec_driver_sql(f"INSERT INTO {table}_anew ({columns}) SELECT {columns} FROM {table}")  # noqa: S608 - names of this file
    op.drop_table(table)
    op.rename_table(f"{table}_anew", table)
    for index in (sql for kind, sql in rows if kind == "index"):
        bind.exec_driver_sql(index)


def downgrade() -> None:
    """Never: an older program refuses a newer table; a backup is the way back."""
    raise NotImplementedError
