"""The office that a command of the command line works at, and who works there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from cases.errors import DatabaseBusy, StorageError
from cases.model.user import Actor
from cases.services.office_keys import note_recovery
from desktop.backups.wiring import OfficeBackups
from desktop.command_line.cli import read_password
from desktop.files import read_text
from desktop.wiring import RECOVERED, SCHEDULED, OpenOffice, default_home, open_office


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[tuple[OpenOffice, Actor]]:
    """Open the office that the call names and say who acts.

    A named user gives his password; the recovery key alone acts as admin; without either, the enrolled account of the
    operating system runs scheduled tasks and may do no more than those. That the recovery key was used alone is logged.
    """
    recovery = read_text(options.recovery_key_file) if options.recovery_key_file else None
    office = open_office(default_home(options.home), recovery)
    office.before_risk = OfficeBackups(office).before_risk
    try:
        if options.user:
            actor = office.log_in(options.user, read_password(options))
        elif recovery is not None:
            actor = RECOVERED
            with suppress(StorageError, DatabaseBusy):  # the sheet is for rescue too, and a full disk is when one does
                office.write(note_recovery, actor, options.command)
        else:
            actor = SCHEDULED
        if office.warning:
            print(office.warning, file=sys.stderr)  # noqa: T201 - a command line speaks
        yield office, actor
    finally:
        office.close()
