"""An I'DIS pack or a reply to SBT as a folder: written whole or not at all, a paper at a time, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cases.errors import InvalidInput, Stopped
from cases.model.idis_pack import IdisPack, PackTarget
from cases.model.user import Actor
from cases.services import idis_pack
from desktop.files import write_file, writing_folder
from desktop.wiring import OpenOffice

if TYPE_CHECKING:
    from reports.idis_pack import PackedFile

MEGA = 1_000_000
"""Bytes of a megabyte, as web forms count it."""
LARGEST_LIMIT = 1_000.0
Tick = Callable[[float, str], object]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A pack that was written, and the names of files above the limit."""

    folder: Path
    count: int
    too_large: tuple[str, ...]
    pack: IdisPack


def checked_limit(megabytes: float) -> float:
    """Return a limit that can be meant; raises InvalidInput."""
    if not 0 < megabytes <= LARGEST_LIMIT:
        raise InvalidInput("Isi batas ukuran berkas dalam MB, misalnya 2 atau 0,5.", field="limit")
    return megabytes


def weigh(
    office: OpenOffice,
    actor: Actor,
    pack: IdisPack,
    tick: Tick = lambda _part, _words: None,
    stop: Stop = lambda: False,
) -> tuple[int, ...]:
    """Return the size of every file of a pack as it would be written; empty when stopped."""
    try:
        return tuple(len(data) for _packed, data in _papers(office, actor, pack, pack.largest_mb, tick, stop))
    except Stopped:
        return ()


def export(
    office: OpenOffice,
    actor: Actor,
    case_id: str,
    parent: Path,
    limit_mb: float | None = None,
    target: PackTarget = PackTarget.IDIS,
    tick: Tick = lambda _part, _words: None,
    stop: Stop = lambda: False,
) -> Packed:
    """Write the pack of a case into a new folder below ``parent``; every letter that leaves is in the log.

    A file above the limit is written as it is and named. Raises InvalidInput, DatabaseDamaged, BadFile, StorageError,
    Stopped; nothing is left then.
    """
    from reports.idis_pack import make_sheet  # noqa: PLC0415 - Excel, which the start need not wait for

    pack = office.read(idis_pack.idis_pack, actor, case_id, target)
    if not pack.documents:
        raise InvalidInput("Belum ada surat yang terbit dalam perkara ini; ajukan suratnya dahulu.")
    limit = checked_limit(pack.largest_mb if limit_mb is None else limit_mb)
    ids = tuple(document.letter_id for document in pack.documents)
    noted = False
    try:
        with writing_folder(parent / pack.folder) as folder:
            files = []
            for packed, data in _papers(office, actor, pack, limit, tick, stop):
                write_file(folder / packed.document.name, data)
                files.append(packed)
            write_file(folder / pack.sheet, make_sheet(pack, files, limit))
            office.write(idis_pack.note_pack, actor, ids, target)
            noted = True
    except BaseException:
        if noted:
            office.write(idis_pack.take_pack_back, actor, ids, target)
        raise
    too_large = tuple(one.document.name for one in files if one.too_large)
    return Packed(folder=parent / pack.folder, count=len(files), too_large=too_large, pack=pack)


def _papers(
    office: OpenOffice, actor: Actor, pack: IdisPack, limit: float, tick: Tick, stop: Stop
) -> Iterator[tuple[PackedFile, bytes]]:
    """Every paper as a PDF, one at a time; what is a PDF already keeps its bytes, or a signature would be lost."""
    from reports.idis_pack import PackedFile  # noqa: PLC0415 - Excel, which the start need not wait for
    from reports.packet import as_pdf, opens  # noqa: PLC0415 - pikepdf is slow to load

    for place, document in enumerate(pack.documents):
        if stop():
            raise Stopped("Paket dibatalkan; tidak ada yang tertinggal di folder tujuan.")
        tick(place / len(pack.documents), document.name)
        part = office.read(idis_pack.pack_part, actor, document.letter_id, receipt=document.receipt)
        opens(part)
        data = as_pdf(part)
        too_large = len(data) > limit * MEGA
        yield PackedFile(document=document, form=str(part.form), size=len(data), too_large=too_large), data
