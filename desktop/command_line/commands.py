"""What each command of the command line does: open the office, call one service, print one answer."""

from __future__ import annotations

import argparse
import logging
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from cases.employee_import import HEADERS
from cases.errors import ConfirmationNeeded, InvalidInput, StorageError
from cases.letters.signed_words import signature_words
from cases.model.employee_import import RowState
from cases.model.employee_plan import ImportOrder
from cases.model.figures import FigureQuery
from cases.model.idis_pack import PackTarget
from cases.model.office import TimeZone
from cases.rules.dates import long_date
from cases.rules.lifecycle import NextStep
from cases.services import (
    employee_imports,
    employees,
    evidence_papers,
    ics,
    idis_pack,
    integrity,
    leader,
    letter_check,
    looking,
    next_steps,
    recap,
    search,
    sheet_columns,
)
from cases.services.letter_check import LetterAnswer, Verdict, letter_facts
from desktop.backups.command import run_backup
from desktop.backups.restore_command import run_restore
from desktop.command_line.at_office import opened
from desktop.command_line.cli import PROBLEM, Command, read_password, say, say_json
from desktop.command_line.name_lists import run_match_list
from desktop.command_line.profile import read_profile
from desktop.command_line.users import run_users
from desktop.command_line.watch import run_watch_forms, run_watch_read
from desktop.evidence.export import ExportOrder, checked, export
from desktop.evidence.printing import Wanted, printed
from desktop.exports.exporting import export_everything
from desktop.exports.idis import export as export_pack
from desktop.exports.recap import save_noted
from desktop.files import read_file, read_text, write_file, write_new
from desktop.wiring import (
    default_home,
    found,
    make_keys,
    may_be_there,
    recovery_pdf,
)
from desktop.world import OfficeClock
from reports.manifest import SUMS

_MOST_ALARM_DAYS = 60


logging.getLogger().addHandler(logging.NullHandler())
"""What a library or the anchor notes is no sentence for a user: the command line says its own."""


def run_init(options: argparse.Namespace) -> int:
    """Found an office from a profile, after its recovery sheet, which exists nowhere else, lies safe on the disk."""
    profile = read_profile(read_text(options.profile), options.profile.parent)
    password = read_password(options) if options.password_file or options.user else profile.ask_password()
    home = default_home(options.home)
    if options.sheet.resolve().is_relative_to(home.resolve()):
        raise InvalidInput("Lembar pemulihan tidak boleh disimpan di folder kantor; pilih folder lain.")
    made_on = _today(profile.office.time_zone)
    keys, there = make_keys(made_on), may_be_there(home)
    write_new(options.sheet, recovery_pdf(profile.office.name, keys.recovery_lines, made_on, profile.office.paper))
    try:
        founded = found(
            home,
            profile.office,
            profile.first_user(password),
            profile.signatories,
            logo=profile.logo,
            head_emblem=profile.head_emblem,
            keys=keys,
        )
    except StorageError as error:
        if not there and may_be_there(home):  # its keys are on this sheet and nowhere else
            raise StorageError(
                f"{error.sentence} Lembar pemulihan {options.sheet} tetap ada, karena kantor mungkin sudah jadi.",
                detail=error.detail,
            ) from error
        _throw_away(options.sheet)
        raise
    except BaseException:
        _throw_away(options.sheet)
        raise
    founded.office.close()
    if founded.office.warning:
        print(founded.office.warning, file=sys.stderr)  # noqa: T201 - a command line speaks
    say(f"Kantor {profile.office.name} siap di {home}.")
    say(f"Cetak lembar pemulihan {options.sheet}, simpan di amplop tertutup, lalu hapus berkasnya.")
    if not founded.office.can_enrol:
        say("Akun ini tidak mempunyai penyimpan kunci yang aman: kantor dibuka dengan kunci pemulihan dari lembar itu.")
    return 0


