"""What a filled form answers: each line matched with the form by its code, whatever does not fit said with its cell.

A problem keeps the whole file out, so that nothing is half taken; a remark is said and harms nothing. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from cases.account_names import account_key, account_name
from cases.errors import InvalidInput
from cases.filled_sheet import FilledLine, FilledSheet
from cases.model.watch import (
    Answer,
    Difference,
    FormLine,
    FoundLine,
    NewAccount,
    Owned,
    Remark,
    Round,
    Seen,
    WatchForm,
)
from cases.rules.dates import read_date, short_date
from cases.rules.sheet_headers import fold_header
from cases.rules.watch_answers import Said, has_account, is_answered, line_words

Word = TypeVar("Word", bound=StrEnum)
UNANSWERED: Final = "tidak dijawab"
"""What a copy says of a line of which it says nothing."""
_PLACES: Final = re.compile(r"[\s,;]+(?=https?:|www\.)|\s*[\n;]\s*|\s+")
_MIDNIGHT: Final = re.compile(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$")
_DIGITS: Final = re.compile(r"\D+")
_OWNED_KNOWN: Final = (Owned.YES, Owned.NO, Owned.UNSURE)
_OWNED_UNKNOWN: Final = (Owned.NONE, Owned.LISTED, Owned.UNSURE)


@dataclass(slots=True)
class Understood:
    """What was understood of a file so far."""

    problems: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    found: list[FoundLine] = field(default_factory=list)
    accounts: list[NewAccount] = field(default_factory=list)
    missing: int = 0
    answered: int = 0
    filled_by: str = ""
    filled_nip: str = ""
    filled_on: date | None = None

    def problem(self, cell: str, said: str) -> None:
        """Say what keeps the file out."""
        self.problems.append(Remark(cell=cell, said=said))

    def remark(self, cell: str, said: str) -> None:
        """Say what harms nothing."""
        self.remarks.append(Remark(cell=cell, said=said))


def understand(sheet: FilledSheet, form: WatchForm, watch: Round, edition: int, today: date) -> Understood:
    """Read a filled form against the form that it is a copy of; ``edition`` is the copy's, 0 when it does not say."""
    told = Understood()
    if sheet.missing:
        titles = ", ".join(f"“{title}”" for title in sheet.missing)
        told.problem("", f"judul kolom {titles} tidak ada lagi; kembalikan judulnya seperti formulir aslinya")
    _edition(told, form, edition)
    _who(told, sheet, today)
    lines = {line.ordinal: line for line in form.lines}
    seen: dict[int, FilledLine] = {}
    for row in sheet.lines:
        line = _matched(told, row, form, lines)
        if line is None:
            continue
        earlier = seen.get(line.ordinal)
        if earlier is None:
            seen[line.ordinal] = row
        elif any(earlier.text(key) != row.text(key) for key in ("owned", "seen", "urls", "seen_on", "note")):
            told.problem(
                row.code_cell.cell,
                f"baris {line.name} ada dua kali dengan jawaban berbeda (juga di {earlier.code_cell.cell}); hapus satu",
            )
        else:
            told.remark(row.code_cell.cell, f"baris {line.name} ada dua kali dengan jawaban yang sama")
    for ordinal, row in seen.items():
        _answer(told, row, lines[ordinal], watch, today)
    for row in sheet.added:
        _new_account(told, row, form, watch, today)
    _counts(told, form, seen)
    if not told.problems and not told.answered and not told.found and not told.accounts:
        told.problem("", "belum ada satu pun jawaban di formulir ini")
    return told


def differences(form: WatchForm, now: Mapping[int, Said], before: Mapping[int, Said]) -> tuple[Difference, ...]:
    """The lines on which two copies of a form differ, in the order of the form."""
    found = []
    for line in form.lines:
        one = now.get(line.ordinal)
        new, old = _words(one), _words(before.get(line.ordinal))
        if new != old:
            cell = one.cell if one is not None else ""
            found.append(
                Difference(
                    ordinal=line.ordinal, name=line.name, account=line_words(line), cell=cell, before=old, now=new
                )
            )
    return tuple(found)


def _words(told: Said | None) -> str:
    parts = (told.owned, told.seen, told.urls) if told is not None else ()
    return " · ".join(filter(None, parts)) or UNANSWERED


def _edition(told: Understood, form: WatchForm, edition: int) -> None:
    if not edition:
        told.remark("", "kode formulir tidak ada lagi; formulirnya dikenali dari kode barisnya")
    elif edition < form.edition:
        told.remark(
            "", f"salinan lama (terbitan {edition}, yang terakhir {form.edition}); baris yang baru belum terjawab"
        )
    elif edition > form.edition:
        told.remark("", f"terbitan {edition} lebih baru dari catatan kantor ({form.edition}); periksa cadangan kantor")


