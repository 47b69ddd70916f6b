"""The one door: what it installs, when it does not, and what it says when it cannot."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The module, with its environment in a folder of the test."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    venv.mkdir()
    for name, path in {"VENV": venv, "STAMP": venv / "ready", "UNFINISHED": venv / "unfinished"}.items():
        monkeypatch.setattr(module, name, path)
    return module


@pytest.fixture
def calls(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What set-up would do to the machine, in order."""
    done: list[str] = []
    monkeypatch.setattr(dev, "environment_works", lambda: True)
    monkeypatch.setattr(dev, "make_environment", lambda: done.append("environment"))
    monkeypatch.setattr(dev, "pip", lambda *arguments: done.append("pip " + arguments[-1]))
    monkeypatch.setattr(dev, "install_libraries", lambda sets: done.append("libraries " + ", ".join(sets)))
    return done


def test_the_lock_pins_everything_by_hash_and_names_no_place() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert not re.search(r"://|--index|--find|file:|@|(^|\s)/", text)
    pinned = {entry.split("==")[0] for entry in entries}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    asked = {name.lower() for name in re.findall(r'^    "([A-Za-z0-9-]+)[\[>]', project, re.MULTILINE)}
    assert {"pyside6-essentials", "pytest", "ruff"} <= asked
    assert asked | {"setuptools"} <= pinned


def test_the_first_set_up_installs_and_the_second_does_nothing(dev: ModuleType, calls: list[str]) -> None:
    dev.set_up("test")
    assert calls[0] == "libraries window, display, virtual screen"
    assert [call.split("/")[-1] for call in calls[1:3]] == ["build-backend.lock", "requirements.lock"]
    assert len(calls) == 4
    calls.clear()
    dev.set_up("test")
    dev.set_up("check")
    assert calls == []


def test_another_command_adds_only_the_libraries_it_lacks(
    dev: ModuleType, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    dev.set_up("demo")
    calls.clear()
    dev.set_up("test")
    assert calls == ["libraries display, virtual screen"]


def test_an_interrupted_installation_starts_over(dev: ModuleType, calls: list[str]) -> None:
    def interrupted(*arguments: str) -> None:
        raise KeyboardInterrupt

    whole, dev.pip = dev.pip, interrupted
    with pytest.raises(KeyboardInterrupt):
        dev.set_up("check")
    assert dev.read_stamp() == []
    dev.pip = whole
    dev.set_up("check")
    assert calls[0] == "environment"
    assert not dev.UNFINISHED.exists()
    assert dev.read_stamp()[0] == dev.digest()


def test_a_changed_lock_is_installed_again(
    dev: ModuleType, calls: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dev.set_up("check")
    calls.clear()
    lock = tmp_path / "requirements.lock"
    lock.write_text(dev.LOCK.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")
    monkeypatch.setattr(dev, "LOCK", lock)
    dev.set_up("check")
    assert len(calls) == 3


def test_without_root_the_one_command_is_told(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_debian", lambda: True)
    monkeypatch.setattr(dev, "is_root", lambda: False)
    monkeypatch.setattr(dev, "debian_packages", lambda: set(dev.SYSTEM_LIBRARIES["window"]) - {"libegl1"})
    with pytest.raises(dev.SetupProblem, match=r"\nsudo apt-get install -y libegl1$"):
        dev.install_libraries(["window"])


def test_renamed_libraries_count_as_present(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80), x\ndeinstalled\txvfb\t\ninstalled\txauth\t\n"
    answer = subprocess.CompletedProcess([], 0, stdout=listing)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: answer)
    assert dev.debian_packages() == {"libglib2.0-0t64", "libglib2.0-0", "x", "xauth"}


def test_the_build_backend_is_locked_alone(dev: ModuleType) -> None:
    text = dev.backend_lock().read_text(encoding="utf-8")
    assert text.startswith("setuptools==")
    assert text.count("==") == 1
    assert "--hash=sha256:" in text


def test_every_check_runs_although_one_failed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    first, second = ["-c", "raise SystemExit(3)"], ["-c", "print('second ran')"]
    monkeypatch.setattr(dev, "CHECKS", {"first": first, "second": second})
    assert dev.check([]) == 1
    said = capfd.readouterr().out
    assert "second ran" in said
    assert re.search(r"first +failed", said)
    assert re.search(r"second +passed", said)


@pytest.mark.parametrize(
    ("arguments", "status"), [(["--help"], 0), ([], 0), (["nonsense"], 2)], ids=["help", "nothing", "unknown"]
)
def test_help_and_wrong_usage(dev: ModuleType, arguments: list[str], status: int) -> None:
    assert dev.main(arguments) == status


def test_folders_of_demo_and_shots_have_a_place(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "become", lambda *arguments: became.append(arguments) or 0)
    dev.demo([])
    dev.demo(["--out", "elsewhere"])
    dev.shots([])
    dev.states([])
    assert became == [
        ("-P", "-m", "desktop", "demo", "--out", str(ROOT / "demo")),
        ("-P", "-m", "desktop", "demo", "--out", "elsewhere"),
        ("-P", "-m", "desktop", "shots", str(ROOT / "shots")),
        ("-m", "cases.regulations.chart", str(Path("docs", "states.md"))),
    ]


def test_what_was_compiled_is_kept_for_the_next_process(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(dev, "become", lambda *_: seen.append("PYTHONDONTWRITEBYTECODE" in os.environ))
    dev.test(["tests/test_dev.py"])
    assert seen == [False]


def test_continuous_integration_uses_the_same_door() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert [line for line in script.splitlines() if "dev.py" in line] == [
        "python3 dev.py check",
        "python3 dev.py test --cov --cov-report=term",
    ]