def _throw_away(sheet: Path) -> None:
    with suppress(OSError):  # or the drive's own complaint would hide what went wrong
        sheet.unlink(missing_ok=True)


def _today(time_zone: TimeZone) -> date:
    clock = OfficeClock()
    clock.time_zone = time_zone
    return clock.today()


_ROWS: Final = {
    RowState.NEW: "baru",
    RowState.CHANGED: "berubah",
    RowState.BACK: "kembali",
    RowState.GONE: "ditandai keluar",
    RowState.SAME: "sama",
    RowState.FAULTY: "bermasalah",
}
_TOLD: Final = {RowState.NEW, RowState.CHANGED, RowState.SAME, RowState.FAULTY}
"""What is told even where it is none."""


def run_import_employees(options: argparse.Namespace) -> int:
    """Import employees, or with --dry-run only say what would happen; status 1 when a row is faulty."""
    from reports.employee_sheet import read_employee_sheet  # noqa: PLC0415 - Excel, which the other commands need not

    data = read_file(options.file)
    sheet = read_employee_sheet(data, options.file.name)
    with opened(options) as (office, actor):
        columns = office.read(sheet_columns.known_columns, actor, HEADERS, sheet.headers)
        digest = sha256(data).hexdigest()
        order = ImportOrder(file_name=options.file.name, sha256=digest, columns=columns, whole=options.full)
        if options.dry_run:
            plan = office.read(employee_imports.review_import, actor, sheet, order)
        else:
            plan, _ = office.write(employees.import_employees, actor, sheet, order)
    if options.json:
        say_json(
            {
                "new": plan.count(RowState.NEW),
                "changed": plan.count(RowState.CHANGED),
                "same": plan.same,
                "gone": plan.count(RowState.GONE),
                "back": plan.count(RowState.BACK),
                "faulty": [{"row": row.row, "cell": row.cell, "problem": row.problem} for row in plan.faulty],
            }
        )
    else:
        counts = (
            f"{words} {plan.count(state)}" for state, words in _ROWS.items() if plan.count(state) or state in _TOLD
        )
        say(f"{', '.join(counts).capitalize()}.")
        for row in plan.faulty:
            say(f"  {row.cell or f'baris {row.row}'}: {row.problem}")
        if options.dry_run:
            say("Hanya diperiksa; tidak ada yang disimpan.")
    return PROBLEM if plan.faulty else 0


def run_recap(options: argparse.Namespace) -> int:
    """Write the recap of a period as an Excel file."""
    from reports.recap import make_recap  # noqa: PLC0415 - Excel, which the other commands need not

    if options.first > options.last:
        raise InvalidInput("Tanggal pertama sesudah tanggal terakhir; tukar keduanya.")
    if options.out.suffix.lower() != ".xlsx":
        raise InvalidInput(f"Nama berkas rekap berakhiran .xlsx, bukan “{options.out.name}”; ganti dengan --out.")
    with opened(options) as (office, actor):
        data = office.read(recap.recap, actor, options.name, FigureQuery(first=options.first, last=options.last))
        told = (data.name, data.filter_text, len(data.lines))
        save_noted(office, actor, options.out, make_recap(data), *told)
    say(f"{len(data.lines)} {data.counted} ditulis ke {options.out}.")
    return 0


def run_export_all(options: argparse.Namespace) -> int:
    """Write all tables into a new folder."""
    with opened(options) as (office, actor):
        folder, rows = export_everything(office, actor, options.out)
    say(f"{rows} baris diekspor ke {folder}.")
    return 0


def run_leader_page(options: argparse.Namespace) -> int:
    """Write the leader's page of a year as a PDF."""
    from reports.leader_page import leader_pdf  # noqa: PLC0415 - reportlab, which the other commands need not

    if options.out.suffix.lower() != ".pdf":
        raise InvalidInput(f"Nama berkas ringkasan berakhiran .pdf, bukan “{options.out.name}”; ganti dengan --out.")
    with opened(options) as (office, actor):
        page = office.read(leader.leader_page, actor, options.year)
        save_noted(office, actor, options.out, leader_pdf(page), "leader-page", page.period, len(page.tiles))
    say(f"Ringkasan tahun {page.year} ditulis ke {options.out}.")
    return 0


