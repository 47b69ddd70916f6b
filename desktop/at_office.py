"""The office that a command of the command line works at, and who works there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from cases.model.user import Actor
from desktop.cli import read_password, read_text
from desktop.wiring import RECOVERED, SCHEDULED, OpenOffice, default_home, open_office
from desktop.wiring_backups import OfficeBackups


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[tuple[OpenOffice, Actor]]:
    """Open the office that the call names and say who acts.

    A named user gives his password; the recovery key alone acts as admin; without either, the enrolled account of the
    operating system runs scheduled tasks and may do no more than those.
    """
    recovery = read_text(options.recovery_key_file) if options.recovery_key_file else None
    office = open_office(default_home(options.home), recovery)
    office.before_risk = OfficeBackups(office).before_risk
    try:
        if options.user:
            actor = office.log_in(options.user, read_password(options))
        else:
            actor = RECOVERED if recovery is not None else SCHEDULED
        if office.warning:
            print(office.warning, file=sys.stderr)  # noqa: T201 - a command line speaks
        yield office, actor
    finally:
        office.close()
