"""The first shape: the office, its people, reports, cases, letters, evidence, due dates, the log and search.

Imports none of the program's code, and is never edited once released.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_first"
down_revision = None
branch_labels = None
depends_on = None

_TRIGGERS = (
    # The log only grows, one by one. Its values may be deleted (lawful disposal), never changed.
    """
    CREATE TRIGGER log_no_update BEFORE UPDATE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER log_no_delete BEFORE DELETE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER log_in_order BEFORE INSERT ON log
    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM log)
    BEGIN SELECT RAISE(ABORT, 'the log grows one by one'); END
    """,
    """
    CREATE TRIGGER log_values_no_update BEFORE UPDATE ON log_values
    BEGIN SELECT RAISE(ABORT, 'values of the log do not change'); END
    """,
    # A number that was taken stays taken.
    """
    CREATE TRIGGER register_no_delete BEFORE DELETE ON register
    BEGIN SELECT RAISE(ABORT, 'a number that was taken stays taken'); END
    """,
    # FTS5 follows search_entry; it indexes anew only when words changed.
    """
    CREATE VIRTUAL TABLE search USING fts5(
        title, codes, body, noun,
        content = 'search_entry', content_rowid = 'id',
        tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4'
    )
    """,
    """
    CREATE TRIGGER search_insert AFTER INSERT ON search_entry
    BEGIN
        INSERT INTO search (rowid, title, codes, body, noun) VALUES (NEW.id, NEW.title, NEW.codes, NEW.body, NEW.noun);
    END
    """,
    """
    CREATE TRIGGER search_delete AFTER DELETE ON search_entry
    BEGIN
        INSERT INTO search (search, rowid, title, codes, body, noun)
        VALUES ('delete', OLD.id, OLD.title, OLD.codes, OLD.body, OLD.noun);
    END
    """,
    """
    CREATE TRIGGER search_update AFTER UPDATE ON search_entry
    WHEN OLD.title <> NEW.title OR OLD.codes <> NEW.codes OR OLD.body <> NEW.body
    BEGIN
        INSERT INTO search (search, rowid, title, codes, body, noun)
        VALUES ('delete', OLD.id, OLD.title, OLD.codes, OLD.body, OLD.noun);
        INSERT INTO search (rowid, title, codes, body, noun) VALUES (NEW.id, NEW.title, NEW.codes, NEW.body, NEW.noun);
    END
    """,
)


def upgrade() -> None:
    """Make everything."""
    _people()
    _work()
    _letters()
    _records()
    for statement in _TRIGGERS:
        op.execute(statement)


def _people() -> None:
    """The office, its people and its employees."""
    op.create_table(
        "office",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("government", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("head_title", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("logo_blob", sa.Text(), nullable=False),
        sa.Column("head_emblem_blob", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("work_week", sa.Text(), nullable=False),
        sa.Column("moderate_set", sa.Text(), nullable=False),
        sa.Column("moderate_set_basis", sa.Text(), nullable=False),
        sa.Column("summons_count", sa.Text(), nullable=False),
        sa.Column("number_policy", sa.Text(), nullable=False),
        sa.Column("number_pattern", sa.Text(), nullable=False),
        sa.Column("decision_pattern", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("footer_shown", sa.Boolean(), nullable=False),
        sa.Column("mask_reporter", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "signatory",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("post_line", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("full_name", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("username", name=op.f("uq_user_username")),
    )
    op.create_table(
        "employee",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nip", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("position_kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("position_since", sa.Text(), nullable=True),
        sa.Column("unit_1", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("unit_2", sa.Text(), nullable=False),
        sa.Column("unit_3", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employee")),
        sa.UniqueConstraint("nip", name=op.f("uq_employee_nip")),
    )
    op.create_index(op.f("ix_employee_grade_id"), "employee", ["grade", "id"], unique=False)
    op.create_index(op.f("ix_employee_name_id"), "employee", ["name", "id"], unique=False)
    op.create_index(op.f("ix_employee_position_id"), "employee", ["position", "id"], unique=False)
    op.create_index(op.f("ix_employee_status_id"), "employee", ["status", "id"], unique=False)
    op.create_index(op.f("ix_employee_unit_1_id"), "employee", ["unit_1", "id"], unique=False)


def _work() -> None:
    """Reports, evidence, cases, steps and due dates."""
    op.create_table(
        "report",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("respondent_names", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("event_on", sa.Text(), nullable=True),
        sa.Column("event_at", sa.Text(), nullable=False),
        sa.Column("event_place", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("origin_number", sa.Text(), nullable=False),
        sa.Column("origin_on", sa.Text(), nullable=True),
        sa.Column("reporter_name", sa.Text(), nullable=False),
        sa.Column("reporter_contact", sa.Text(), nullable=False),
        sa.Column("violation_codes", sa.Text(), nullable=False),
        sa.Column("circular_points", sa.Text(), nullable=False),
        sa.Column("respondents", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("number", name=op.f("uq_report_number")),
        sa.UniqueConstraint("year", "ordinal", name=op.f("uq_report_year_ordinal")),
    )
    op.create_index(op.f("ix_report_received_on_id"), "report", ["received_on", "id"], unique=False)
    op.create_index(op.f("ix_report_source_id"), "report", ["source", "id"], unique=False)
    op.create_index(op.f("ix_report_status_id"), "report", ["status", "id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.Text(), nullable=True),
        sa.Column("captured_at", sa.Text(), nullable=True),
        sa.Column("captured_by", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_evidence_report_id_report"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("report_id", "ordinal", name=op.f("uq_evidence_report_id_ordinal")),
    )
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    op.create_table(
        "thumbnail",
        sa.Column("evidence_id", sa.Text(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_thumbnail_evidence_id_evidence"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_thumbnail")),
    )
    op.create_table(
        "case",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("report_number", sa.Text(), nullable=False),
        sa.Column("respondent_name", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("respondent_nip", sa.Text(), nullable=False),
        sa.Column("work_unit", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("suspected_level", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("event_on", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("stage_title", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("next_title", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("due_title", sa.Text(), nullable=False),
        sa.Column("waiting_since", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("sanction_key", sa.Text(), nullable=False),
        sa.Column("sanction_title", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("decision_on", sa.Text(), nullable=True),
        sa.Column("received_decision_on", sa.Text(), nullable=True),
        sa.Column("effective_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_case_report_id_report"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("number", name=op.f("uq_case_number")),
        sa.UniqueConstraint("year", "ordinal", name=op.f("uq_case_year_ordinal")),
    )
    op.create_index(op.f("ix_case_due_on_id"), "case", ["due_on", "id"], unique=False)
    op.create_index(op.f("ix_case_level_id"), "case", ["level", "id"], unique=False)
    op.create_index(op.f("ix_case_received_on_id"), "case", ["received_on", "id"], unique=False)
    op.create_index(op.f("ix_case_report_id"), "case", ["report_id"], unique=False)
    op.create_index(op.f("ix_case_respondent_name_id"), "case", ["respondent_name", "id"], unique=False)
    op.create_index(op.f("ix_case_respondent_nip_id"), "case", ["respondent_nip", "id"], unique=False)
    op.create_index(op.f("ix_case_stage_id"), "case", ["stage", "id"], unique=False)
    op.create_index(op.f("ix_case_status_id"), "case", ["status", "id"], unique=False)
    op.create_index(op.f("ix_case_track_id"), "case", ["track", "id"], unique=False)
    op.create_index(
        op.f("ix_case_waiting_since"),
        "case",
        ["waiting_since"],
        unique=False,
        sqlite_where=sa.text("next_title <> ''"),
    )
    op.create_index(op.f("ix_case_work_unit_id"), "case", ["work_unit", "id"], unique=False)
    op.create_table(
        "case_rest",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("official_post", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("violation_codes", sa.Text(), nullable=False),
        sa.Column("regulations", sa.Text(), nullable=False),
        sa.Column("respondent", sa.Text(), nullable=False),
        sa.Column("superior", sa.Text(), nullable=True),
        sa.Column("examiners", sa.Text(), nullable=False),
        sa.Column("official", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["case.id"], name=op.f("fk_case_rest_id_case"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_rest")),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("letter_id", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("overrides", sa.Text(), nullable=False),
        sa.Column("regulations", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_step_case_id_case"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_step_letter_id_letter"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_step_case_id_position")),
    )
    op.create_table(
        "deadline",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("regulation", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_deadline_case_id_case"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    op.create_index(op.f("ix_deadline_case_id"), "deadline", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_deadline_due_on"), "deadline", ["due_on"], unique=False, sqlite_where=sa.text("done_on IS NULL")
    )
    op.create_table(
        "holiday",
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("on", "name", name=op.f("pk_holiday")),
    )
    op.create_table(
        "draft",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_draft")),
    )


def _letters() -> None:
    """Letters and their register."""
    op.create_table(
        "letter",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(collation="NOCASE"), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("classification", sa.Text(), nullable=False),
        sa.Column("numbered", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_year", sa.Integer(), nullable=True),
        sa.Column("number_ordinal", sa.Integer(), nullable=True),
        sa.Column("letter_on", sa.Text(), nullable=True),
        sa.Column("short_code", sa.Text(), nullable=False),
        sa.Column("log_head", sa.Text(), nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Text(), nullable=True),
        sa.Column("delivered_on", sa.Text(), nullable=True),
        sa.Column("delivered_how", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_letter_case_id_case"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_letter_case_id_position")),
    )
    op.create_index(op.f("ix_letter_kind_id"), "letter", ["kind", "id"], unique=False)
    op.create_index(op.f("ix_letter_letter_on_id"), "letter", ["letter_on", "id"], unique=False)
    op.create_index(op.f("ix_letter_number_id"), "letter", ["number", "id"], unique=False)
    op.create_index(op.f("ix_letter_short_code"), "letter", ["short_code"], unique=False)
    op.create_index(op.f("ix_letter_status_id"), "letter", ["status", "id"], unique=False)
    op.create_index(op.f("ix_letter_title_id"), "letter", ["title", "id"], unique=False)
    op.create_table(
        "letter_rest",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["letter.id"], name=op.f("fk_letter_rest_id_letter"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_rest")),
    )
    op.create_table(
        "register",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("classification", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register")),
        sa.UniqueConstraint("classification", "year", "ordinal", name=op.f("uq_register_classification_year_ordinal")),
        sa.UniqueConstraint("text", name=op.f("uq_register_text")),
    )


def _records() -> None:
    """The log, and the words of search."""
    op.create_table(
        "log",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("values_hash", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_log")),
    )
    op.create_index(op.f("ix_log_record_id"), "log", ["record_id"], unique=False)
    op.create_table(
        "log_values",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["sequence"], ["log.sequence"], name=op.f("fk_log_values_sequence_log")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_log_values")),
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subtitle", sa.Text(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("noun", "record_id", name=op.f("uq_search_entry_noun_record_id")),
    )
