"""Windows without a screen: Qt draws offscreen unless the developer names a platform."""

from __future__ import annotations

import logging
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import argon2
import command_run
import keyring
import pytest
from command_run import Run
from keyring.backends import null
from off_thread import in_worker
from program_start import Start, starting
from PySide6.QtCore import QEvent, QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cases.model.identity import new_id
from cases.model.office import Office
from cases.model.person import EmploymentStatus, Person
from cases.model.user import Actor, Role
from cases.services.office import FirstUser
from cases.services.users import actor_of
from db.secrets import SecretStore
from desktop import full_names, theme
from desktop.desk import Desk
from desktop.tasks import Tasks
from desktop.wiring import OpenOffice, found, open_office

_log = logging.getLogger(__name__)
ADMIN = FirstUser(username="admin", full_name="Admin Uji", password="kata-sandi-uji")
PATIENCE_MS = 60_000
OFFICE = Office(
    id=new_id(),
    name="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    short_name="BKPSDM Tirta Kencana",
    government="Pemerintah Kabupaten Tirta Kencana",
    region="Kabupaten Tirta Kencana",
    head_title="Bupati Tirta Kencana",
    head=Person(name="H. Contoh Nama, S.E.", position="Bupati Tirta Kencana", status=EmploymentStatus.ELECTED),
    address="Jalan Melati Nomor 12, Tirta Kencana",
    place="Tirta Kencana",
)


class PatientBot(QtBot):
    """Waits as long as a busy computer may need; what never comes fails all the same."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802 - its name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:  # noqa: N802 - its name
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@contextmanager
def quick_passwords() -> Iterator[None]:
    """Hash passwords as always, in a thousandth of the time and the memory; the real cost is shown beside ``db``."""
    with pytest.MonkeyPatch.context() as patch:
        quick = partial(argon2.PasswordHasher, time_cost=1, memory_cost=64, parallelism=1)
        patch.setattr(argon2, "PasswordHasher", quick)
        yield


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with quick_passwords():
        yield


@pytest.fixture(scope="session", autouse=True)
def no_keyring() -> None:
    """The keyring of whoever runs the tests stays as it is."""
    keyring.set_keyring(null.Keyring())


@pytest.fixture(scope="session", autouse=True)
def themed(qapp: QApplication) -> Iterator[QApplication]:
    QStandardPaths.setTestModeEnabled(True)  # preferences of whoever runs the tests stay as they are
    theme.install(qapp)
    yield qapp
    qapp.clipboard().clear()  # what Python put there must not outlive Python, or the process ends in a crash


@pytest.fixture(autouse=True)
def light(themed: QApplication) -> Iterator[None]:
    yield
    if theme.mode() is not theme.Mode.LIGHT:
        theme.set_mode(theme.Mode.LIGHT)


@pytest.fixture(autouse=True)
def nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name that a window read for its session reaches the next test."""
    monkeypatch.setattr(full_names, "_NAMES", {})


@pytest.fixture(autouse=True)
def hands_off(themed: QApplication) -> None:
    """No key is held down when a test begins: Qt remembers the Ctrl of the last typed shortcut."""
    nothing = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(themed, nothing)


class StrayErrors(list[BaseException]):
    """Errors that nobody takes, each told with its traceback: what a test waits for in vain has a cause."""

    def append(self, error: BaseException) -> None:
        super().append(error)
        _log.error("nobody takes this", exc_info=error)


@pytest.fixture
def stray_errors() -> Iterator[StrayErrors]:
    """A test that makes such errors takes them out; one that is left fails it."""
    errors = StrayErrors()
    yield errors
    if errors:
        pytest.fail(f"nobody took {errors!r}", pytrace=False)


@pytest.fixture
def tasks(themed: QApplication, stray_errors: list[BaseException]) -> Iterator[Tasks]:
    made = Tasks(stray_errors.append)
    yield made
    made.shutdown()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Actor]:
    """A real office, made once: its folder, its recovery key and its admin."""
    folder = tmp_path_factory.mktemp("kantor") / "rumah"
    with quick_passwords():
        made = in_worker(lambda: found(folder, OFFICE, ADMIN, secrets=SecretStore(None)))
    made.office.close()
    return folder, "\n".join(made.recovery_lines), actor_of(made.user)


@dataclass(frozen=True, slots=True)
class Past:
    """What an office has gone through before the tests of a module begin: its folder, and what its making told."""

    folder: Path
    told: Any = None


