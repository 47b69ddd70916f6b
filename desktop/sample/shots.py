"""Pictures of the program's screens, taken of the real window on the sample office."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from cases.errors import InvalidInput, OfficeError, StorageError
from cases.model.letter import Letter
from cases.model.listing import ListQuery
from cases.model.report import Report
from cases.services import case_files, employees, letters, name_lists, reports, steps, watch_copies, watch_rounds
from cases.services.users import actor_of
from desktop import theme
from desktop.app import Program
from desktop.command_line.cli import say
from desktop.desk import Desk
from desktop.opening import Opener
from desktop.pages.settings import SECTIONS
from desktop.preferences import Preferences
from desktop.sample.case import ADMIN, build
from desktop.sample.office import sample_office, sample_signatories
from desktop.sample.pictures import sample_emblem, sample_logo
from desktop.wiring import SAMPLE_KEY, found

_WIDTH, _HEIGHT = 1366, 768
_PATIENCE_MS = 60_000
_LOOK_MS = 20
_SETTLE_MS = 250
_LISTS = (
    "today",
    "waiting",
    "calendar",
    "what-if",
    "reports",
    "cases",
    "old-cases",
    "old-case",
    "old-case-import",
    "name-lists",
    "name-list-import",
    "employees",
    "employee-import",
    "accounts",
    "account",
    "account-import",
    "rounds",
    "round-edit",
    "same-people",
    "employee-imports",
    "letters",
    "register",
    "register-import",
    "holiday-import",
    "log",
    "recap",
    "report",
    "quick-entry",
    "blank-form",
    "new-sheet",
    "restore",
)
_WORDING = "summons-1@1"
_PACK, _PACK_TABS = "pp-94-2021@1", ("read", "checks", "text")
_ROUND_TABS = ("units", "findings")
_CASE_TABS = ("summary", "evidence", "examination", "letters", "log")


def run(folder: Path, home: Path | None = None, key_file: Path | None = None, look: str = "") -> int:
    """Save a picture of every screen into a folder: of the given office, else of a new sample; light, dark, or both."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"Folder {folder} tidak dapat ditulis; pilih folder lain.", detail=repr(error)) from error
    modes = (theme.Mode(look),) if look else tuple(theme.Mode)
    with tempfile.TemporaryDirectory() as scratch:
        if home is None:
            home = Path(scratch) / "home"
            key_file = _sample(home)
        else:
            _check_sample(home, key_file)
        shots = _Shots(folder, home, key_file, Path(scratch))
        shots.take(modes)
    for path in shots.saved:
        say(str(path))
    return 0


def picture_demo(out: Path) -> list[Path]:
    """Take the pictures of a demo's screens in a process of their own, so that they never need a display."""
    command = [*own_command(), "--home", str(out / "home"), "--recovery-key-file", str(out / SAMPLE_KEY)]
    command += ["shots", str(out / "screens"), "--look", theme.Mode.LIGHT.value]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)  # noqa: S603 - ourselves
    if done.returncode:
        raise StorageError("Gambar layar tidak dapat dibuat; kantor contohnya sendiri lengkap.", detail=done.stderr)
    return sorted((out / "screens").glob("*.png"))


def own_command() -> list[str]:
    """Return how this program is started: by itself once frozen, else as a module."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]


def _check_sample(home: Path, key_file: Path | None) -> None:
    """Hear now what the window would say of this office, and that nobody else's case gets into a picture."""
    office = Opener(home, key_file).open()
    office.close()
    if not office.sample:
        raise InvalidInput("Gambar layar hanya dibuat dari kantor contoh; jalankan tanpa --home.")


def _sample(home: Path) -> Path:
    founded = found(home, sample_office(), ADMIN, sample_signatories(), logo=sample_logo(), head_emblem=sample_emblem())
    try:
        build(founded.office, actor_of(founded.user), lambda *_letter: None, ongoing=True)
    finally:
        founded.office.close()
    key_file = home.with_name(SAMPLE_KEY)
    key_file.write_text("\n".join(founded.recovery_lines), encoding="utf-8")
    return key_file


