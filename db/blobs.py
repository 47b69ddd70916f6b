"""Which files of the vault the records name."""

from __future__ import annotations

import sqlalchemy as sa

from db.tables import (
    DiscardedRow,
    EvidenceRow,
    FilledRow,
    LetterRest,
    LetterRow,
    NameListRow,
    OfficeRow,
    TrustRow,
    table_of,
)


def known_blobs(connection: sa.Connection) -> frozenset[str]:
    """Return the names of all blobs that a record knows, as this transaction sees them."""
    office, letter, evidence = table_of(OfficeRow), table_of(LetterRow), table_of(EvidenceRow)
    columns = (
        *(office.c.logo_blob, office.c.second_logo_blob, office.c.head_emblem_blob),
        *(letter.c.blob, letter.c.final_blob, letter.c.receipt_blob),
        evidence.c.blob,
        table_of(TrustRow).c.blob,
        table_of(NameListRow).c.blob,
        table_of(FilledRow).c.blob,
    )
    rest = table_of(LetterRest)
    past = sa.func.json_each(rest.c.past_forms).table_valued("value")
    gone_by = sa.select(past.c.value).select_from(rest.join(past, sa.true()))
    discarded = table_of(DiscardedRow)
    kept = sa.func.json_each(discarded.c.blobs).table_valued("value")
    in_trash = sa.select(kept.c.value).select_from(discarded.join(kept, sa.true()))
    known = sa.union(*(sa.select(column) for column in columns), gone_by, in_trash)
    return frozenset(name for name in connection.execute(known).scalars() if name)


def blobs_of(
    connection: sa.Connection,
    letters: tuple[str, ...],
    items: tuple[str, ...],
    discarded: sa.ColumnElement[bool],
) -> tuple[str, ...]:
    """Return the names of the blobs of these letters and items of evidence, and of what was discarded so."""
    letter, evidence, rest = table_of(LetterRow), table_of(EvidenceRow), table_of(LetterRest)
    trash = table_of(DiscardedRow)
    past = sa.func.json_each(rest.c.past_forms).table_valued("value")
    kept = sa.func.json_each(trash.c.blobs).table_valued("value")
    named = sa.union(
        *(
            sa.select(column).where(letter.c.id.in_(letters))
            for column in (letter.c.blob, letter.c.final_blob, letter.c.receipt_blob)
        ),
        sa.select(past.c.value).select_from(rest.join(past, sa.true())).where(rest.c.id.in_(letters)),
        sa.select(evidence.c.blob).where(evidence.c.id.in_(items)),
        sa.select(kept.c.value).select_from(trash.join(kept, sa.true())).where(discarded),
    )
    return tuple(sorted(name for name in connection.execute(named).scalars() if name))
