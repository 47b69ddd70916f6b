"""Freezes the rows of a sample office at the newest version of the database, for every later version to open.

``python tests/migrations/freeze.py`` once, in the commit of a migration: it writes ``office_<number>.json.xz`` beside
this file, which is never written again. All of it is made up.
"""

from __future__ import annotations

import json
import lzma
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from signing import issuer  # noqa: E402

from cases.model.listing import ListQuery  # noqa: E402 - found by the lines above
from cases.model.user import Actor  # noqa: E402
from cases.services import (  # noqa: E402
    discarding,
    drafts,
    employees,
    regulation_drafts,
    regulations,
    trust,
    wording_drafts,
)
from cases.services.users import actor_of  # noqa: E402
from db.engine import connect  # noqa: E402
from db.upgrade import NEWEST  # noqa: E402
from desktop.sample.case import ADMIN, build  # noqa: E402
from desktop.sample.office import sample_emblem, sample_logo, sample_office, sample_signatories  # noqa: E402
from desktop.wiring import OpenOffice, found  # noqa: E402

_EMPLOYEES = 6
_OURS = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version' "
    "AND (name NOT LIKE 'search%' OR name = 'search_entry') ORDER BY rowid"
)


def fixture(stamp: str) -> Path:
    """Where the rows of a version lie."""
    return HERE / f"office_{stamp[:4]}.json.xz"


def tables(connection: Any) -> dict[str, dict[str, Any]]:
    """The rows of every table with its columns; bytes as "hex:..."."""
    found = {}
    for (table,) in connection.execute(_OURS).fetchall():
        names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall()  # noqa: S608 - ours
        found[table] = {"columns": names, "rows": [[_plain(value) for value in row] for row in rows]}
    return found


def read(path: Path) -> dict[str, Any]:
    """A frozen office: its stamp and its tables."""
    opened: dict[str, Any] = json.loads(lzma.decompress(path.read_bytes()))
    return opened


def write(stamp: str, rows: dict[str, dict[str, Any]]) -> None:
    """Freeze; an office that is frozen stays as it is."""
    path = fixture(stamp)
    if path.exists():
        raise SystemExit(f"{path.name} is frozen")
    text = json.dumps({"stamp": stamp, "tables": rows}, ensure_ascii=False)
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def fill(connection: Any) -> None:
    """Give a row to every table that the sample leaves empty, of which the program reads only the columns."""
    for (table,) in connection.execute(_OURS).fetchall():
        if connection.execute(f'SELECT 1 FROM "{table}"').fetchone():  # noqa: S608 - ours
            continue
        others = {row[3]: (row[2], row[4]) for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')}
        values = []
        for _, name, kind, _, default, _ in connection.execute(f'PRAGMA table_info("{table}")').fetchall():
            if name in others:
                other, column = others[name]
                values.append(connection.execute(f'SELECT "{column or "id"}" FROM "{other}"').fetchone()[0])  # noqa: S608 - ours
            else:
                values.append(1 if kind == "INTEGER" else (default or "rekaan").strip("'"))
        marks = ", ".join("?" * len(values))
        connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', values)  # noqa: S608 - ours


def _plain(value: object) -> object:
    return f"hex:{value.hex()}" if isinstance(value, bytes) else value


def _worked(folder: Path) -> tuple[Path, bytes]:
    """A sample office with what its story leaves out; its database and key."""
    founded = found(
        folder, sample_office(), ADMIN, sample_signatories(), logo=sample_logo(), head_emblem=sample_emblem()
    )
    office, actor = founded.office, actor_of(founded.user)
    build(office, actor, lambda *_letter: None, ongoing=True)
    _more(office, actor)
    key = office.keys.db_key
    office.close()
    return folder / "office.db", key


def _more(office: OpenOffice, actor: Actor) -> None:
    people = office.read(employees.employee_page, actor, ListQuery(sort="name")).rows
    office.write(discarding.discard, actor, "employee", people[-1].id, "Tercatat dua kali; yang ini salah.")
    office.write(drafts.keep_draft, actor, "report:new", json.dumps({"at": "2026-05-04T02:00:00", "values": {}}))
    office.write(wording_drafts.start_draft, actor, "summons-1@1")
    office.write(regulation_drafts.copy_pack, actor, "pp-94-2021@1")
    office.write(regulations.mark_verified, actor, "pp-94-2021@1", (), date(2026, 5, 4), "Salinan resmi.")
    office.write(trust.add_trusted, actor, issuer().pem)


def main() -> None:
    """Freeze the newest version."""
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(1) as pool:
        path, key = pool.submit(_worked, Path(scratch) / "rumah").result()
        connection = connect(path, key)
        kept = [row[0] for row in connection.execute("SELECT id FROM employee LIMIT ?", (_EMPLOYEES,))]
        marks = ", ".join("?" * len(kept))
        connection.execute(f"DELETE FROM employee WHERE id NOT IN ({marks})", kept)  # noqa: S608 - marks only
        connection.execute(
            f"DELETE FROM search_entry WHERE noun = 'employee' AND record_id NOT IN ({marks})",  # noqa: S608 - marks only
            kept,
        )
        fill(connection)
        write(NEWEST, tables(connection))
        connection.close()


if __name__ == "__main__":
    main()
