"""The pane beside the tiles: everything recorded of one item of evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cases.model.evidence import Evidence
from cases.model.office import TimeZone
from cases.rules.dates import day_and_month
from cases.services.evidence import CustodyLine
from cases.services.evidence_alike import Alike
from desktop import theme
from desktop.full_names import named
from desktop.guard import clipboard
from desktop.widgets.basic import Card, Elided, button, hairline, icon_button, label, row, snug
from desktop.widgets.evidence_act import Act
from desktop.widgets.evidence_files import size_words
from desktop.widgets.evidence_tile import paint_picture
from desktop.widgets.evidence_words import (
    Checked,
    act_words,
    alike_words,
    icon_of,
    moment_words,
    short_hash,
    state_look,
    stated_words,
)
from desktop.widgets.fields import LongTextField
from desktop.widgets.form import scrolled
from desktop.widgets.parting import clear
from desktop.widgets.pill import Pill

_PREVIEW_HEIGHT = 168
_WHO_WIDTH = 84
_ROOM_FOR_BUTTONS = 360
_BUTTONS: Final = 2
"""So many acts are buttons."""
_LONG_WORD: Final = 20
_BREAKS: Final = re.compile(r"[/?&=._-]|[^/?&=._-]{16}(?!$)")
"""Where a longer word may break: after each mark, and within what has none for as long as half a line."""
_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})


class _Preview(QWidget):
    """The small picture of an item, or its icon, on the desk."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._icon, self._plays = "file", False
        self.setFixedHeight(_PREVIEW_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_item(self, icon: str, image: QImage | None, *, plays: bool) -> None:
        """Show another item."""
        self._icon, self._plays = icon, plays
        self.show_image(image)

    def show_image(self, image: QImage | None) -> None:
        """Show another picture of it."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), theme.TOKENS.radius["control"], theme.TOKENS.radius["control"])
        painter.setClipPath(shape)
        paint_picture(painter, QRectF(self.rect()), self._icon, self._image, plays=self._plays, whole=True)


class EvidenceDetail(Card):
    """One item, and what can be done with it: the first acts are buttons, the others a menu; each is given its id."""

    answered = Signal(str, str)
    report_wanted = Signal(str)
    item_wanted = Signal(str)
    beside_wanted = Signal(str, object, str)

    def __init__(self, acts: Sequence[Act]) -> None:
        super().__init__(padding=0)
        self.setFixedWidth(theme.size("panelEvidence"))
        self._item: Evidence | None = None
        self._name, self._title = label("", "section"), label("", "body", wrap=True)
        self._title.setMinimumWidth(60)
        self._state = Pill(state_look(None, None))
        self._zone = TimeZone.WIB
        self.failure = label("", "errorBox", wrap=True)
        self.answer_button = button("Catat tindak lanjut", icon="note-pencil")
        self.answer_button.clicked.connect(self._say_answer)
        self.restore_button = button("Pulihkan aslinya…", icon="first-aid-kit", on_click=self._restore)
        self._healing = row(self.restore_button, None)
        self.answer = LongTextField(rows=2, placeholder="Apa yang ditemukan dan dilakukan")
        self.answer.focus_target().setAccessibleName("Apa yang ditemukan dan dilakukan")
        self.answer.setToolTip("Apa yang ditemukan, dan apa yang sudah dilakukan")
        self._preview = _Preview()
        self.acts = {act.key: QAction(act.words, self, toolTip=act.tip or act.words) for act in acts}
        for act in acts:
            self.acts[act.key].triggered.connect(partial(self._do, act.do))
        self._acts = tuple(acts)
        self._in_menu = self._acts[_BUTTONS:]
        self._facts, self._text, self._custody = QGridLayout(), QGridLayout(), QGridLayout()
        self._kin = QVBoxLayout()
        self._alike = QVBoxLayout()
        self._alike_title = label("Gambar yang mirip", "subsection")
        self._alike_why = label(
            "Mungkin perbuatan yang sama: satu pelanggaran hanya dijatuhi satu hukuman.", "help", wrap=True
        )
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        head = QHBoxLayout()
        head.setSpacing(theme.space("s"))
        head.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        first = self._buttons = [self._button(act) for act in self._acts[:_BUTTONS]]
        self.more = icon_button("dots-three", "Lainnya", on_click=self._show_menu)
        self.more.setVisible(len(self._acts) > _BUTTONS)
        actions = row(*first, self.more, None)
        custody = label("Riwayat penanganan", "subsection")
        self._zone_words = label("", "caption")
        self._again = [self._link(act) for act in self._acts if act.key == "check"]
        for grid, gap in ((self._facts, 5), (self._text, 5), (self._custody, 3)):
            grid.setHorizontalSpacing(theme.space("s"))
            grid.setVerticalSpacing(gap)
            grid.setColumnStretch(1, 1)
        self._custody.setColumnMinimumWidth(0, 76)
        for grid in (self._facts, self._text):
            grid.setColumnMinimumWidth(0, 92)
        lines.addLayout(head)
        for part in (
            self._preview,
            actions,
            self.failure,
            self._healing,
            self.answer,
            row(self.answer_button, None),
        ):
            lines.addWidget(part)
        facts = QVBoxLayout()
        facts.setSpacing(5)
        facts.addLayout(self._facts)
        facts.addLayout(self._text)
        facts.addLayout(self._kin)
        lines.addLayout(facts)
        self._alike.setSpacing(theme.space("xs"))
        for part in (self._alike_title, self._alike_why):
            lines.addWidget(part)
        lines.addLayout(self._alike)
        for part in (hairline(), row(custody, self._zone_words, None, *self._again)):
            lines.addWidget(part)
        lines.addLayout(self._custody)
        lines.addStretch(1)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.add(scrolled(inside, padding=14), 1)

    def _button(self, act: Act) -> QPushButton:
        action = self.acts[act.key]
        made = button(act.words, icon=act.icon, tip=act.tip, on_click=action.trigger)
        action.visibleChanged.connect(self._fit)
        action.changed.connect(lambda: made.setText(f" {action.text()}"))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow pane has one button, and the other acts in the menu."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = 1 if self.width() < _ROOM_FOR_BUTTONS else _BUTTONS
        for place, (act, made) in enumerate(zip(self._acts, self._buttons, strict=False)):
            made.setVisible(place < room and self.acts[act.key].isVisible())
        for link in self._again:
            link.setVisible(room == _BUTTONS)
        self._in_menu = self._acts[room:]

    def _link(self, act: Act) -> QPushButton:
        return button(act.words, "link", icon=act.icon, tip=act.tip, on_click=self.acts[act.key].trigger)

    def menu(self) -> QMenu:
        """What can be done besides."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self._in_menu:
            made.addAction(self.acts[act.key])
        return made

    def _show_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def _do(self, act: Callable[[str], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        if self._item is not None:
            act(self._item.id)

    @property
    def item(self) -> Evidence | None:
        """The item that is shown."""
        return self._item

    def show_item(
        self,
        item: Evidence,
        zone: TimeZone,
        checked: Checked | None,
        image: QImage | None,
        names: Mapping[str, str] = _NOBODY,
    ) -> None:
        """Show everything recorded of an item; ``names`` are those of the accused by their keys."""
        another = self._item is None or self._item.id != item.id
        self._item, self._zone = item, zone
        for act in self._acts:
            self.acts[act.key].setVisible(act.shown(item))
            if act.called is not None:
                self.acts[act.key].setText(act.called(item))
        open_failure = bool(item.failure) and not item.answer
        self.failure.setText(item.failure)
        self.failure.setVisible(open_failure)
        self.answer.setVisible(open_failure)
        self.answer_button.setVisible(open_failure)
        self._healing.setVisible("restore" in self.acts and self.acts["restore"].isVisible())
        self._name.setText(item.label)
        self._title.setText(_breakable(item.title))
        self._state.show_look(state_look(item, checked))
        self._preview.show_item(icon_of(item), image, plays=icon_of(item) == "file-video")
        self._zone_words.setText(str(zone))
        clear(self._facts)
        if another:  # what belongs to an item comes afterwards, and stays while it is only shown anew
            clear(self._custody)
            self.show_text("")
            self.show_alike(())
        posted = stated_words(item.posted_at, item.posted_zone, zone)
        captured = stated_words(item.captured_at, item.captured_zone, zone)
        told = "; ".join(f"{name}: {words}" for name, words in item.told.items())
        for title, words, copied in (
            ("Platform", item.platform, ""),
            ("Akun", item.account, item.account),
            ("Profil", item.profile_name, item.profile_name),
            ("URL", item.url, item.url),
            ("Waktu unggah", posted, ""),
            ("Tangkapan", captured, ""),
            ("Ditangkap oleh", item.captured_by, ""),
            ("Diperoleh", str(item.capture), ""),
            ("Menyangkut", "; ".join(names.get(key, key) for key in item.concerns), ""),
            ("Berkas", f"{item.file_name}, {size_words(item.size)}", ""),
            ("SHA-256", short_hash(item.sha256), item.sha256),
            ("Menurut berkas", told, ""),
            ("Keterangan", item.description, ""),
            ("Tindak lanjut", f"{item.answer} ({item.answered_by})" if item.answer else "", ""),
        ):
            if words:
                self._fact(self._facts, title, words, copied)

    def show_text(self, words: str, whole: str = "", tip: str = "") -> None:
        """Show what was read in the item, in short; ``whole`` is what is copied."""
        clear(self._text)
        if words:
            self._fact(self._text, "Teks terbaca", words, whole, tip)

    def show_kin(self, source: Evidence | None, copies: Sequence[Evidence]) -> None:
        """Show what the item was made from, and what was made from it; both are the same evidence."""
        clear(self._kin)
        for words, others in (("Tersunting dari", [source] if source is not None else []), ("Salinannya", copies)):
            if others:
                links = [button(one.label, "link", on_click=partial(self.item_wanted.emit, one.id)) for one in others]
                self._kin.addWidget(row(label(words, "caption"), *links, None))

    def show_alike(self, found: Sequence[Alike]) -> None:
        """Show the items of all reports that look like this one, its own copies apart; each leads to its report."""
        clear(self._alike)
        others = [one for one in found if not one.copy]
        for part in (self._alike_title, self._alike_why):
            part.setVisible(bool(others))
        for one in others:
            near = alike_words(one.bits, same_bytes=one.same_bytes)
            self._alike.addWidget(snug(f"{one.item.label}, laporan {one.report_number}: {near}"))
            beside = button("Sandingkan", "link", icon="columns", on_click=partial(self._beside, one))
            leads = button("Buka laporannya", "link", icon="arrow-right", on_click=partial(self._go_to, one))
            self._alike.addWidget(row(beside, leads, None))

    def _beside(self, one: Alike) -> None:
        if self._item is not None:
            name = f"{one.item.label} {one.item.title}, laporan {one.report_number}"
            self.beside_wanted.emit(self._item.id, one.item, name)

    def _go_to(self, one: Alike) -> None:
        self.report_wanted.emit(one.item.report_id)

    def show_custody(self, lines: Sequence[CustodyLine]) -> None:
        """Show what was done with the item, the last act first."""
        clear(self._custody)
        for line in reversed(lines):
            role = "red" if line.failure else "green" if line.action == "check" else "event"
            self._step(line, role)

    def show_image(self, image: QImage) -> None:
        """Show the small picture when it comes later."""
        self._preview.show_image(image)

    def _fact(self, grid: QGridLayout, title: str, words: str, copied: str, tip: str = "") -> None:
        place = grid.rowCount()
        grid.addWidget(label(title, "caption"), place, 0, Qt.AlignmentFlag.AlignTop)
        shown: QLabel = snug(_breakable(words), selectable=True)
        shown.setToolTip(tip or copied)
        grid.addWidget(shown, place, 1)
        if copied:
            copy = icon_button("copy", f"Salin {title}", on_click=lambda: clipboard.put_text(copied))
            theme.set_role(copy, "iconSmall")
            grid.addWidget(copy, place, 2, Qt.AlignmentFlag.AlignTop)

    def _step(self, line: CustodyLine, role: str) -> None:
        """When, what and who in one row; the whole moment is in its tooltip."""
        place = self._custody.rowCount()
        local = line.at.astimezone(self._zone.zone)
        when = label(f"{day_and_month(local.date())}, {local:%H.%M}", "help")
        when.setToolTip(moment_words(line.at, self._zone))
        who = Elided(named(line.actor), "help")
        who.setMaximumWidth(_WHO_WIDTH)
        for column, part in enumerate((when, snug(act_words(line), role), who)):
            self._custody.addWidget(part, place, column, Qt.AlignmentFlag.AlignTop)

    def _restore(self) -> None:
        self.acts["restore"].trigger()

    def _say_answer(self) -> None:
        if self._item is not None:
            self.answered.emit(self._item.id, self.answer.value())


def _breakable(words: str) -> str:
    """Let a long address or the name of a file break after its marks instead of widening the pane."""
    return " ".join(_BREAKS.sub("\\g<0>\u200b", word) if len(word) > _LONG_WORD else word for word in words.split(" "))
