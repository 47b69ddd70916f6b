"""Reading packs: from TOML to typed rules, with a sentence that names the line of a fault and what was expected."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from cases.errors import RegulationError
from cases.regulations.entries import Pack, with_defaults
from cases.regulations.faults import called
from cases.regulations.lines import line_of
from cases.regulations.misfits import misfit, unreadable
from cases.regulations.soundness import faults

LARGEST_BYTES: Final = 1_000_000
"""Of a pack's file; the longest that ships has a tenth of it."""
HIGHEST_VERSION: Final = 9_999

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A pack's identifier: it names files and stands before the @ of a version."""


def decode_file(data: bytes, name: str) -> str:
    """Return the text of a pack's file; raises RegulationError for one that is too large or not UTF-8."""
    if len(data) > LARGEST_BYTES:
        raise RegulationError(
            f"Berkas {name} berukuran {len(data):,} bita; paket aturan paling besar {LARGEST_BYTES:,} bita. "
            "Pilih berkas paket aturan.".replace(",", "."),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RegulationError(
            f"Berkas {name} tidak dapat dibaca, baris {line}: seharusnya teks UTF-8; simpan ulang sebagai UTF-8.",
            detail=str(error),
            line=line,
        ) from error
    return text.replace("\r\n", "\n")


def parse_pack(text: str, name: str) -> Pack:
    """Read a pack's TOML without asking whether its parts fit together; raises RegulationError as ``decode_pack``."""
    return with_defaults(decode_pack(text, name))


def decode_pack(text: str, name: str) -> Pack:
    """Read a pack's TOML as it is written, entries without what they have of the head; ``name`` is for the sentence.

    Raises RegulationError that names the line and what was expected there: a line that is no TOML, a field that is
    missing or unknown, a value of the wrong kind.
    """
    try:
        pack = msgspec.toml.decode(text, type=Pack)
        msgspec.json.encode(pack)  # no number in it may be too long to be written, as a hexadecimal one can be
    except msgspec.ValidationError as error:
        path, words = misfit(str(error), Pack)
        line = line_of(text, path)
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dibaca, baris {line} ({called(path)}): {words}.",
            detail=str(error),
            line=line,
        ) from error
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        line, words = unreadable(error, text)
        where = f", baris {line}" if line else ""
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dibaca{where}: {words}.", detail=str(error), line=line
        ) from error
    if not _ID.fullmatch(pack.head.id) or not 0 < pack.head.version <= HIGHEST_VERSION:
        field = "version" if _ID.fullmatch(pack.head.id) else "id"
        line = line_of(text, ("pack", field))
        wanted = f"bilangan 1 sampai {HIGHEST_VERSION}" if field == "version" else "huruf kecil, angka dan tanda hubung"
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dibaca, baris {line} ({called(('pack', field))}): seharusnya {wanted}.",
            line=line,
        )
    return pack


def read_pack(text: str, name: str) -> Pack:
    """Read a pack's TOML; raises RegulationError as ``parse_pack`` does, and for parts that do not fit together."""
    pack = parse_pack(text, name)
    for fault in faults(pack):
        line = line_of(text, fault.path)
        raise RegulationError(
            f"Paket aturan {name} tidak dapat dipakai, baris {line}: {fault.words}.", detail=fault.words, line=line
        )
    return pack
