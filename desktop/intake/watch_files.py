"""Forms of the watch as files, without Qt: a round's into a folder at once, filled ones from files and folders."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cases.errors import BadFile, InvalidInput, OfficeError, Stopped
from cases.handed_names import plain_name
from cases.model.user import Actor
from cases.services import watch_forms
from cases.services.watch_reading import HandedForm
from desktop.files import read_file, write_file, writing_folder

if TYPE_CHECKING:
    from desktop.wiring import OpenOffice

MOST_BYTES: Final = 50_000_000
"""A filled form with pictures in it; a larger file is none."""
_MEDIA: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xls": "application/vnd.ms-excel",
    ".csv": "text/csv",
}
_FOREIGN: Final = (".ods",)
"""What cannot be read and may be a form all the same: it is refused by name instead of passed over in silence."""
_LOCKS: Final = ("~$", ".~lock.")
"""What Excel and LibreOffice leave beside a file that is open."""
Tick = Callable[[float, str], object]
Stop = Callable[[], bool]


def write_forms(
    office: OpenOffice,
    actor: Actor,
    round_id: str,
    number: str,
    parent: Path,
    units: Sequence[str] | None = None,
    tick: Tick = lambda _part, _words: None,
    stop: Stop = lambda: False,
) -> tuple[Path, tuple[str, ...]]:
    """Write the forms of a round into a new folder below ``parent``; return it and the names of its files.

    All of them or none: what was written is taken away when it is stopped. Raises NotAllowed, InvalidInput,
    StorageError, Stopped.
    """
    from reports.watch_form import make_watch_form  # noqa: PLC0415 - Excel, which the start need not wait for

    place = parent / plain_name(f"Formulir pemantauan {number.replace('/', '-')}")
    with writing_folder(place) as folder:
        sheets, _ = office.write(watch_forms.prepare_forms, actor, round_id, units)
        for done, sheet in enumerate(sheets):
            if stop():
                raise Stopped("Pembuatan formulir dibatalkan; tidak ada yang tertinggal di folder tujuan.")
            tick(done / len(sheets), sheet.unit)
            write_file(folder / sheet.file_name, make_watch_form(sheet))
    return place, tuple(sheet.file_name for sheet in sheets)


def form_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files to read: those that were named, and of folders all that may be forms, with their subfolders.

    Raises InvalidInput when there is none.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (one for one in sorted(path.rglob("*")) if one.is_file() and _may_be_form(one))
            found |= dict.fromkeys(inside)
        else:
            found[path] = None
    if not found:
        raise InvalidInput("Tidak ada berkas Excel atau CSV di situ; pilih berkas formulir yang dikembalikan.")
    return tuple(found)


def read_forms(
    paths: Sequence[Path], tick: Tick = lambda _part, _words: None, stop: Stop = lambda: False
) -> tuple[HandedForm, ...]:
    """Read filled forms in any order; one that cannot be read bears the sentence why. Raises Stopped."""
    found = []
    for done, path in enumerate(paths):
        if stop():
            raise Stopped("Pembacaan formulir dibatalkan; tidak ada yang disimpan.")
        tick(done / len(paths), path.name)
        found.append(_read(path))
    return tuple(found)


def _may_be_form(path: Path) -> bool:
    return path.suffix.casefold() in {*_MEDIA, *_FOREIGN} and not path.name.startswith(_LOCKS)


def _read(path: Path) -> HandedForm:
    from reports.watch_reader import read_watch_form  # noqa: PLC0415 - Excel, which the start need not wait for

    media = _MEDIA.get(path.suffix.casefold(), "application/octet-stream")
    data = b""
    try:
        data = read_file(path, MOST_BYTES)
        if len(data) >= MOST_BYTES:
            raise BadFile(f"Berkas {path.name} terlalu besar untuk sebuah formulir; pilih berkas lain.")
        sheet = read_watch_form(data, path.name)
    except OfficeError as error:
        return HandedForm(name=path.name, data=data, sha256=_sha256(data), media_type=media, fault=error.sentence)
    return HandedForm(name=path.name, data=data, sha256=_sha256(data), media_type=media, sheet=sheet)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
