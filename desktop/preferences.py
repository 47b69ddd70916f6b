"""What this account of the computer likes: light or dark, widths of columns, the printer. Nothing of a case."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

from desktop import theme

_FILE = "tampilan.ini"
SYSTEM = "system"
_LOCK_AFTER = 10
_LATEST_LOCK = 60
_CLIPBOARD_SECONDS = 60
_MOST_SECONDS = 3600
_MOST_COPIES = 50
_MOST_MEGABYTES = 1_000.0
_MOST_DISMISSED = 5_000


class Preferences:
    """A small file in the account's own settings folder, or ``file`` where one is given."""

    def __init__(self, file: Path | None = None) -> None:
        if file is None:
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
            file = Path(folder) / "netralitas" / _FILE
        self._kept = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def look(self) -> str:
        """Light, dark, or SYSTEM for what the desktop of the computer shows."""
        kept = str(self._kept.value("look", SYSTEM))
        return kept if kept in {*theme.Mode, SYSTEM} else SYSTEM

    @look.setter
    def look(self, look: str) -> None:
        self._kept.setValue("look", look)

    @property
    def clipboard_seconds(self) -> int:
        """After how many seconds what the program copied is cleared, 0 for not by itself."""
        kept = str(self._kept.value("clipboard", _CLIPBOARD_SECONDS))
        return min(int(kept), _MOST_SECONDS) if kept.isdecimal() else _CLIPBOARD_SECONDS

    @clipboard_seconds.setter
    def clipboard_seconds(self, seconds: int) -> None:
        self._kept.setValue("clipboard", seconds)

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without a key or the mouse the screen is locked; nobody can switch it off."""
        kept = str(self._kept.value("lock-minutes", str(_LOCK_AFTER)))
        return min(max(int(kept), 1), _LATEST_LOCK) if kept.isdecimal() else _LOCK_AFTER

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._kept.setValue("lock-minutes", str(minutes))

    @property
    def printer(self) -> str:
        """The printer used last, or ""."""
        return str(self._kept.value("printer", ""))

    @printer.setter
    def printer(self, name: str) -> None:
        self._kept.setValue("printer", name)

    def copies(self, kind: str) -> int:
        """How many copies of letters of a kind were printed last, 1 before the first."""
        kept = str(self._kept.value(f"copies/{kind}", "1"))
        return min(max(int(kept), 1), _MOST_COPIES) if kept.isdecimal() else 1

    def keep_copies(self, kind: str, copies: int) -> None:
        """Remember how many copies were printed."""
        self._kept.setValue(f"copies/{kind}", copies)

    @property
    def folder(self) -> Path:
        """The folder saved to last while it is still there, else the user's own."""
        kept = str(self._kept.value("folder", ""))
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._kept.setValue("folder", str(folder))

    @property
    def upload_limit(self) -> float:
        """The megabytes above which a file of an I'DIS pack is marked, 0 where nobody set any."""
        try:
            kept = float(str(self._kept.value("upload-limit", "0")))
        except ValueError:  # a file that somebody edited
            return 0.0
        return kept if 0 < kept <= _MOST_MEGABYTES else 0.0

    @upload_limit.setter
    def upload_limit(self, megabytes: float) -> None:
        self._kept.setValue("upload-limit", str(megabytes))

    @property
    def certificate(self) -> Path | None:
        """Where the signer's certificate used last lies, None before the first; its password is kept nowhere."""
        kept = str(self._kept.value("certificate", ""))
        return Path(kept) if kept else None

    @certificate.setter
    def certificate(self, path: Path) -> None:
        self._kept.setValue("certificate", str(path))

    @property
    def noted(self) -> tuple[str, int]:
        """The day (ISO) of the last note from the tray, "" before the first, and how many due dates it told late."""
        day, _, late = str(self._kept.value("noted", "")).partition(" ")
        return (day, int(late)) if late.isdecimal() else ("", 0)

    @noted.setter
    def noted(self, note: tuple[str, int]) -> None:
        self._kept.setValue("noted", f"{note[0]} {note[1]}")

    @property
    def watched(self) -> Path | None:
        """The folder into which a scanner or a phone puts files, None when none is watched."""
        kept = str(self._kept.value("watched/folder", ""))
        return Path(kept) if kept else None

    @property
    def watched_since(self) -> int:
        """From when on files in it are new (nanoseconds since 1970)."""
        kept = str(self._kept.value("watched/since", "0"))
        return int(kept) if kept.isdecimal() else 0

    @watched_since.setter
    def watched_since(self, since: int) -> None:
        self._kept.setValue("watched/since", str(since))

    def watch(self, folder: Path | None, since: int = 0) -> None:
        """Watch another folder from a moment on, or none; what was dismissed is forgotten."""
        self._kept.setValue("watched/folder", str(folder) if folder is not None else "")
        self.watched_since = since
        self._kept.setValue("watched/dismissed", "")

    @property
    def dismissed(self) -> frozenset[str]:
        """The keys of files in it that nobody wants to be offered again."""
        return frozenset(str(self._kept.value("watched/dismissed", "")).split())

    def dismiss(self, keys: Iterable[str]) -> None:
        """Add to them; the oldest are forgotten once there are too many."""
        kept = str(self._kept.value("watched/dismissed", "")).split()
        new = [key for key in keys if key not in kept]
        self._kept.setValue("watched/dismissed", " ".join([*kept, *new][-_MOST_DISMISSED:]))

    def widths(self, table: str) -> dict[str, int]:
        """The widths of a table's columns that the user has set, by column key."""
        try:
            kept = json.loads(str(self._kept.value(f"widths/{table}", "{}")))
            return {str(key): int(width) for key, width in kept.items()}
        except (ValueError, AttributeError, TypeError):  # a file that somebody edited
            return {}

    def keep_widths(self, table: str, widths: dict[str, int]) -> None:
        """Keep the widths of a table's columns."""
        self._kept.setValue(f"widths/{table}", json.dumps(widths))
