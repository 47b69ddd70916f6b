"""Whether a letter is one of this office's, unchanged and in force: asked by a file, or by the code on its paper.

A file is known by its bytes first. One that differs is known again by the code that its PDF tells, and what differs is
said. A code alone proves nothing about a paper: whoever asks is told what the letter says, to compare.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from cases.errors import BadFile
from cases.letters.check_code import find_code, is_draft, read_code
from cases.model.electronic import SignatureFound
from cases.model.letter import FinalKind, Letter, LetterStatus
from cases.model.office import TimeZone
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.letter_chain import SIGNED, successor
from cases.services.access import service
from cases.services.letter_forms import HeldForm, held
from cases.services.letter_signature import siblings
from cases.services.settling import the_office
from cases.services.trust import trusted_bytes

_FEWER: Final = "Berkas ini surat kantor ini dengan sebagian tanda tangannya; bentuk akhirnya memuat lebih banyak."
_MORE: Final = (
    "Berkas ini memuat surat kantor ini tanpa perubahan, ditambah tanda tangan elektronik yang tidak tercatat di sini."
)


class Verdict(StrEnum):
    """What is known of a letter that somebody asks about; only ``GOOD`` may be relied on as it is.

    ``KNOWN`` is a code of a letter in force: the paper that carries it may say something else.
    """

    GOOD = "asli dan berlaku"
    KNOWN = "diterbitkan dan berlaku; cocokkan isinya"
    ADDED = "asli, dengan tambahan"
    UNSIGNED = "belum ditandatangani"
    OUTDATED = "asli, tetapi usang"
    VOID = "batal"
    CHANGED = "diubah"
    DRAFT = "konsep"
    UNKNOWN = "tidak dikenal"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAnswer:
    """What is known of a letter: the verdict, sentences that say why, and the letter itself where it is known.

    ``whose`` is the number of the case or report and who is accused, to compare with the paper. ``signatures`` are the
    electronic ones on the file that was asked about.
    """

    verdict: Verdict
    sentences: tuple[str, ...]
    letter: Letter | None = None
    whose: str = ""
    signatures: tuple[SignatureFound, ...] = ()
    time_zone: TimeZone = TimeZone.WIB


@service(Right.READ)
def check_code(work: UnitOfWork, actor: Actor, code: str) -> LetterAnswer:
    """Answer for the code on a paper, as typed or as read from its square code; raises InvalidInput for no code."""
    letter = work.letters.by_short_code(read_code(code))
    if letter is None:
        return LetterAnswer(
            verdict=Verdict.UNKNOWN,
            sentences=("Kode ini tidak ada pada surat mana pun dari kantor ini.",),
            time_zone=the_office(work).time_zone,
        )
    compare = "Kode saja tidak membuktikan isi kertasnya: bandingkan dengan data di bawah ini."
    return _answer(work, letter, Verdict.KNOWN, ("Kode ini milik surat yang dibuat kantor ini.", compare))


@service(Right.READ)
def check_file(work: UnitOfWork, actor: Actor, data: bytes) -> LetterAnswer:
    """Answer for a file; raises BadFile for one that is no letter's PDF and none that the office holds."""
    letter = work.letters.by_fingerprint(hashlib.sha256(data).hexdigest())
    if letter is not None:
        return _answer(work, letter, Verdict.GOOD, _same(letter, data), _signatures(work, data))
    try:
        words = work.signer.words(data)
    except BadFile as error:
        raise BadFile(
            "Berkas ini bukan PDF surat yang utuh. Foto, pindaian, dan salinan Word tidak dapat dicocokkan dari "
            "berkasnya: ketik kode di kaki surat.",
            error.detail,
        ) from error
    code = find_code(words)
    letter = work.letters.by_short_code(code) if code else None
    if letter is not None:
        return _differing(work, letter, data)
    if is_draft(words):
        said = "Ini salinan konsep dari program ini, bukan surat yang diterbitkan."
        return LetterAnswer(verdict=Verdict.DRAFT, sentences=(said,), time_zone=the_office(work).time_zone)
    return LetterAnswer(
        verdict=Verdict.UNKNOWN,
        sentences=(
            "Berkas ini bukan surat yang diterbitkan kantor ini, atau bukan berkas aslinya.",
            "Pindaian tidak dapat dicocokkan dari berkasnya: bila ini pindaian, ketik kode di kaki suratnya.",
        ),
        signatures=_signatures(work, data),
        time_zone=the_office(work).time_zone,
    )


def letter_facts(answer: LetterAnswer) -> tuple[tuple[str, str], ...]:
    """Return what the letter says, to be compared with a paper; empty for one that is not known."""
    letter = answer.letter
    if letter is None:
        return ()
    signers = "; ".join(block.person.name for block in letter.content.signatures if block.person.name)
    facts = (
        ("Surat", letter.title),
        ("Nomor", letter.number or ("diisi tangan" if letter.numbered else "tidak bernomor")),
        ("Tanggal", _day(letter.letter_on)),
        ("Penanda tangan", signers),
        ("Berkas", answer.whose),
        ("Status", str(letter.status)),
        ("Kode surat", letter.short_code),
    )
    return tuple((title, value) for title, value in facts if value)