class _Shots:
    """One run of the window for its pictures."""

    def __init__(self, folder: Path, home: Path, key_file: Path | None, scratch: Path) -> None:
        self.folder = folder
        self.saved: list[Path] = []
        self.app = QApplication.instance() or QApplication(sys.argv[:1])
        self.program = Program(Opener(home, key_file), preferences=Preferences(scratch / "preferences.ini"))

    def take(self, modes: tuple[theme.Mode, ...]) -> None:
        """Walk through the screens once in each look, then close the office."""
        program = self.program
        if isinstance(self.app, QApplication):
            theme.install(self.app, modes[0])
        program.start()
        program.shell.showNormal()  # a screen that does not exist must not bound the window
        program.shell.resize(_WIDTH, _HEIGHT)
        self._until(lambda: program.office is not None)
        for mode in modes:
            theme.set_mode(mode)
            self._save("log-in", mode)
        program.log_in(ADMIN.username, ADMIN.password)
        self._until(lambda: program.session is not None)
        if program.session is None:
            raise RuntimeError("nobody is logged in")
        stops = self._stops(program.session.desk)
        for mode in modes:
            program.set_look(mode.value)
            for name, key, args in stops:
                self._open(key, args)
                self._save(name, mode)
        ended: list[bool] = []
        program.ended.connect(lambda: ended.append(True))
        program.shell.close()
        self._until(lambda: bool(ended))

    def _stops(self, desk: Desk) -> list[tuple[str, str, dict[str, Any]]]:
        stops: list[tuple[str, str, dict[str, Any]]] = [(key, key, {}) for key in _LISTS]
        stops += [(f"settings-{key}", "settings", {"section": key}) for key, _, _ in SECTIONS]
        stops += [("wording", "wording", {"name": _WORDING})]
        stops += [(f"regulation-{tab}", "regulation", {"pack": _PACK, "tab": tab}) for tab in _PACK_TABS]
        for line in self._answer(desk, reports.report_page, ListQuery(sort="number")).rows:
            one_report: Report = self._answer(desk, reports.report, line.id)
            stops.append((f"report-{line.number[-3:]}", "report", {"report_id": line.id}))
            stops += [
                ("open-case", "open-case", {"report_id": line.id, "respondent_ids": (respondent.id,)})
                for respondent in one_report.respondents
                if not respondent.case_id
            ]
        lines = self._answer(desk, case_files.case_page, ListQuery(sort="number")).rows
        stops += [(f"case-{tab}", "case", {"case_id": lines[0].id, "tab": tab}) for tab in _CASE_TABS]
        person = self._answer(
            desk, employees.employee_page, ListQuery(sort="name", filters={"nip": lines[0].nip})
        ).rows[0]
        stops += [("employee", "employee", {"employee_id": person.id}), ("units", "employees", {"tab": "units"})]
        stops.append(("idis", "idis", {"case_id": lines[0].id}))
        stops += self._intake(desk)
        for line in lines:
            view = self._answer(desk, steps.case_view, line.id)
            if view.next_steps:
                stops.append((f"case-{line.number[-3:]}", "case", {"case_id": line.id}))
            for step in view.next_steps:
                if step.kind == "step":
                    stops.append(
                        (f"step-{line.number[-3:]}-{step.key}", "case", {"case_id": line.id, "step": step.key})
                    )
        written = self._answer(desk, letters.letter_page, ListQuery(sort="number")).rows
        stops.append(("letter-batch", "letter-batch", {"lines": written}))
        stops.append(("letter-request", "letter-request", {"case_id": lines[0].id}))
        one: Letter = self._answer(desk, case_files.case_file, lines[0].id).letters[0]
        stops.append(("letter-one", "letter", {"letter_id": self._answer(desk, letters.letter, one.id).id}))
        coded = next(iter(line.id for line in written if line.number), one.id)
        code = self._answer(desk, letters.letter, coded).short_code
        stops.append(("check-letter", "check-letter", {"code": code}))
        return stops

    def _intake(self, desk: Desk) -> list[tuple[str, str, dict[str, Any]]]:
        """What a sample has of lists and rounds; an older one has none."""
        lists, rounds = self._answer(desk, name_lists.name_lists), self._answer(desk, watch_rounds.rounds)
        stops: list[tuple[str, str, dict[str, Any]]] = []
        stops += [("name-review", "name-review", {"list_id": line.list.id}) for line in lists[:1]]
        for line in rounds[:1]:
            stops += [(f"round-{tab}", "round", {"round_id": line.round.id, "tab": tab}) for tab in _ROUND_TABS]
            for filled in self._answer(desk, watch_copies.filled_forms, line.round.id)[:1]:
                stops.append(("round-form", "round-form", {"filled_id": filled.id}))
        return stops

    def _answer(self, desk: Desk, service: Any, *args: Any) -> Any:  # noqa: ANN401 - each service's own
        answers: list[Any] = []

        def failed(error: OfficeError) -> None:
            raise error

        desk.ask(service, *args).then(None, answers.append, failed)
        self._until(lambda: bool(answers))
        return answers[0]

    def _open(self, key: str, args: dict[str, Any]) -> None:
        session = self.program.session
        if session is not None:
            session.main.open_page(key, **args)

    def _save(self, name: str, mode: theme.Mode) -> None:
        tasks = self.program.tasks
        self._until(lambda: tasks is None or not tasks.busy)
        self._wait(_SETTLE_MS)
        self._until(lambda: tasks is None or not tasks.busy)
        path = self.folder / f"{len(self.saved) + 1:02d}-{name}-{mode.value}.png"
        if not self.program.shell.grab().save(str(path)):
            raise StorageError(f"Gambar {path} tidak dapat ditulis; periksa folder dan ruang disk.")
        self.saved.append(path)

    def _until(self, holds: Callable[[], bool]) -> None:
        for _ in range(_PATIENCE_MS // _LOOK_MS):
            if holds():
                return
            self._wait(_LOOK_MS)
        raise RuntimeError("a screen did not come to rest")

    @staticmethod
    def _wait(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
