from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel
from desktop import theme
app = QApplication([])
theme.install(app)
class Speaker(QObject):
    said = Signal(object)
speaker, words = Speaker(), QLabel()
speaker.said.connect(lambda _word: None)
for _ in range(20_000):
    speaker.said.emit(1)
    words.property("nothing")
    words.repaint()
    app.translate("QMessageBox", "OK")
print("alive")
"""


def test_many_calls_into_qt_end_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.stdout.strip() == "alive", done.stderr
    assert done.returncode == 0, done.stderr
