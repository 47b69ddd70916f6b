"""Founding and changing the office: its profile, its pictures, its signatories."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cases.errors import BadPicture, InvalidInput
from cases.letter_page import MOST_HEAD_LINES, check_margins
from cases.letters.check_code import code_of, qr_text
from cases.letters.trial import ORDINARY, trial
from cases.letters.wording import marked
from cases.model.case import Track
from cases.model.discarded import Discarded
from cases.model.identity import new_id
from cases.model.letter import LetterProfile, LetterRequest
from cases.model.office import NumberPolicy, Office, Signatory
from cases.model.person import Person
from cases.model.user import Actor, Right, Role, User
from cases.ports import UnitOfWork
from cases.rules.nip import read_nip
from cases.rules.numbering import check_pattern, letter_number
from cases.rules.plain import one_line
from cases.services import elections
from cases.services.access import service
from cases.services.calendar import shipped_holidays
from cases.services.discarding import put_away
from cases.services.letter_print import letter_profile, profile_of
from cases.services.recount import recount
from cases.services.settling import the_office
from cases.services.users import make_user

MAXIMUM_LOGO_BYTES = 5_000_000
_PICTURES = frozenset({"image/png", "image/jpeg"})
MOST_POST_LINES = 6
LONGEST_LINE = 250
"""Characters of a line of the profile: a head that fills the page would leave no room for the letter."""

SAMPLES = ("refusal-reply", "decision")
"""The letters that a page is tried with: one on the agency's head, one on the head of region's."""
_ON_PAPER = (
    "paper", "margins", "typeface", "head_lines", "logo_blob", "second_logo_blob", "head_emblem_blob", "name",
    "government", "address", "head_title", "place",
)  # fmt: skip
_COUNTED_BY = ("work_week", "summons_count", "targets")
"""What the due dates are counted by."""
MOST_TARGET = 999

FOUNDER = Actor(name="pemasangan", role=Role.ADMIN, full_name="Pemasangan awal")
"""Who acts until the first user exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Pictures of the profile that change: None leaves one as it is, empty bytes take it away."""

    logo: bytes | None = None
    second_logo: bytes | None = None
    head_emblem: bytes | None = None


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
        work.signatories.add(_signatory(signatory.id, signatory.person, signatory.post_line))
    if logo or head_emblem:
        _try_page(work, office)
    user = make_user(work, first_user.username, first_user.full_name, Role.ADMIN, first_user.password)
    work.users.add(user)
    return user


@service(Right.READ)
def current_office(work: UnitOfWork, actor: Actor) -> Office:
    """Return the office; raises NotFound before the first start ended."""
    return the_office(work)


@service(Right.MANAGE_OFFICE)
def change_office(work: UnitOfWork, actor: Actor, office: Office, pictures: Pictures = Pictures()) -> Office:
    """Save the profile with its pictures; what due dates are counted by stands in it, so they may be recomputed.

    Where the page of letters changes, a letter is made on it first: what cannot be printed is not saved. Raises
    InvalidInput, BadPicture, LetterError.
    """
    before = the_office(work)
    office = _with_pictures(work, _checked(replace(office, id=before.id)), pictures)
    if office.initials != before.initials:
        _check_initials(work, office)
    if office != before:
        work.office.save(office)
    if any(getattr(before, name) != getattr(office, name) for name in _ON_PAPER):
        _try_page(work, office)
    if any(getattr(before, name) != getattr(office, name) for name in _COUNTED_BY):
        recount(work, before)
    return the_office(work)


@service(Right.READ)
def sample_letter(
    work: UnitOfWork, actor: Actor, office: Office, pictures: Pictures = Pictures(), kind: str = SAMPLES[0]
) -> bytes:
    """Return a made-up letter as it would look if the office were as given; nothing is kept.

    Raises what saving would raise.
    """
    office, before = _checked(office), the_office(work)

    def shown(new: bytes | None, blob: str) -> bytes | None:
        if new is None:
            return work.vault.get(blob) if blob else None
        return _looked_at(work, new) or None

    profile = profile_of(
        office,
        office.paper,
        logo=shown(pictures.logo, before.logo_blob),
        second_logo=shown(pictures.second_logo, before.second_logo_blob),
        head_emblem=shown(pictures.head_emblem, before.head_emblem_blob),
    )
    return work.renderer.render(_sample(work, office, kind, profile)).pdf


def _try_page(work: UnitOfWork, office: Office) -> None:
    """Make letters on the page as it is kept now; raises LetterError for one that cannot be printed."""
    for kind in SAMPLES:
        work.renderer.render(_sample(work, office, kind, letter_profile(work, office.paper)))


def _sample(work: UnitOfWork, office: Office, kind: str, profile: LetterProfile) -> LetterRequest:
    made = trial(kind, ORDINARY, office, work.readable_law, signatories=work.signatories.all(), shelf=work.shelf)
    info, on = work.shelf.of(kind, None), work.clock.today()
    pattern = office.decision_pattern if info.pattern == "decision" else office.number_pattern
    code = work.readable_law.archive_code(Track.DISCIPLINE).code
    number = letter_number(pattern, classification=code, ordinal=14, unit=office.unit_code, on=on)
    given = office.number_policy is NumberPolicy.GIVEN
    code = code_of("contoh")
    qr = qr_text(agency=office.short_name, number=number, code=code) if office.qr_shown else ""
    return LetterRequest(
        kind=kind,
        template=info.template,
        text=work.shelf.text(info.template),
        content=made.content,
        profile=profile,
        number=number if given else "",
        letter_on=on if given else None,
        short_code=code,
        log_head=work.audit.head().code,
        draft=False,
        qr=qr,
    )


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
    signatory = _signatory(record_id or new_id(), person, post_line)
    if record_id:
        work.signatories.save(signatory)
    else:
        work.signatories.add(signatory)
    return signatory


def _signatory(record_id: str, person: Person, post_line: str) -> Signatory:
    """A signatory as he is kept; raises InvalidInput.

    ``post_line`` keeps its lines ("a.n. Bupati", "Sekretaris Daerah,"). Where it is the bare post of one who only acts
    in it, his mark stands before it ("Plt. Kepala Badan").
    """
    person = replace(person, name=one_line(person.name), position=one_line(person.position))
    lines = [line for line in map(one_line, post_line.splitlines()) if line]
    if not person.name or not lines:
        raise InvalidInput("Isi nama dan jabatan penanda tangan.", field="name")
    if len(person.name) > LONGEST_LINE:
        raise InvalidInput(f"Persingkat nama; surat memuat paling banyak {LONGEST_LINE} huruf.", field="name")
    if len(lines) > MOST_POST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise InvalidInput(f"Isi paling banyak {MOST_POST_LINES} baris jabatan yang pendek.", field="post_line")
    if lines == [person.position]:
        lines = [marked(person, lines[0])]
    return Signatory(id=record_id, person=_official(person), post_line="\n".join(lines))


@service(Right.MANAGE_OFFICE)
def retire_signatory(work: UnitOfWork, actor: Actor, record_id: str) -> None:
    """Take a signatory out of the choices; his letters stay as they are."""
    work.signatories.save(replace(work.signatories.get(record_id), active=False))


@service(Right.MANAGE_OFFICE)
def discard_signatory(work: UnitOfWork, actor: Actor, record_id: str, reason: str) -> Discarded:
    """Put a signatory who was entered by mistake into Sampah; raises InvalidInput for one who initials letters."""
    return put_away(work, actor, "signatory", (record_id,), reason)


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
        if not one_line(getattr(office, field)):
            raise InvalidInput(f"Isi {words}; surat tidak dapat dicetak tanpanya.", field=field)
        if len(getattr(office, field)) > LONGEST_LINE:
            raise InvalidInput(f"Persingkat {words}; kop surat memuat paling banyak {LONGEST_LINE} huruf.", field=field)
    if not one_line(office.head.name):
        raise InvalidInput("Isi nama kepala daerah.", field="head")
    for key, target in office.targets.items():
        if not 0 < target <= MOST_TARGET:
            raise InvalidInput(f"Isi target dengan 1 sampai {MOST_TARGET}, atau kosongkan.", field=key)
    for field in ("number_pattern", "decision_pattern"):
        check_pattern(getattr(office, field), field, office.number_counter)
        if len(getattr(office, field)) > LONGEST_LINE:
            raise InvalidInput(f"Persingkat pola nomor sampai {LONGEST_LINE} huruf.", field=field)
    check_margins(office.margins, office.paper)
    lines = tuple(line for line in (" ".join(line.split()) for line in office.head_lines) if line)
    if len(lines) > MOST_HEAD_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise InvalidInput(
            f"Isi paling banyak {MOST_HEAD_LINES} baris tambahan, masing-masing paling panjang {LONGEST_LINE} huruf.",
            field="head_lines",
        )
    return replace(office, head_lines=lines)


def _check_initials(work: UnitOfWork, office: Office) -> None:
    known = {one.id for one in work.signatories.all() if one.active}
    if len(set(office.initials)) < len(office.initials) or not set(office.initials) <= known:
        raise InvalidInput("Pilih pemaraf dari penanda tangan yang aktif, masing-masing sekali.", field="initials")


def _official(person: Person) -> Person:
    return replace(person, nip=read_nip(person.nip).nip) if person.nip else person


def _with_pictures(work: UnitOfWork, office: Office, pictures: Pictures) -> Office:
    """The office with the new pictures kept; those that do not change are the stored ones."""
    before = the_office(work)

    def kept(new: bytes | None, stored: str) -> str:
        return stored if new is None else _keep_picture(work, new)

    return replace(
        office,
        logo_blob=kept(pictures.logo, before.logo_blob),
        second_logo_blob=kept(pictures.second_logo, before.second_logo_blob),
        head_emblem_blob=kept(pictures.head_emblem, before.head_emblem_blob),
    )


def _keep_picture(work: UnitOfWork, data: bytes) -> str:
    return work.vault.put(_looked_at(work, data)) if data else ""


def _looked_at(work: UnitOfWork, data: bytes) -> bytes:
    if data and (len(data) > MAXIMUM_LOGO_BYTES or work.pictures.inspect(data, "logo") not in _PICTURES):
        raise BadPicture("Lambang harus berupa gambar PNG atau JPEG paling besar 5 MB; pilih berkas lain.")
    return data
