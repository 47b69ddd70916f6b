"""What a letter is, as captions and values."""

from __future__ import annotations

from cases.model.letter import Letter, LetterStatus
from cases.model.office import TimeZone
from cases.rules.dates import long_date, short_date
from cases.rules.nip import show_nip
from cases.services.letter_view import LetterView
from desktop.full_names import full_name


def letter_facts(view: LetterView, zone: TimeZone) -> list[tuple[str, str]]:
    """What the letter is, from top to bottom."""
    letter, template = view.letter, view.template
    verified = "sudah diverifikasi" if template.verified else "belum diverifikasi"
    signers = "\n".join(
        _signer(block.post_line, block.person.name, block.person.nip) for block in letter.content.signatures
    )
    facts = [
        ("Templat", f"{template.title}\nVersi {template.version}, {verified}"),
        ("Nomor surat", _number(view)),
        ("Tanggal surat", long_date(letter.letter_on) if letter.letter_on else _blank_day(view)),
        ("Penanda tangan", signers),
        ("Sifat", template.access.capitalize() or "Biasa"),
        ("Kertas", str(letter.paper)),
        ("Tembusan", "\n".join(letter.content.copies)),
        ("Dibuat", f"{full_name(letter.made_by)}, {short_date(zone.day(letter.made_at))}"),
    ]
    if letter.short_code:
        facts.append(("Kode surat", "\n".join((letter.short_code, *_prints(letter)))))
    return facts


def _prints(letter: Letter) -> list[str]:
    """The fingerprints of what is held, shortened: enough to tell two files apart."""
    held = (("SHA-256", letter.sha256), ("akhir", letter.final_sha256), ("tanda terima", letter.receipt_sha256))
    return [f"{name} {digits[:8]}…{digits[-8:]}" for name, digits in held if digits]


def _signer(post: str, name: str, nip: str) -> str:
    return "\n".join(part for part in (post, name, f"NIP {show_nip(nip)}" if nip else "") if part)


def _number(view: LetterView) -> str:
    letter = view.letter
    if letter.number:
        return letter.number
    if not letter.numbered:
        return "Tidak bernomor"
    if letter.status is LetterStatus.DRAFT:
        return "Diisi tangan" if view.blank else "Dipastikan saat diajukan"
    return "Diisi tangan, dicatat saat ditandatangani"


def _blank_day(view: LetterView) -> str:
    if view.letter.status is LetterStatus.DRAFT and not view.blank:
        return "Dipastikan saat diajukan"
    return "Diisi tangan"
