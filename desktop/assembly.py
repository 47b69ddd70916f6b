"""Which pages the office's window has, in the order of the rail; each is imported when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Final, Protocol, cast

from cases.model.figures import FigureQuery
from cases.model.listing import SearchHit
from cases.services import evidence_text, restrictions, search
from cases.services.evidence_text import EvidenceHome
from desktop.desk import Desk
from desktop.edits import Edits
from desktop.full_names import keep_names
from desktop.main_window import MainWindow, Place
from desktop.page import Page
from desktop.widgets.palette import Find


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its key and title, the icon in the rail, and the class that is made with the desk and the window.

    Ctrl+K finds it by its title and by ``known_as``; a hidden page without such words needs to be told what to show.
    """

    key: str
    title: str
    icon: str
    module: str
    name: str
    place: Place = "upper"
    known_as: str = ""


PAGES: Final = (
    PageEntry("today", "Hari ini", "sun-horizon", "today", "TodayPage", known_as="tenggat lewat segera"),
    PageEntry("reports", "Laporan", "tray", "reports", "ReportsPage"),
    PageEntry("cases", "Perkara", "folders", "cases", "CasesPage"),
    PageEntry("employees", "Pegawai", "users", "employees", "EmployeesPage"),
    PageEntry("letters", "Surat", "envelope-simple", "letters", "LettersPage"),
    PageEntry("recap", "Rekap", "table", "recap", "RecapPage"),
    PageEntry(
        "waiting", "Menunggu PPK", "hourglass-medium", "waiting", "WaitingPage", known_as="tunggakan belum diputus"
    ),
    PageEntry("calendar", "Kalender", "calendar-blank", "calendar", "CalendarPage", known_as="tenggat libur bulan ics"),
    PageEntry(
        "leader",
        "Ringkasan",
        "chart-bar",
        "leader",
        "LeaderPageView",
        known_as="pimpinan bagan grafik statistik",
    ),
    PageEntry("settings", "Pengaturan", "gear-six", "settings", "SettingsPage", "lower"),
    PageEntry(
        "what-if",
        "Hitung tenggat",
        "calculator",
        "what_if",
        "WhatIfPage",
        "hidden",
        known_as="kalkulator hari kerja jika bagaimana",
    ),
    PageEntry("report", "Laporan", "tray", "report", "ReportPage", "hidden"),
    PageEntry(
        "name-lists",
        "Pencocokan daftar",
        "list-magnifying-glass",
        "name_lists",
        "NameListsPage",
        "hidden",
        known_as="daftar nama anggota partai calon cocokkan",
    ),
    PageEntry("name-list-import", "Impor daftar", "upload-simple", "name_list_import", "NameListImportPage", "hidden"),
    PageEntry("name-review", "Pencocokan daftar", "swap", "name_review", "NameReviewPage", "hidden"),
    PageEntry(
        "quick-entry",
        "Ketik formulir kertas",
        "keyboard",
        "quick_entry",
        "QuickEntryPage",
        "hidden",
        known_as="cepat tumpukan entri laporan kertas",
    ),
    PageEntry(
        "blank-form",
        "Formulir laporan kosong",
        "printer",
        "blank_form",
        "BlankFormPage",
        "hidden",
        known_as="cetak kertas blangko",
    ),
    PageEntry("verify", "Verifikasi", "list-checks", "report_verify", "VerifyPage", "hidden"),
    PageEntry("open-case", "Buka perkara", "folders", "open_case", "OpenCasePage", "hidden"),
    PageEntry("case", "Perkara", "folders", "case", "CasePage", "hidden"),
    PageEntry(
        "old-cases",
        "Perkara arsip",
        "archive",
        "old_cases",
        "OldCasesPage",
        "hidden",
        known_as="arsip lama terdahulu berkas kertas hukuman dahulu",
    ),
    PageEntry("old-case", "Perkara arsip", "archive", "old_case", "OldCasePage", "hidden"),
    PageEntry("old-case-import", "Impor perkara arsip", "archive", "old_case_import", "OldCaseImportPage", "hidden"),
    PageEntry("correction", "Koreksi", "pencil-simple", "correction", "CorrectionPage", "hidden"),
    PageEntry("letter", "Surat", "envelope-simple", "letter", "LetterPage", "hidden"),
    PageEntry("letter-batch", "Beberapa surat", "files", "letter_batch", "LetterBatchPage", "hidden"),
    PageEntry(
        "letter-request",
        "Buat surat",
        "file-plus",
        "letter_request",
        "LetterRequestPage",
        "hidden",
        known_as="surat kantor pengantar formulir kosong",
    ),
    PageEntry(
        "register", "Buku agenda", "list-numbers", "register", "RegisterPage", "hidden", known_as="nomor surat dilewati"
    ),
    PageEntry("holiday-import", "Impor hari libur", "calendar-x", "holiday_import", "HolidayImportPage", "hidden"),
    PageEntry("register-import", "Impor buku agenda", "upload-simple", "register_import", "NumberImportPage", "hidden"),
    PageEntry(
        "check-letter",
        "Periksa surat",
        "seal-check",
        "check_letter",
        "CheckLetterPage",
        "hidden",
        known_as="verifikasi keaslian asli kode qr tanda tangan elektronik",
    ),
    PageEntry("idis", "Paket I'DIS dan balasan SBT", "package", "idis", "IdisPage", "hidden"),
    PageEntry("regulation", "Peraturan", "scales", "regulation", "RegulationPage", "hidden"),
    PageEntry("wording", "Naskah surat", "text-aa", "wording", "WordingPage", "hidden"),
    PageEntry(
        "restore",
        "Pulihkan dari cadangan",
        "arrow-counter-clockwise",
        "restore",
        "RestoreOfficePage",
        "hidden",
        known_as="backup kembalikan",
    ),
    PageEntry("new-sheet", "Lembar pemulihan", "key", "new_sheet", "NewSheetPage", "hidden"),
    PageEntry(
        "log",
        "Catatan perubahan",
        "clock-counter-clockwise",
        "log_reader",
        "LogPage",
        "hidden",
        known_as="jejak audit log riwayat siapa melakukan apa",
    ),
    PageEntry("employee", "Pegawai", "user", "employee", "EmployeePage", "hidden"),
    PageEntry(
        "same-people",
        "Mungkin orang yang sama",
        "users",
        "same_people",
        "SamePeoplePage",
        "hidden",
        known_as="pegawai ganda dobel kembar gabung",
    ),
    PageEntry(
        "accounts",
        "Akun media sosial",
        "at",
        "accounts",
        "AccountsPage",
        "hidden",
        known_as="medsos facebook",
    ),
    PageEntry("account", "Akun", "at", "account", "AccountPage", "hidden"),
    PageEntry("account-import", "Impor akun pegawai", "at", "account_import", "AccountImportPage", "hidden"),
    PageEntry(
        "rounds",
        "Pemantauan akun",
        "binoculars",
        "rounds",
        "RoundsPage",
        "hidden",
        known_as="ronde formulir medsos",
    ),
    PageEntry("round", "Ronde pemantauan", "binoculars", "round", "RoundPage", "hidden"),
    PageEntry("round-edit", "Ronde baru", "binoculars", "round_edit", "RoundEditPage", "hidden"),
    PageEntry("round-letters", "Surat ronde", "binoculars", "round_letters", "RoundLettersPage", "hidden"),
    PageEntry("round-read", "Baca formulir", "binoculars", "round_read", "RoundReadPage", "hidden"),
    PageEntry("round-form", "Formulir yang kembali", "binoculars", "round_form", "RoundFormPage", "hidden"),
    PageEntry("employee-import", "Impor pegawai", "users", "employee_import", "EmployeeImportPage", "hidden"),
    PageEntry(
        "employee-imports", "Riwayat impor pegawai", "users", "employee_imports", "EmployeeImportsPage", "hidden"
    ),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A list that Ctrl+K opens besides: its words, and the page with what it is asked for."""

    title: str
    icon: str
    known_as: str
    key: str
    args: Mapping[str, object]


WAYS: Final = (
    Way(
        "Belum diunggah ke I'DIS atau SIASN",
        "cloud-arrow-up",
        "idis unggah unggahan pendokumentasian paket",
        "recap",
        {"name": "undocumented", "query": FigureQuery()},
    ),
    Way(
        "Laporan SBT yang belum dijawab",
        "arrow-bend-up-left",
        "sbt balasan jawaban bkn",
        "recap",
        {"name": "sbt-waiting", "query": FigureQuery()},
    ),
    Way(
        "Unit kerja",
        "tree-structure",
        "opd unor bidang seksi kepala dinas pohon organisasi",
        "employees",
        {"tab": "units"},
    ),
    Way("Sampah", "trash", "dibuang hapus dihapus pulihkan kembalikan tempat", "settings", {"section": "trash"}),
)
_SERVED: Final = frozenset({"settings", "new-sheet", "restore"})
_LISTS: Final = frozenset(
    {
        "today",
        "leader",
        "log",
        "reports",
        "cases",
        "waiting",
        "letters",
        "register",
        "calendar",
        "recap",
        "idis",
        "employees",
    }
)
"""Pages that leave out what is hidden from who is logged in."""
_PARENTS: Final = {
    "log": "settings",
    "idis": "cases",
    "report": "reports",
    "quick-entry": "reports",
    "blank-form": "reports",
    "verify": "reports",
    "open-case": "reports",
    "case": "cases",
    "old-cases": "cases",
    "old-case": "cases",
    "old-case-import": "cases",
    "correction": "cases",
    "letter": "letters",
    "check-letter": "letters",
    "letter-batch": "letters",
    "register": "letters",
    "register-import": "letters",
    "holiday-import": "settings",
    "letter-request": "letters",
    "employee": "employees",
    "employee-import": "employees",
    "name-lists": "reports",
    "name-review": "reports",
    "name-list-import": "reports",
    "employee-imports": "employees",
    "same-people": "employees",
    "accounts": "employees",
    "account": "employees",
    "account-import": "employees",
    "rounds": "employees",
    "round": "employees",
    "round-edit": "employees",
    "round-letters": "employees",
    "round-read": "employees",
    "round-form": "employees",
    "regulation": "settings",
    "wording": "settings",
    "new-sheet": "settings",
    "restore": "settings",
    "what-if": "calendar",
}
_FINDS: Final = {
    "employee": ("user", "employee", "employee_id"),
    "report": ("tray", "report", "report_id"),
    "case": ("folders", "case", "case_id"),
    "old_case": ("archive", "old-case", "old_case_id"),
    "letter": ("envelope-simple", "letter", "letter_id"),
    "evidence": ("image", "report", "evidence_id"),
}
"""Of each noun that the search knows: its icon, the page that shows it, and what that page calls it."""


@dataclass(frozen=True, slots=True)
class EvidenceFind:
    """An item of evidence that was found, and the words that are to be marked in it."""

    id: str
    words: str
    noun: str = "evidence"


class Run(Protocol):
    """What the settings ask of the program that runs."""

    @property
    def look(self) -> str:
        """Light, dark, or as the computer has it."""

    def set_look(self, look: str) -> None:
        """Show everything in this look, now and at the next start."""

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without a key or the mouse the screen is locked."""

    def set_lock_minutes(self, minutes: int) -> None:
        """Lock it after another time."""

    @property
    def clipboard_seconds(self) -> int:
        """After how many seconds what was copied is cleared, 0 for not by itself."""

    def set_clipboard_seconds(self, seconds: int) -> None:
        """Clear it after another time, from the next copy on."""

    def delete_sample(self) -> None:
        """Throw the sample office away and begin again."""

    def begin_again(self, words: str, work: Callable[[], object] = ...) -> None:
        """Close the office, do this meanwhile, and open it anew; ``words`` say what is being done."""


def make_page(entry: PageEntry, desk: Desk, window: MainWindow, run: Run | None = None) -> Page:
    """Import and make a page."""
    module = import_module(f"desktop.pages.{entry.module}")
    factory = cast("Callable[[Desk, MainWindow], Page]", getattr(module, entry.name))
    page = factory(desk, window)
    if run is not None and entry.key in _SERVED:
        page.serve(run)  # type: ignore[attr-defined] # the pages that change how the program runs
    return page


def fill(window: MainWindow, desk: Desk, run: Run | None = None) -> None:
    """Give the window its pages, search, and what the desk announces; without ``run`` for pictures and tests."""
    for entry in PAGES:
        window.add_page(
            entry.key, entry.title, entry.icon, partial(make_page, entry, desk, window, run), place=entry.place
        )
    window.rail.show_office(desk.office.name)
    window.rail.show_user(desk.actor.full_name or desk.actor.name, str(desk.actor.role).capitalize())
    keep_names(desk)
    desk.changed.connect(window.announce)
    desk.saved.connect(
        lambda: window.saved(desk.office.clock.now().astimezone(desk.office.clock.time_zone.zone).time())
    )
    window.page_shown.connect(lambda key: window.rail.show_chosen(_PARENTS.get(str(key), str(key))))

    say_left_out(window, desk)
    Edits(desk, window)

    def find(text: str, give: Callable[[Sequence[Find]], None]) -> None:
        pages = find_pages(text)
        desk.ask(search.find, text).then(window, lambda hits: give([*pages, *(_find_of(hit, text) for hit in hits)]))

    def choose(target: SearchHit | EvidenceFind | PageEntry | Way) -> None:
        if isinstance(target, EvidenceFind):
            home = desk.ask(evidence_text.home_of, target.id)
            home.then(window, lambda home: open_item(window, home, target))
        else:
            open_hit(window, target)

    window.set_search(find)
    window.find_chosen.connect(choose)


def say_left_out(window: MainWindow, desk: Desk) -> None:
    """Say over every list how many cases are hidden from who is logged in, as recaps and exports do."""

    def told(count: int) -> None:
        shown = window.current_key in _LISTS
        window.say_left_out(restrictions.hidden_words(count) if shown else "")

    def ask(*_page: object) -> None:
        desk.ask(restrictions.hidden_cases).then(window, told)

    window.page_shown.connect(ask)
    desk.changed.connect(lambda changes: ask() if changes.concerns("case", "report") else None)


def find_pages(text: str) -> list[Find]:
    """Return the pages and ways of which every typed word begins a word of the title or of what they are known as."""
    typed = text.casefold().split()
    entries: list[PageEntry | Way] = [entry for entry in PAGES if entry.place != "hidden" or entry.known_as]
    found = []
    for entry in (*entries, *WAYS):
        words = f"{entry.title} {entry.known_as}".casefold().split()
        if typed and all(any(word.startswith(part) for word in words) for part in typed):
            kind = "Buka daftar" if isinstance(entry, Way) else "Buka halaman"
            found.append(Find(entry.title, kind, entry.icon, entry))
    return found


def open_hit(window: MainWindow, hit: SearchHit | PageEntry | Way) -> None:
    """Open the page of what was found."""
    if isinstance(hit, Way):
        window.open_page(hit.key, **hit.args)
        return
    if isinstance(hit, PageEntry):
        window.open_page(hit.key)
        return
    _, page, name = _FINDS[hit.noun]
    window.open_page(page, **{name: hit.id})


def open_item(window: MainWindow, home: EvidenceHome, item: EvidenceFind) -> None:
    """Show an item of evidence in its case, or where there is none or more than one, in its report."""
    if home.case_id:
        window.open_page("case", case_id=home.case_id, evidence_id=item.id, words=item.words)
    else:
        window.open_page("report", report_id=home.report_id, evidence_id=item.id, words=item.words)


def _find_of(hit: SearchHit, typed: str) -> Find:
    """A find with its words: what it is, and where the words were met when that is somewhere else."""
    parts = [hit.subtitle]
    if hit.snippet not in f"{hit.title} {hit.subtitle}":
        parts.append(hit.snippet)
    target = EvidenceFind(hit.id, typed) if hit.noun == "evidence" else hit
    return Find(hit.title, " · ".join(part for part in parts if part), _FINDS[hit.noun][0], target)
