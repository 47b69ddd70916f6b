"""Words about employees and units that several parts say."""

from __future__ import annotations

from cases.model.employee import Employee
from cases.model.person import EmploymentStatus
from cases.model.work_unit import HeadShown, UnitPath
from cases.rules.dates import long_date
from desktop.full_names import full_name

STATUSES = {
    EmploymentStatus.PNS: "PNS",
    EmploymentStatus.CPNS: "CPNS",
    EmploymentStatus.PPPK: "PPPK",
    EmploymentStatus.UNKNOWN: "Belum diketahui",
}


def status_words(person: Employee) -> str:
    """What kind of employee, and since when he is in the lists no more."""
    words = STATUSES.get(person.status, str(person.status))
    return f"{words}, tidak ada lagi dalam data sejak {long_date(person.gone_on)}" if person.gone_on else words


def path_words(path: UnitPath) -> str:
    """A unit with those above it, the OPD first."""
    return " › ".join(filter(None, path))


def head_name(head: HeadShown | None) -> str:
    """Who heads a unit, in a line; empty where nobody is known."""
    if head is None:
        return ""
    if head.post is None:
        return "Kosong"
    return f"{head.acting} {head.post.name}".strip()


def head_source(head: HeadShown | None) -> str:
    """How that is known."""
    if head is None:
        return "Tidak ada jabatan yang cocok; tetapkan sendiri."
    if head.guessed:
        return "Dugaan dari jabatannya, belum ditetapkan siapa pun."
    on = long_date(head.set_on) if head.set_on else ""
    return f"Ditetapkan oleh {full_name(head.set_by)} pada {on}."
