"""What SQLite and SQLCipher report, as one sentence for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from cases.errors import DatabaseBusy, DatabaseDamaged, InvalidInput, OfficeError, StorageError

BUSY = "Basis data sedang dipakai jendela atau perintah lain; tunggu sebentar lalu coba lagi."
DAMAGED = (
    "Berkas basis data rusak atau terpotong, atau drive-nya gagal dibaca: periksa drive; bila tetap begini, jangan "
    "menimpanya, pulihkan dari cadangan terakhir."
)

NO_TEXT = "Isian memuat tanda rusak yang tidak dapat disimpan; ketik ulang isian yang disalin dari tempat lain."

NO_ROOM = "Penyimpanan penuh atau drive gagal: kosongkan ruang di drive kantor, lalu ulangi."
"""Of the index that SQLite lays beside its log when it begins to work on a file."""
UNSURE = (
    "Drive gagal membaca atau menulis, dan belum pasti apakah perubahan ini tersimpan. Periksa drive dan ruangnya, "
    "buka lagi kantor ini, dan lihat dahulu sebelum mengulang."
)
"""What was handed over before a failed fsync may be there or not: that shows when the database is opened next."""

_FAILURES: dict[str, tuple[type[OfficeError], str]] = {
    "SQLITE_BUSY": (DatabaseBusy, BUSY),
    "SQLITE_LOCKED": (DatabaseBusy, BUSY),
    "SQLITE_PROTOCOL": (DatabaseBusy, BUSY),
    "SQLITE_NOTADB": (DatabaseDamaged, DAMAGED),
    "SQLITE_CORRUPT": (DatabaseDamaged, DAMAGED),
    "SQLITE_FULL": (
        StorageError,
        "Penyimpanan penuh: perubahan ini tidak disimpan. Kosongkan ruang di drive lalu ulangi.",
    ),
    "SQLITE_READONLY": (
        StorageError,
        "Folder kantor hanya dapat dibaca: perubahan ini tidak disimpan. Minta hak menulis kepada admin lalu ulangi.",
    ),
    "SQLITE_PERM": (
        StorageError,
        "Akun Anda tidak berhak membuka berkas basis data. Minta hak kepada admin lalu ulangi.",
    ),
    "SQLITE_CANTOPEN": (
        StorageError,
        "Basis data tidak dapat dibuka: periksa apakah foldernya masih ada, boleh ditulis, dan drive tidak penuh.",
    ),
    "SQLITE_IOERR_SHMSIZE": (StorageError, NO_ROOM),
    "SQLITE_IOERR": (StorageError, UNSURE),
    "SQLITE_NOMEM": (StorageError, "Memori komputer habis: tutup program lain lalu ulangi."),
}

_UNNAMED = {
    "disk I/O error": "SQLITE_IOERR",
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database is locked": "SQLITE_BUSY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "out of memory": "SQLITE_NOMEM",
}
"""The driver's backup leaves out the error's name; SQLite's own words for it, which do not change."""


def failure_of(error: BaseException) -> OfficeError | None:
    """Return the sentence for a failure of the machine or the file; None for a mistake of ours (a bug)."""
    if isinstance(error, sa.exc.StatementError) and error.orig is not None:
        error = error.orig
    if isinstance(error, UnicodeEncodeError):
        return InvalidInput(NO_TEXT, detail=error.reason)
    if isinstance(error, sa.exc.TimeoutError):  # every connection of the pool is in use
        return DatabaseBusy(BUSY, str(error))
    if not isinstance(error, sqlcipher.Error):
        return None
    name = str(getattr(error, "sqlite_errorname", "")) or _UNNAMED.get(str(error), "")
    for known, (kind, sentence) in _FAILURES.items():
        if name == known or name.startswith(known + "_"):
            return kind(sentence, f"{name}: {error}")
    return None


@contextmanager
def told() -> Iterator[None]:
    """Turn failures of the machine or the file into ``OfficeError``; let everything else pass as it is."""
    try:
        yield
    except UnicodeEncodeError as error:  # half a character, as a broken clipboard gives it
        raise InvalidInput(NO_TEXT, detail=error.reason) from error
    except (sa.exc.SQLAlchemyError, sqlcipher.Error) as error:
        failure = failure_of(error)
        if failure is None:
            raise
        raise failure from error
