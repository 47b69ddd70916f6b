"""What differs between two packs, entry by entry and field by field."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from cases.regulations.comparing import Change, Difference
from cases.services.regulations import PackLine
from desktop import theme
from desktop.widgets.basic import label, row
from desktop.widgets.fields import ChoiceField

_HUES: Final = {Change.NEW: "greenFg", Change.CHANGED: "amberFg", Change.GONE: "redFg"}
_WORDS: Final = {Change.NEW: "Baru", Change.CHANGED: "Berubah", Change.GONE: "Dihapus"}


class CompareTab(QWidget):
    """Shows what a pack has changed beside another; ``wanted`` gives the key of the other."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Difference, ...] | None = None
        self._asked = ""
        self.other = ChoiceField((), blank="Pilih paket")
        self.other.setMinimumWidth(360)
        self.other.changed.connect(self._choose)
        self.count = label("", "caption")
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setProperty("role", "document")
        self.browser.setAccessibleName("Perbedaan")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(row(label("Bandingkan dengan", "label"), self.other, self.count, None))
        lines.addWidget(self.browser, 1)

    def show_packs(self, shown: PackLine, lines: tuple[PackLine, ...]) -> None:
        """Offer the packs to compare with: other versions first, then the same family, then the rest."""
        others = sorted(
            (line for line in lines if line.key != shown.key),
            key=lambda line: (line.id != shown.id, line.family != shown.family, line.short, -line.version),
        )
        kin = [line.key for line in others if line.id == shown.id]
        self.other.set_choices([(line.key, f"{line.short}, versi {line.version}") for line in others])
        asked = self._asked if self._asked in [line.key for line in others] else ""
        self._asked = asked or (shown.based_on if shown.based_on in kin else next(iter(kin), ""))
        self.other.restore(self._asked)
        self._found = None
        self.browser.clear()
        self.count.setText("" if self._asked else "Pilih versi atau peraturan lain.")

    def ask(self) -> None:
        """Ask for the differences, unless they are shown."""
        if self._asked and self._found is None:
            self.wanted.emit(self._asked)

    def show_differences(self, found: tuple[Difference, ...]) -> None:
        """Show what differs."""
        self._found = found
        counts = {change: sum(each.change is change for each in found) for change in Change}
        words = [f"{count} {change.value}" for change, count in counts.items() if count]
        self.count.setText(", ".join(words) or "Tidak ada perbedaan")
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the differences anew in the colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._found is not None:
            self._render()

    def _choose(self) -> None:
        self._asked = self.other.value()
        self._found = None
        self.browser.clear()
        self.count.setText("")
        self.ask()

    def _render(self) -> None:
        found = self._found or ()
        document = self.browser.document()
        document.setDefaultStyleSheet(_style())
        document.setDocumentMargin(16)
        parts = []
        for group in dict.fromkeys(each.group for each in found):
            parts.append(f"<h3>{escape(group)}</h3><table width='100%' cellspacing='0' cellpadding='8'>")
            parts += [_difference(each) for each in found if each.group == group]
            parts.append("</table>")
        self.browser.setHtml("".join(parts) or "<p class='muted'>Keduanya sama.</p>")


def _difference(each: Difference) -> str:
    hue = theme.color(_HUES[each.change]).name()
    rows = []
    for field in each.fields:
        if each.change is Change.CHANGED:
            said = f"<span class='old'>{_said(field.old)}</span> &nbsp;→&nbsp; {_said(field.new)}"
        else:
            said = _said(field.new if each.change is Change.NEW else field.old)
        rows.append(f"<span class='label'>{escape(field.label)}:</span> {said}")
    name = f"<span class='strong'>{escape(each.heading)}</span><br><span class='label'>{escape(each.where)}</span>"
    return (
        f"<tr><td width='12%' class='line'><span class='strong' style='color: {hue}'>{_WORDS[each.change]}</span></td>"
        f"<td width='28%' class='line'>{name}</td><td class='line'>{'<br>'.join(rows)}</td></tr>"
    )


def _said(words: str) -> str:
    return escape(words) if words else "<span class='label'>(kosong)</span>"


def _style() -> str:
    small = theme.TOKENS.type["label"]["size"]
    text, muted, border = (theme.color(role).name() for role in ("text", "muted", "border"))
    return (
        f"h3 {{ font-size: 12pt; font-weight: 600; margin-top: 18px; }} td, p {{ color: {text}; }}"
        f".strong {{ font-weight: 600; }}"
        f".label, .muted {{ color: {muted}; font-size: {small}pt; }} .old {{ color: {muted}; }}"
        f".line {{ border-top: 1px solid {border}; }}"
    )
