"""One employee: who he is, his posts over time, and all that the office has on him."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from cases.changes import ChangeSet, Noun
from cases.model.user import Right
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from cases.services import employee_view, looking
from cases.services.employee_view import EmployeeView
from desktop import messages, theme
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard
from desktop.dialogs.merge import ask_merge, take_apart
from desktop.files import write_file
from desktop.full_names import full_name
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.facts import FactGrid
from desktop.pages.employee_parts.cards import Line, LinesCard
from desktop.pages.employee_parts.lines import (
    account_lines,
    case_lines,
    finding_lines,
    post_lines,
    report_lines,
    sanction_lines,
)
from desktop.pages.employee_parts.words import path_words, status_words
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder
from desktop.widgets.basic import Card, button, column
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.more_button import more_button
from desktop.widgets.pill import PillLook
from desktop.widgets.tiles import Tile

_SIDE = 420


_SHOWN: Final[tuple[Noun, ...]] = (
    *("employee", "case", "report", "account", "finding", "unit", "old_case", "two_people"),
)


class EmployeePage(Page):
    """``open_page("employee", employee_id=...)``."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._preferences = preferences or Preferences()
        self._wanted = ""
        self.seen: EmployeeView | None = None
        self.header = PageHeader("Pegawai")
        self.to_list = button("Lihat di Perkara", icon="folders", on_click=self._to_cases)
        self.save_button = button("Simpan ke Excel", icon="download-simple", on_click=self._save)
        acts = (("Gabungkan dengan pegawai yang sama…", self._merge), ("Buang pegawai yang keliru…", self._discard))
        self.more = more_button("Gabungkan atau buang pegawai ini", acts)
        self.more.setVisible(desk.may(Right.DISCARD))
        self.save_button.setVisible(desk.may(Right.EXPORT))
        for act in (self.more, self.save_button, self.to_list):
            self.header.add_action(act)
        self.lines.addWidget(self.header)
        self.tiles = {
            key: Tile(icon, hue, title)
            for key, icon, hue, title in (
                ("cases", "folders", "accent", "Perkara"),
                ("sanctions", "scales", "amber", "Hukuman"),
                ("reports", "tray", "accent", "Laporan"),
                ("accounts", "at", "accent", "Akun"),
            )
        }
        self.add_account = button("Catat akunnya", "link", icon="plus", on_click=self._to_new_account)
        self.add_report = button("Catat laporan tentangnya", "link", icon="plus", on_click=self._to_new_report)
        may_fill = desk.may(Right.REGISTER_REPORT)
        self.cards = {
            "cases": LinesCard("Perkara", "Belum pernah diproses dalam perkara."),
            "sanctions": LinesCard("Hukuman", "Belum pernah dijatuhi hukuman."),
            "reports": LinesCard(
                "Laporan yang menyebutnya sebagai terlapor",
                "Belum pernah dilaporkan.",
                self.add_report if may_fill else None,
            ),
            "accounts": LinesCard(
                "Akun media sosial", "Belum ada akun yang dicatat.", self.add_account if may_fill else None
            ),
            "findings": LinesCard("Temuan pemantauan", "Belum ada temuan dari formulir pemantauan."),
        }
        across = QHBoxLayout()
        across.setSpacing(theme.space("gapCards"))
        for key, tile in self.tiles.items():
            tile.clicked.connect(lambda key=key: self._go_to(key))
            across.addWidget(tile, 1)
        self.lines.addLayout(across)
        self._build_columns()

    def _build_columns(self) -> None:
        self.identity, self.facts = Card("Identitas"), FactGrid(2)
        self.identity.add(self.facts)
        self.posts = LinesCard("Jabatan dari waktu ke waktu", "")
        self.same = LinesCard("Mungkin orang yang sama", "")
        self.merged = LinesCard("Data yang digabung ke sini", "")
        both = QHBoxLayout()
        both.setSpacing(theme.space("gapCards"))
        self._area = self._column(*self.cards.values())
        side = self._column(self.same, self.identity, self.posts, self.merged)
        side.setFixedWidth(_SIDE)
        both.addWidget(self._area, 1)
        both.addWidget(side)
        self.lines.addLayout(both, 1)

    def _column(self, *cards: Card) -> QScrollArea:
        area = scrolled(column(*cards, None, gap=theme.space("gapCards")))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # a narrow screen cuts nothing off
        return area

    # -- being shown

    def on_shown(self, employee_id: str = "", **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Show an employee."""
        self._wanted = employee_id or self._wanted
        self._read()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when something of an employee's page changed."""
        if self._wanted and changes.concerns(*_SHOWN):
            self._read()

    def _read(self) -> None:
        if self._wanted:
            self._desk.ask(employee_view.employee_view, self._wanted).then(self, self.show_view)

    def show_view(self, seen: EmployeeView) -> None:
        """Show what is known of him; who was merged is shown as the one who stayed."""
        self.seen = seen
        one = seen.employee
        self._wanted = one.id
        self.header.set_title(one.name)
        self.header.set_sentence(" · ".join(filter(None, (f"NIP {show_nip(one.nip)}", one.position, one.unit_1))))
        self.header.set_pills(*([PillLook("Tidak ada lagi dalam data", "amber", "warning")] if one.gone_on else []))
        shown = {
            "cases": case_lines(seen, self._window),
            "sanctions": sanction_lines(seen, self._window),
            "reports": report_lines(seen, self._window),
            "accounts": account_lines(seen),
            "findings": finding_lines(seen, self._window),
        }
        for key, lines in shown.items():
            self.cards[key].show_lines(lines)
        for key, tile in self.tiles.items():
            lines = shown[key]
            tile.show_figure(len(lines), "lihat daftarnya" if lines else "tidak ada")
        self.facts.show_facts(_facts(seen))
        self.posts.show_lines(post_lines(seen))
        self.same.setVisible(bool(seen.suspects))
        self.same.show_lines([self._suspect(place) for place in range(len(seen.suspects))])
        self.merged.setVisible(bool(seen.merged))
        self.merged.show_lines([self._merged(place) for place in range(len(seen.merged))])

    def _suspect(self, place: int) -> Line:
        assert self.seen is not None  # noqa: S101 - shown only then
        found = self.seen.suspects[place]
        other = found.employee
        return Line(
            title=f"{other.name} · {show_nip(other.nip)}",
            under=f"{'; '.join(found.reasons)}.\n{other.position}, {other.unit_1}",
            verb="Bandingkan" if self._desk.may(Right.DISCARD) else "Buka",
            act=lambda: self._merge(other.id) if self._desk.may(Right.DISCARD) else self._open(other.id),
            tip="Lihat apa yang terjadi bila keduanya digabung; belum ada yang diubah",
        )

    def _merged(self, place: int) -> Line:
        assert self.seen is not None  # noqa: S101 - shown only then
        one = self.seen.merged[place]
        when = long_date(one.at.astimezone(self._desk.office.clock.time_zone.zone).date())
        may = self._desk.may(Right.DISCARD)
        return Line(
            title=one.title,
            under=f"Digabung {when} oleh {full_name(one.by)}: {one.reason}",
            verb="Batalkan penggabungan",
            act=(lambda: take_apart(self._desk, self, self._window, one.id)) if may else None,
            tip="Kembalikan menjadi dua data, selama belum ada yang diubah sesudahnya",
        )

    # -- acts

    def _go_to(self, key: str) -> None:
        self._area.ensureWidgetVisible(self.cards[key], 0, self._area.height())

    def _open(self, employee_id: str) -> None:
        self._window.open_page("employee", employee_id=employee_id)

    def _to_new_account(self) -> None:
        if self.seen is not None:
            self._window.open_page("account", employee_id=self.seen.employee.id)

    def _to_new_report(self) -> None:
        if self.seen is not None:
            self._window.open_page("report", about=self.seen.employee.nip)

    def _to_cases(self) -> None:
        if self.seen is not None:
            self._window.open_page("cases", filters={"nip": self.seen.employee.nip})

    def _merge(self, other_id: str = "") -> None:
        if self.seen is None:
            return
        one = self.seen.employee
        offered = [
            (found.employee.id, f"{found.employee.name} · {show_nip(found.employee.nip)} ({found.reasons[0]})")
            for found in self.seen.suspects
        ]
        ask_merge(
            self._desk,
            self,
            self._window,
            "employee",
            one.id,
            one.name,
            self.seen.name.name,
            self._open,
            offered,
            other_id,
        )

    def _discard(self) -> None:
        if self.seen is not None:
            ask_discard(self._desk, self, self._window, "employee", self.seen.employee.id, self._window.back)

    # -- Excel

    def _save(self) -> None:
        if self.seen is not None:
            name = f"Riwayat {self.seen.name.name} {self.seen.employee.nip}.xlsx"
            ask_save_path(self, "Simpan riwayat", name, ("Buku kerja Excel", "xlsx"), self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write what the page shows away from the UI thread."""
        if self.seen is None:
            return
        seen, window, today = self.seen, self._window, self._desk.office.clock.today()
        groups = (
            ("Perkara", case_lines(seen, window)),
            ("Hukuman", sanction_lines(seen, window)),
            ("Laporan", report_lines(seen, window)),
            ("Akun", account_lines(seen)),
            ("Temuan pemantauan", finding_lines(seen, window)),
            ("Jabatan", post_lines(seen)),
        )
        rows = [
            (kind, line.title, line.under, line.pill.text if line.pill else "")
            for kind, lines in groups
            for line in lines
        ]

        def saved(path: Path) -> None:
            self._desk.do(looking.note_list, "riwayat pegawai", seen.employee.nip, len(rows)).then(
                None, lambda _none: None
            )
            self._window.toast(
                f"Riwayat disimpan: {path.name}", action="Buka folder", on_action=lambda: open_folder(path)
            )

        self._desk.tasks.submit_free(
            lambda: write_file(path, history_workbook(seen, rows, today)),
            owner=self,
            on_done=saved,
            on_error=lambda error: messages.show_error(self, error),
        )


def history_workbook(seen: EmployeeView, rows: list[tuple[str, str, str, str]], today: date) -> bytes:
    """Return what the office has on an employee as an Excel workbook."""
    from reports.table_sheet import SheetColumn, TableSheet, make_table_sheet  # noqa: PLC0415 - openpyxl is slow to load

    one = seen.employee
    table = TableSheet(
        name="Riwayat",
        title=f"Riwayat {one.name}",
        sentence=f"NIP {show_nip(one.nip)}, {one.position}, {one.unit_1}. Keadaan {long_date(today)}.",
        columns=(
            SheetColumn("Jenis", 26),
            SheetColumn("Apa", 78),
            SheetColumn("Keterangan", 120),
            SheetColumn("Keadaan", 40),
        ),
        rows=rows,
    )
    return make_table_sheet(table)


def _facts(seen: EmployeeView) -> list[tuple[str, str]]:
    one, reading = seen.employee, seen.reading
    born = one.born_on or reading.birth
    place = f"{one.birth_place}, " if one.birth_place else ""
    by_nip = "" if one.born_on or not born else " (menurut NIP)"
    return [
        ("Nama tanpa gelar", seen.name.name),
        ("Gelar", ", ".join(filter(None, (seen.name.before, seen.name.after)))),
        ("Status", status_words(one)),
        ("Golongan, pangkat", ", ".join(filter(None, (one.grade, seen.rank)))),
        ("Lahir", f"{place}{long_date(born)}{by_nip}" if born else place.removesuffix(", ")),
        ("Jenis kelamin", reading.sex.capitalize()),
        *((("NIK", one.nik),) if one.nik else ()),
        *((("Alamat", one.address),) if one.address else ()),
        *((("Mengepalai", "\n".join(map(path_words, seen.heads))),) if seen.heads else ()),
        *(((("Perlu diperiksa"), "\n".join(reading.warnings)),) if reading.warnings else ()),
    ]
