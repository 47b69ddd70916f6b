"""The commands of the watch: a round's forms written, filled ones read back, through the services of the window."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from cases.model.watch import FormRead
from cases.services import watch_reading, watch_rounds
from cases.services.watch_reading import KEEP, HandedForm
from desktop.command_line.at_office import opened
from desktop.command_line.cli import PROBLEM, say, say_json
from desktop.intake.watch_files import form_files, read_forms, write_forms


def run_watch_forms(options: argparse.Namespace) -> int:
    """Write the forms of a round into a new folder."""
    with opened(options) as (office, actor):
        watch = office.read(watch_rounds.round_by_number, actor, options.round)
        folder, names = write_forms(office, actor, watch.id, watch.number, options.out)
    say(f"{len(names)} formulir ronde {watch.number} ditulis ke {folder}.")
    for name in names:
        say(f"  {name}")
    return 0


def run_watch_read(options: argparse.Namespace) -> int:
    """Read filled forms back, all or none but those there already; status 1 when one of them cannot be taken."""
    files = read_forms(form_files(options.files))
    with opened(options) as (office, actor):
        reads = office.read(watch_reading.check_forms, actor, files)
        good = not any(read.problems for read in reads) and (options.newest or options.keep or not _differing(reads))
        taken = good and not options.dry_run and any(read.is_taken for read in reads)
        if taken:
            office.write(watch_reading.take_forms, actor, files, _picks(reads, files, keep=options.keep))
    if options.json:
        say_json({"taken": taken, "files": [_plain(read) for read in reads]})
    else:
        _tell(reads, taken=taken)
    return 0 if good else PROBLEM


def _differing(reads: Sequence[FormRead]) -> set[str]:
    return {read.form_id for read in reads if read.differs}


def _picks(reads: Sequence[FormRead], files: Sequence[HandedForm], *, keep: bool) -> dict[tuple[str, int], str]:
    """Which copy counts of lines that are answered twice: the last that was named, or what counted so far."""
    newest = {read.form_id: file.sha256 for read, file in zip(reads, files, strict=True) if read.is_taken}
    return {
        (read.form_id, one.ordinal): KEEP if keep else newest[read.form_id] for read in reads for one in read.differs
    }


def _tell(reads: Sequence[FormRead], *, taken: bool) -> None:
    for read in reads:
        of = f" ({read.unit}, ronde {read.number})" if read.unit else ""
        told = f", {read.answered} dari {read.lines} baris, {len(read.found)} temuan" if read.lines else ""
        say(f"{read.file_name}{of}: {read.state}{told}.")
        for problem in read.problems:
            say(f"  MASALAH {problem.cell or 'berkas'}: {problem.said}")
        for remark in read.remarks:
            say(f"  {remark.cell or 'berkas'}: {remark.said}")
        for one in read.differs:
            say(f"  berbeda {one.cell or '-'} {one.name}: {one.before}  ->  {one.now}")
    new, known = (sum(1 for read in reads if read.is_taken is one and not read.problems) for one in (True, False))
    passed = f" {known} berkas yang sudah diterima dilewati." if known else ""
    say((f"{new} formulir disimpan." if taken else "Tidak ada yang disimpan.") + passed)
    if _differing(reads) and not taken:
        say("Formulir yang dijawab dua kali: tambahkan --newest (pakai yang baru) atau --keep (tetap yang lama).")


def _plain(read: FormRead) -> dict[str, object]:
    return {
        "file": read.file_name,
        "state": read.state.value,
        "round": read.number,
        "unit": read.unit,
        "lines": read.lines,
        "answered": read.answered,
        "findings": len(read.found),
        "problems": [{"cell": one.cell, "problem": one.said} for one in read.problems],
        "remarks": [{"cell": one.cell, "remark": one.said} for one in read.remarks],
        "differences": [
            {"cell": one.cell, "name": one.name, "before": one.before, "now": one.now} for one in read.differs
        ],
    }
