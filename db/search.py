"""Search by words, beginnings of words, NIPs and numbers, over an FTS5 index that triggers keep (first migration)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from cases.model.listing import SearchHit
from db.tables import SearchRow, table_of

_entry = table_of(SearchRow)
_SHOWN: Final = ("title", "subtitle", "codes", "body")

# Weights of title, codes, body: a hit in a name or number counts more than one in a narrative.
_FIND = sa.text(
    """
    SELECT entry.noun, entry.record_id, entry.title, entry.subtitle,
           snippet(search, -1, '', '', ' … ', 16) AS snippet
    FROM search JOIN search_entry AS entry ON entry.id = search.rowid
    WHERE search MATCH :query AND (:noun = '' OR entry.noun = :noun)
    ORDER BY bm25(search, 10.0, 8.0, 1.0), search.rowid DESC
    LIMIT :limit
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What search shall know of one record; see ``db.tables.search``."""

    noun: str
    record_id: str
    title: str
    subtitle: str = ""
    codes: str = ""
    body: str = ""


class Search:
    """The index within one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def find(self, text: str, limit: int, noun: str = "") -> tuple[SearchHit, ...]:
        """Return the best hits, of one noun when it is given; no words, no hits."""
        query = match_expression(text)
        if not query:
            return ()
        rows = self._connection.execute(_FIND, {"query": query, "limit": limit, "noun": noun})
        return tuple(
            SearchHit(noun=row.noun, id=row.record_id, title=row.title, subtitle=row.subtitle, snippet=row.snippet)
            for row in rows
        )

    def put(self, words: Iterable[Words]) -> None:
        """Index records; what is already known with the very same words costs a look and writes nothing."""
        rows = [asdict(each) for each in words]
        if not rows:
            return
        new = insert(_entry)
        changed = sa.or_(*(_entry.c[name] != new.excluded[name] for name in _SHOWN))
        self._connection.execute(
            new.on_conflict_do_update(
                index_elements=["noun", "record_id"],
                set_={name: new.excluded[name] for name in _SHOWN},
                where=changed,
            ),
            rows,
        )


def match_expression(text: str) -> str:
    """Return the FTS5 expression for what a user typed, "" when it holds no word.

    Every word must occur, the last one may be a beginning. Groups of digits side by side may be parts of one NIP
    typed with spaces, or words of their own. A word with signs inside ("2026/037") is looked for in that order.
    """
    words = [word for word in text.split() if any(letter.isalnum() for letter in word)]
    groups: list[str] = []
    done = 0
    for digits, run in groupby(words, key=str.isdecimal):
        part = list(run)
        done += len(part)
        quoted = [_quoted(word) for word in part]
        if done == len(words):
            quoted[-1] += " *"
        apart = " AND ".join(quoted)
        groups.append(f"({_quoted(''.join(part))} * OR ({apart}))" if digits and len(part) > 1 else apart)
    return " AND ".join(groups)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