def _who(told: Understood, sheet: FilledSheet, today: date) -> None:
    for key, what in (("name", "nama"), ("nip", "NIP")):
        if key not in sheet.filled:
            told.remark("", f"{what} pengisi belum diisi")
    if "name" in sheet.filled:
        told.filled_by = " ".join(sheet.filled["name"].text.split())
    if "nip" in sheet.filled:
        told.filled_nip = sheet.filled["nip"].text.strip()
    if "day" in sheet.filled:
        told.filled_on = _day(told, sheet.filled["day"].cell, sheet.filled["day"].text, today)


def _matched(told: Understood, row: FilledLine, form: WatchForm, lines: Mapping[int, FormLine]) -> FormLine | None:
    """The line of the form that a row answers; what keeps it from being one is said."""
    where, text = row.code_cell.cell, row.code_cell.text
    if row.code is None:
        if text:
            told.problem(where, f"kode “{text}” berubah; salin lagi kode baris itu dari formulir aslinya")
        else:
            told.problem(where, "baris tanpa kode; tulis akun yang belum tercatat di lembar “Akun baru”")
        return None
    if row.code.code != form.code:
        told.problem(where, f"baris {text} berasal dari formulir lain; pisahkan berkas tiap formulir")
        return None
    line = lines.get(row.code.ordinal)
    if line is None:
        told.problem(where, f"kode {text} tidak ada dalam formulir {form.unit}; salin lagi dari formulir aslinya")
        return None
    nip = _DIGITS.sub("", row.text("nip"))
    if nip and nip != line.nip:
        told.problem(
            row.cell("nip"), f"NIP di baris ini bukan NIP {line.name}; barisnya tergeser, urutkan semua kolom bersama"
        )
        return None
    account = fold_header(row.text("account"))
    if has_account(line) and account and fold_header(line_words(line)) not in account:
        told.problem(row.cell("account"), f"akun di baris {line.name} diubah; akun lain ditulis di lembar “Akun baru”")
        return None
    if row.text("name") and fold_header(row.text("name")) != fold_header(line.name):
        told.remark(row.cell("name"), f"nama diubah dari {line.name}; jawaban dibaca menurut kodenya")
    return line


def _answer(told: Understood, row: FilledLine, line: FormLine, watch: Round, today: date) -> None:
    choices = _OWNED_KNOWN if has_account(line) else _OWNED_UNKNOWN
    owned = _choice(told, row, "owned", choices)
    seen = _choice(told, row, "seen", tuple(Seen))
    urls, day, note = _finding(told, row, watch, today)
    if owned is None or seen is None:
        return
    if urls and seen == Seen.CLEAN:
        told.problem(row.cell("urls"), f"ada tautan, tetapi hasilnya “{Seen.CLEAN}”; tanyakan yang benar")
        return
    if seen == Seen.FOUND or urls:
        if not urls and not note:
            told.remark(row.cell("urls"), f"temuan {line.name} tanpa tautan dan tanpa uraian; mintalah menyusul")
        if seen != Seen.FOUND:
            told.remark(row.cell("seen"), f"hasil kosong, tetapi ada tautan; dibaca “{Seen.FOUND}”")
        told.found.append(
            FoundLine(
                ordinal=line.ordinal,
                cell=row.cell("seen"),
                employee_id=line.employee_id,
                name=line.name,
                nip=line.nip,
                platform=line.platform,
                handle=line.handle,
                account_url=line.url,
                owned=owned,
                urls=urls,
                seen_on=day,
                note=note,
            )
        )
    elif owned or seen or note:
        cell = row.cell("seen" if seen else "owned")
        told.answers.append(Answer(ordinal=line.ordinal, cell=cell, owned=owned, seen=seen, note=note))


def _finding(told: Understood, row: FilledLine, watch: Round, today: date) -> tuple[tuple[str, ...], date | None, str]:
    urls = tuple(dict.fromkeys(one for one in _PLACES.split(row.text("urls").strip()) if one))
    for url in urls:
        if "." not in url:
            told.remark(row.cell("urls"), f"“{url}” bukan alamat web; disimpan seperti tertulis")
    day = _day(told, row.cell("seen_on"), row.text("seen_on"), today)
    if day is not None and not watch.first_on <= day <= watch.last_on:
        told.remark(row.cell("seen_on"), f"tanggal {short_date(day)} di luar masa yang dipantau")
    return urls, day, " ".join(row.text("note").split())


