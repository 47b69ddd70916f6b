"""Started as a program: opens an office in the real window, logs in, and times the way to the list of cases.

Prints a line of JSON: milliseconds from the confirmed log-in (the password is checked before) until the morning page
is there and nothing is left to do, and then until the list of cases is; what both show; whether Alembic was loaded.
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from db.secrets import SecretStore
from desktop import theme
from desktop.app import Program
from desktop.opening import Opener
from desktop.preferences import Preferences


def settle(app: QApplication, program: Program) -> None:
    """Let the program work and paint until it waits for its user."""
    while True:
        while program.work().busy:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(3):
            app.processEvents()
        if not program.work().busy:
            return


def main(home: str, key_file: str, username: str, password: str) -> None:
    """Walk in."""
    app = QApplication(sys.argv[:1])
    theme.install(app)
    program = Program(Opener(Path(home), Path(key_file), SecretStore(None)), preferences=Preferences())
    program.start()
    while program.office is None:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    settle(app, program)
    office = program.office
    with ThreadPoolExecutor(1) as pool:
        actor = pool.submit(office.log_in, username, password).result()
    began = time.perf_counter()
    program._enter(office, actor)
    settle(app, program)
    morning = time.perf_counter()
    if program.session is None:
        raise RuntimeError("nobody is in")
    window = program.session.main
    window.open_page("cases")
    settle(app, program)
    listed = time.perf_counter()
    figures = {
        "morning_ms": (morning - began) * 1000,
        "list_ms": (listed - began) * 1000,
        "morning_rows": len(window.page("today").table.model.rows),  # type: ignore[attr-defined]  # TodayPage
        "list_rows": len(window.page("cases").table.model.rows),  # type: ignore[attr-defined]  # CasesPage
        "alembic": "alembic" in sys.modules,
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    os._exit(0)


main(*sys.argv[1:])