Build: TypeAlias = Callable[[Callable[..., Any], Callable[..., Any], Callable[[date], None]], Any]
"""Makes a past: given ``do``, ``ask`` and what lets the office's clock stand at a day."""


@pytest.fixture(scope="module")
def make_past(founded: tuple[Path, str, Actor], tmp_path_factory: pytest.TempPathFactory) -> Callable[[Build], Past]:
    """Make a past once for all tests of a module; each of them gets a copy: ``make_past(build)`` in its ``past``."""

    def make(build: Build) -> Past:
        first, recovery, actor = founded
        folder = Path(shutil.copytree(first, tmp_path_factory.mktemp("masa-lalu") / "rumah"))
        office = in_worker(lambda: open_office(folder, recovery, secrets=SecretStore(None)))

        def do(service: Any, *args: Any, **kwargs: Any) -> Any:
            return in_worker(lambda: office.write(service, actor, *args, **kwargs)[0])

        def ask(service: Any, *args: Any, **kwargs: Any) -> Any:
            return in_worker(lambda: office.read(service, actor, *args, **kwargs))

        with pytest.MonkeyPatch.context() as patch:

            def stand(day: date) -> None:
                moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
                patch.setattr(office.clock, "today", lambda: day)
                patch.setattr(office.clock, "now", lambda: moment)

            try:
                return Past(folder, build(do, ask, stand))
            finally:
                office.close()

    return make


@pytest.fixture(scope="module")
def past(founded: tuple[Path, str, Actor]) -> Past:
    """A new office; a module whose tests all start from more has a ``past`` of its own."""
    return Past(founded[0])


@pytest.fixture
def home(past: Past, tmp_path: Path) -> Path:
    """A copy of that office for one test."""
    return Path(shutil.copytree(past.folder, tmp_path / "rumah"))


@pytest.fixture
def recovery_key(founded: tuple[Path, str, Actor]) -> str:
    return founded[1]


@pytest.fixture
def admin(founded: tuple[Path, str, Actor]) -> Actor:
    return founded[2]


@pytest.fixture
def password() -> str:
    """The admin's password."""
    return ADMIN.password


@pytest.fixture
def office(home: Path, recovery_key: str) -> Iterator[OpenOffice]:
    opened = in_worker(lambda: open_office(home, recovery_key, secrets=SecretStore(None)))
    yield opened
    opened.close()


@pytest.fixture
def start(qtbot: PatientBot, tmp_path: Path) -> Iterator[Start]:
    """Start the program on a folder; at the end it is closed as a user closes it."""
    with starting(qtbot, tmp_path) as begin:
        yield begin


@pytest.fixture
def run(home: Path, recovery_key: str, tmp_path: Path) -> Run:
    """Call the command line on the office of the test, as its admin."""
    key = tmp_path / "kunci.txt"
    key.write_text(recovery_key, encoding="utf-8")

    def call(*arguments: object) -> tuple[int, str, str]:
        answer = command_run.run("--home", home, "--recovery-key-file", key, *map(str, arguments))
        return answer.returncode, answer.stdout, answer.stderr

    return call


@pytest.fixture
def desk(office: OpenOffice, admin: Actor, tasks: Tasks, stray_errors: list[BaseException]) -> Desk:
    """The admin's desk; what nobody takes lands in ``stray_errors``."""
    return Desk(office, admin, tasks, stray_errors.append)


@pytest.fixture
def desk_of(
    office: OpenOffice, admin: Actor, tasks: Tasks, stray_errors: list[BaseException]
) -> Callable[[Role], Desk]:
    """Somebody else's desk at the same office: ``desk_of(Role.LEADER)``."""
    return lambda role: Desk(office, replace(admin, user_id=None, role=role, rights=None), tasks, stray_errors.append)


@pytest.fixture
def do(office: OpenOffice, admin: Actor) -> Callable[..., Any]:
    """Run a service as the admin, as a worker does: ``do(register_report, form)``; for what a test starts from."""
    return lambda service, *args, **kwargs: in_worker(lambda: office.write(service, admin, *args, **kwargs)[0])


@pytest.fixture
def ask(office: OpenOffice, admin: Actor) -> Callable[..., Any]:
    """Ask a service as the admin, as a worker does."""
    return lambda service, *args, **kwargs: in_worker(lambda: office.read(service, admin, *args, **kwargs))