def _day(told: Understood, cell: str, text: str, today: date) -> date | None:
    try:
        day = read_date(_MIDNIGHT.sub(r"\1", text.strip()), today)
    except InvalidInput as error:
        told.problem(cell, error.sentence.rstrip(".").replace("; isi", ", isi"))
        return None
    if day is not None and day > today:
        told.problem(cell, f"tanggal {short_date(day)} belum terjadi; tanyakan tanggal yang benar")
        return None
    return day


def _choice(told: Understood, row: FilledLine, key: str, choices: Sequence[Word]) -> str | None:
    """The answer in a cell, empty for none; None where it is none that the form offers, which is said."""
    text = row.text(key)
    if not text:
        return ""
    folded = fold_header(text)
    found = next((choice for choice in choices if fold_header(choice) == folded), None)
    if found is None:
        offered = ", ".join(f"“{choice}”" for choice in choices)
        told.problem(row.cell(key), f"“{text}” bukan jawaban dari daftar; pilih {offered}")
        return None
    return found.value


def _new_account(told: Understood, row: FilledLine, form: WatchForm, watch: Round, today: date) -> None:
    person = row.text("person")
    line = _person(person, form)
    if line is None:
        told.problem(
            row.cell("person"),
            f"“{person}” tidak ada dalam formulir ini; pilih dari daftar"
            if person
            else "pilih pegawai pemilik akunnya",
        )
        return
    try:
        name = account_name(_platform(row.text("platform")), row.text("handle"), row.text("address"))
    except InvalidInput as error:
        key = {"url": "address"}.get(error.field, error.field)
        told.problem(row.cell(key), error.sentence.rstrip("."))
        return
    key = account_key(name.platform, name.handle, name.url)
    known = (one for one in form.lines if one.employee_id == line.employee_id and has_account(one))
    if any(account_key(one.platform, one.handle, one.url) == key for one in known):
        told.remark(row.cell("handle"), f"akun {name.shown} sudah tercatat untuk {line.name}")
    told.accounts.append(
        NewAccount(
            cell=row.cell("handle"),
            employee_id=line.employee_id,
            name=line.name,
            platform=name.platform,
            handle=name.handle,
            url=name.url,
        )
    )
    seen = _choice(told, row, "seen", tuple(Seen))
    urls, day, note = _finding(told, row, watch, today)
    if seen == Seen.CLEAN and urls:
        told.problem(row.cell("urls"), f"ada tautan, tetapi hasilnya “{Seen.CLEAN}”; tanyakan yang benar")
    elif seen == Seen.FOUND or (urls and seen is not None):
        told.found.append(
            FoundLine(
                ordinal=0,
                cell=row.cell("seen"),
                employee_id=line.employee_id,
                name=line.name,
                nip=line.nip,
                platform=name.platform,
                handle=name.handle,
                account_url=name.url,
                owned="",
                urls=urls,
                seen_on=day,
                note=note,
            )
        )


def _platform(text: str) -> str:
    return "" if fold_header(text) == "LAINNYA" else text


def _person(text: str, form: WatchForm) -> FormLine | None:
    """The line of the person that a row names, by the NIP at its end, else by a name that only one has."""
    digits = _DIGITS.sub("", text)
    by_nip = next((line for line in form.lines if line.nip and digits.endswith(line.nip)), None)
    if by_nip is not None:
        return by_nip
    named = {line.employee_id: line for line in form.lines if text and fold_header(line.name) == fold_header(text)}
    return next(iter(named.values())) if len(named) == 1 else None


def _counts(told: Understood, form: WatchForm, seen: Mapping[int, FilledLine]) -> None:
    wanted = {line.ordinal: line for line in form.lines if not line.gone}
    lost = [line for ordinal, line in wanted.items() if ordinal not in seen]
    told.missing = len(lost)
    if lost:
        told.remark("", f"{len(lost)} baris tidak ada dalam berkas ini: {_names(lost)}")
    done = {one.ordinal for one in told.answers if one.ordinal in wanted and is_answered(wanted[one.ordinal], one)}
    done |= {one.ordinal for one in told.found if one.ordinal in wanted}
    told.answered = len(done)
    left = [line for ordinal, line in wanted.items() if ordinal in seen and ordinal not in done]
    if left:
        cell = seen[left[0].ordinal].cell("seen" if has_account(left[0]) else "owned")
        told.remark(cell, f"{len(left)} baris belum terjawab: {_names(left)}")


_MOST_NAMES: Final = 3


def _names(lines: Sequence[FormLine]) -> str:
    names = list(_unique(lines))
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" dan {more} lagi" if more > 0 else "")


def _unique(lines: Sequence[FormLine]) -> Iterator[str]:
    yield from dict.fromkeys(line.name for line in lines)
