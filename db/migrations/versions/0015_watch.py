"""Accounts of employees, and the watch over them: rounds, forms, filled forms, findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015_watch"
down_revision = "0014_reports_alike"
branch_labels = None
depends_on = None

_NAMED = {
    "account": {"platform", "handle"},
    "watch_round": {"title"},
    "watch_form": {"unit"},
    "watch_finding": {"name"},
}
_NUMBERS = {"year", "ordinal", "edition", "size", "found"}
_TRUTHS = {"standing"}
_MAY_BE_EMPTY = {"judged_on", "closed_on", "letter_id", "filled_on", "seen_on", "report_id"}
_ROUND, _FORM, _FILLED = (("round_id", "watch_round"), ("form_id", "watch_form"), ("filled_id", "watch_filled"))
_TABLES = {
    "account": (
        *("id", "employee_id", "key", "platform", "handle", "url", "known", "known_note", "state", "judged_on"),
        *("judged_by", "note", "added_at", "added_by"),
    ),
    "watch_round": (
        *("id", "number", "year", "ordinal", "title", "first_on", "last_on", "due_on", "units", "looks", "scope"),
        *("left_out", "state", "note", "made_at", "made_by", "closed_on"),
    ),
    "watch_form": (
        *("id", "round_id", "unit", "code", "edition", "print_of", "lines", "made_at", "made_by", "letter_id"),
        "reminder_ids",
    ),
    "watch_filled": (
        *("id", "round_id", "form_id", "edition", "file_name", "media_type", "sha256", "blob", "size", "filled_by"),
        *("filled_nip", "filled_on", "answers", "accounts", "found", "remarks", "standing", "read_at", "read_by"),
    ),
    "watch_finding": (
        *("id", "round_id", "form_id", "filled_id", "ordinal", "cell", "employee_id", "name", "nip", "platform"),
        *("handle", "account_url", "owned", "urls", "seen_on", "note", "standing", "report_id", "set_aside"),
    ),
}
_UNIQUE = {
    "account": (("employee_id", "key"),),
    "watch_round": (("number",), ("year", "ordinal")),
    "watch_form": (("code",), ("round_id", "unit")),
    "watch_filled": (),
    "watch_finding": (),
}
_OTHERS = {"watch_form": (_ROUND,), "watch_filled": (_ROUND, _FORM), "watch_finding": (_ROUND, _FORM, _FILLED)}
_INDEXES = {
    "account": (("key",), ("platform", "id"), ("handle", "id"), ("state", "id")),
    "watch_filled": (("round_id", "id"), ("form_id", "id"), ("sha256",)),
    "watch_finding": (("round_id", "id"), ("filled_id",), ("report_id",), ("employee_id", "id")),
}


def _kind(table: str, name: str) -> sa.Integer | sa.Boolean | sa.Text:
    if name in _NUMBERS:
        return sa.Integer()
    if name in _TRUTHS:
        return sa.Boolean()
    return sa.Text(collation="NOCASE") if name in _NAMED.get(table, ()) else sa.Text()


def upgrade() -> None:
    """Make the tables."""
    for table, columns in _TABLES.items():
        op.create_table(
            table,
            *(sa.Column(name, _kind(table, name), nullable=name in _MAY_BE_EMPTY) for name in columns),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            *(sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}")) for names in _UNIQUE[table]),
            *(
                sa.ForeignKeyConstraint(
                    [column],
                    [f"{other}.id"],
                    name=op.f(f"fk_{table}_{column}_{other}"),
                    deferrable=True,
                    initially="DEFERRED",
                )
                for column, other in _OTHERS.get(table, ())
            ),
        )
    for table, indexes in _INDEXES.items():
        for names in indexes:
            op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, list(names))
