"""The window's run: log-in first, the office opened behind it, then its pages; locking, closing, and what fails."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from cases.errors import LoginRefused, OfficeError, SessionOver
from desktop import __version__, theme
from desktop.guard.clipboard import ClipboardGuard
from desktop.opening import Opener
from desktop.pages.entry.log_in import LogInPage
from desktop.preferences import SYSTEM, Preferences
from desktop.shell import Shell

if TYPE_CHECKING:  # all of this is loaded after the first paint
    from cases.model.user import Actor
    from cases.services.log_in import Leaving
    from desktop.backups.closing import ClosingBackup
    from desktop.crash import CrashGuard
    from desktop.evidence.opened_copies import OpenedCopies
    from desktop.guard.screen_lock import ScreenLock
    from desktop.session import Session
    from desktop.tasks import Tasks
    from desktop.way_in import WayIn
    from desktop.wiring import OpenOffice

_OPENING = "Membuka kantor ..."
_NOT_CHECKED = "Kata sandi tidak dapat diperiksa; coba sekali lagi."
_ABOUT = "Penanganan pelanggaran netralitas ASN"
_SAMPLE = "Data contoh: semua orang, surat, dan perkara di sini rekaan. Hapus di Pengaturan bila sudah selesai mencoba."
_HELD = "Salinan {names} masih dibuka program lain. Tutup program itu, lalu hapus lagi."
_HELD_STILL = "Salinan {names} dari sesi sebelumnya masih dibuka program lain; tutup, lalu mulai ulang Netralitas."
_UNEXPECTED = (
    "Terjadi kesalahan yang tidak terduga; pekerjaan terakhir mungkin belum tersimpan. Ulangi, dan bila terjadi lagi "
    "salin rinciannya dan kirimkan kepada admin. Rincian tidak memuat isi perkara."
)


def run_window(options: argparse.Namespace) -> int:
    """Show the window until it is closed; return the exit status."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):  # somebody made a Qt core without windows
        raise TypeError("a window needs a QApplication")
    app.setApplicationName("Netralitas")
    app.setApplicationVersion(__version__)
    preferences = Preferences()
    theme.install(app, look_of(app, preferences))
    opener = Opener(options.home, options.recovery_key_file)
    program = Program(opener, preferences=preferences, username=options.user or "")
    program.start()
    return app.exec()


def look_of(app: QApplication, preferences: Preferences) -> theme.Mode:
    """Light or dark, as the user or his computer wants it."""
    return theme.system_mode(app) if preferences.look == SYSTEM else theme.Mode(preferences.look)


