"""Started as a program: opens an office in the real window, logs in, and times the page of each case that is named.

Prints a line of JSON: milliseconds from asking for the page until nothing is left to do, by the identifier of the case.
Each is opened once beforehand, from the list of cases, and each time the list is shown between.
"""

import json
import os
import statistics
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

_RUNS = 9


def settle(app: QApplication, program: Program) -> None:
    """Let the program work and paint until it waits for its user."""
    while True:
        while program.work().busy:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(3):
            app.processEvents()
        if not program.work().busy:
            return


def main(home: str, key_file: str, username: str, password: str, *case_ids: str) -> None:
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
    program._enter(office, actor)
    settle(app, program)
    if program.session is None:
        raise RuntimeError("nobody is in")
    window = program.session.main
    taken: dict[str, list[float]] = {case_id: [] for case_id in case_ids}
    for turn in range(1 + _RUNS):
        for case_id in case_ids:
            window.open_page("cases")
            settle(app, program)
            began = time.perf_counter()
            window.open_page("case", case_id=case_id)
            settle(app, program)
            if turn:
                taken[case_id].append((time.perf_counter() - began) * 1000)
    sys.stdout.write(json.dumps({case_id: statistics.median(times) for case_id, times in taken.items()}) + "\n")
    sys.stdout.flush()
    os._exit(0)


main(*sys.argv[1:])
