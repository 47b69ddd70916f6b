#!/usr/bin/env python3
"""The one door to the project: sets everything up, then runs the program, its tests or its checks.

Needs nothing but Python 3.11 or newer. Every command may be repeated; what is already set up is not touched again.

    python3 dev.py demo [--out DIR]     walk the main job on made-up data and open the window on it
    python3 dev.py run [ARGUMENTS]      start the program
    python3 dev.py test [ARGUMENTS]     run every test, or what pytest's own arguments select
    python3 dev.py check                ruff, format, types, imports, migrations
    python3 dev.py bench                the speed promises, as ratios; --faults: kills, power cuts, failing disks
    python3 dev.py shots [DIR]          pictures of every screen, light and dark
    python3 dev.py states               write docs/states.md, the road of a case, from the regulation packs
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
STAMP = VENV / "ready"  # written last: line 1 is the digest of what was installed, then the sets of system libraries
UNFINISHED = VENV / "unfinished"  # there while an installation runs; found at the start, it was interrupted
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)

# Debian's names of what Qt needs of the system; newer releases provide these names through renamed packages.
SYSTEM_LIBRARIES = {
    "window": ("libgl1", "libegl1", "libglib2.0-0", "libxkbcommon0", "libfontconfig1", "libdbus-1-3"),
    "display": (
        "libxcb-cursor0",
        "libxcb-icccm4",
        "libxcb-image0",
        "libxcb-keysyms1",
        "libxcb-render-util0",
        "libxcb-shape0",
        "libxcb-xkb1",
        "libxkbcommon-x11-0",
    ),
    "virtual screen": ("xvfb", "xauth", "xdotool"),
}

CHECKS: dict[str, list[str]] = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "mypy dev.py": ["-m", "mypy", "dev.py"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
    "migrations": ["-m", "db.upgrade", "--check"],
}


class SetupProblem(Exception):
    """Set-up cannot go on; the message says what to do."""


def say(sentence: str) -> None:
    """Print one sentence of progress at once, also through a pipe."""
    print(sentence, flush=True)


# -- set-up ------------------------------------------------------------------------------------------------------------


def digest() -> str:
    """Return the digest of all that an installation depends on: lock, project, place and Python."""
    place_and_python = f"{ROOT}\n{sys.version_info[0]}.{sys.version_info[1]}\n".encode()
    return sha256(place_and_python + LOCK.read_bytes() + PROJECT.read_bytes()).hexdigest()


def read_stamp() -> list[str]:
    """Return the lines of the stamp, none when there is no finished installation."""
    try:
        return STAMP.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def needed_libraries(command: str) -> list[str]:
    """Return the sets of system libraries a command needs on this machine."""
    if command in {"check", "states"}:
        return []
    if command == "test":
        return ["window", "display", "virtual screen"]
    return ["window", "display"] if os.environ.get("DISPLAY") else ["window"]


def set_up(command: str) -> None:
    """Bring environment, packages and system libraries to what ``command`` needs; raises SetupProblem."""
    wanted = digest()
    first, *ready = read_stamp() or [""]
    missing = [name for name in needed_libraries(command) if name not in ready]
    if first == wanted and not missing:
        return
    if missing:
        install_libraries(missing)
    if first != wanted:
        install_packages()
    STAMP.write_text("\n".join([wanted, *ready, *missing]) + "\n", encoding="utf-8")


def install_packages() -> None:
    """Make the environment and install the locked packages and the project; starts over after an interruption."""
    if UNFINISHED.exists() or not environment_works():
        make_environment()
    STAMP.unlink(missing_ok=True)
    UNFINISHED.touch()
    say("Installing the packages of requirements.lock; the first time this takes a few minutes ...")
    pip("--require-hashes", "-r", str(backend_lock()))
    # Without isolation nothing is built by a backend that the lock does not name.
    pip("--require-hashes", "--no-build-isolation", "-r", str(LOCK))
    pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    UNFINISHED.unlink()
    say("The environment is ready.")


def environment_works() -> bool:
    """Whether the environment is there, runs, has pip, and is of this Python's version."""
    if not PYTHON.exists():
        return False
    probe = "import pip, sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def make_environment() -> None:
    """Create ``.venv`` afresh with the Python outside it; raises SetupProblem when Python cannot."""
    base = getattr(sys, "_base_executable", sys.executable)
    probe = [base, "-c", "import venv, ensurepip"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        apt_install([package], "Python's venv module is missing.")
    say("Making the environment in .venv ...")
    made = subprocess.run([base, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode:
        raise SetupProblem(f"The environment could not be made in {VENV}:\n{made.stdout}{made.stderr}")


def backend_lock() -> Path:
    """Write the build backend's lines of the lock to a file of their own and return it."""
    entries = LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    lines = [line for line in entries if line.startswith("setuptools==")]
    if not lines:
        raise SetupProblem("requirements.lock does not name setuptools; renew it as CONTRIBUTING.md says.")
    path = VENV / "build-backend.lock"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def pip(*arguments: str) -> None:
    """Run ``pip install`` in the environment; raises SetupProblem with what pip said."""
    options = ["--quiet", "--disable-pip-version-check", "--no-input"]
    command = [str(PYTHON), "-m", "pip", "install", *options, *arguments]
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if result.returncode:
        raise SetupProblem(f"{result.stdout}\nPackages could not be installed; check the connection and try again.")


def install_libraries(sets: Sequence[str]) -> None:
    """Install the system libraries of these sets on Debian and its kin; other systems bring their own."""
    if not is_debian():
        return
    present = debian_packages()
    missing = [package for name in sets for package in SYSTEM_LIBRARIES[name] if package not in present]
    if missing:
        apt_install(missing, "System libraries are missing.")


def is_debian() -> bool:
    """Whether this system installs its packages with apt and dpkg."""
    return not WINDOWS and Path("/usr/bin/dpkg-query").exists() and Path("/usr/bin/apt-get").exists()


def is_root() -> bool:
    """Whether this process may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def debian_packages() -> set[str]:
    """Return the names of all installed Debian packages and what they provide under other names."""
    shape = "-f=${db:Status-Status}\t${Package}\t${Provides}\n"
    listing = subprocess.run(["dpkg-query", "-W", shape], capture_output=True, text=True, check=True).stdout
    names: set[str] = set()
    for line in listing.splitlines():
        status, package, provides = line.split("\t")
        if status == "installed":
            names.add(package)
            names.update(entry.split()[0] for entry in provides.split(",") if entry.strip())
    return names


def apt_install(packages: Sequence[str], problem: str) -> None:
    """Install Debian packages as root; otherwise raise SetupProblem with the one command to type."""
    if not is_debian():
        raise SetupProblem(f"{problem} Please install it with your system's package manager.")
    if not is_root():
        raise SetupProblem(f"{problem} Please type this and start again:\nsudo apt-get install -y {' '.join(packages)}")
    say(f"Installing system packages: {' '.join(packages)} ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)  # an old list may still do
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
        raise SetupProblem(f"{problem} apt-get could not install: {' '.join(packages)}")


# -- commands ----------------------------------------------------------------------------------------------------------


def become(*arguments: str) -> int:
    """Go on as the environment's Python: in place of this process where the system can, else as its child."""
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(command[0], command)  # noqa: S606 -- our own Python, and no shell is wanted
    return subprocess.run(command, check=False).returncode


def program(*arguments: str) -> int:
    """Start the program; the folder one stands in stays, but what lies in it is not imported (-P)."""
    return become("-P", "-m", "desktop", *arguments)


def demo(arguments: list[str]) -> int:
    """Walk the main job; the folder is ``demo`` in the project unless another is named."""
    if not any(argument == "--out" or argument.startswith("--out=") for argument in arguments):
        arguments = [*arguments, "--out", str(ROOT / "demo")]
    return program("demo", *arguments)


def run(arguments: list[str]) -> int:
    """Start the program with the arguments as they are."""
    return program(*arguments)


def shots(arguments: list[str]) -> int:
    """Take pictures of every screen; the folder is ``shots`` in the project unless another is named."""
    return program("shots", *(arguments or [str(ROOT / "shots")]))


def test(arguments: list[str]) -> int:
    """Run pytest from the project's folder; the whole suite on every core, file by file."""
    os.chdir(ROOT)
    # Every worker and every program that a test starts would compile all modules anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    chosen = any(not argument.startswith("-") for argument in arguments)
    # A worker that is replaced after a crash can leave the run waiting for ever; the others do its work without one.
    workers = (os.cpu_count() or 1) + 1  # one more: walks in the window wait for what they see
    everything = ["-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "0"]
    return become("-m", "pytest", *([] if chosen else everything), *arguments)


def bench(arguments: list[str]) -> int:
    """Measure the speed promises."""
    os.chdir(ROOT)
    return become("-m", "tests.bench", *arguments)


def states(arguments: list[str]) -> int:
    """Write the charts of the tracks from the regulation packs."""
    if arguments:
        raise SetupProblem("states takes no arguments.")
    os.chdir(ROOT)
    return become("-m", "cases.regulations.chart", str(Path("docs", "states.md")))


def check(arguments: list[str]) -> int:
    """Run every check, also after one has failed, and print a table of how each went."""
    if arguments:
        raise SetupProblem("check takes no arguments.")
    rows = []
    for name, command in CHECKS.items():
        say(f"-- {name}")
        began = time.perf_counter()
        status = subprocess.run([PYTHON, *command], cwd=ROOT, check=False).returncode
        rows.append((name, status, time.perf_counter() - began))
    say(f"\n{'check':<16}{'result':<10}seconds")
    for name, status, seconds in rows:
        say(f"{name:<16}{'failed' if status else 'passed':<10}{seconds:7.1f}")
    return 1 if any(status for _, status, _ in rows) else 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "shots": shots,
    "states": states,
}


def main(arguments: list[str]) -> int:
    """Set up, then run the command; exit status 1 is a problem told in a sentence, 2 is wrong usage."""
    if sys.version_info < OLDEST:  # the older Python still reads this file, thanks to the future import
        print("Python 3.11 or newer is needed; start dev.py with it.", file=sys.stderr)
        return 1
    name, *rest = arguments or ["--help"]
    if name not in COMMANDS:
        asked = name in {"-h", "--help", "help"}
        if not asked:
            print(f"There is no command {name}.", file=sys.stderr)
        print(__doc__, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        set_up(name)
        return COMMANDS[name](rest)
    except SetupProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; the next start goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
