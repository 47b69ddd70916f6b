"""From the first paint to an open office: opening, the recovery key, the first start, and calm words for what fails."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cases.errors import InvalidInput, KeyUnavailable, OfficeError, WrongKey
from desktop import __version__
from desktop.opening import NewOffice, Opener, is_no_office
from desktop.shell import Shell

if TYPE_CHECKING:  # all of this is loaded after the first paint
    from cases.model.office import Office
    from cases.model.user import Actor
    from desktop.pages.entry.first_start import FirstStartPage
    from desktop.pages.entry.new_office import NewOfficePage
    from desktop.pages.entry.recovery import EnrolPage, RecoveryPage
    from desktop.pages.entry.restore import RestorePage
    from desktop.tasks import Tasks
    from desktop.wiring import OpenOffice


class WayIn(QObject):
    """Shows the pages that lead to an open office.

    ``opened`` carries the office and, when somebody is in already (a new or a sample office), the actor, else None.
    ``begun`` says that an opening is under way, ``stopped`` that a page took its place. ``stray`` carries errors that
    no page takes.
    """

    begun = Signal()
    stopped = Signal()
    opened = Signal(object, object)
    stray = Signal(object)

    def __init__(self, shell: Shell, opener: Opener, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.shell = shell
        self.opener = opener
        self.tasks = tasks

    # -- opening

    def open(self) -> None:
        """Look for the office and open it in a worker; typing in the log-in goes on meanwhile."""
        self.begun.emit()
        self.tasks.submit_free(
            self.opener.open, owner=self, on_done=lambda office: self.opened.emit(office, None), on_error=self.failed
        )

    def failed(self, error: BaseException) -> None:
        """Show the page that an error of the opening leads to."""
        self.stopped.emit()
        if is_no_office(error):
            self.show_first_start()
        elif isinstance(error, KeyUnavailable | WrongKey):
            self.tasks.submit_free(
                self.opener.may_ask_enrolment,
                owner=self,
                on_done=partial(self._ask_recovery_key, error),
                on_error=lambda _error: self._ask_recovery_key(error, may_ask=False),
            )
        else:
            self.show_trouble(error, self.open)

    def show_trouble(self, error: BaseException, again: Callable[[], object]) -> None:
        """Show calmly what happened and what to do."""
        from desktop.crash import report_text  # noqa: PLC0415 - only when something went wrong
        from desktop.pages.entry.trouble import TroublePage  # noqa: PLC0415 - the same

        place = str(self.opener.home) if self.opener.home else ""
        page = TroublePage(error, place=place, report=report_text(__version__, error))
        page.again.connect(lambda: self._leave(page, again))
        page.quit_wanted.connect(self.shell.close)
        page.restore_wanted.connect(lambda: self._leave(page, lambda: self.show_restore(again)))
        self._front(page)

    # -- a backup

    def show_restore(self, back: Callable[[], object]) -> None:
        """Bring a backup back; ``back`` is where one who does not goes."""
        from desktop.pages.entry.restore import RestorePage  # noqa: PLC0415 - seldom shown

        page = RestorePage(self.tasks, self.opener.restoring, str(self.opener.folder()))
        page.steps.left.connect(lambda: self._leave(page, back))
        page.steps.taken.connect(partial(self._open_restored, page))
        self._front(page)
        page.steps.take_usual()

    def _open_restored(self, page: RestorePage, key: str) -> None:
        page.set_busy(busy=True)
        if key:
            self._try_key(page, key)
        else:
            self._leave(page, self.open)

    def _front(self, page: QWidget) -> None:
        self.shell.show_page(page)
        focus = getattr(page, "focus_first", None)
        if focus is not None:
            focus()

    def _leave(self, page: QWidget, then: Callable[[], object]) -> None:
        self.shell.drop(page)
        then()

    def _say_on(self, page: RecoveryPage | EnrolPage | FirstStartPage, error: BaseException) -> None:
        if isinstance(error, OfficeError):
            page.refuse(error.sentence)
        else:
            page.refuse("Langkah ini gagal; coba sekali lagi.")
            self.stray.emit(error)

    # -- the recovery key

    def _ask_recovery_key(self, error: BaseException, may_ask: bool) -> None:  # noqa: FBT001 - a worker's answer
        from desktop.pages.entry.recovery import RecoveryPage  # noqa: PLC0415 - seldom shown

        sentence = error.sentence if isinstance(error, OfficeError) else ""
        wrong = isinstance(error, WrongKey)
        page = RecoveryPage(
            self.tasks, "Kantor ini dibuka dengan kunci pemulihan." if wrong else sentence, may_ask=may_ask
        )
        page.submitted.connect(partial(self._try_key, page))
        page.enrolment_wanted.connect(partial(self._ask_enrolment, page))
        page.restore_wanted.connect(lambda: self._leave(page, lambda: self.show_restore(self.open)))
        page.quit_wanted.connect(self.shell.close)
        self._front(page)
        if wrong:
            page.refuse(sentence)

    def _try_key(self, page: RecoveryPage | RestorePage, text: str) -> None:
        def refused(error: BaseException) -> None:
            if isinstance(error, WrongKey):
                page.refuse(error.sentence)
            else:
                self._leave(page, lambda: self.failed(error))

        def opened(office: OpenOffice) -> None:
            self.shell.drop(page)
            if office.can_enrol and not office.enrolled:
                self._offer_enrolment(office)
            else:
                self.opened.emit(office, None)

        self.tasks.submit_free(lambda: self.opener.open(text), owner=page, on_done=opened, on_error=refused)

    def _ask_enrolment(self, page: RecoveryPage) -> None:
        self.tasks.submit_free(
            self.opener.ask_enrolment, owner=page, on_done=page.show_code, on_error=partial(self._say_on, page)
        )

    def _offer_enrolment(self, office: OpenOffice) -> None:
        from desktop.pages.entry.recovery import EnrolPage  # noqa: PLC0415 - seldom shown
        from desktop.wiring import RECOVERED  # noqa: PLC0415 - loaded by now

        page = EnrolPage(office.account)

        def go_on(_none: object = None) -> None:
            self._leave(page, lambda: self.opened.emit(office, None))

        def enrol() -> None:
            self.tasks.submit_write(
                lambda: office.enrol_this_account(RECOVERED),
                owner=page,
                on_done=go_on,
                on_error=partial(self._say_on, page),
            )

        page.passed.connect(go_on)
        page.enrol_wanted.connect(enrol)
        self._front(page)

    # -- the first start

    def show_first_start(self) -> None:
        """Offer a new office, or the sample."""
        self.tasks.submit_free(
            lambda: (str(self.opener.folder()), self.opener.has_sample()),
            owner=self,
            on_done=self._choose,
            on_error=partial(self.show_trouble, again=self.show_first_start),
        )

    def _choose(self, found: tuple[str, bool]) -> None:
        from desktop.pages.entry.first_start import FirstStartPage  # noqa: PLC0415 - seldom shown

        place, has_sample = found
        page = FirstStartPage(place, has_sample=has_sample)
        page.new_wanted.connect(lambda: self._leave(page, self.show_new_office))
        page.sample_wanted.connect(lambda: self._open_sample(page))
        page.restore_wanted.connect(lambda: self._leave(page, lambda: self.show_restore(self.show_first_start)))
        self._front(page)

    def show_new_office(self) -> None:
        """Ask for everything that a new office needs."""
        from desktop.pages.entry.new_office import NewOfficePage  # noqa: PLC0415 - seldom shown

        page = NewOfficePage(self.tasks)
        page.left.connect(lambda: self._leave(page, self.show_first_start))
        page.sheet_wanted.connect(partial(self._make_sheet, page))
        page.founded.connect(partial(self._found, page))
        self._front(page)

    def _make_sheet(self, page: NewOfficePage, office: Office) -> None:
        self.tasks.submit_free(
            lambda: self.opener.sheet(office),
            owner=page,
            on_done=lambda made: page.show_sheet(office, *made),
            on_error=partial(self._refuse_new, page),
        )

    def _found(self, page: NewOfficePage, new: NewOffice) -> None:
        self.tasks.submit_free(
            lambda: self.opener.found(new),
            owner=page,
            on_done=partial(self._in, page),
            on_error=partial(self._refuse_new, page),
        )

    def _refuse_new(self, page: NewOfficePage, error: BaseException) -> None:
        if isinstance(error, OfficeError):
            page.refuse(error)
        else:
            page.refuse(InvalidInput("Langkah ini gagal; coba sekali lagi."))
            self.stray.emit(error)

    def _open_sample(self, page: FirstStartPage) -> None:
        task = page.begin_sample()

        def work() -> tuple[OpenOffice, Actor]:
            return self.opener.open_sample() if self.opener.has_sample() else self.opener.make_sample(task.report)

        self.tasks.submit_free(
            work, owner=page, on_done=partial(self._in, page), on_error=partial(self._say_on, page), task=task
        )

    def _in(self, page: QWidget, made: tuple[OpenOffice, Actor]) -> None:
        self._leave(page, lambda: self.opened.emit(*made))
