"""The command that takes in a list of names, matches it with the employees and writes what was found."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable

from cases.errors import BadFile, InvalidInput
from cases.model.cell_fault import CellFault
from cases.model.name_review import Decision, NameList
from cases.model.report import Source
from cases.model.user import Actor
from cases.name_list_import import ListPlan
from cases.services import name_lists, name_result
from cases.services.name_lists import ListForm
from desktop.command_line.at_office import opened
from desktop.command_line.cli import PROBLEM, say, say_json
from desktop.exports.recap import save_noted
from desktop.files import read_file
from desktop.intake.name_matching import find_hits
from desktop.wiring import OpenOffice


def run_match_list(options: argparse.Namespace) -> int:
    """Take in a list, match it and write the candidates; status 1 and nothing taken where a row cannot be read."""
    from reports.name_list_sheet import read_name_list_sheet  # noqa: PLC0415 - Excel, which other commands need not

    for path, suffix in ((options.out, ".xlsx"), (options.pdf, ".pdf")):
        if path is not None and path.suffix.lower() != suffix:
            raise InvalidInput(f"Nama berkas hasil berakhiran {suffix}, bukan “{path.name}”; ganti namanya.")
    if options.out is None and not options.dry_run:
        raise InvalidInput("Sebutkan berkas hasil dengan --out, atau tambahkan --dry-run untuk memeriksa saja.")
    data = read_file(options.file)
    sheet = read_name_list_sheet(data, options.file.name)
    with opened(options) as (office, actor):
        review = office.read(name_lists.review_sheet, actor, sheet, hashlib.sha256(data).hexdigest())
        if review.plan is None:
            raise BadFile(" ".join(review.faults))
        refused = bool(review.plan.faulty) and not options.skip_faulty
        if options.dry_run or refused:
            _tell_plan(review.plan, as_json=options.json)
            return PROBLEM if refused else 0
        if review.twice and not options.again:
            raise InvalidInput(f"{review.twice} Untuk itu tambahkan --again.")
        form = ListForm(
            title=options.title or options.file.stem,
            source=Source(options.source),
            file_name=options.file.name,
            party=options.party,
            handed_by=options.handed_by,
            headers=tuple(sheet.headers),
            columns=review.columns,
            left_out=len(review.plan.faulty),
        )
        listed, _ = office.write(name_lists.add_list, actor, form, data, review.plan.rows, again=options.again)
        given, found = find_hits(office, actor, listed.id)
        matched, _ = office.write(name_lists.keep_hits, actor, given, found)
        _write(options, office, actor, listed.id)
    _tell_result(options, review.plan, matched, {hit.row for hit in found.hits}, len(found.hits))
    return 0


def _write(options: argparse.Namespace, office: OpenOffice, actor: Actor, list_id: str) -> None:
    from reports.recap import make_recap  # noqa: PLC0415 - Excel, which other commands need not
    from reports.recap.paper import recap_pdf  # noqa: PLC0415 - reportlab, for the same reason

    recap = office.read(name_result.result_recap, actor, list_id)
    save_noted(office, actor, options.out, make_recap(recap), recap.name, recap.filter_text, len(recap.lines))
    if options.pdf is not None:
        paper = office.read(name_result.result_recap, actor, list_id, tuple(Decision), for_paper=True)
        save_noted(office, actor, options.pdf, recap_pdf(paper), paper.name, paper.filter_text, len(paper.lines))


def _tell_plan(plan: ListPlan, *, as_json: bool) -> None:
    """Say what the file holds; nothing has been taken."""
    if as_json:
        say_json({"taken": False, "rows": len(plan.rows)} | _plain_faults(plan))
        return
    say(f"{len(plan.rows)} baris terbaca, {len(plan.faulty)} tidak terbaca, {len(plan.warnings)} catatan.")
    _tell_faults("MASALAH ", plan.faulty)
    _tell_faults("", plan.warnings)
    say("Tidak ada yang disimpan." + (" Perbaiki berkasnya atau tambahkan --skip-faulty." if plan.faulty else ""))


def _tell_result(options: argparse.Namespace, plan: ListPlan, listed: NameList, rows: set[int], hits: int) -> None:
    if options.json:
        told = {"taken": True, "rows": listed.rows, "rows_with_hits": len(rows), "hits": hits, "cut": listed.cut_rows}
        say_json(told | _plain_faults(plan))
        return
    say(f"{listed.rows} baris daftar “{listed.title}” disimpan dan dicocokkan.")
    _tell_faults("dilewati ", plan.faulty)
    _tell_faults("", plan.warnings)
    say(f"{len(rows)} baris mempunyai calon, {hits} calon seluruhnya, ditulis ke {options.out}.")
    if listed.cut_rows:
        say(f"{listed.cut_rows} baris mirip dengan lebih banyak pegawai daripada yang ditampilkan.")
    say("Belum ada yang diputuskan: tinjau calonnya di halaman Pencocokan daftar.")


def _tell_faults(word: str, faults: Iterable[CellFault]) -> None:
    for fault in faults:
        say(f"  {word}{fault.cell}: {fault.problem}")


def _plain_faults(plan: ListPlan) -> dict[str, object]:
    return {
        key: [{"row": fault.row, "cell": fault.cell, "problem": fault.problem} for fault in faults]
        for key, faults in (("faulty", plan.faulty), ("warnings", plan.warnings))
    }
