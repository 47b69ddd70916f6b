"""Words of the log: what its rows are about and what was done, for a case and for the whole log."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final

from cases.letters.placeholders import field_meaning, meaning, rows_meaning
from cases.letters.templates import SHIPPED
from cases.model.case import Track
from cases.model.listing import LogEntry
from cases.model.log import LogLine
from cases.rules.dates import short_date
from cases.rules.deadlines import counts_of
from cases.rules.recap_form import columns as recap_columns
from cases.rules.report_words import SOURCES
from cases.rules.sheet_headers import header_fields
from cases.services.sheet_columns import NEEDS
from desktop.counts import count_words
from desktop.pages.case_tabs.words import OPERATIONS, moment
from desktop.pages.log_fields import FIELDS
from desktop.pages.log_nested import apart, nested, nested_words

if TYPE_CHECKING:  # wiring brings SQLAlchemy, which the log-in screen must not wait for
    from desktop.wiring import OpenOffice

NOUNS: Final[dict[str, str]] = {
    "case": "Perkara",
    "old_case": "Perkara arsip",
    "report": "Laporan",
    "step": "Tahap",
    "letter": "Surat",
    "evidence": "Bukti",
    "register": "Nomor surat",
    "employee": "Pegawai",
    "import": "Impor pegawai",
    "mapping": "Pilihan kolom",
    "deadline": "Tenggat",
    "recap": "Rekap",
    "user": "Pengguna",
    "signatory": "Penandatangan",
    "office": "Kantor",
    "holiday": "Hari libur",
    "election": "Pemilihan",
    "pack": "Peraturan",
    "mark": "Tanda verifikasi",
    "template": "Naskah surat",
    "trust": "Sertifikat tepercaya",
    "key": "Kunci kantor",
    "backup": "Cadangan",
    "name_list": "Daftar nama",
    "name_hit": "Kecocokan nama",
    "trash": "Sampah",
    "account": "Akun pegawai",
    "round": "Ronde pemantauan",
    "watch_form": "Formulir pemantauan",
    "watch_filled": "Formulir terisi",
    "finding": "Temuan pemantauan",
    "unit": "Kepala unit",
    "two_people": "Dua orang yang mirip",
}
ACTIONS: Final[dict[str, str]] = {
    "add": "dibuat",
    "save": "diubah",
    "replace": "diganti seluruhnya",
    "import": "diimpor",
    "discard": "dibuang",
    "recover": "dipulihkan dari Sampah",
    "remove": "dihapus dari daftar",
    "enter": "masuk",
    "refuse": "ditolak masuk",
    "leave": "dikunci atau ditinggalkan",
    "change": "diganti",
    "print": "dicetak",
    "export": "disalin ke luar",
    "refile": "berkasnya diganti",
    "explain": "diberi alasan",
    "take": "diambil",
    "open": "dibaca",
    "check": "diperiksa",
    "derive": "diturunkan",
    "restore": "dipulihkan",
    "view": "dilihat",
    "dispose": "dimusnahkan",
}
KINDS: Final[dict[str, str]] = {
    "change": "Perubahan",
    "session": "Masuk dan keluar",
    "view": "Melihat",
    "print": "Mencetak",
    "export": "Mengekspor",
    "check": "Memeriksa",
    "dispose": "Memusnahkan",
}
"""What the reader narrows by; the actions of each are in ``cases.model.log``."""


_TAKEN: Final = "ekspor"
"""The field that says which list left the program; such a row is kept with the office."""
_SAID_BY: Final = {"stage": "stage_title", "sanction_key": "sanction_title"}
"""Fields that hold the program's own key of what another field says in words."""
_OWN_ID: Final = "id"
"""What names the record of the row to the program."""
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "noun": NOUNS,
    "source": {str(source): words for source, words in SOURCES.items()},
    "status": {"belum-diketahui": "belum diketahui", "pejabat-negara": "pejabat negara"},
    "work_week": {"5": "lima hari", "6": "enam hari"},
}
"""What the program's own keys mean, by the field that holds them, where no regulation says it."""
_ID: Final = re.compile(r"[0-9a-f]{32}")
"""What names another record to the program."""
_STEPS: Final = frozenset({"case.stage", "step.key"})
_THERE: Final = "tercatat"
_YES_NO: Final = {"true": "ya", "false": "tidak"}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_NO_VALUES: Final = "Baris ini tidak memuat nilai."
_DISPOSED: Final = "Nilainya sudah dimusnahkan menurut jadwal retensi."


def operation_words(entry: LogEntry) -> str:
    """What was done, in the words of the window."""
    return OPERATIONS.get(entry.operation, entry.operation)


