"""Electronic signatures on letters: made here with the signer's own file, or brought back signed elsewhere.

The signer's file and its password pass through and are kept nowhere. Each signature is appended to the bytes that were
put up, so that the first of them stay as they were; a letter is signed once every place on it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from cases.errors import BadFile, ConfirmationNeeded, InvalidInput
from cases.letters.signed_words import moment_words, printed_sentence, refusal, same_person
from cases.model.electronic import SignatureFound, SignaturePlace, SigningOrder
from cases.model.letter import FinalKind, Letter, LetterStatus
from cases.model.office import TimeZone
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.letter_forms import LARGEST_SCAN, HeldForm, held, with_final
from cases.services.letter_initials import ask_missing
from cases.services.letter_signature import allow_day, record_signature, refuse_if_replaced, require_status
from cases.services.settling import the_office
from cases.services.trust import trusted_bytes

OTHER_NAME: Final = "certificate-name"
"""Topic of the question whether a certificate under another name shall sign."""
_BY_PEN: Final = (
    "{title} diajukan tanpa nomor untuk diisi tangan, jadi tidak dapat ditandatangani elektronik; "
    "catat tanda tangan basahnya, atau ganti surat ini setelah nomor diisi program."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlace:
    """A place on the letter that waits for its electronic signature."""

    signer: int
    post: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How far the electronic signing of a letter is: what waits, what is there, and why none can be made, if so."""

    waiting: tuple[OpenPlace, ...]
    found: tuple[SignatureFound, ...]
    obstacle: str
    time_zone: TimeZone


@service(Right.READ)
def signing_of(work: UnitOfWork, actor: Actor, letter_id: str) -> Signing:
    """Return how far the electronic signing of a letter is, its signatures judged by what the office trusts."""
    letter = work.letters.get(letter_id)
    found: tuple[SignatureFound, ...] = ()
    if letter.final_kind is FinalKind.ELECTRONIC:
        found = work.signer.inspect(held(work, letter, HeldForm.FINAL), trusted_bytes(work))
    waiting: tuple[OpenPlace, ...] = ()
    obstacle = ""
    if letter.status is LetterStatus.PUT_UP:
        places = work.signer.places(held(work, letter, HeldForm.PUT_UP))
        obstacle = _obstacle(work, letter, places)
        waiting = () if obstacle else tuple(_open_place(letter, place) for place in _left(places, found))
    return Signing(waiting=waiting, found=found, obstacle=obstacle, time_zone=the_office(work).time_zone)


@service(Right.ISSUE)
def sign_electronically(
    work: UnitOfWork,
    actor: Actor,
    letter_id: str,
    pkcs12: bytes,
    password: str,
    signer: int = 0,
    *,
    other_name: bool = False,
    without_initials: bool = False,
) -> Letter:
    """Sign a letter that was put up, now, at the place of one of its signers; return it as it then stands.

    With its last place it is signed, today. Raises InvalidInput for a wrong password, a place that is signed already,
    or a letter that cannot be signed so; BadFile for a file that may not sign, expired and revoked ones included;
    ConfirmationNeeded unless ``other_name`` for a certificate that names somebody else, and while parafs are missing
    unless ``without_initials``. Nothing is stored then.
    """
    letter = work.letters.get(letter_id)
    ask_missing(letter, confirmed=without_initials)
    office = the_office(work)
    zone = office.time_zone.zone
    pdf, places, found = _ready(work, letter)
    left = _left(places, found)
    place = next((one for one in left if one.signer == signer), None)
    if place is None:
        raise InvalidInput("Tempat itu sudah ditandatangani; muat ulang halaman.", field="signer")
    when = work.clock.now()
    certificate = work.signer.certificate(pkcs12, password, when, trusted_bytes(work))
    if why := refusal(certificate, when, zone):
        raise BadFile(why)
    sentence = printed_sentence(certificate)
    name = letter.content.signatures[signer].person.name
    if not other_name and not same_person(certificate.holder, name):
        raise ConfirmationNeeded(
            f"Sertifikat ini atas nama {certificate.holder}, bukan {name}. Tandatangani dengan sertifikat ini?",
            topic=OTHER_NAME,
            items=(certificate.holder,),
        )
    order = SigningOrder(
        place=place,
        reason=f"{letter.title} {letter.number}".strip(),
        town=office.place,
        when=when.astimezone(zone),
        shown_when=moment_words(when, zone),
        sentence=sentence,
    )
    signed = work.signer.sign(pdf, pkcs12, password, order)
    return _keep(work, letter, signed, work.clock.today(), complete=len(left) == 1)


