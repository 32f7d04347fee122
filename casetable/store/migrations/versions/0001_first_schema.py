"""The first schema"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to 0001."""
    op.create_table(
        "agency",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "sector",
            sa.Enum(
                "social_services",
                "homeless_services",
                "community_mental_health",
                "health",
                "justice",
                "victim_services",
                "housing",
                "backbone",
                "other",
                name="sector",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("victim_service_provider", sa.Boolean(), nullable=False),
        sa.Column(
            "minimum_method",
            sa.Enum(
                "inferred",
                "verbal",
                "written",
                name="minimum_method",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("holidays", sa.String(length=20), nullable=False),
        sa.Column("closing_days", sa.JSON(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("code", name=op.f("uq_agency_code")),
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("mou", "charter", "handshake", name="kind", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "offered",
                "in_force",
                "superseded",
                "ended",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("in_force_on", sa.Date(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("shared_challenge", sa.String(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("quarter_first_month", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("emergency", sa.String(), nullable=False),
        sa.Column(
            "sharing",
            sa.Enum(
                "one_laptop",
                "ssh_host",
                "postgresql",
                name="sharing",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("mail_weekday", sa.Integer(), nullable=False),
        sa.Column("conference_rrule", sa.String(), nullable=False),
        sa.Column("conference_starts_at", sa.Time(), nullable=False),
        sa.Column("conference_minutes", sa.Integer(), nullable=False),
        sa.Column("conference_place", sa.String(), nullable=False),
        sa.Column("gate", sa.JSON(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.CheckConstraint("mail_weekday BETWEEN 0 AND 6", name=op.f("ck_agreement_mail_weekday")),
        sa.CheckConstraint("places > 0", name=op.f("ck_agreement_places")),
        sa.CheckConstraint("quarter_first_month BETWEEN 1 AND 12", name=op.f("ck_agreement_quarter_first_month")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("number", name=op.f("uq_agreement_number")),
    )
    op.create_table(
        "clock_effect",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_effect")),
        sa.UniqueConstraint("kind", "subject", "due_on", name=op.f("uq_clock_effect_kind_subject_due_on")),
    )
    op.create_table(
        "log",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("happened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(length=36), nullable=False),
        sa.Column("heard_from", sa.String(length=36), nullable=True),
        sa.Column(
            "means",
            sa.Enum("mail", "phone", "paper", name="means", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("target", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("never", sa.String(), nullable=True),
        sa.Column("entities", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log")),
    )
    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.create_index("ix_log_actor_seq", ["actor", "seq"], unique=False)
        batch_op.create_index("ix_log_happened_on", ["happened_on"], unique=False)

    op.create_table(
        "partnership",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_plain", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
    )
    op.create_table(
        "reference",
        sa.Column("space", sa.String(length=1), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("space", "number", name=op.f("pk_reference")),
    )
    op.create_table(
        "agreement_ladder_step",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_ladder_step_agreement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_ladder_step")),
    )
    with op.batch_alter_table("agreement_ladder_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_ladder_step_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "agreement_objective",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("baseline", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("due_quarter", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_objective_agreement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_objective")),
    )
    with op.batch_alter_table("agreement_objective", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_objective_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "agreement_party",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("agency_id", sa.String(length=36), nullable=False),
        sa.Column("hopes", sa.String(), nullable=False),
        sa.Column("risks", sa.String(), nullable=False),
        sa.Column("success", sa.String(), nullable=False),
        sa.Column("effort_share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_agreement_party_agency_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_party_agreement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sa.UniqueConstraint("agreement_id", "agency_id", name=op.f("uq_agreement_party_agreement_id_agency_id")),
    )
    op.create_table(
        "agreement_section",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_section_agreement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_section")),
    )
    with op.batch_alter_table("agreement_section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_section_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "erasure",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("erased_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["log.seq"], name=op.f("fk_erasure_seq"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_erasure")),
    )
    op.create_table(
        "log_detail",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["log.seq"], name=op.f("fk_log_detail_seq"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log_detail")),
    )
    op.create_table(
        "log_subject",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["log.seq"], name=op.f("fk_log_subject_seq"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("seq", "subject_id", name=op.f("pk_log_subject")),
    )
    with op.batch_alter_table("log_subject", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_log_subject_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("agency_id", sa.String(length=36), nullable=False),
        sa.Column("reports_to_id", sa.String(length=36), nullable=True),
        sa.Column("mail", sa.String(length=320), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("login", sa.String(length=63), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_person_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["reports_to_id"],
            ["person.id"],
            name=op.f("fk_person_reports_to_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name", name=op.f("uq_person_name")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(length=36), nullable=False),
        sa.Column("proposed_by_id", sa.String(length=36), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "considered",
                "proposed",
                "agreed",
                "active",
                "passed_over",
                "left",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "name_category",
            sa.Enum(
                "general",
                "health",
                "mental_health",
                "substance_use",
                "victim_services",
                "justice",
                name="name_category",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column(
            "needs_category",
            sa.Enum(
                "general",
                "health",
                "mental_health",
                "substance_use",
                "victim_services",
                "justice",
                name="needs_category",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "reason_category",
            sa.Enum(
                "general",
                "health",
                "mental_health",
                "substance_use",
                "victim_services",
                "justice",
                name="reason_category",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("year_of_birth", sa.Integer(), nullable=True),
        sa.Column("hmis_id", sa.String(length=100), nullable=True),
        sa.Column("considered_on", sa.Date(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("passed_over_on", sa.Date(), nullable=True),
        sa.CheckConstraint("year_of_birth IS NULL OR year_of_birth > 1900", name=op.f("ck_participant_year_of_birth")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_participant_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["person.id"],
            name=op.f("fk_participant_proposed_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("number", name=op.f("uq_participant_number")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_hmis_id"), ["hmis_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_state"), ["state"], unique=False)

    op.create_table(
        "person_role",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
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
        sa.CheckConstraint("person_id <> ''", name=op.f("ck_person_role_person")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_role_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_role")),
    )
    with op.batch_alter_table("person_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_role_person_id"), ["person_id"], unique=False)

    op.create_table(
        "participant_answer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.String(length=36), nullable=False),
        sa.Column("agency_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("noted_by_id", sa.String(length=36), nullable=True),
        sa.Column(
            "means",
            sa.Enum("mail", "phone", "paper", name="means", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column(
            "answer",
            sa.Enum("agree", "decline", name="answer", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column(
            "note_category",
            sa.Enum(
                "general",
                "health",
                "mental_health",
                "substance_use",
                "victim_services",
                "justice",
                name="note_category",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_participant_answer_agency_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["person.id"],
            name=op.f("fk_participant_answer_noted_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_participant_answer_participant_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_participant_answer_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_answer")),
        sa.UniqueConstraint("participant_id", "agency_id", name=op.f("uq_participant_answer_participant_id_agency_id")),
    )
    op.create_table(
        "release",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.String(length=36), nullable=False),
        sa.Column("discloser_id", sa.String(length=36), nullable=False),
        sa.Column("receiver_id", sa.String(length=36), nullable=False),
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
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ends_when", sa.String(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "inferred", "verbal", "written", name="method", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_why", sa.String(), nullable=False),
        sa.Column("recorded_by_id", sa.String(length=36), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("discloser_id <> receiver_id", name=op.f("ck_release_two_agencies")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_release_interval")),
        sa.ForeignKeyConstraint(
            ["discloser_id"], ["agency.id"], name=op.f("fk_release_discloser_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_release_participant_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["agency.id"], name=op.f("fk_release_receiver_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["person.id"],
            name=op.f("fk_release_recorded_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("number", name=op.f("uq_release_number")),
    )
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.create_index(
            "ix_release_cover", ["participant_id", "receiver_id", "category", "discloser_id"], unique=False
        )

    op.create_table(
        "task",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.String(length=36), nullable=True),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("agency_id", sa.String(length=36), nullable=False),
        sa.Column("asker_id", sa.String(length=36), nullable=False),
        sa.Column("writer_id", sa.String(length=36), nullable=False),
        sa.Column("handed_from_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
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
        sa.Column("size_minutes", sa.Integer(), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "open",
                "blocked",
                "done",
                "declined",
                "returned",
                "dropped",
                "handed_over",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("offered_due", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("moved_late", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column(
            "drop_reason",
            sa.Enum(
                "participant",
                "not_needed",
                "cannot",
                "other",
                name="drop_reason",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("drop_agreed", sa.Boolean(), nullable=False),
        sa.Column("outside_on", sa.Date(), nullable=True),
        sa.Column("help_wanted", sa.Boolean(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("last_event_on", sa.Date(), nullable=True),
        sa.CheckConstraint("size_minutes IS NULL OR size_minutes > 0", name=op.f("ck_task_size_minutes")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_task_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["person.id"], name=op.f("fk_task_asker_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["handed_from_id"], ["task.id"], name=op.f("fk_task_handed_from_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_task_owner_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_task_participant_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["agency.id"], name=op.f("fk_task_writer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("number", name=op.f("uq_task_number")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_asker_id"), ["asker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_ended_on"), ["ended_on"], unique=False)
        batch_op.create_index("ix_task_owner_state", ["owner_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_promised_on"), ["promised_on"], unique=False)
        batch_op.create_index("ix_task_state_due", ["state", "due_on"], unique=False)

    op.create_table(
        "task_event",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "asked",
                "accepted",
                "offered_another_date",
                "declined",
                "returned",
                "logged",
                "blocked",
                "unblocked",
                "help_wanted",
                "helped",
                "moved",
                "done",
                "dropped",
                "drop_agreed",
                "handed_over",
                "reopened",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("happened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("noted_by_id", sa.String(length=36), nullable=True),
        sa.Column(
            "means",
            sa.Enum("mail", "phone", "paper", name="means", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column("writer_id", sa.String(length=36), nullable=True),
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
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("contact", sa.Boolean(), nullable=False),
        sa.Column("blocked_on", sa.String(), nullable=False),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "participant",
                "not_needed",
                "cannot",
                "other",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("to_person_id", sa.String(length=36), nullable=True),
        sa.CheckConstraint("minutes IS NULL OR minutes >= 0", name=op.f("ck_task_event_minutes")),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["person.id"],
            name=op.f("fk_task_event_noted_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_task_event_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_task_event_task_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["to_person_id"],
            ["person.id"],
            name=op.f("fk_task_event_to_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["agency.id"], name=op.f("fk_task_event_writer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_event")),
        sa.UniqueConstraint("task_id", "position", name=op.f("uq_task_event_task_id_position")),
    )
    with op.batch_alter_table("task_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_event_happened_on"), ["happened_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_event_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Never: an older program refuses a newer table; a backup is the way back."""
    raise NotImplementedError
