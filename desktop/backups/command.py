"""The command that makes a backup, for the task scheduler and by hand."""

from __future__ import annotations

import argparse

from cases.model.backup import BackupReason
from desktop.backups.wiring import OfficeBackups
from desktop.backups.words import check_words, content_words, made_problems, second_words
from desktop.command_line.at_office import opened
from desktop.command_line.cli import PROBLEM, say, say_json


def run_backup(options: argparse.Namespace) -> int:
    """Make a backup; status 1 when it is not good, or could not be copied to a second place that is there."""
    with opened(options) as (office, actor):
        backups, zone = OfficeBackups(office), office.clock.time_zone
        reason = BackupReason.BY_HAND if options.user or options.recovery_key_file else BackupReason.SCHEDULED
        done = backups.back_up(actor, reason)
        second = backups.status(actor).second
    made, problems = done.made, made_problems(done)
    if options.json:
        say_json(
            {
                "set": made.id,
                "place": made.place,
                "state": made.state,
                "files": made.files,
                "size": made.size,
                "copied": done.copied,
                "problems": problems,
            }
        )
        return PROBLEM if problems else 0
    say(f"Cadangan {made.id} di {made.place}: {made.state}. {content_words(made)} {check_words(made, zone)}")
    if second is not None:
        say("Disalin ke tempat kedua dan diperiksa." if done.copied else second_words(second))
    for problem in problems:
        say(f"MASALAH: {problem}")
    return PROBLEM if problems else 0
