"""What is derived from evidence after it was taken in: an item at a time, while nobody waits for it.

Small picture and look first, then the text inside. The queue is what the database lacks, so that it goes on where it
stood after any restart.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cases.changes import ChangeSet
from cases.errors import BadFile, OfficeError
from cases.model.evidence import Evidence
from cases.model.marks import SeenText
from cases.model.user import Right
from cases.services import evidence, evidence_text
from cases.services.evidence_text import TextWaiting
from desktop import __version__
from desktop.crash import report_text
from desktop.desk import Desk
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.tesseract import Tesseract

_log = logging.getLogger("netralitas.evidence")
_LATER_MS: Final = 1500
"""Left alone for so long, so that an import or a page comes first."""
MOST_MEGABYTES: Final = 100
"""Larger files are not read for their text: they would lie in memory twice."""


def read_item(media_type: str, data: bytes, tesseract: Tesseract | None, stop: Callable[[], bool]) -> SeenText:
    """Return the text of a picture or PDF; raises ReadingFailed, ReadingStopped. For a worker."""
    if media_type == "application/pdf":
        from desktop.evidence.pdf_text import read_pdf  # noqa: PLC0415 - QtPdf, which no start waits for

        try:
            return read_pdf(data, tesseract, stop)
        except BadFile:
            return SeenText(reader="PDF yang tidak dapat dibuka")
    if tesseract is None:
        raise ValueError("a picture is read by a program")
    from reports.picture_text import read_picture  # noqa: PLC0415 - Pillow, the same

    return read_picture(data, tesseract, stop)


def make_small(media_type: str, data: bytes) -> tuple[bytes | None, int | None]:
    """Return the small picture of an item and how it looks; pages of text all look alike. For a worker."""
    from reports.pictures import PillowPictures  # noqa: PLC0415 - Pillow, which no start waits for

    pictures = PillowPictures()
    if media_type != "application/pdf":
        return pictures.thumbnail(data), pictures.look(data)
    from desktop.evidence.pdf_text import first_page  # noqa: PLC0415 - QtPdf, the same

    try:
        return pictures.thumbnail(first_page(data)), None
    except BadFile:
        return None, None


def find_reader() -> Tesseract | None:
    """Look for the program that reads pictures. For a worker."""
    from reports.tesseract import find_tesseract  # noqa: PLC0415 - only where there is evidence

    return find_tesseract()


class EvidenceQueue(QObject):
    """Works for a desk whose user may add evidence; ``stop`` it before the desk goes.

    ``tesseract`` reads pictures, None while none was found; ``sought`` says that it was looked for. ``moved`` after
    each item, and when there is nothing more to do. ``find`` looks for the program, in a worker.
    """

    moved = Signal()

    def __init__(self, desk: Desk, find: Callable[[], Tesseract | None] = find_reader) -> None:
        super().__init__(desk)
        self._desk, self._find = desk, find
        self._refused: set[str] = set()
        self._unread: set[str] = set()
        self._indexed = False
        self._over = False
        self._task: Task | None = None
        self.tesseract: Tesseract | None = None
        self.sought = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.look)
        self.runs = False
        if desk.may(Right.MANAGE_EVIDENCE):
            desk.changed.connect(self._changed)
            self._later.start()

    @property
    def lacks_reader(self) -> bool:
        """Whether the program that reads pictures was looked for in vain."""
        return self.sought and self.tesseract is None

    @property
    def failed(self) -> int:
        """How many items could not be read in this session; the next one tries again."""
        return len(self._unread)

    def stop(self) -> None:
        """Do no more; what is being read is given up, and waits for the next time."""
        self._over = True
        self._later.stop()
        if self._task is not None:
            self._task.cancel()
        self.runs = False

    def look_again(self) -> None:
        """Try once more what failed, and look for the program that reads pictures."""
        self._unread.clear()
        self.sought = False
        self.tesseract = None
        if not self.runs:
            self.look()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.concerns("evidence") and not self.runs:
            self._later.start()

    def look(self) -> None:
        """Go on with the oldest item that nobody has looked at, then with the oldest that nobody has read."""
        if self._over:
            return
        self._later.stop()  # else it would begin a second round beside this one, which nothing could stop
        if self._desk.imports:
            self.runs = False
            self._later.start()
            return
        self.runs = True
        self._desk.ask(evidence.underived, len(self._refused) + 1).then(self, self._derive, self._end)

    def _end(self, _error: OfficeError | None = None) -> None:
        self.runs = False
        self.moved.emit()

    # -- small picture and look

    def _derive(self, waiting: tuple[str, ...]) -> None:
        item = next((one for one in waiting if one not in self._refused), None)
        if item is None:
            self._index()
            return

        def failed(_error: OfficeError) -> None:
            self._refused.add(item)  # a damaged original: its failure is on record, and it is told when it is read
            self.look()

        def keep(made: tuple[bytes | None, int | None]) -> None:
            self._desk.do(evidence.keep_derived, item, *made).then(self, lambda _none: self.look(), failed)

        def make(found: tuple[Evidence, bytes | None]) -> None:
            kind, data = found[0].media_type, found[1]
            if data is None:
                keep((None, None))
            else:
                self._desk.tasks.submit_free(lambda: make_small(kind, data), owner=self, on_done=keep)

        self._desk.ask(evidence.original, item).then(self, make, failed)

    # -- text

    def _index(self) -> None:
        """Once in a session: let the search know what an older version took in."""
        if self._over:
            return
        if self._indexed:
            self._desk.ask(evidence_text.how_many_wait).then(self, self._seek, self._end)
            return

        def told(count: int) -> None:
            self._indexed = not count
            self._index()

        self._desk.do(evidence_text.index_missing).then(self, told, self._end)

    def _seek(self, waiting: TextWaiting) -> None:
        """Look for the program once there is something to be read by it; it may have been put there meanwhile."""
        if self._over:
            return
        if not waiting.pictures + waiting.papers:
            self._end()
        elif self.tesseract is None:
            self._desk.tasks.submit_free(self._find, owner=self, on_done=self._found)
        else:
            self._next()

    def _found(self, tesseract: Tesseract | None) -> None:
        self.tesseract, self.sought = tesseract, True
        self._next()

    def _next(self) -> None:
        if self._over:
            return
        wanted = self._desk.ask(evidence_text.waiting, len(self._unread) + 1, pictures=self.tesseract is not None)
        wanted.then(self, self._read, self._end)

    def _read(self, waiting: tuple[Evidence, ...]) -> None:
        item = next((one for one in waiting if one.id not in self._unread), None)
        if item is None or self._over:
            self._end()
        elif item.size > MOST_MEGABYTES * 1_000_000:
            self._keep(item, SeenText(reader=f"lebih besar dari {MOST_MEGABYTES} MB, tidak dibaca"))
        else:
            given = self._desk.ask(evidence_text.original, item.id)
            given.then(self, partial(self._work, item), partial(self._failed, item))

    def _work(self, item: Evidence, data: bytes) -> None:
        if self._over:
            return
        task = self._task = Task()
        tesseract = self.tesseract
        self._desk.tasks.submit_free(
            lambda: read_item(item.media_type, data, tesseract, lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=partial(self._keep, item),
            on_error=partial(self._failed, item),
        )

    def _keep(self, item: Evidence, seen: SeenText) -> None:
        self._task = None
        self._desk.do(evidence_text.keep_text, item.id, seen).then(
            self, lambda _none: self._go_on(), partial(self._failed, item)
        )

    def _failed(self, item: Evidence, error: BaseException) -> None:
        """Leave an item for this session; a damaged original is on record already."""
        self._task = None
        if not isinstance(error, OfficeError):
            _log.error("the text of an item could not be read\n%s", report_text(__version__, error))
        self._unread.add(item.id)
        self._go_on()

    def _go_on(self) -> None:
        self.moved.emit()
        self.look()