@service(Right.ISSUE)
def file_signed(
    work: UnitOfWork, actor: Actor, letter_id: str, pdf: bytes, *, without_initials: bool = False
) -> Letter:
    """File a letter's PDF that was signed elsewhere, in another application; return the letter as it then stands.

    The file must begin with the very bytes that the office holds, and nothing but sound signatures may follow. The day
    of the last signature counts once there are as many as the letter has places. Raises BadFile, InvalidInput, and
    ConfirmationNeeded while parafs are missing unless ``without_initials``.
    """
    letter = work.letters.get(letter_id)
    ask_missing(letter, confirmed=without_initials)
    if len(pdf) > LARGEST_SCAN:
        raise BadFile("Berkas itu lebih besar dari 40 MB; pilih surat yang ditandatangani.")
    before, places, _ = _ready(work, letter)
    found = work.signer.inspect(pdf, trusted_bytes(work))
    if pdf == before or not found:
        raise BadFile("PDF itu belum bertanda tangan; pilih berkas yang sudah ditandatangani.")
    if not pdf.startswith(before) or not work.signer.only_signed(held(work, letter, HeldForm.PUT_UP), pdf):
        raise BadFile(
            "PDF itu bukan surat ini, atau isinya berubah selain tanda tangan; tandatangani berkas yang disimpan dari "
            "halaman ini, atau simpan hasilnya sebagai pindaian bila aplikasinya menulis ulang berkasnya."
        )
    zone = the_office(work).time_zone.zone
    days = [_sound_day(one, zone) for one in found]
    return _keep(work, letter, pdf, max(days), complete=len(found) >= len(places))


def _ready(work: UnitOfWork, letter: Letter) -> tuple[bytes, tuple[SignaturePlace, ...], tuple[SignatureFound, ...]]:
    """The bytes that the next signature is appended to, the letter's places, and the signatures that it has."""
    require_status(letter, LetterStatus.PUT_UP)
    refuse_if_replaced(work, letter)
    put_up = held(work, letter, HeldForm.PUT_UP)
    places = work.signer.places(put_up)
    if why := _obstacle(work, letter, places):
        raise InvalidInput(why)
    if letter.final_kind is not FinalKind.ELECTRONIC:
        return put_up, places, ()
    last = held(work, letter, HeldForm.FINAL)
    return last, places, work.signer.inspect(last)


def _obstacle(work: UnitOfWork, letter: Letter, places: tuple[SignaturePlace, ...]) -> str:
    """Why a letter that was put up cannot be signed electronically, empty when it can."""
    if letter.letter_on is None or (letter.numbered and not letter.number):
        return _BY_PEN.format(title=letter.title)
    if letter.letter_on > work.clock.today():
        return f"{letter.title} bertanggal sesudah hari ini; tanda tangan elektronik mencatat waktu yang sebenarnya."
    if not places:
        return (
            f"{letter.title} tidak memberi tahu tempat tanda tangannya, karena diajukan dengan program versi lama; "
            "ganti surat ini untuk menandatanganinya secara elektronik."
        )
    return ""


def _left(places: tuple[SignaturePlace, ...], found: tuple[SignatureFound, ...]) -> tuple[SignaturePlace, ...]:
    """The places that nobody has signed; a signature made elsewhere names none and takes the first that is free."""
    taken = {one.place for one in found}
    free = [place for place in places if place.signer not in taken]
    elsewhere = sum(one.place is None for one in found)
    return tuple(free[elsewhere:])


def _open_place(letter: Letter, place: SignaturePlace) -> OpenPlace:
    block = letter.content.signatures[place.signer]
    return OpenPlace(signer=place.signer, post=block.post_line, name=block.person.name)


def _sound_day(found: SignatureFound, zone: tzinfo) -> date:
    """The day of a signature that may be filed; raises BadFile for one that does not hold."""
    certificate, when = found.certificate, found.signed_at
    if certificate is None or not found.intact:
        raise BadFile("Tanda tangan pada PDF itu rusak, atau berkasnya diubah sesudahnya; minta berkas aslinya.")
    if when is None:
        raise BadFile("Tanda tangan pada PDF itu tidak menyebut waktunya; tandatangani lagi dengan aplikasi lain.")
    if why := refusal(certificate, when, zone):
        raise BadFile(why)
    return when.astimezone(zone).date()


def _keep(work: UnitOfWork, letter: Letter, pdf: bytes, on: date, *, complete: bool) -> Letter:
    """Store the signed bytes; with the last signature the letter is signed."""
    if complete:
        return record_signature(work, letter, on, final=pdf, final_kind=FinalKind.ELECTRONIC)
    allow_day(work, letter, on)
    made = with_final(work, letter, pdf, FinalKind.ELECTRONIC)
    work.letters.save(made)
    return made