def run_idis_pack(options: argparse.Namespace) -> int:
    """Write the I'DIS pack of a case, or its reply to SBT; status 1 when a file is above the limit."""
    target = PackTarget.SBT if options.command == "sbt-reply" else PackTarget.IDIS
    with opened(options) as (office, actor):
        case_id = office.read(idis_pack.pack_case, actor, options.number)
        made = export_pack(office, actor, case_id, options.out, options.limit_mb, target)
    say(f"{made.count} berkas dan {made.pack.sheet} ditulis ke {made.folder}.")
    for name in made.too_large:
        say(f"MASALAH: {name} di atas batas ukuran; perkecil pindaiannya sendiri.")
    for words, names in (("Tidak ada di kantor", made.pack.absent), ("Menyebut pelapor", made.pack.kept_back)):
        if names:
            say(f"{words}: {'; '.join(names)}.")
    return PROBLEM if made.too_large else 0


def run_next(options: argparse.Namespace) -> int:
    """Print what may be done next in a case, each with its article and the guards that are not met yet."""
    with opened(options) as (office, actor):
        found = office.read(next_steps.next_of, actor, options.number)
    if options.json:
        say_json([_plain_step(step) for step in found.steps])
        return 0
    case = found.case
    say(f"Perkara {case.number}: {case.summary.stage_title or 'baru dibuka'}, {case.summary.status}.")
    for place, step in enumerate(found.steps, start=1):
        aside = " (tindakan lain)" if step.side else " (boleh dilewati)" if step.optional else ""
        say(f"{place}. {step.action}{aside}")
        for line in _step_lines(step):
            say(f"   {line}")
    if not found.steps:
        say("Tidak ada lagi yang perlu dilakukan.")
    return 0


def _step_lines(step: NextStep) -> list[str]:
    """What is said under a step: why, where it stands, by when, and what its guards still find."""
    doubt = "" if step.verified else " (belum diverifikasi)"
    basis = f"{step.article} {step.regulation}".strip()
    due = f"Paling lambat {long_date(step.due_on)}: {step.due_title}." if step.due_on else ""
    guards = [
        f"{'SYARAT' if finding.strength == 'hard' else 'PERINGATAN'}: {finding.sentence} {finding.remedy} "
        f"[{f'{finding.article} {finding.regulation}'.strip()}]"
        for finding in step.findings
    ]
    return [line for line in (step.why, f"Dasar: {basis}{doubt}." if basis else "", due, *guards) if line]


def _plain_step(step: NextStep) -> dict[str, object]:
    return {
        "key": str(step.key),
        "kind": step.kind,
        "action": step.action,
        "why": step.why,
        "article": step.article,
        "regulation": step.regulation,
        "verified": step.verified,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "optional": step.optional,
        "side": step.side,
        "guards": [
            {
                "guard": finding.guard,
                "strength": finding.strength,
                "sentence": finding.sentence,
                "remedy": finding.remedy,
                "article": finding.article,
                "regulation": finding.regulation,
            }
            for finding in step.findings
        ],
    }


