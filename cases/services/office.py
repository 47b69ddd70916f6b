"""Founding and changing the office: its profile, its pictures, its signatories."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cases.errors import BadPicture, InvalidInput
from cases.model.identity import new_id
from cases.model.office import Office, Signatory
from cases.model.person import Person
from cases.model.user import Actor, Right, Role, User
from cases.ports import UnitOfWork
from cases.rules.nip import read_nip
from cases.rules.numbering import check_pattern
from cases.services import elections
from cases.services.access import service
from cases.services.calendar import shipped_holidays
from cases.services.recount import recount
from cases.services.settling import the_office
from cases.services.users import make_user

MAXIMUM_LOGO_BYTES = 5_000_000
LONGEST_LINE = 250
"""Characters of a line of the profile: a head that fills the page would leave no room for the letter."""

_COUNTED_BY = ("work_week", "summons_count", "targets")
"""What the due dates are counted by."""
MOST_TARGET = 999

FOUNDER = Actor(name="pemasangan", role=Role.ADMIN, full_name="Pemasangan awal")
"""Who acts until the first user exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstUser:
    """The first account, always an admin."""

    username: str
    full_name: str
    password: str


@service(Right.MANAGE_OFFICE)
def found_office(
    work: UnitOfWork,
    actor: Actor,
    office: Office,
    first_user: FirstUser,
    signatories: tuple[Signatory, ...] = (),
    *,
    logo: bytes = b"",
    head_emblem: bytes = b"",
) -> User:
    """Write the office, its calendar, elections, signatories and first user into an empty database.

    Raises InvalidInput when an office exists already or a required line is empty, BadPicture for a bad logo.
    """
    if work.office.current() is not None:
        raise InvalidInput("Basis data ini sudah berisi sebuah kantor; pilih folder lain untuk kantor baru.")
    office = replace(
        _checked(office),
        logo_blob=_keep_picture(work, logo),
        head_emblem_blob=_keep_picture(work, head_emblem),
    )
    work.office.add(office)
    holidays = shipped_holidays()
    for year in sorted({holiday.on.year for holiday in holidays}):
        work.holidays.replace_year(year, [holiday for holiday in holidays if holiday.on.year == year])
    elections.add_shipped(work)
    for signatory in signatories:
        work.signatories.add(replace(signatory, person=_official(signatory.person)))
    user = make_user(work, first_user.username, first_user.full_name, Role.ADMIN, first_user.password)
    work.users.add(user)
    return user


@service(Right.READ)
def current_office(work: UnitOfWork, actor: Actor) -> Office:
    """Return the office; raises NotFound before the first start ended."""
    return the_office(work)


@service(Right.MANAGE_OFFICE)
def change_office(work: UnitOfWork, actor: Actor, office: Office) -> Office:
    """Save the profile; due dates are recomputed, since working week, counting rule and targets stand in it."""
    before = the_office(work)
    work.office.save(_checked(replace(office, id=before.id)))
    if any(getattr(before, name) != getattr(office, name) for name in _COUNTED_BY):
        recount(work, before)
    return the_office(work)


@service(Right.MANAGE_OFFICE)
def change_pictures(
    work: UnitOfWork, actor: Actor, *, logo: bytes | None = None, head_emblem: bytes | None = None
) -> Office:
    """Replace the logo or the head's emblem; None leaves it, empty bytes take it away. Raises BadPicture."""
    office = the_office(work)
    if logo is not None:
        office = replace(office, logo_blob=_keep_picture(work, logo))
    if head_emblem is not None:
        office = replace(office, head_emblem_blob=_keep_picture(work, head_emblem))
    work.office.save(office)
    return office


@service(Right.READ)
def office_picture(work: UnitOfWork, actor: Actor, blob: str) -> bytes | None:
    """Return a picture of the profile, None for none."""
    return work.vault.get(blob) if blob else None


@service(Right.READ)
def signatories(work: UnitOfWork, actor: Actor) -> tuple[Signatory, ...]:
    """Return the office's signatories, by name."""
    return work.signatories.all()


@service(Right.MANAGE_OFFICE)
def keep_signatory(work: UnitOfWork, actor: Actor, person: Person, post_line: str, record_id: str = "") -> Signatory:
    """Add a signatory, or change the one named; raises InvalidInput for an empty name or post, or a wrong NIP."""
    if not person.name.strip() or not post_line.strip():
        raise InvalidInput("Isi nama dan jabatan penanda tangan.", field="name")
    signatory = Signatory(id=record_id or new_id(), person=_official(person), post_line=post_line.strip())
    if record_id:
        work.signatories.save(signatory)
    else:
        work.signatories.add(signatory)
    return signatory


@service(Right.MANAGE_OFFICE)
def retire_signatory(work: UnitOfWork, actor: Actor, record_id: str) -> None:
    """Take a signatory out of the choices; his letters stay as they are."""
    work.signatories.save(replace(work.signatories.get(record_id), active=False))


_REQUIRED = {
    "name": "nama perangkat daerah",
    "short_name": "singkatan perangkat daerah",
    "government": "nama pemerintah daerah",
    "region": "nama daerah",
    "head_title": "jabatan kepala daerah",
    "address": "alamat",
    "place": "tempat penandatanganan",
    "unit_code": "kode unit untuk nomor surat",
}


def _checked(office: Office) -> Office:
    for field, words in _REQUIRED.items():
        if not getattr(office, field).strip():
            raise InvalidInput(f"Isi {words}; surat tidak dapat dicetak tanpanya.", field=field)
        if len(getattr(office, field)) > LONGEST_LINE:
            raise InvalidInput(f"Persingkat {words}; kop surat memuat paling banyak {LONGEST_LINE} huruf.", field=field)
    if not office.head.name.strip():
        raise InvalidInput("Isi nama kepala daerah.", field="head")
    for key, target in office.targets.items():
        if not 0 < target <= MOST_TARGET:
            raise InvalidInput(f"Isi target dengan 1 sampai {MOST_TARGET}, atau kosongkan.", field=key)
    check_pattern(office.number_pattern, field="number_pattern")
    check_pattern(office.decision_pattern, field="decision_pattern")
    return office


def _official(person: Person) -> Person:
    return replace(person, nip=read_nip(person.nip).nip) if person.nip else person


def _keep_picture(work: UnitOfWork, data: bytes) -> str:
    if not data:
        return ""
    if len(data) > MAXIMUM_LOGO_BYTES or not work.pictures.inspect(data, "logo").startswith("image/"):
        raise BadPicture("Lambang harus berupa gambar PNG atau JPEG paling besar 5 MB; pilih berkas lain.")
    return work.vault.put(data)
