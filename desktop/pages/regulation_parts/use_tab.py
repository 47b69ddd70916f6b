"""Taking a pack into use or out of it: what is still wrong, what would change, which cases would be touched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.regulation import PackState
from cases.rules.dates import long_date
from cases.services.regulation_use import Problem, TouchedCase, UsePlan
from cases.services.regulations import PackLine
from desktop import theme
from desktop.models.table import Column
from desktop.widgets.basic import Card, button, row, snug
from desktop.widgets.empty import EmptyState
from desktop.widgets.form import scrolled
from desktop.widgets.parting import clear
from desktop.widgets.table import RecordTable

_MOST = 20
_LOWEST = 190


class UseTab(QWidget):
    """Shows a ``UsePlan``; ``line_chosen`` gives a line of the text, ``entry_chosen`` a table and place to change."""

    use_wanted = Signal()
    line_chosen = Signal(int)
    entry_chosen = Signal(str, int)
    case_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.problems = Card("Yang harus diperbaiki")
        self._problems = QVBoxLayout()
        self._problems.setSpacing(theme.space("xs"))
        self.problems.body.addLayout(self._problems)
        self.waiting = snug("Memeriksa paket dan menghitung perkara yang tersentuh…", "infoBox")
        self.good = snug("", "goodBox")
        self.effect = Card("Yang berubah")
        self._effect = snug("", "body")
        self.effect.add(self._effect)
        columns: list[Column[TouchedCase]] = [
            Column(
                key="number", title="Nomor", width=90, text=lambda case: case.number, sortable=False, filtered=False
            ),
            Column(
                key="name",
                title="Terlapor",
                width=200,
                text=lambda case: case.name,
                stretch=True,
                sortable=False,
                filtered=False,
            ),
            Column(key="stage", title="Tahap", width=140, text=lambda case: case.stage, sortable=False, filtered=False),
            Column(
                key="old", title="Semula", width=150, text=lambda case: ", ".join(case.old) or "–", sortable=False,
                filtered=False,
            ),
            Column(
                key="new", title="Menjadi", width=150, text=lambda case: ", ".join(case.new) or "–", sortable=False,
                filtered=False,
            ),
        ]  # fmt: skip
        self.cases: RecordTable[TouchedCase] = RecordTable(
            columns,
            empty=EmptyState("Tidak ada perkara yang tersentuh", ""),
            hints=False,
            count_words=lambda shown, _total: f"{shown} perkara tersentuh",
        )
        self.cases.set_note("Enter membuka perkara")
        self.cases.opened.connect(lambda case: self.case_chosen.emit(case.case_id))
        self.cases.setMinimumHeight(_LOWEST)
        self.use_button = button("Pakai versi ini", "primary", icon="check", on_click=self.use_wanted.emit)
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(theme.space("m"))
        for part in (self.waiting, self.problems, self.good, self.effect, self.cases):
            lines.addWidget(part)
        lines.addWidget(row(None, self.use_button))
        lines.addStretch(1)
        content.setMaximumWidth(920)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(content))
        self.clear()

    def clear(self) -> None:
        """Show nothing until the next plan is known."""
        for part in (self.problems, self.good, self.effect, self.cases):
            part.hide()
        self.waiting.show()
        self.use_button.setEnabled(False)

    def show_plan(self, line: PackLine, plan: UsePlan, *, may_change: bool) -> None:
        """Show what taking the pack into use would mean."""
        self.waiting.hide()
        self._show_problems(plan.problems, editable=may_change and line.draft)
        self.good.setText(f"Tidak ada masalah; {len(plan.checks)} dari {len(plan.checks)} uji lulus.")
        self.good.setVisible(not plan.problems)
        self._effect.setText("\n".join(_effects(line, plan)))
        self.effect.setVisible(not plan.problems)
        self.cases.set_rows(plan.touched)
        self.cases.setVisible(bool(plan.touched) and not plan.problems)
        self.use_button.setVisible(may_change)
        self.use_button.setEnabled(not plan.problems)
        self.use_button.setText(" Pakai lagi" if line.state == PackState.RETIRED else " Pakai versi ini")

    def show_standing(self, line: PackLine) -> None:
        """Say how a pack stands that is in use already."""
        words = "Paket bawaan program" if not line.record_id else "Paket ini sedang dipakai"
        if line.replaced_by:
            words = f"{words}, digantikan {line.replaced_by}"
        self.waiting.hide()
        self.good.setText(f"{words}. Perkara yang mengingatnya mengikutinya sampai selesai.")
        self.good.show()
        for part in (self.problems, self.effect, self.cases, self.use_button):
            part.hide()

    def _show_problems(self, problems: tuple[Problem, ...], *, editable: bool) -> None:
        clear(self._problems)
        for problem in problems[:_MOST]:
            words = snug(problem.sentence[:1].upper() + problem.sentence[1:], "body", selectable=True)
            line = row(words)
            layout = line.layout()
            if problem.line and layout is not None:
                show = button("Lihat baris", "link")
                show.clicked.connect(lambda *_, at=problem.line: self.line_chosen.emit(at))
                layout.addWidget(show)
            if problem.table and editable and layout is not None:
                change = button("Ubah", "link")
                place = -1 if problem.place is None else problem.place
                change.clicked.connect(lambda *_, at=(problem.table, place): self.entry_chosen.emit(*at))
                layout.addWidget(change)
            self._problems.addWidget(line)
        if len(problems) > _MOST:
            self._problems.addWidget(snug(f"Masih ada {len(problems) - _MOST} hal lain.", "caption"))
        self.problems.setVisible(bool(problems))
        self.problems.title.setText(f"Yang harus diperbaiki ({len(problems)})")


def _effects(line: PackLine, plan: UsePlan) -> list[str]:
    """What changes, in sentences."""
    begins = f"Berlaku sejak {long_date(line.valid_from)}" if line.valid_from else "Berlaku"
    if line.valid_to is not None:
        begins += f" sampai dengan {long_date(line.valid_to)}"
    said = [f"{begins}; perkara yang dibuka sesudah dipakai mengikutinya."]
    if plan.replaces:
        said.append(f"Menggantikan {', '.join(plan.replaces)} sejak tanggal itu.")
    if plan.touched:
        said.append(
            f"{len(plan.touched)} dari {plan.open_cases} perkara berjalan akan mengikutinya pada tahap berikutnya, "
            "menurut ketentuan peralihannya. Tahap yang sudah tercatat tetap menurut versi lama."
        )
    else:
        said.append("Tidak ada perkara berjalan yang tersentuh: semuanya tetap menurut versi yang diingatnya.")
    said.append("Tanda verifikasi hanya ikut bagi entri yang bunyinya tidak berubah.")
    return said
