"""Started as a program: opens an office in the real window, logs in, and times the gallery of a report of 500 items.

Prints a line of JSON: milliseconds from making the panel that a page shows under "Bukti" until it is read, painted and
nothing is left to do, and of painting the 500 small pictures, decoded already, as large as they stand on tiles.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QEventLoop, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from cases.services import evidence
from db.secrets import SecretStore
from desktop import theme
from desktop.app import Program
from desktop.opening import Opener
from desktop.pages.evidence_panel import EvidencePanel
from desktop.preferences import Preferences

_RUNS = 9
_SIZE = (1110, 560)
_WIDTH, _COLUMNS = 228, 3


def settle(app: QApplication, program: Program) -> None:
    """Let the program work and paint until it waits for its user."""
    while True:
        while program.work().busy:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(3):
            app.processEvents()
        if not program.work().busy:
            return


def painted(images: list[QImage]) -> None:
    """Paint small pictures as they stand on tiles, and nothing else."""
    high = theme.size("thumbImage")
    wall = QImage(_WIDTH * _COLUMNS, high * (len(images) // _COLUMNS + 1), QImage.Format.Format_RGB32)
    painter = QPainter(wall)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for place, image in enumerate(images):
        row, column = divmod(place, _COLUMNS)
        box = QRectF(column * _WIDTH, row * high, _WIDTH, high)
        painter.setClipRect(box)
        painter.drawImage(QRectF(box.left(), box.top(), _WIDTH, _WIDTH * image.height() / image.width()), image)
    painter.end()


def clocked(work: Callable[[], object]) -> float:
    """Milliseconds of some work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def main(home: str, key_file: str, username: str, password: str, full: str, other: str) -> None:
    """Walk in."""
    app = QApplication(sys.argv[:1])
    theme.install(app)
    program = Program(Opener(Path(home), Path(key_file), SecretStore(None)), preferences=Preferences())
    program.start()
    program.shell.resize(1366, 768)
    while program.office is None:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    settle(app, program)
    office = program.office
    with ThreadPoolExecutor(1) as pool:
        actor = pool.submit(office.log_in, username, password).result()
        items = pool.submit(office.read, evidence.evidence_of_report, actor, full).result()
        found = pool.submit(office.read, evidence.thumbnails, actor, [item.id for item in items]).result()
    images = [QImage.fromData(data) for data in found.values()]
    program._enter(office, actor)
    if program.session is None:
        raise RuntimeError("nobody is in")
    program.session.beside.stop()  # what reads and checks evidence while nobody waits
    settle(app, program)
    window, desk = program.session.main, program.session.desk
    window.open_page("report", report_id=other, tab="evidence")
    settle(app, program)

    def opened() -> None:
        nonlocal panel
        panel = EvidencePanel(desk, full)
        panel.resize(*_SIZE)
        panel.show()
        settle(app, program)

    panel: EvidencePanel | None = None
    taken: list[list[float]] = [[], []]
    for turn in range(1 + _RUNS):
        both = (opened, lambda: painted(images))
        found_ms = {which: clocked(both[which]) for which in ((0, 1) if turn % 2 else (1, 0))}
        if panel is None or len(panel.gallery.grid.looks) != len(items) or panel.gallery.image(items[0].id) is None:
            raise RuntimeError("the gallery is not there")
        panel.deleteLater()
        settle(app, program)
        if turn:
            taken[0].append(found_ms[0])
            taken[1].append(found_ms[1])
    sys.stdout.write(json.dumps({"pictures": len(images), "ours": taken[0], "floor": taken[1]}) + "\n")
    sys.stdout.flush()
    os._exit(0)


main(*sys.argv[1:])
