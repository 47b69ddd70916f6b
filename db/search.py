"""Search by words, beginnings of words, NIPs and numbers, over an FTS5 index that triggers keep (first migration).

Where that leaves room, people are also found by parts of names and NIPs, by sound and by slips (``db.name_words``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, zip_longest
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from cases.model.listing import SearchHit
from db.bulk import write_many
from db.name_words import NameWords, words_of
from db.sight import Sight
from db.tables import EmployeeRow, SearchRow, table_of

_entry = table_of(SearchRow)
_employee = table_of(EmployeeRow)
_SHOWN: Final = ("title", "subtitle", "codes", "body")

_NOUNS: Final = ("employee", "case", "letter", "report", "old_case", "evidence")
_MANY: Final = 'noun : "evidence"'
"""What a report has several of; looked for apart, or the newest of it would leave no room for anything else."""
_OF_PEOPLE: Final = {"": '(noun : "employee" OR noun : "case")', "employee": 'noun : "employee"'}
"""The nouns whose title is a person's name; only those are found by what is like a name."""
_LEAST_DIGITS: Final = 3
_NIP: Final = 18
_NAMED: Final = "{title codes}"
_ANYWHERE: Final = "{title codes body}"

_WINDOW: Final = 5
"""How many times the limit is looked at, so that every noun can have its turn."""

# Ranking every hit (bm25) costs 2 microseconds each, a tenth of a second for a common name. So the newest hits are
# taken as the index gives them: first those in names and numbers, then those in running text only.
_fts = sa.table("search", sa.column("rowid", sa.Integer()))
_whole_row: Final[sa.ColumnElement[str]] = sa.literal_column("search")
"""FTS5's own column of the name of its table."""


_SNIPPET: Final = sa.literal_column("snippet(search, -1, '', '', ' … ', 16)", sa.Text())


@cache
def _find(count: int, *, limited: bool) -> sa.CompoundSelect[str, str, str, str, str]:
    """Hits of so many queries, one after the other, each by the newest; what is hidden stays out if ``limited``."""
    return sa.union_all(*(_hits(query, limited=limited) for query in range(count)))


def _hits(query: int, *, limited: bool) -> sa.Select[str, str, str, str, str]:
    """The hits of one query; ``limited`` leaves out within the index what is hidden from who acts."""
    found = sa.select(_fts.c.rowid.label("id"), _SNIPPET.label("snippet")).where(
        _whole_row.op("MATCH")(sa.bindparam(f"query{query}", type_=sa.Text()))
    )
    if limited:
        found = found.where(sa.exists().where(_entry.c.id == _fts.c.rowid))
    hits = found.order_by(_fts.c.rowid.desc()).limit(sa.bindparam("limit", type_=sa.Integer())).subquery()
    shown = (_entry.c.noun, _entry.c.record_id, _entry.c.title, _entry.c.subtitle, hits.c.snippet)
    newest = sa.select(*shown).join(hits, _entry.c.id == hits.c.id).order_by(hits.c.id.desc()).subquery()
    return sa.select(*newest.c)


_WITH_PART: Final = (
    sa.select(_employee.c.id, _employee.c.nip)
    .where(sa.func.instr(_employee.c.nip, sa.bindparam("part", type_=sa.Text())) > 0)
    .order_by(_employee.c.nip)
    .limit(sa.bindparam("limit", type_=sa.Integer()))
    .subquery("found")
)
"""First alone, or the search would be walked for each employee."""
_BY_NIP: Final = (
    sa.select(_entry.c.noun, _entry.c.record_id, _entry.c.title, _entry.c.subtitle, _WITH_PART.c.nip)
    .select_from(_WITH_PART)
    .join(_entry, sa.and_(_entry.c.noun == "employee", _entry.c.record_id == _WITH_PART.c.id))
    .order_by(_WITH_PART.c.nip)
)


class Words(NamedTuple):
    """What search shall know of one record; see ``db.tables.search``. A tuple, as imports bring so many."""

    noun: str
    record_id: str
    title: str
    subtitle: str = ""
    codes: str = ""
    body: str = ""


# FTS5 writes what it holds in memory whenever a statement begins: tens of thousands of rows, each in a statement of its
# own, cost four times what they cost in a few. So rows come as JSON, as many in a statement as the memory is worth.
_TOGETHER: Final = 10_000
_given = sa.func.json_each(sa.bindparam("given", type_=sa.Text())).table_valued("value")


def _put() -> sa.Insert:
    words = [sa.literal_column(f"value ->> {place}", sa.Text()) for place in range(len(Words._fields))]
    rows = sa.select(*words).select_from(_given).where(sa.true())  # or ON would begin a join
    new = insert(_entry).from_select(Words._fields, rows)
    changed = sa.or_(*(_entry.c[name] != new.excluded[name] for name in _SHOWN))
    return new.on_conflict_do_update(
        index_elements=["noun", "record_id"], set_={name: new.excluded[name] for name in _SHOWN}, where=changed
    )


_PUT: Final = _put()
_DROP: Final = sa.delete(_entry).where(
    _entry.c.noun == sa.bindparam("noun_"), _entry.c.record_id.in_(sa.select(_given.c.value))
)


