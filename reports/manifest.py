"""The papers of a folder of originals: a list for Excel, sums, and how to check it with certutil alone."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import re
from string import Template
from typing import Final

from cases.model.handover import HandedItem, Handover
from cases.rules.media_types import PROGRAM, is_program, words_of
from resources import read_text

MANIFEST: Final = "manifest.csv"
SUMS: Final = "SHA256SUMS.txt"
GUIDE: Final = "PETUNJUK.html"

_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"0\d+|\d{12,}|\d+[eE]\d+")
"""What Excel would take for a number and show as another one."""
_SUM_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *]([^\\/\r\n]+)")
_OPENED_WITH_CARE: Final = ("text/html", "multipart/related", "message/rfc822", "application/zip", PROGRAM)
_CARE: Final = (
    "Di sini ada halaman web, arsip, atau program yang disimpan apa adanya. Cukup periksa sidik jarinya; "
    "bukalah hanya di komputer yang boleh dipakai untuk itu."
)


def papers(handover: Handover) -> dict[str, bytes]:
    """Return the files beside the originals, by name; the last one, the sums, covers the others and all originals."""
    manifest = manifest_csv(handover)
    made = {MANIFEST: manifest, GUIDE: guide_html(handover, hashlib.sha256(manifest).hexdigest())}
    sums = [(item.sha256, item.name) for item in handover.handed]
    sums += [(hashlib.sha256(data).hexdigest(), name) for name, data in made.items()]
    return {**made, SUMS: "".join(f"{sha256} *{name}\n" for sha256, name in sums).encode()}


def read_sums(text: str) -> dict[str, str]:
    """Return the fingerprints of a list of sums by file name; raises ValueError for what is none."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        match = _SUM_LINE.fullmatch(line)
        if match is None or match[2] in {".", ".."} or match[2] in found:
            raise ValueError(line)
        found[match[2]] = match[1]
    if not found:
        raise ValueError("no line")
    return found


def manifest_csv(handover: Handover) -> bytes:
    """Return the list of the items as Excel in Indonesia opens it: semicolons, UTF-8 with its mark, texts that stay."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    titles = [title for title, _ in handover.items[0].facts] if handover.items else []
    writer.writerow(["Bukti", "Berkas", "Keadaan", "Jenis", "Ukuran (byte)", "SHA-256", *titles])
    for item in handover.items:
        told = (item.label, "" if item.missing else item.name, _state(item), words_of(item.media_type), str(item.size))
        writer.writerow([_text(words) for words in (*told, item.sha256, *(words for _, words in item.facts))])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _state(item: HandedItem) -> str:
    if item.missing:
        return f"Tidak disertakan: {item.missing}"
    return f"Salinan tersunting dari {item.made_from}" if item.made_from else "Asli"


def _text(words: str) -> str:
    """A cell that Excel neither computes nor turns into another number."""
    line = " ".join(words.split())
    return f"'{line}" if _FORMULA.match(line) or (_NUMBER.fullmatch(line)) else line


def guide_html(handover: Handover, manifest_sha256: str) -> bytes:
    """Return the page that tells how to check the folder on a Windows PC; it runs nothing and fetches nothing."""
    checked = [(item.name, item.sha256, _about(item)) for item in handover.handed]
    checked.append((MANIFEST, manifest_sha256, "Daftar bukti beserta keterangannya"))
    filled = Template(read_text("papers/evidence-guide.html")).substitute(
        title=html.escape(handover.title),
        office=html.escape(handover.office),
        made_at=html.escape(handover.made_at),
        made_by=html.escape(handover.made_by),
        head=html.escape(handover.head),
        count=len(handover.handed),
        sums=SUMS,
        warnings=_warnings(handover),
        files="".join(_block(*one) for one in checked),
    )
    return filled.encode()


def _about(item: HandedItem) -> str:
    facts = dict(item.facts)
    where = ", ".join(part for part in (facts.get("Platform"), facts.get("Akun"), facts.get("Waktu unggah")) if part)
    return f"{_state(item)}. {where}".strip(" .") + f". {_size(item.size)}"


def _warnings(handover: Handover) -> str:
    """What must be known before anything is opened: what is missing, and files that do more than show something."""
    missing = [item for item in handover.items if item.missing]
    lines = "".join(f"<li>{html.escape(item.label)}: {html.escape(item.missing)}</li>" for item in missing)
    told = f'<div class="bad">Tidak disertakan dalam folder ini:<ul>{lines}</ul></div>\n' if missing else ""
    if any(item.media_type in _OPENED_WITH_CARE or is_program(item.media_type, item.name) for item in handover.handed):
        told += f'<p class="warn">{_CARE}</p>\n'
    return told


def _block(name: str, sha256: str, about: str) -> str:
    command = f'certutil -hashfile "{name}" SHA256'
    return (
        f"<section><h3>{html.escape(name)}</h3><p>{html.escape(about)}</p>"
        f"<pre class=command>{html.escape(command)}</pre>"
        f"<p class=must>Harus keluar:</p><pre>{sha256}</pre></section>\n"
    )


def _size(size: int) -> str:
    return f"{size:,} byte".replace(",", ".")
