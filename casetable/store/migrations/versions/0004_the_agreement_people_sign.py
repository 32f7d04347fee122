"""The agreement people sign"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


_TOPICS = (
    "'parties', 'purpose', 'limits', 'participants', 'definitions', 'roles', 'ways', 'decisions', 'information', "
    "'voice', 'accountability', 'conflict', 'services', 'measures', 'growth', 'joining', 'autonomy', 'safety', 'term', "
    "'signatures'"
)
_ADDED = {
    "agreement": (
        "decisions JSON",
        "why VARCHAR",
        "text_form INTEGER",
        "text VARCHAR",
        "digest VARCHAR(64)",
        "objectives_text VARCHAR",
        "objectives_digest VARCHAR(64)",
        "offered_on DATE",
        "review_on DATE",
        "ended_on DATE",
        "ended_why VARCHAR",
    ),
    "agreement_objective": ("lineage VARCHAR(36)",),
    "agreement_party": ("facts JSON", "readiness JSON", "leaves_on DATE"),
    "agreement_section": (f"topic VARCHAR(30) CONSTRAINT ck_agreement_section_topic CHECK (topic IN ({_TOPICS}))",),
}


def upgrade() -> None:
    """Bring the schema to 0004."""
    for table, columns in _ADDED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.create_table(
        "agreement_newcomer",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("setup", sa.JSON(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("joins_on", sa.Date(), nullable=True),
        sa.Column("agency_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_agreement_newcomer_agency_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_newcomer_agreement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_newcomer")),
        sa.UniqueConstraint("agreement_id", "code", name=op.f("uq_agreement_newcomer_agreement_id_code")),
    )
    op.create_table(
        "away",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("cover_id", sa.String(length=36), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_away_until")),
        sa.ForeignKeyConstraint(
            ["cover_id"], ["person.id"], name=op.f("fk_away_cover_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_away_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["person.id"],
            name=op.f("fk_away_recorded_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_away")),
    )
    op.create_index(op.f("ix_away_person_id"), "away", ["person_id"], unique=False)

    op.create_table(
        "objective_reading",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lineage", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("quarter", sqlmodel.sql.sqltypes.AutoString(length=6), nullable=False),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "done",
                "ahead",
                "on_target",
                "behind",
                "no_update",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_objective_reading_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective_reading")),
    )
    op.create_index("ix_objective_reading_lineage_quarter", "objective_reading", ["lineage", "quarter"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column(
            "paper",
            sa.Enum("agreement", "objectives", name="paper", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("agency_id", sa.String(length=36), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("agency", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "frontline",
                "supervisor",
                "programme_manager",
                "senior_manager",
                "coordinator",
                "adviser",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("seal", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("is_on_paper", sa.Boolean(), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recorded_by_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_signature_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_signature_agreement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_signature_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["person.id"],
            name=op.f("fk_signature_recorded_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "agreement_id", "paper", "person_id", name=op.f("uq_signature_agreement_id_paper_person_id")
        ),
    )
    op.create_index(op.f("ix_signature_person_id"), "signature", ["person_id"], unique=False)


def downgrade() -> None:
    """Never: an older program refuses a newer table; a backup is the way back."""
    raise NotImplementedError
