"""The minutes: revisions, corrections, stored papers, ratification; what happened since; tasks to tell somebody"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_LINES_BEFORE = "'words', 'no_words', 'option', 'argument', 'decision', 'dissent', 'action', 'parked'"
_LINES = f"{_LINES_BEFORE}, 'asked', 'since'"
_PAPERS_BEFORE = (
    "'told', 'codes', 'by_name_list', 'export', 'sheet', 'account', 'own_notes', "
    "'conference', 'agenda', 'pre_read', 'ask_card'"
)
_PAPERS = f"{_PAPERS_BEFORE}, 'minutes', 'letter', 'mail'"
_TURNED_OUT = "CONSTRAINT ck_conference_line_turned_out CHECK (turned_out IN ('right', 'otherwise', 'early'))"
_ABOUT = (
    "CONSTRAINT fk_conference_line_about_id FOREIGN KEY(about_id) REFERENCES conference_line (id) "
    "DEFERRABLE INITIALLY DEFERRED"
)


def upgrade() -> None:
    """Bring the schema to 0006."""
    op.create_table(
        "minutes",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "agreed", "replaced", name="state", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("correct_until", sa.Date(), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("for_erasure", sa.Boolean(), nullable=False),
        sa.Column("reopened_by_id", sa.String(length=36), nullable=True),
        sa.Column("agreed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("agreed_by_id", sa.String(length=36), nullable=True),
        sa.Column("head", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["person.id"], name=op.f("fk_minutes_agreed_by_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["conference_id"],
            ["conference.id"],
            name=op.f("fk_minutes_conference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reopened_by_id"],
            ["person.id"],
            name=op.f("fk_minutes_reopened_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("conference_id", "revision", name=op.f("uq_minutes_conference_id_revision")),
    )
    op.create_index(op.f("ix_minutes_state"), "minutes", ["state"], unique=False)
    op.create_table(
        "minutes_paper",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "agency",
                "mail",
                "managers",
                "participant",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("agency_id", sa.String(length=36), nullable=True),
        sa.Column("participant_id", sa.String(length=36), nullable=True),
        sa.Column(
            "form",
            sa.Enum("md", "html", "pdf", "json", name="form", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_minutes_paper_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["minutes.id"],
            name=op.f("fk_minutes_paper_minutes_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_minutes_paper_participant_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_paper")),
    )
    op.create_index(op.f("ix_minutes_paper_minutes"), "minutes_paper", ["minutes_id"], unique=False)
    op.create_table(
        "minutes_reply",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column("agency_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("noted_by_id", sa.String(length=36), nullable=True),
        sa.Column("said_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_minutes_reply_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["minutes.id"],
            name=op.f("fk_minutes_reply_minutes_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["person.id"],
            name=op.f("fk_minutes_reply_noted_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_minutes_reply_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_reply")),
        sa.UniqueConstraint("minutes_id", "agency_id", name=op.f("uq_minutes_reply_minutes_id_agency_id")),
    )
    op.create_table(
        "minutes_told",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "agency",
                "mail",
                "managers",
                "participant",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("agency_id", sa.String(length=36), nullable=True),
        sa.Column("participant_id", sa.String(length=36), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_minutes_told_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["minutes.id"],
            name=op.f("fk_minutes_told_minutes_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_minutes_told_participant_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["agency.id"], name=op.f("fk_minutes_told_writer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_told")),
    )
    op.create_index(op.f("ix_minutes_told_minutes"), "minutes_told", ["minutes_id"], unique=False)
    op.create_table(
        "minutes_content",
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("content", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["minutes_paper.id"],
            name=op.f("fk_minutes_content_paper_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_minutes_content")),
    )
    op.create_table(
        "minutes_correction",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("line_id", sa.String(length=36), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("reworded", "noted", name="kind", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("participant_id", sa.String(length=36), nullable=True),
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
        sa.Column("noted_by_id", sa.String(length=36), nullable=True),
        sa.Column("corrected_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("corrected_on", sa.Date(), nullable=False),
        sa.Column("before", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("after", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["conference_item.id"],
            name=op.f("fk_minutes_correction_item_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["conference_line.id"],
            name=op.f("fk_minutes_correction_line_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["minutes.id"],
            name=op.f("fk_minutes_correction_minutes_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["person.id"],
            name=op.f("fk_minutes_correction_noted_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_minutes_correction_participant_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_minutes_correction_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"],
            ["agency.id"],
            name=op.f("fk_minutes_correction_writer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_correction")),
    )
    op.create_index(op.f("ix_minutes_correction_minutes"), "minutes_correction", ["minutes_id"], unique=False)
    op.create_table(
        "ratification",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.String(length=36), nullable=False),
        sa.Column("agency_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("noted_by_id", sa.String(length=36), nullable=True),
        sa.Column("said_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("is_yes", sa.Boolean(), nullable=False),
        sa.Column("participant_id", sa.String(length=36), nullable=True),
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
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_ratification_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["conference_line.id"],
            name=op.f("fk_ratification_line_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["person.id"],
            name=op.f("fk_ratification_noted_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_ratification_participant_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_ratification_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["agency.id"], name=op.f("fk_ratification_writer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratification")),
        sa.UniqueConstraint("line_id", "agency_id", name=op.f("uq_ratification_line_id_agency_id")),
    )

    _more_in_a_line()
    _more_kinds_of_disclosure()
    lite = op.get_bind().dialect.name == "sqlite"
    op.execute(f"ALTER TABLE task ADD COLUMN tells BOOLEAN DEFAULT {'0' if lite else 'false'} NOT NULL")


def _more_in_a_line() -> None:
    if op.get_bind().dialect.name == "sqlite":
        first, key = "CONSTRAINT pk_conference_line", "CONSTRAINT pk_conference_line PRIMARY KEY (id)"
        columns = "may_tell BOOLEAN DEFAULT 0 NOT NULL, about_id VARCHAR(36), turned_out VARCHAR(30)"
        kinds = (f"kind IN ({_LINES_BEFORE})", f"kind IN ({_LINES})")
        _rebuilt("conference_line", *kinds, first, f"{columns}, {first}", key, f"{key}, {_TURNED_OUT}, {_ABOUT}")
        return
    for column in ("may_tell BOOLEAN DEFAULT false NOT NULL", "about_id VARCHAR(36)", "turned_out VARCHAR(30)"):
        op.execute(f"ALTER TABLE conference_line ADD COLUMN {column}")
    for constraint in (_TURNED_OUT, _ABOUT):
        op.execute(f"ALTER TABLE conference_line ADD {constraint}")
    op.execute("ALTER TABLE conference_line DROP CONSTRAINT ck_conference_line_kind")
    op.execute(f"ALTER TABLE conference_line ADD CONSTRAINT ck_conference_line_kind CHECK (kind IN ({_LINES}))")


def _more_kinds_of_disclosure() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuilt("disclosure", f"kind IN ({_PAPERS_BEFORE})", f"kind IN ({_PAPERS})")
        return
    op.execute("ALTER TABLE disclosure DROP CONSTRAINT ck_disclosure_kind")
    op.execute(f"ALTER TABLE disclosure ADD CONSTRAINT ck_disclosure_kind CHECK (kind IN ({_PAPERS}))")


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