class Search:
    """The index within one unit of work."""

    def __init__(self, connection: sa.Connection, sight: Sight) -> None:
        self._connection = connection
        self._sight = sight
        self._names = NameWords(connection)

    def find(self, text: str, limit: int, noun: str = "") -> tuple[SearchHit, ...]:
        """Return hits, of one noun when it is given; no words, no hits.

        Hits in names and numbers come before hits in running text, the nouns by turns, the newest of each first.
        """
        words = match_expression(text)
        if not words:
            return ()
        named = f"{_NAMED} : ({words})"
        parts = (f"noun : {_quoted(noun)} AND {{}}",) if noun else (f"{{}} NOT {_MANY}", f"{_MANY} AND {{}}")
        hits: list[SearchHit] = []
        for within in (f"({named})", f"({_ANYWHERE} : ({words}) NOT {named})"):
            if len(hits) < limit:
                wanted = limit if noun else limit * _WINDOW
                hits += self._by_turns([part.replace("{}", within) for part in parts], wanted)
        if len(hits) < limit and noun in _OF_PEOPLE:
            seen = {(hit.noun, hit.id) for hit in hits}
            hits += [hit for hit in self._alike(text, limit, noun, len(hits)) if (hit.noun, hit.id) not in seen]
        return tuple(hits[:limit])

    def _alike(self, text: str, limit: int, noun: str, found: int) -> list[SearchHit]:
        """People by a part of the NIP, or by names that hold what was typed, then also sound like it, then slips.

        Each way is gone only while less than ``limit`` was found.
        """
        digits = "".join(filter(str.isdecimal, text))
        words = dict.fromkeys(words_of(text))
        if not words:
            return self._by_part(digits, limit) if not found and _LEAST_DIGITS <= len(digits) < _NIP else []
        typed = [(word, self._names.alike(word)) for word in words]
        coded = f' AND codes : "{digits}" *' if digits else ""
        hits: dict[str, SearchHit] = {}
        asked = ""
        for kinds in (("parts",), ("parts", "sounds"), ("parts", "sounds", "slips")):
            named = " AND ".join(
                "("
                + " OR ".join([f"{_quoted(word)} *", *(_quoted(one) for kind in kinds for one in getattr(alike, kind))])
                + ")"
                for word, alike in typed
            )
            query = f"{_OF_PEOPLE[noun]} AND {{title}} : ({named}){coded}"
            if query != asked and any(getattr(alike, kinds[-1]) for _, alike in typed) and len(hits) + found < limit:
                for hit in self._by_turns([query], limit):
                    hits.setdefault(f"{hit.noun} {hit.id}", hit)
            asked = query
        return list(hits.values())

    def _by_part(self, digits: str, limit: int) -> list[SearchHit]:
        rows = self._connection.execute(_BY_NIP, {"part": digits, "limit": limit})
        return [
            SearchHit(noun=noun, id=record_id, title=title, subtitle=subtitle, snippet=nip)
            for noun, record_id, title, subtitle, nip in rows
        ]

    def _by_turns(self, queries: Sequence[str], limit: int) -> list[SearchHit]:
        found: dict[str, list[SearchHit]] = {noun: [] for noun in _NOUNS}
        asked = {f"query{place}": query for place, query in enumerate(queries)} | {"limit": limit}
        rows = self._connection.execute(_find(len(queries), limited=self._sight.limited), asked)
        for noun, record_id, title, subtitle, snippet in rows.all():
            found[noun].append(SearchHit(noun=noun, id=record_id, title=title, subtitle=subtitle, snippet=snippet))
        return [hit for turn in zip_longest(*found.values()) for hit in turn if hit is not None]

    def put(self, words: Iterable[Words]) -> None:
        """Index records; what is already known with the very same words costs a look and writes nothing."""
        rows = list(words)
        if not rows:
            return
        write_many(self._connection, _PUT, {"given": _together(rows)})
        self._names.learn({row.title for row in rows if row.noun == "employee"})

    def learn_sounds(self, most: int) -> int:
        """Work out how so many words of names sound of which it is not known yet; return of how many."""
        return self._names.learn_sounds(most)

    def drop(self, noun: str, record_ids: Iterable[str]) -> None:
        """Forget records of a noun."""
        given = _together(list(record_ids))
        write_many(self._connection, _DROP, {"noun_": [noun] * len(given), "given": given})


def _together(rows: list[Any]) -> list[str]:
    """The rows as JSON, in as few texts as there are statements."""
    return [msgspec.json.encode(rows[begin : begin + _TOGETHER]).decode() for begin in range(0, len(rows), _TOGETHER)]


def match_expression(text: str) -> str:
    """Return the FTS5 expression for what a user typed, "" when it holds no word.

    Every word must occur, the last one may be a beginning. Groups of digits side by side may be parts of one NIP
    typed with spaces, or words of their own. A word with signs inside ("2026/037") is looked for in that order.
    """
    typed = "".join(letter if letter.isprintable() else " " for letter in text)
    words = [word for word in typed.split() if any(letter.isalnum() for letter in word)]
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