def _same(letter: Letter, data: bytes) -> tuple[str, ...]:
    """What is said of a file whose bytes the office holds."""
    put_up = hashlib.sha256(data).hexdigest() == letter.sha256
    form = "yang diajukan untuk ditandatangani" if put_up else f"bentuk akhirnya ({letter.final_kind})"
    said = f"Berkas ini diterbitkan kantor ini dan tidak berubah sedikit pun: {form}."
    if put_up and letter.final_kind is FinalKind.ELECTRONIC:
        return (
            said,
            "Berkas ini belum bertanda tangan elektronik; bentuk akhirnya yang bertanda tangan ada di kantor ini.",
        )
    return (said,)


def _differing(work: UnitOfWork, letter: Letter, data: bytes) -> LetterAnswer:
    """What is said of a file that names a letter of the office and is not one of its forms."""
    put_up = held(work, letter, HeldForm.PUT_UP)
    signatures = _signatures(work, data)
    if not work.signer.only_signed(put_up, data) or not all(one.intact for one in signatures):
        said = (
            "Surat ini diterbitkan kantor ini, tetapi berkas ini SUDAH DIUBAH: isinya tidak sama dengan yang disimpan.",
            "Jangan dipakai; minta salinan dari kantor ini.",
        )
        return _answer(work, letter, Verdict.CHANGED, said, signatures)
    final = held(work, letter, HeldForm.FINAL) if letter.final_kind is FinalKind.ELECTRONIC else b""
    more = _FEWER if final.startswith(data) else _MORE
    return _answer(work, letter, Verdict.ADDED, (more,), signatures)


def _answer(
    work: UnitOfWork,
    letter: Letter,
    verdict: Verdict,
    said: tuple[str, ...],
    signatures: tuple[SignatureFound, ...] = (),
) -> LetterAnswer:
    """Add how the letter stands: a good file of a letter that is void is void."""
    standing, more = _standing(work, letter)
    unsound = verdict in {Verdict.GOOD, Verdict.KNOWN, Verdict.ADDED} and standing is not Verdict.GOOD
    return LetterAnswer(
        verdict=standing if unsound else verdict,
        sentences=(*said, *more),
        letter=letter,
        whose=_whose(work, letter),
        signatures=signatures,
        time_zone=the_office(work).time_zone,
    )


def _standing(work: UnitOfWork, letter: Letter) -> tuple[Verdict, tuple[str, ...]]:
    """How the letter stands today, and the sentences that say so."""
    newer = successor(siblings(work, letter), letter.id)
    replaced: tuple[str, ...] = ()
    if newer is not None and newer.status in SIGNED:
        named = f"nomor {newer.number}" if newer.number else newer.title
        replaced = (f"Penggantinya: {named}, {_day(newer.letter_on)}.",)
    if letter.status is LetterStatus.VOID:
        since = _void_since(work, letter)
        when = f" sejak {long_date(since)}" if since else ""
        return Verdict.VOID, (f"Surat ini BATAL{when}: {letter.void_reason.rstrip('.')}.", *replaced)
    if letter.status is LetterStatus.PUT_UP:
        return Verdict.UNSIGNED, ("Surat ini sudah diajukan tetapi belum ditandatangani.",)
    if letter.outdated:
        return Verdict.OUTDATED, (f"Surat ini usang: {letter.outdated.rstrip('.')}.", *replaced)
    return Verdict.GOOD, ()


def _void_since(work: UnitOfWork, letter: Letter) -> date | None:
    """The day on which the letter became void, by the log; None where its values were disposed of."""
    zone = the_office(work).time_zone.zone
    for entry in work.audit.of_record((letter.id,)):
        if entry.changes.get("status", ("", ""))[1] == LetterStatus.VOID.value:
            return datetime.fromisoformat(entry.at).astimezone(zone).date()
    return None


def _signatures(work: UnitOfWork, data: bytes) -> tuple[SignatureFound, ...]:
    """The electronic signatures on a file; none on a picture."""
    try:
        return work.signer.inspect(data, trusted_bytes(work))
    except BadFile:
        return ()


def _whose(work: UnitOfWork, letter: Letter) -> str:
    if letter.case_id is not None:
        case = work.cases.get(letter.case_id)
        return f"Perkara {case.number}, {case.respondent.name}"
    if letter.report_id is not None:
        report = work.reports.get(letter.report_id)
        named = letter.content.values.get("terlapor.nama", "")
        return f"Laporan {report.number}, {named}" if named else f"Laporan {report.number}"
    return "Surat kantor"


def _day(day: date | None) -> str:
    return long_date(day) if day else "tanpa tanggal"
