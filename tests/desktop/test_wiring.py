"""The composition root: what only shows when keys, database, vault and anchor are put together."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from cases.model.user import Actor
from cases.services import office as office_services
from db.secrets import SecretStore
from desktop.wiring import NO_ANCHOR, TAIL_LOST, OpenOffice, open_office

T = TypeVar("T")
DAYS = 86_400


def in_worker(work: Callable[[], T]) -> T:
    """Work as the program does: never on the thread that draws."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def rename(office: OpenOffice, admin: Actor, short_name: str) -> None:
    current = office.read(office_services.current_office, admin)
    office.write(office_services.change_office, admin, replace(current, short_name=short_name))


def reopened(home: Path, key: str) -> OpenOffice:
    return open_office(home, key, secrets=SecretStore(None))


def test_a_lost_tail_of_the_log_shows_and_goes_on_showing(home: Path, recovery_key: str, admin: Actor) -> None:
    def walk() -> list[bool]:
        seen = []
        office = reopened(home, recovery_key)
        before = office.home.database.read_bytes()
        rename(office, admin, "Nama Baru")
        seen.append(office.tail_lost)
        office.close()
        office.home.database.write_bytes(before)  # an older file put back: its log ends before the kept head
        for _ in range(2):
            office = reopened(home, recovery_key)
            seen.append(office.tail_lost)
            problems = office.verify(admin).problems
            assert any(
                "dan sesudahnya hilang" in problem or "bukan baris yang dikenal" in problem for problem in problems
            )
            assert TAIL_LOST in problems
            rename(office, admin, "Nama Lain")
            office.close()
        return seen

    assert in_worker(walk) == [False, True, True]


def test_a_head_that_is_kept_nowhere_is_told(home: Path, recovery_key: str, admin: Actor) -> None:
    def walk() -> None:
        office = reopened(home, recovery_key)
        head = office.verify(admin).head
        office.home.anchor.unlink()
        assert office.verify(admin).problems == (NO_ANCHOR,)
        assert office.verify(admin, head).problems == ()
        rename(office, admin, "Nama Baru")
        assert office.verify(admin).problems == ()
        office.close()

    in_worker(walk)


def test_what_no_record_names_is_collected_once_it_is_old(home: Path, recovery_key: str, admin: Actor) -> None:
    def walk() -> None:
        office = reopened(home, recovery_key)
        old, young = office.vault.put(b"dari pekerjaan yang tidak selesai"), office.vault.put(b"baru saja")
        past = time.time() - 2 * DAYS
        for file in office.home.vault.iterdir():
            if file.stem == old:
                os.utime(file, (past, past))
        assert office.collect_orphans() == (old,)
        assert office.vault.get(young) == b"baru saja"
        assert office.verify(admin).problems == ()
        office.close()

    in_worker(walk)