def noun_words(entry: LogEntry) -> str:
    """What kind of record a row is about; a list that left the program is none of the office's own."""
    return "Daftar" if _TAKEN in entry.fields else NOUNS.get(entry.noun, entry.noun)


def name_words(line: LogLine) -> str:
    """What the record of a row is called, a list as far as the reader may know it; empty where nothing names it."""
    _, taken = line.entry.changes.get(_TAKEN, ("", ""))
    return taken[:1].upper() + taken[1:] or line.name


def action_words(entry: LogEntry) -> str:
    """What was done with the record."""
    return ACTIONS.get(entry.action, entry.action)


def field_words(name: str, noun: str = "") -> str:
    """What a field of a record is called."""
    return FIELDS.get(f"{noun}.{name}") or FIELDS.get(name, name)


def fields_words(entry: LogEntry) -> str:
    """The fields that a row is about, each word once."""
    return ", ".join(dict.fromkeys(field_words(name, entry.noun) for name in entry.fields if name != _OWN_ID))


@dataclass(frozen=True, slots=True)
class Values:
    """Says values of the log as the office reads them: its hours, and titles of ``steps`` by key.

    ``keys`` are titles of what else the regulations and the program name by a key, by the field that holds it;
    those of "" are the keys that stand in the place of a field's name.
    """

    zone: tzinfo
    steps: Mapping[str, str]
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, office: OpenOffice) -> Values:
        """As this office reads them."""
        law = office.law
        rules = [rule for track in Track for rule in law.steps(track)]
        columns = {one.key: one.title.lower() for table in NEEDS for one in header_fields(table)}
        letters = {info.kind: info.title for info in SHIPPED.all()}
        asked = {entry.key: entry.title for info in SHIPPED.all() for entry in info.entries}
        keys = {
            "": columns | asked | {one.key: one.title for track in Track for one in law.deadlines(track)},
            "columns": {key: column.title for key, column in recap_columns().items()} | columns,
            "guard": {one.key: one.title for track in Track for one in law.guards(track)},
            "key": columns,
            "kind": NOUNS | {"number": NOUNS["register"]} | letters,
            "moderate_set": {one.key: one.title for one in law.moderate_sets()},
            "outcome": {one.key: one.title for rule in rules for one in law.outcomes(rule.key)},
            "reason_key": {one.key: one.title for track in Track for one in law.stop_reasons(track)},
            "sanction_key": {one.key: one.title for one in law.every_sanction()},
            "summons_count": {key: count_words(key, days) for key, days in counts_of("summons_count", law).items()},
            "template": {info.template: f"{info.title}, versi {info.version}" for info in SHIPPED.all()},
        }
        return cls(office.clock.time_zone.zone, {rule.key: rule.title for rule in rules}, keys)

    def lines(self, entry: LogEntry) -> tuple[str, ...]:
        """A line for each value that the reader may see, old and new."""
        return tuple(
            f"{field_words(name, entry.noun)}: " + "  →  ".join(self._both(entry.noun, name, *values))
            for name, values in entry.changes.items()
            if name != _OWN_ID and _SAID_BY.get(name) not in entry.changes
        )

    def words(self, entry: LogEntry) -> str:
        """The same as one text, or why there is none."""
        return "\n".join(self.lines(entry)) or (_DISPOSED if entry.fields else _NO_VALUES)

    def _both(self, noun: str, name: str, old: str, new: str) -> tuple[str, str]:
        """Old and new; of values that hold much, only what differs."""
        if _ID.fullmatch(old) and _ID.fullmatch(new):
            return "yang lama", "yang baru"
        before, after = nested(noun, name, old), nested(noun, name, new)
        if before and after:
            before, after = apart(before, after)
        return self._say(noun, name, old, before), self._say(noun, name, new, after)

    def _say(self, noun: str, name: str, text: str, value: Any) -> str:  # noqa: ANN401 - JSON
        if value is not None:
            return nested_words(value, self._plain, name) or "–"
        return (self.steps.get(text, text) if f"{noun}.{name}" in _STEPS else self._plain(name, text)) or "–"

    def _plain(self, name: str, text: str) -> str:
        """A value that is one thing, "" for none."""
        titles = self.keys.get(name) or _WORDS.get(name, {})
        if text in titles:
            return titles[text]
        if not name:
            told = meaning(text) or rows_meaning(text) or field_meaning(text) or text
            return told.partition(";")[0]
        if _ID.fullmatch(text):
            return _THERE
        if _MOMENT.fullmatch(text):
            return moment(datetime.fromisoformat(text), self.zone)
        if _DAY.fullmatch(text):
            return short_date(date.fromisoformat(text))
        return _YES_NO.get(text, text)