def run_ics(options: argparse.Namespace) -> int:
    """Write the open due dates as a calendar file."""
    if options.out.suffix.lower() != ".ics":
        raise InvalidInput(f"Nama berkas kalender berakhiran .ics, bukan “{options.out.name}”; ganti dengan --out.")
    if options.alarm is not None and not 0 <= options.alarm <= _MOST_ALARM_DAYS:
        raise InvalidInput(f"Isi --alarm dengan 0 sampai {_MOST_ALARM_DAYS} hari.")
    with opened(options) as (office, actor):
        form = ics.IcsForm(case_number=options.case, names=options.names, alarm_days=options.alarm)
        made = office.read(ics.export_ics, actor, form)
        write_file(options.out, made.data)
        office.write(looking.note_list, actor, "tenggat (ics)", options.case or "", made.count)
    say(f"{made.count} tenggat ditulis ke {options.out}.")
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Check everything; status 1 when something is wrong, each problem in a sentence."""
    known = integrity.read_head_code(options.head) if options.head is not None else None
    with opened(options) as (office, actor):
        result = office.verify(actor, known)
    if options.json:
        say_json(
            {
                "rows": result.rows,
                "head": result.head.code,
                "evidence": result.evidence_checked,
                "letters": result.letters_checked,
                "anchored": result.anchored and {"row": result.anchored.row, "letter": result.anchored.named},
                "problems": list(result.problems),
            }
        )
    else:
        say(f"Catatan perubahan: {result.rows} baris, kepala rantai {result.head.code}.")
        say(integrity.anchored_words(result, known))
        say(f"Bukti diperiksa: {result.evidence_checked}; surat diperiksa: {result.letters_checked}.")
        for problem in result.problems:
            say(f"MASALAH: {problem}")
        if not result.problems:
            say("Semua utuh.")
    return PROBLEM if result.problems else 0


def run_verify_letter(options: argparse.Namespace) -> int:
    """Say whether a letter is this office's, unchanged and in force; the status tells which (docs/perintah.md)."""
    path = Path(options.letter)
    is_file = path.is_file() or path.suffix.lower() == ".pdf" or len(path.parts) > 1
    data = read_file(path) if is_file else b""
    with opened(options) as (office, actor):
        if is_file:
            answer = office.read(letter_check.check_file, actor, data)
        else:
            answer = office.read(letter_check.check_code, actor, options.letter)
    zone = answer.time_zone.zone
    signatures = [signature_words(one, zone) for one in answer.signatures]
    if options.json:
        say_json(
            {
                "verdict": answer.verdict,
                "sentences": answer.sentences,
                "letter": _plain_letter(answer),
                "signatures": [" ".join(words) for words in signatures],
            }
        )
        return _LETTER_STATUS[answer.verdict]
    say(f"{answer.verdict.upper()}.")
    for line in (*answer.sentences, *(f"{title}: {value}" for title, value in letter_facts(answer))):
        say(line)
    for words in signatures:
        say(f"Tanda tangan elektronik: {' '.join(words)}")
    return _LETTER_STATUS[answer.verdict]


def _plain_letter(answer: LetterAnswer) -> dict[str, object] | None:
    letter = answer.letter
    if letter is None:
        return None
    return {
        "title": letter.title,
        "number": letter.number,
        "date": letter.letter_on.isoformat() if letter.letter_on else None,
        "status": letter.status,
        "code": letter.short_code,
        "sha256": letter.sha256,
    }


_LETTER_STATUS = {
    Verdict.GOOD: 0,
    Verdict.KNOWN: 0,
    Verdict.ADDED: 3,
    Verdict.CHANGED: 4,
    Verdict.UNKNOWN: 5,
    Verdict.VOID: 6,
    Verdict.OUTDATED: 7,
    Verdict.UNSIGNED: 8,
    Verdict.DRAFT: 9,
}
"""Exit statuses of ``verify-letter``; 1 stays for what could not be checked, 2 for a wrong call."""


def run_evidence_export(options: argparse.Namespace) -> int:
    """Write the evidence of a case as a folder that proves itself."""
    with opened(options) as (office, actor):
        case_id, report_id = office.read(evidence_papers.whose, actor, options.number)
        order = ExportOrder(report_id=report_id, case_id=case_id)
        try:
            made = export(office, actor, order, options.out)
        except ConfirmationNeeded as asked:
            if not options.without_damaged:
                raise
            made = export(office, actor, replace(order, without=asked.items), options.out)
    say(f"{made.count} bukti ditulis ke {made.folder}.")
    say(f"Sidik folder (SHA-256 dari {SUMS}), tulis di berita acara serah terima: {made.fingerprint}")
    if made.missing:
        say(f"Tidak disertakan karena rusak: {', '.join(made.missing)}.")
    return PROBLEM if made.missing else 0


