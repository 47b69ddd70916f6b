"""A window for one page under test: it remembers where the page wanted to go and what it said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from samples import make_employee, nip_of

from cases.model.employee import Employee
from cases.model.person import EmploymentStatus
from cases.services import employees


class Trail:
    """Fulfils ``desktop.navigation.Navigator``."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.actions: dict[str, Callable[[], object]] = {}
        self.counts: dict[str, tuple[int, str]] = {}

    def open_page(self, key: str, **args: Any) -> bool:
        self.opened.append((key, args))
        return True

    def back(self) -> None:
        self.opened.append(("back", {}))

    def toast(self, words: str, *, action: str = "", on_action: Callable[[], object] | None = None) -> object:
        self.said.append(words)
        if on_action is not None:
            self.actions[action] = on_action
        return None

    def set_count(self, key: str, count: int, hue: str = "grey") -> None:
        self.counts[key] = (count, hue)


class Sheet:
    """Made-up employees as an Excel export would give them."""

    def __init__(self, people: list[Employee]) -> None:
        self.headers = ("NIP BARU", "NAMA", "JENIS PEGAWAI", "GOL AKHIR NAMA", "JABATAN NAMA", "UNOR 1")
        self.rows = tuple(
            (place, (one.nip, one.name, "PNS", one.grade, one.position, one.unit_1))
            for place, one in enumerate(people, start=2)
        )


PEOPLE = (
    make_employee(nip=nip_of(1), name="Ratna Kusumawardhani", unit_1="Dinas Kebudayaan"),
    make_employee(nip=nip_of(2), name="Bagus Prayitno", unit_1="Dinas Perhubungan", status=EmploymentStatus.PNS),
    make_employee(nip=nip_of(3), name="Satria Nugraha", unit_1="Dinas Kebudayaan", position="Kepala Dinas"),
)


def import_people(do: Callable[..., Any]) -> None:
    """Put them into the office's employees."""
    do(employees.import_employees, Sheet(list(PEOPLE)))
