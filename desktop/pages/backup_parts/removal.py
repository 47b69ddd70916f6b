"""Taking a backup away for good: why, and what is lost with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cases.errors import OfficeError
from cases.model.backup import BackupSet
from desktop import messages
from desktop.backups.wiring import OfficeBackups
from desktop.backups.words import moment_words
from desktop.desk import Desk
from desktop.dialogs.discard import ReasonDialog

_GOES = "Cadangan ini hilang dari tempatnya untuk selamanya, beserta berkas bukti yang tidak dipakai cadangan lain."
_OTHER_SHEET = "Cadangan ini terbuka dengan lembar pemulihan {}, bukan yang kini: mungkin satu-satunya dari masa itu."


def ask_remove(
    desk: Desk, parent: QWidget, backups: OfficeBackups, one: BackupSet, done: Callable[[], object]
) -> ReasonDialog:
    """Ask why a set goes, and take it away; ``done`` is told once it is gone."""
    same = one.sheet in ("", desk.office.sheet)
    lines = (_GOES,) if same else (_GOES, _OTHER_SHEET.format(one.sheet))
    title = f"Hapus cadangan {moment_words(one.made_at, desk.office.clock.time_zone)}?"
    dialog = ReasonDialog(parent, title, lines, "Hapus", danger=True)

    def go() -> None:
        dialog.form.set_busy(busy=True)
        actor, reason = desk.actor, str(dialog.reason.value())
        desk.tasks.submit_write(lambda: backups.remove(actor, one, reason), owner=dialog, on_done=gone, on_error=failed)

    def gone(_none: None) -> None:
        dialog.accept()
        done()

    def failed(error: BaseException) -> None:
        if isinstance(error, OfficeError):
            dialog.refuse(error)
        else:
            messages.show_error(parent, error)

    dialog.form.submitted.connect(go)
    dialog.open()
    return dialog