def run_evidence_cards(options: argparse.Namespace) -> int:
    """Write the list of a case's evidence and its cards; status 1 when an original failed its check."""
    with opened(options) as (office, actor):
        case_id, report_id = office.read(evidence_papers.whose, actor, options.number)
        order = office.read(evidence_papers.attachment, actor, case_id)
        if order is None:
            raise InvalidInput(f"Perkara {options.number} belum mempunyai bukti.")
        order = replace(order, per_page=options.per_page, cards=not options.list_only)
        made = printed(office, actor, Wanted(report_id=report_id, order=order, case_id=case_id))
    if made is None:
        return PROBLEM
    write_file(options.out, made.pdf)
    failed = [item.label for item in made.papers.items if item.failure]
    say(f"{len(made.papers.items)} bukti, {made.pages} halaman ditulis ke {options.out}.")
    for name in failed:
        say(f"MASALAH: pemeriksaan {name} gagal dan belum ditindaklanjuti.")
    return PROBLEM if failed else 0


def run_evidence_check(options: argparse.Namespace) -> int:
    """Compare an exported folder with its list, without an office; status 1 when something is wrong."""
    count, problems = checked(options.folder)
    if options.json:
        say_json({"files": count, "problems": list(problems)})
    else:
        say(f"{count} berkas diperiksa.")
        for problem in problems:
            say(f"MASALAH: {problem}")
        if not problems:
            say("Semua sama dengan daftarnya.")
    return PROBLEM if problems else 0


def run_search(options: argparse.Namespace) -> int:
    """Print what matches, one line each; status 1 when nothing does."""
    with opened(options) as (office, actor):
        hits = office.read(search.find, actor, options.text)
    for hit in hits:
        say(f"{_NOUNS[hit.noun]}\t{hit.title}\t{hit.subtitle}")
    if not hits:
        say("Tidak ditemukan.")
    return 0 if hits else PROBLEM


_NOUNS = {
    "employee": "Pegawai",
    "report": "Laporan",
    "case": "Perkara",
    "letter": "Surat",
    "evidence": "Bukti",
    "old_case": "Perkara arsip",
}


def run_demo(options: argparse.Namespace) -> int:
    """Walk one case through a made-up office, then open the window on it."""
    from desktop.sample.demo import run  # noqa: PLC0415 - the walk draws pictures and needs more than a command line

    return run(options.out, window=not options.no_window)


def run_shots(options: argparse.Namespace) -> int:
    """Save pictures of every screen: of the office named with --home, else of a made-up one."""
    from desktop.sample.shots import run  # noqa: PLC0415 - needs Qt

    return run(options.folder, options.home, options.recovery_key_file, options.look)


COMMANDS: dict[str, Command] = {
    "init": run_init,
    "demo": run_demo,
    "import-employees": run_import_employees,
    "recap": run_recap,
    "leader-page": run_leader_page,
    "export-all": run_export_all,
    "idis-pack": run_idis_pack,
    "sbt-reply": run_idis_pack,
    "next": run_next,
    "ics": run_ics,
    "backup": run_backup,
    "restore": run_restore,
    "verify": run_verify,
    "verify-letter": run_verify_letter,
    "evidence-export": run_evidence_export,
    "evidence-cards": run_evidence_cards,
    "evidence-check": run_evidence_check,
    "watch-forms": run_watch_forms,
    "watch-read": run_watch_read,
    "match-list": run_match_list,
    "search": run_search,
    "users": run_users,
    "shots": run_shots,
}
