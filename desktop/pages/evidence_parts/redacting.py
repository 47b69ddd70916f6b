"""Making a redacted copy of an item: its original is read and shown in the editor, and what comes of it is put in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cases.errors import OfficeError
from cases.model.evidence import Evidence
from cases.model.marks import Mark
from cases.services import evidence_redaction, evidence_text
from cases.services.evidence import StagedFile, throw_away
from cases.services.evidence_redaction import RedactionSource
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.pages.evidence_parts.redaction_draft import RedactionDraft
from desktop.tasks import Task

if TYPE_CHECKING:  # Pillow and QtPdf, which the tiles need not wait for
    from desktop.widgets.redaction_editor import RedactionEditor
    from desktop.widgets.redaction_pages import Pages


class Redacting(QObject):
    """Opens the editor for an item; ``saved`` gives the copy that went in, in a list. ``editor`` is None until then."""

    saved = Signal(list)

    def __init__(self, host: EvidenceHost) -> None:
        super().__init__(host.widget)
        self._host, self._desk = host, host.desk
        self.editor: RedactionEditor | None = None
        self._pages: Pages | None = None
        self._drawing = Task()
        self._draft = RedactionDraft(host.desk, self)

    def shown(self, item: Evidence) -> bool:
        """Whether to offer it."""
        return self._host.may_add and evidence_redaction.may_be_redacted(item)

    @staticmethod
    def called(item: Evidence) -> str:
        """What it is called for an item."""
        return "Sunting lagi" if item.derived_from else "Salinan tersunting"

    def open(self, evidence_id: str) -> None:
        """Read the original of an item, for a redacted copy its own, and show it with the marks to start from."""
        item = self._host.item(evidence_id)
        if item is None or not self._host.at_home:
            return
        self._host.notice.say()
        task = self._host.progress.start(f"Membuka {item.label}…")
        self._desk.ask(evidence_redaction.redaction_source, evidence_id).then(
            self, lambda source: self._load(task, item, source), self._refused
        )

    # -- opening

    def _load(self, task: Task, item: Evidence, source: RedactionSource) -> None:
        if task.cancelled:
            return

        def load() -> Callable[[], None]:
            from desktop.widgets.redaction_pages import Pages, image_of  # noqa: PLC0415 - as above

            pages = Pages(source.data, source.original.media_type)
            picture = pages.page(0)
            image = image_of(picture)
            return lambda: self._show(item, source, pages, lambda made: made.show_page(0, picture, image))

        self._desk.tasks.submit_free(load, owner=self, task=task, on_done=lambda show: show(), on_error=self._refused)

    def _show(
        self, item: Evidence, source: RedactionSource, pages: Pages, show: Callable[[RedactionEditor], None]
    ) -> None:
        self._host.progress.hide()
        if not self._host.at_home:
            return
        self._pages = pages
        editor = self._made()
        again = item.derived_from is not None
        title = item.title if again else f"{source.original.title} (tersunting)"
        reason = item.description if again else ""
        editor.start(source.original, pages.count, source.marks, title, reason, has_words=source.has_words)
        show(editor)
        if again:
            words = f"Tanda {item.label} dipakai lagi di {source.original.label}, aslinya; hasilnya salinan baru."
            editor.notice.say(words, role="infoBox")
        self._draft.watch(editor, item.id, lambda: self._bring(editor))

    def _bring(self, editor: RedactionEditor) -> None:
        if self._host.at_home and self._pages is not None:
            self._host.bring(editor)
            editor.canvas.setFocus()

    def _made(self) -> RedactionEditor:
        from desktop.widgets.redaction_editor import RedactionEditor  # noqa: PLC0415 - see above

        if self.editor is None:
            self.editor = RedactionEditor()
            self.editor.left.connect(self._leave)
            self.editor.save_wanted.connect(self._save)
            self.editor.page_wanted.connect(self._turn)
            self.editor.preview_wanted.connect(self._preview)
            self.editor.words_wanted.connect(self._find)
            self.editor.changed.connect(self._draft.follow)
            self.editor.hidden.connect(self._draft.settle)
        return self.editor

    def _refused(self, error: BaseException) -> None:
        self._host.progress.hide()
        self._host.refused(error)

    def _leave(self) -> None:
        editor, self._pages = self.editor, None
        self._drawing.cancel()
        self._draft.drop()
        self._host.back(editor.original.id if editor is not None and editor.original is not None else "")
        if editor is not None:
            editor.clear()

    # -- pages

    def _turn(self, page: int) -> None:
        """Draw another page; one that is still being drawn is no longer wanted."""
        from desktop.widgets.redaction_pages import image_of  # noqa: PLC0415 - see above

        editor, pages = self.editor, self._pages
        if editor is None or pages is None:
            return
        self._drawing.cancel()

        def draw() -> Callable[[], None]:
            picture = pages.page(page)
            image = image_of(picture)
            return lambda: editor.show_page(page, picture, image)

        self._drawing = self._desk.tasks.submit_free(
            draw, owner=self, on_done=lambda show: show(), on_error=self._complain
        )

    def _preview(self) -> None:
        """Draw the page in sight as the copy will have it."""
        from desktop.widgets.redaction_pages import image_of  # noqa: PLC0415 - see above
        from reports.redaction import marked  # noqa: PLC0415 - see above

        editor = self.editor
        if editor is None or editor.picture is None:
            return
        page, picture = editor.canvas.page, editor.picture
        marks = [mark for mark in editor.sheet.marks if mark.place.page == page]
        self._desk.tasks.submit_free(
            lambda: image_of(marked(picture, marks)),
            owner=self,
            on_done=lambda image: editor.show_preview(page, image),
            on_error=self._complain,
        )

    def _find(self, words: str) -> None:
        """Ask where words were read, for boxes over them."""
        editor = self.editor
        if editor is None or editor.original is None:
            return
        self._desk.ask(evidence_text.places_of, editor.original.id, words).then(
            self, lambda places: editor.cover(places, words), self._complain
        )

    # -- saving

    def _save(self) -> None:
        editor, pages = self.editor, self._pages
        if editor is None or pages is None or editor.original is None:
            return
        original, marks = editor.original, editor.sheet.marks
        title, reason = editor.panel.copy_title.value(), editor.panel.reason.value()
        editor.set_busy(busy=True)
        task = editor.progress.start("Membuat salinan tersunting…", on_cancel=lambda: editor.set_busy(busy=False))
        self._desk.tasks.submit_free(
            lambda: self._make(pages, original, marks, task),
            owner=self,
            task=task,
            on_done=lambda staged: self._store(original, staged, marks, title, reason),
            on_error=self._complain,
        )

    def _make(self, pages: Pages, original: Evidence, marks: tuple[Mark, ...], task: Task) -> StagedFile:
        """Draw the copy and encrypt it, before any transaction; its name tells nothing of what the original's did."""
        data = pages.redacted(marks, lambda share: task.report(share * 0.9), lambda: task.cancelled)
        kind = "pdf" if data.startswith(b"%PDF-") else "png"
        staged = self._desk.office.stage(data, f"{original.label} tersunting.{kind}")
        if task.cancelled:
            throw_away([staged])
        return staged

    def _store(self, original: Evidence, staged: StagedFile, marks: tuple[Mark, ...], title: str, reason: str) -> None:
        self._desk.do(evidence_redaction.add_redacted, original.id, staged, marks, title, reason).then(
            self, lambda copy: self._stored(original, copy), self._complain
        )

    def _stored(self, original: Evidence, copy: Evidence) -> None:
        self._pages = None
        self._draft.drop()
        if self.editor is not None:
            self.editor.set_busy(busy=False)
            self.editor.clear()
        self._host.back()
        self._host.notice.say(f"Salinan tersunting {copy.label} dibuat dari {original.label}; aslinya tetap utuh.")
        self.saved.emit([copy])

    def _complain(self, error: BaseException) -> None:
        """Say in the editor what did not work; its marks stay."""
        if self.editor is not None:
            self.editor.set_busy(busy=False)
        if not isinstance(error, OfficeError) or self.editor is None:
            raise error
        self.editor.notice.say(error.sentence, role="errorBox")
