"""A pack as a document: its groups at the left, its articles in words at the right, and what can be done with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from cases.regulations.reading import EntryGroup, EntryWords
from cases.regulations.vocabulary import vocabulary
from cases.rules.dates import long_date
from cases.services.regulations import PackSheet
from desktop import theme
from desktop.pages.regulation_parts.words import validity
from desktop.widgets.basic import label

_CONTENTS_WIDTH: Final = 228
_WAIT_MS: Final = 180
_HEAD: Final = "pack"
_NO_FORM: Final = frozenset({"check"})
"""Tables that have a tab of their own."""


class Document(QWidget):
    """Shows a ``PackSheet``. With ``may_change`` a pack in use offers marks, a draft its entries to change.

    ``asked`` gives what a link stands for: a verb ("mark", "unmark", "edit", "remove", "up", "down", "add"), a table
    and a name: the entry's address, its place, or nothing for the whole table.
    """

    asked = Signal(str, str, str)

    def __init__(self, *, may_change: bool) -> None:
        super().__init__()
        self._may_change = may_change
        self._sheet: PackSheet | None = None
        self._links: list[tuple[str, str, str]] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("Cari dalam peraturan ini")
        self.search.setAccessibleName("Cari dalam peraturan ini")
        self.search.setToolTip("Cari dalam peraturan ini (Ctrl+F)")
        self.search.setClearButtonEnabled(True)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.search.returnPressed.connect(self._filter)
        self.contents = QListWidget()
        self.contents.setAccessibleName("Isi peraturan")
        self.contents.setProperty("role", "card")
        self.contents.itemActivated.connect(self._go)
        self.contents.itemClicked.connect(self._go)
        self.found = label("", "caption", wrap=True)
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setProperty("role", "document")
        self.browser.setAccessibleName("Bunyi peraturan")
        self.browser.anchorClicked.connect(self._follow)
        left = QVBoxLayout()
        left.setSpacing(theme.space("s"))
        for part in (self.search, self.found):
            part.setFixedWidth(_CONTENTS_WIDTH)
            left.addWidget(part)
        self.contents.setFixedWidth(_CONTENTS_WIDTH)
        left.addWidget(self.contents, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("m"))
        across.addLayout(left)
        across.addWidget(self.browser, 1)

    # -- showing

    def show_sheet(self, sheet: PackSheet) -> None:
        """Show a pack; of the same one the place that was read stays."""
        other = self._sheet is None or self._sheet.line.key != sheet.line.key
        self._sheet = sheet
        if other:
            self.search.clear()
            self._wait.stop()
        self._fill_contents()
        self._render(keep=not other)

    @property
    def words(self) -> str:
        """What is to be read now."""
        return self.browser.toPlainText()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the document anew in the colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._sheet is not None:
            self._render(keep=True)

    def _groups(self) -> Iterator[tuple[EntryGroup, list[EntryWords]]]:
        """The groups with those of their entries that hold every word that is searched for."""
        words = self.search.text().casefold().split()
        for group in self._sheet.groups if self._sheet is not None else ():
            yield group, [entry for entry in group.entries if all(word in entry.words.casefold() for word in words)]

    def _fill_contents(self) -> None:
        self.contents.clear()
        entry = QListWidgetItem("Kepala paket")
        entry.setData(Qt.ItemDataRole.UserRole, _HEAD)
        self.contents.addItem(entry)
        counts = {group.table: (group, len(found)) for group, found in self._groups()}
        for table, words in vocabulary().table.items():
            if table in counts and counts[table][1]:
                self._add_content(table, f"{words.title} ({counts[table][1]})")
            elif self._editable and table not in counts and table not in _NO_FORM:
                self._add_content(table, words.title, quiet=True)

    def _add_content(self, table: str, words: str, *, quiet: bool = False) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, table)
        item.setSizeHint(QSize(0, 32))
        if quiet:
            item.setForeground(theme.color("muted"))
            item.setToolTip(f"{words}: belum ada; klik untuk menambah")
        self.contents.addItem(item)

    def _filter(self) -> None:
        self._wait.stop()
        self._fill_contents()
        self._render(keep=False)

    def _render(self, *, keep: bool) -> None:
        if self._sheet is None:
            return
        self._links.clear()
        place = self.browser.verticalScrollBar().value() if keep else 0
        groups = list(self._groups())
        searched = bool(self.search.text().strip())
        count = sum(len(found) for _, found in groups)
        self.found.setText(f"{count} entri cocok" if searched else "")
        self.found.setVisible(searched)
        document = self.browser.document()
        document.setDefaultStyleSheet(_style())
        document.setDocumentMargin(16)
        parts = [] if searched else [self._head()]
        parts += [self._group(group, found) for group, found in groups if found]
        if searched and not count:
            parts.append("<p class='muted'>Tidak ada entri yang memuat kata itu.</p>")
        self.browser.setHtml("\n".join(parts))
        self.browser.verticalScrollBar().setValue(place)

    @property
    def _editable(self) -> bool:
        return self._may_change and self._sheet is not None and self._sheet.line.draft

    @property
    def _markable(self) -> bool:
        return self._may_change and self._sheet is not None and not self._sheet.line.draft

    # -- HTML

    def _head(self) -> str:
        assert self._sheet is not None  # noqa: S101 - asked by _render alone
        line, head, words = self._sheet.line, self._sheet.pack.head, vocabulary()
        facts = {
            "Masa berlaku": validity(head.valid_from, head.valid_to),
            "Dipilih menurut": words.chosen("selected_by", head.selected_by),
            "Jalur": ", ".join(head.tracks) or head.track,
            "Kunci": f"{line.key}, rumpun {head.family}",
            "Sumber": head.source,
            "Catatan umum": head.entry_note,
        }
        if line.verified_by and line.verified_on:
            facts["Pencocokan"] = f"diverifikasi oleh {line.verified_by}, {long_date(line.verified_on)}"
        elif not line.draft:
            facts["Pencocokan"] = f"{line.verified} dari {line.entries} entri diverifikasi"
        rows = "".join(
            f"<tr><td class='label' width='21%'>{escape(name)}</td><td>{escape(said)}</td></tr>"
            for name, said in facts.items()
            if said
        )
        links = []
        if self._editable:
            links.append(self._link("edit", _HEAD, "", "Ubah kepala paket"))
        if self._markable and line.verified < line.entries:
            links.append(self._link("mark", "", "", "Tandai seluruh paket sudah dicocokkan"))
        if self._markable and line.verified:
            links.append(self._link("unmark", "", "", "Batalkan semua tanda"))
        return (
            f"<a name='{_HEAD}'></a><h2>{escape(head.title)}</h2>"
            f"<table width='100%' cellspacing='0' cellpadding='3'>{rows}</table><p>{_row(links)}</p>"
        )

    def _group(self, group: EntryGroup, entries: list[EntryWords]) -> str:
        links = []
        if self._editable:
            links.append(self._link("add", group.table, "", f"Tambah {vocabulary().of_table(group.table).one}"))
        if self._markable and not all(entry.verified for entry in group.entries):
            links.append(self._link("mark", group.table, "", "Tandai kelompok ini"))
        rows = "".join(self._entry(entry, len(group.entries)) for entry in entries)
        return (
            f"<a name='{group.table}'></a><h3>{escape(group.title)}</h3><p>{_row(links)}</p>"
            f"<table width='100%' cellspacing='0' cellpadding='8'>{rows}</table>"
        )

    def _entry(self, entry: EntryWords, count: int) -> str:
        assert self._sheet is not None  # noqa: S101 - asked by _render alone
        where = entry.where.removesuffix(f" {self._sheet.line.short}")
        parts = [f"<span class='strong'>{escape(entry.heading)}</span>"] if entry.heading else []
        parts += [escape(entry.text)] if entry.text else []
        parts += [f"<span class='fact'>{escape(name)}: {escape(said)}</span>" for name, said in entry.facts]
        parts += [f"<span class='note'>Catatan: {escape(entry.note)}</span>"] if entry.note else []
        return (
            f"<tr><td width='21%' class='where'>{escape(where)}</td><td class='entry'>{'<br>'.join(parts)}</td>"
            f"<td width='21%' class='side'>{'<br>'.join(self._side(entry, count))}</td></tr>"
        )

    def _side(self, entry: EntryWords, count: int) -> Iterator[str]:
        if self._editable:
            place = str(entry.place)
            yield _row(
                [self._link("edit", entry.table, place, "Ubah"), self._link("remove", entry.table, place, "Hapus")]
            )
            moves = [self._link("up", entry.table, place, "Naik")] if entry.place else []
            moves += [self._link("down", entry.table, place, "Turun")] if entry.place < count - 1 else []
            if moves and not vocabulary().of_table(entry.table).by_article:
                yield _row(moves)
            return
        assert self._sheet is not None  # noqa: S101 - asked by _render alone
        if self._sheet.line.draft:
            return
        if not entry.verified:
            yield "<span class='warn'>belum diverifikasi</span>"
            if self._markable:
                yield self._link("mark", entry.table, entry.address, "Tandai")
            return
        said = [entry.verified_by, long_date(entry.verified_on) if entry.verified_on else ""]
        yield f"<span class='good'>diverifikasi oleh {escape(', '.join(part for part in said if part))}</span>"
        if note := self._sheet.mark_notes.get(entry.address):
            yield f"<span class='fact'>{escape(note)}</span>"
        if self._markable:
            yield self._link("unmark", entry.table, entry.address, "Batalkan")

    # -- links

    def _go(self, item: QListWidgetItem) -> None:
        table = str(item.data(Qt.ItemDataRole.UserRole))
        known = {group.table for group in self._sheet.groups} if self._sheet is not None else set()
        if table != _HEAD and table not in known:
            self.asked.emit("add", table, "")
        else:
            self.browser.scrollToAnchor(table)

    def _follow(self, url: QUrl) -> None:
        self.asked.emit(*self._links[int(url.toString())])

    def _link(self, verb: str, table: str, name: str, words: str) -> str:
        self._links.append((verb, table, name))
        return f"<a href='{len(self._links) - 1}'>{escape(words)}</a>"


def _row(links: list[str]) -> str:
    return " &nbsp;·&nbsp; ".join(links)


def _style() -> str:
    colors: Mapping[str, str] = {
        role: theme.color(role).name()
        for role in ("text", "text2", "muted", "accentText", "amberFg", "greenFg", "border")
    }
    small = theme.TOKENS.type["label"]["size"]
    return (
        f"h2 {{ font-size: 14pt; font-weight: 600; margin-bottom: 4px; }}"
        f"h3 {{ font-size: 12pt; font-weight: 600; margin-top: 22px; margin-bottom: 2px; }}"
        f"p, td {{ color: {colors['text']}; }} p {{ margin: 2px 0 6px 0; }}"
        f"a {{ color: {colors['accentText']}; text-decoration: none; font-weight: 500; }}"
        f".strong {{ font-weight: 600; }}"
        f".label, .where, .muted {{ color: {colors['muted']}; }} .where, .side {{ font-size: {small}pt; }}"
        f".fact {{ color: {colors['text2']}; font-size: {small}pt; }}"
        f".note, .warn {{ color: {colors['amberFg']}; font-size: {small}pt; }}"
        f".good {{ color: {colors['greenFg']}; font-size: {small}pt; }}"
        f".where, .entry, .side {{ border-top: 1px solid {colors['border']}; }}"
    )
