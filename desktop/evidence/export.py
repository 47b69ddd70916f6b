"""A folder of originals with what proves them: written whole or not at all, a piece at a time, without Qt."""

from __future__ import annotations

import errno
import hashlib
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from cases.errors import BadFile, ConfirmationNeeded, DatabaseDamaged, NotFound, Stopped, StorageError
from cases.model.handover import HandedItem, Handover
from cases.model.user import Actor
from cases.services import evidence, evidence_handover
from desktop.files import writing, writing_folder
from desktop.wiring import OpenOffice
from reports.manifest import SUMS, papers, read_sums

WITHOUT = "ekspor tanpa"
"""The topic of what has to be allowed before a folder is made without damaged items; ``items`` are their ids."""
_ROOM = 1_000_000
"""Bytes besides the originals: the papers, and what a file system takes for itself."""
_STEP = 0.002
"""Of the whole: so often its progress is told."""
_MISSING = "asli di brankas rusak atau hilang saat diekspor"
Tick = Callable[[float, str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What is to be exported: of which report or case, which items (none: all of it); ``without`` are damaged ones."""

    report_id: str
    evidence_ids: tuple[str, ...] = ()
    case_id: str = ""
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A folder that was made; ``fingerprint`` is that of its list of sums, to be noted when it is handed over."""

    folder: Path
    count: int
    missing: tuple[str, ...]
    fingerprint: str


def export(
    office: OpenOffice,
    actor: Actor,
    order: ExportOrder,
    parent: Path,
    tick: Tick = lambda _part, _words: None,
    stop: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write a folder of originals below ``parent``.

    Raises ConfirmationNeeded (topic ``WITHOUT``) naming every damaged original, Stopped, StorageError, InvalidInput;
    nothing is left then.
    """
    missing = dict.fromkeys(order.without, _MISSING)
    plan = office.read(
        evidence_handover.plan_handover, actor, order.report_id, order.evidence_ids, missing, order.case_id
    )
    made = papers(plan)
    fingerprint = hashlib.sha256(made[SUMS]).hexdigest()
    place = parent / plan.folder
    run = _Run(office, actor, plan, f"{_kind_of(office, parent)}, folder {plan.folder}", fingerprint, tick, stop)
    try:
        with writing_folder(place) as folder:
            _check_room(folder, plan.size)
            run.copy_all(folder)
            for name, data in made.items():
                with writing(folder / name) as target:
                    target.write(data)
    except BaseException as error:
        run.take_back(error)
        if stop():
            raise Stopped("Ekspor dibatalkan; tidak ada yang tertinggal di folder tujuan.") from error
        raise
    left_out = tuple(item.label for item in plan.items if item.missing)
    return Exported(folder=place, count=len(plan.handed), missing=left_out, fingerprint=fingerprint)


@dataclass
class _Run:
    """The copying of one folder."""

    office: OpenOffice
    actor: Actor
    plan: Handover
    destination: str
    fingerprint: str
    tick: Tick
    stop: Callable[[], bool]
    done: int = 0
    told: float = 0.0
    copied: list[str] = field(default_factory=list)

    def copy_all(self, folder: Path) -> None:
        """Copy every original; a damaged one is named together with all that are."""
        damaged: list[HandedItem] = []
        for item in self.plan.handed:
            if self.stop():
                raise OSError(errno.ECANCELED, "stopped")
            try:
                if damaged:
                    self._look(item)
                else:
                    self._copy(folder, item)
            except (DatabaseDamaged, NotFound):
                damaged.append(item)
            except StorageError:  # the stick, or the vault's own disk: reading alone tells which
                if self.stop() or not self._problem(item):
                    raise
                damaged.append(item)
        if damaged:
            named = ", ".join(item.label for item in damaged)
            raise ConfirmationNeeded(
                f"Asli {named} di brankas rusak atau hilang, jadi tidak ada yang diekspor. Pulihkan dari cadangan, "
                "atau ekspor yang lain saja; daftarnya menyebut yang tidak disertakan.",
                WITHOUT,
                tuple(item.evidence_id for item in damaged),
            )

    def _copy(self, folder: Path, item: HandedItem) -> None:
        with writing(folder / item.name) as target:
            watched = _Watched(target, self.stop, lambda size: self._tell(item, size))
            self.copied.append(item.evidence_id)
            self.office.read(
                evidence_handover.hand_over, self.actor, item.evidence_id, watched, self.destination, self.fingerprint
            )

    def _look(self, item: HandedItem) -> None:
        """Only name what is damaged besides: nothing will be exported."""
        if problem := self._problem(item):
            raise DatabaseDamaged(problem)

    def _problem(self, item: HandedItem) -> str:
        return self.office.read(evidence.check_evidence, self.actor, item.evidence_id)

    def _tell(self, item: HandedItem, size: int) -> None:
        self.done += size
        part = min(self.done / max(self.plan.size, 1), 1.0)
        if part - self.told >= _STEP or part == 1.0:  # pieces of a video come by the ten thousand
            self.told = part
            self.tick(part, f"Mengekspor {item.name}")

    def take_back(self, error: BaseException) -> None:
        """Record that what was copied is gone again, and why."""
        if self.copied:
            why = "dihentikan" if self.stop() else getattr(error, "sentence", type(error).__name__)
            self.office.write(evidence_handover.take_back, self.actor, tuple(self.copied), why)


class _Watched(io.BytesIO):
    """A target that tells how much went through, and breaks off when the user wants it."""

    def __init__(self, target: IO[bytes], stop: Callable[[], bool], tell: Callable[[int], None]) -> None:
        super().__init__()
        self._target, self._stop, self._tell = target, stop, tell

    def write(self, data: bytes) -> int:  # type: ignore[override] # what the vault hands over is bytes
        """Write on, whole."""
        if self._stop():
            raise OSError(errno.ECANCELED, "stopped")
        self._target.write(data)
        self._tell(len(data))
        return len(data)


def _check_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + _ROOM:
        raise StorageError(
            f"Ruang di drive itu kurang: perlu {_mega(size + _ROOM)}, tersisa {_mega(free)}; kosongkan atau pakai "
            "drive lain."
        )


def _mega(size: int) -> str:
    return f"{-(-size // 1_000_000)} MB"


def _kind_of(office: OpenOffice, parent: Path) -> str:
    """What kind of place a folder is: its whole path would tell of the user's own folders."""
    try:
        here = parent.stat().st_dev in {office.home.path.stat().st_dev, Path.home().stat().st_dev}
    except OSError:
        return "tempat yang tidak dikenal"
    return "drive komputer ini" if here else "drive lain (USB atau jaringan)"


def checked(folder: Path, tick: Tick = lambda _part, _words: None) -> tuple[int, tuple[str, ...]]:
    """Compare an exported folder with its own list of sums, without any office; how many, and what is wrong.

    Raises BadFile when there is no list.
    """
    try:
        sums = read_sums((folder / SUMS).read_bytes().decode())
    except (OSError, ValueError) as error:
        raise BadFile(
            f"Folder ini tidak berisi {SUMS} yang utuh; pilih folder hasil ekspor bukti.", detail=repr(error)
        ) from error
    problems = []
    for place, (name, sha256) in enumerate(sums.items()):
        tick(place / len(sums), name)
        problems += _wrong(folder / name, sha256)
    known = {*sums, SUMS}
    try:
        strays = sorted(one.name for one in folder.iterdir() if one.name not in known)
    except OSError as error:  # pulled meanwhile
        raise BadFile(
            "Folder itu tidak lagi dapat dibaca; sambungkan drive-nya, lalu periksa sekali lagi.", detail=repr(error)
        ) from error
    problems += [f"{name}: tidak tercantum dalam daftar." for name in strays]
    return len(sums), tuple(problems)


def _wrong(file: Path, sha256: str) -> list[str]:
    try:
        with file.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return [f"{file.name}: tidak ada."]
    except (OSError, ValueError):  # the latter for a name that no disk knows
        return [f"{file.name}: tidak dapat dibaca."]
    return [] if found == sha256 else [f"{file.name}: berubah, sidik jarinya {found}."]