class Program(QObject):
    """One run: the log-in, and the office's window once somebody is in.

    ``ready`` follows each time the office's pages come to the front, ``ended`` the last work before the window goes.
    """

    ready = Signal()
    ended = Signal()
    _crashed = Signal(str)

    def __init__(self, opener: Opener, *, preferences: Preferences, username: str = "") -> None:
        super().__init__()
        self.opener = opener
        self.preferences = preferences
        self.shell = Shell()
        self.log_in_page = LogInPage(username)
        self.office: OpenOffice | None = None
        self.session: Session | None = None
        self.closing: ClosingBackup | None = None
        self.tasks: Tasks | None = None
        self.way_in: WayIn | None = None
        self.copies: OpenedCopies | None = None
        self.clipboard = ClipboardGuard(preferences, QApplication.instance())
        self._guard: CrashGuard | None = None
        self._pending: tuple[str, str] | None = None
        self._lock: ScreenLock | None = None
        self._over = False
        self._crashed.connect(self._show_crash, Qt.ConnectionType.QueuedConnection)
        self.shell.may_close = self._may_close
        self.log_in_page.submitted.connect(self.log_in)

    def start(self) -> None:
        """Show the log-in; everything else begins once it is on the screen."""
        self.shell.first_painted.connect(lambda: QTimer.singleShot(0, self, self._begin))
        self.log_in_page.say(_OPENING)
        self.shell.show_page(self.log_in_page)
        self.shell.open()
        self.log_in_page.focus_first()

    def _begin(self) -> None:
        from desktop.evidence.opened_copies import OpenedCopies  # noqa: PLC0415 - after the first paint
        from desktop.tasks import Tasks  # noqa: PLC0415 - the same
        from desktop.way_in import WayIn  # noqa: PLC0415 - the same

        self.tasks = Tasks(self.tell, self)
        self.way_in = WayIn(self.shell, self.opener, self.tasks, self)
        self.way_in.begun.connect(self._opening)
        self.way_in.stopped.connect(self._opening_stopped)
        self.way_in.opened.connect(self._opened)
        self.way_in.stray.connect(self.tell)
        self.copies = self.copies or OpenedCopies()
        self.way_in.open()
        self.tasks.submit_free(self.copies.wipe_left, owner=self, on_done=self._tell_held)

    def work(self) -> Tasks:
        """The pools; there once the first picture is."""
        if self.tasks is None:
            raise RuntimeError("nothing works before the first paint")
        return self.tasks

    # -- the office

    def _opening(self) -> None:
        self.shell.show_page(self.log_in_page)
        self.log_in_page.say(_OPENING)

    def _opening_stopped(self) -> None:
        self.log_in_page.set_busy("")
        self._pending = None

    def _opened(self, office: OpenOffice, actor: Actor | None) -> None:
        self.office = office
        hint = ""
        if office.sample:
            from desktop.sample.case import ADMIN, CLERK  # noqa: PLC0415 - only a sample office shows its passwords

            known = (f"{one.username}: {one.password}" for one in (CLERK, ADMIN))
            hint = "\n".join(("Data contoh, nama pengguna: kata sandi", *known))
        self.log_in_page.show_office(office.name, hint)
        self._warn(office)
        self._watch(office)
        if actor is not None:
            self._enter(office, actor)
            return
        self.shell.show_page(self.log_in_page)
        self.log_in_page.focus_first()
        if self._pending is not None:
            pending, self._pending = self._pending, None
            self.log_in(*pending)

    def _watch(self, office: OpenOffice) -> None:
        """Log what nobody took, without values, beside the office."""
        from desktop.crash import CrashGuard  # noqa: PLC0415 - after the first paint

        try:
            self._guard = CrashGuard(office.home.path / "logs", __version__, self._crashed.emit)
        except OSError:  # the office works without its log of crashes; the disk will say so elsewhere
            return
        self._guard.install()

    def _unwatch(self) -> None:
        if self._guard is not None:
            self._guard.remove()
            self._guard = None

    # -- in

    def log_in(self, username: str, password: str) -> None:
        """Check name and password in a worker (argon2 takes its time); before the office is open, remember them."""
        office = self.office
        if office is None:
            self._pending = (username, password)
            self.log_in_page.set_busy(_OPENING)
            return
        self.log_in_page.set_busy("Memeriksa ...")
        self.work().submit_free(
            lambda: office.log_in(username, password),
            owner=self,
            on_done=partial(self._admit, office, password),
            on_error=self._log_in_refused,
        )

    def _log_in_refused(self, error: BaseException) -> None:
        if isinstance(error, LoginRefused):
            self.log_in_page.refuse(error.sentence, error.wait)
        elif isinstance(error, OfficeError):
            self.log_in_page.refuse(error.sentence)
        else:
            self.log_in_page.refuse(_NOT_CHECKED)
            self.tell(error)

    def _admit(self, office: OpenOffice, password: str, actor: Actor) -> None:
        """Let somebody in, once he has a password of his own."""
        if not actor.must_change:
            self._enter(office, actor)
            return
        from desktop.own_password import ask_own_password  # noqa: PLC0415 - seldom asked

        def left() -> None:
            self.shell.show_page(self.log_in_page)
            self.log_in_page.focus_first()

        self.log_in_page.succeed()
        ask_own_password(
            self.shell, self.work(), office, actor, password, partial(self._enter, office), left, self.tell
        )

    def _warn(self, office: OpenOffice) -> None:
        """Say over every page what everyone must know; asked at each log-in, for a clock may be set meanwhile."""
        self.shell.set_banner(_SAMPLE if office.sample else office.warning)

    def _enter(self, office: OpenOffice, actor: Actor) -> None:
        """Show the office's pages: the session that waits behind the lock, or a new one."""
        self._warn(office)
        self.log_in_page.succeed()
        if self.session is not None and self.session.desk.actor == actor:
            self._open_curtain(same=True)
            self.session.come_back()
        else:
            self._open_curtain(same=False)
            self._leave_session()
            self._begin_session(office, actor)
        self.ready.emit()

    def _begin_session(self, office: OpenOffice, actor: Actor) -> None:
        from desktop.backups.wiring import OfficeBackups  # noqa: PLC0415 - loaded while the clerk typed
        from desktop.desk import Desk  # noqa: PLC0415 - the same
        from desktop.session import Session  # noqa: PLC0415 - the same

        office.before_risk = OfficeBackups(office).before_risk
        desk = Desk(office, actor, self.work(), self.tell, self, copies=self.copies)
        self.session = Session(desk, self.shell, self.preferences, self)
        self.session.main.lock_wanted.connect(self.lock)
        self.session.main.mode_changed.connect(self._look_changed)
        if self._lock is None:
            from desktop.guard.screen_lock import ScreenLock  # noqa: PLC0415 - the same

            self._lock = ScreenLock(self.shell, lambda: self.preferences.lock_minutes, lambda: self.work().busy, self)
            self._lock.wanted.connect(self.lock)

    def _leave_session(self) -> None:
        if self.session is not None:
            self.session.end()
            self._note_leaving("log-out")
            self.session = None
        if self.copies is not None:
            self.work().submit_free(self.copies.wipe, owner=self)

    def _open_curtain(self, *, same: bool) -> None:
        if self._lock is not None:
            self._lock.open_curtain(same=same)

    def lock(self) -> None:
        """Put the log-in before the session and hide its windows; what was typed stays, and is kept as a draft."""
        session = self.session
        if session is not None and session.in_front:
            session.go_behind(self.log_in_page)
            if self._lock is not None:
                self._lock.close_curtain()
            self.log_in_page.lock(session.desk.actor.name, session.desk.actor.full_name)
            self.clipboard.clear()
            self._note_leaving("lock")

    def _note_leaving(self, how: Leaving) -> None:
        """Write behind the screen that a session is locked or left; should the disk be full, the lock holds anyway."""
        office, session = self.office, self.session
        if office is not None and session is not None and not self.work().closed:
            actor = session.desk.actor
            self.work().submit_write(lambda: office.leave(actor, how), owner=self, on_error=lambda _error: None)

    def _end_session(self, error: SessionOver) -> None:
        """The account was switched off or changed: back to the log-in, which says why."""
        self.lock()
        self.shell.show_page(self.log_in_page)
        self.log_in_page.say_why(error.sentence)

    # -- what the settings ask for

    @property
    def look(self) -> str:
        """Light, dark, or as the computer has it."""
        return self.preferences.look

    def set_look(self, look: str) -> None:
        """Show everything in this look, now and at the next start."""
        self.preferences.look = look
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.set_mode(look_of(app, self.preferences))
        if self.session is not None:
            self.session.main.show_mode()

    @property
    def clipboard_seconds(self) -> int:
        """After how many seconds what was copied is cleared, 0 for not by itself."""
        return self.preferences.clipboard_seconds

    def set_clipboard_seconds(self, seconds: int) -> None:
        """Clear it after another time, from the next copy on."""
        self.preferences.clipboard_seconds = seconds

    @property
    def lock_minutes(self) -> int:
        """After how many minutes the screen is locked."""
        return self.preferences.lock_minutes

    def set_lock_minutes(self, minutes: int) -> None:
        """Lock after so many minutes from now on."""
        self.preferences.lock_minutes = minutes
        if self._lock is not None:
            self._lock.restart()

    def _look_changed(self, look: str) -> None:
        self.preferences.look = look

    def delete_sample(self) -> None:
        """Throw the sample office away and begin again."""
        office, session = self.office, self.session
        if office is None or session is None:
            return
        from desktop.wiring import delete_sample  # noqa: PLC0415 - loaded by now

        actor = session.desk.actor
        self._start_over("Menghapus data contoh ...", lambda: delete_sample(office, actor))

    def begin_again(self, words: str, work: Callable[[], object] = lambda: None) -> None:
        """Close the office, do this meanwhile, and open it anew; ``words`` say what is being done."""
        office = self.office
        if office is None:
            return

        def closed() -> None:
            office.close()
            work()

        self._start_over(words, closed)

    def _start_over(self, words: str, work: Callable[[], object]) -> None:
        """Leave the session and the office to ``work``, once nothing else is under way; then open what is there."""
        way_in = self.way_in
        if way_in is None:
            return
        self._leave_session()
        self._unwatch()
        self.office = None
        self.shell.set_banner("")
        self.shell.show_page(self.log_in_page)
        self.log_in_page.show_office(_ABOUT)
        self.log_in_page.set_busy(words)

        def done(_result: object) -> None:
            self.log_in_page.set_busy("")
            way_in.open()

        def begin() -> None:
            self.work().submit_write(
                work, owner=self, on_done=done, on_error=lambda error: way_in.show_trouble(error, way_in.open)
            )

        if self.work().busy:
            self.work().idle.connect(begin, Qt.ConnectionType.SingleShotConnection)
        else:
            begin()

    # -- going

    def _may_close(self) -> bool:
        """Close at once when nothing is open; else let the work end first, and then close by itself."""
        if self.closing is not None:  # pressed once more: he does not want to wait
            self.closing.leave()
            return False
        if self._over or self.tasks is None:
            return True
        if self.session is not None and not self.session.main.close():
            return False
        self._over = True
        if self.session is not None:
            self.session.stop()
        self.clipboard.clear()
        self._note_leaving("close")
        self.shell.setEnabled(False)
        self.shell.setWindowTitle("Netralitas – menyimpan dan menutup ...")
        if self.tasks.busy:
            self.tasks.idle.connect(self._back_up, Qt.ConnectionType.SingleShotConnection)
        else:
            self._back_up()
        return False

    def _back_up(self) -> None:
        """Back up what was changed before the office is closed; who was never let in has changed nothing."""
        office = self.office
        if office is None or self.session is None:
            self._close_office()
            return
        from desktop.backups.closing import ClosingBackup  # noqa: PLC0415 - only when something may have changed

        self.closing = ClosingBackup(office, self.work(), self.shell, self)
        self.closing.done.connect(self._close_office)
        self.closing.start()

    def _close_office(self) -> None:
        """Close the database and wipe opened copies in a worker, now that nothing is written or read any more."""
        self.closing = None
        office, copies = self.office, self.copies

        def work() -> tuple[str, ...]:
            try:
                if office is not None:
                    office.close()
            finally:
                left = copies.close() if copies is not None else ()
            return left

        def failed(error: BaseException) -> None:
            self.tell(error)
            self._end(())

        self.work().submit_write(work, owner=self, on_done=self._end, on_error=failed)

    def _tell_held(self, names: tuple[str, ...]) -> None:
        """Say of copies of an earlier run that they are still there."""
        if names:
            from desktop import messages  # noqa: PLC0415 - seldom shown

            messages.show_sentence(self.shell, _HELD_STILL.format(names=", ".join(names)))

    def _ask_held(self, names: tuple[str, ...], copies: OpenedCopies) -> None:
        """Let the user close the program that holds a copy; what he leaves is wiped at the next start."""
        from desktop import messages  # noqa: PLC0415 - seldom shown

        self.shell.setEnabled(True)
        messages.ask(
            self.shell,
            _HELD.format(names=", ".join(names)),
            "Hapus lagi",
            lambda: self.work().submit_free(copies.wipe_left, owner=self, on_done=self._end),
            refuse="Biarkan, hapus saat Netralitas dibuka lagi",
            on_no=lambda: self._end(()),
        )

    def _end(self, left: tuple[str, ...]) -> None:
        if left and self.copies is not None:
            self._ask_held(left, self.copies)
            return
        self._unwatch()
        if self._lock is not None:
            self._lock.stop()
        self.office = None
        self.clipboard.stop()
        self.work().shutdown()
        self.shell.close()
        self.ended.emit()

    # -- what goes wrong

    def tell(self, error: BaseException) -> None:
        """Say what went wrong and was not taken by the page that asked."""
        from desktop import messages  # noqa: PLC0415 - only when something went wrong

        if isinstance(error, SessionOver):
            self._end_session(error)
        elif isinstance(error, OfficeError):
            messages.show_error(self.shell, error)
        elif self._guard is not None:
            self._guard.take(error)
        else:
            from desktop.crash import report_text  # noqa: PLC0415 - the same

            self._show_crash(report_text(__version__, error))

    def _show_crash(self, report: str) -> None:
        from desktop import messages  # noqa: PLC0415 - only when something went wrong

        messages.show_report(self.shell, _UNEXPECTED, report)
