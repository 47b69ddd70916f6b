"""``netralitas restore``: a set tried out in a temporary place, or restored into a new folder as its own office."""

from __future__ import annotations

import argparse

from cases.errors import InvalidInput
from cases.model.backup import BackupCheck, BackupSet
from cases.model.user import Actor
from desktop.backups.restoring import check_backup, restore_into
from desktop.command_line.cli import PROBLEM, read_password, say, say_json
from desktop.files import read_text
from desktop.widgets.restore_words import moment_words
from desktop.wiring import RECOVERED, OpenOffice, system_secrets


def run_restore(options: argparse.Namespace) -> int:
    """Try a set out, or restore it into a new folder; status 1 when something of it is missing or damaged."""
    recovery = read_text(options.recovery_key_file) if options.recovery_key_file else None
    if options.check == (options.into is not None):
        raise InvalidInput("Sebut salah satu: --check untuk mencoba, atau --into FOLDER untuk memulihkan.")
    if options.check:
        return _tell(options, *check_backup(options.backup, system_secrets(), recovery))

    def who(office: OpenOffice) -> Actor:
        if options.user:
            return office.log_in(options.user, read_password(options))
        if recovery is None:
            raise InvalidInput("Pemulihan memerlukan --user dengan hak memulihkan, atau --recovery-key-file.")
        return RECOVERED

    one, found = restore_into(options.backup, options.into, system_secrets(), recovery, who)
    status = _tell(options, one, found)
    if not options.json:
        say(f"Dipulihkan ke {options.into}. Buka dengan: netralitas --home {options.into}")
    return status


def _tell(options: argparse.Namespace, one: BackupSet, found: BackupCheck) -> int:
    counted = {name: found.rows.get(name, 0) for name in _SHOWN}
    if options.json:
        say_json(
            {
                "set": one.id,
                "made_at": one.made_at.isoformat(),
                "head": one.head.code,
                "sheet": one.sheet,
                "rows": found.rows,
                "files": found.files,
                "missing": found.missing,
                "lost_before": found.lost,
                "problems": list(found.problems),
            }
        )
    else:
        say(f"Cadangan {one.id}, dibuat {moment_words(one.made_at)}, terbuka dengan lembar {one.sheet}.")
        say(", ".join(f"{_SHOWN[name]} {count}" for name, count in counted.items()) + f"; berkas {found.files}.")
        if found.lost:
            say(f"{found.lost} berkas sudah hilang atau rusak di kantor saat cadangan ini dibuat.")
        for problem in found.problems:
            say(f"MASALAH: {problem}")
        if not found.problems:
            say("Cadangan ini pulih seluruhnya.")
    return PROBLEM if found.problems else 0


_SHOWN = {
    "report": "Laporan",
    "case": "perkara",
    "letter": "surat",
    "evidence": "bukti",
    "employee": "pegawai",
    "log": "catatan",
}
