"""The command line as another program calls it, and an office that was founded with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_run import Answer, run
from pypdf import PdfReader

from desktop.sample.office import employees_workbook

resource = pytest.importorskip("resource", reason="a full disk is played by a limit that Windows does not know")
ROOT = Path(__file__).resolve().parents[2]
PROFILE = """
[kantor]
nama = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
singkatan = "BKPSDM Tirta Kencana"
pemerintah = "Pemerintah Kabupaten Tirta Kencana"
daerah = "Kabupaten Tirta Kencana"
jabatan_kepala_daerah = "Bupati Tirta Kencana"
kepala_daerah = "H. Contoh Nama, S.E."
alamat = "Jalan Melati Nomor 12, Tirta Kencana"
tempat = "Tirta Kencana"
kertas = "A4"

[admin]
pengguna = "admin"
nama = "Admin Satu"

[[penanda_tangan]]
nama = "Dra. Contoh Kepala, M.Si."
jabatan = "Kepala BKPSDM"
"""
ENGLISH = (
    "usage:", "optional arguments", "positional", "show this", "error:", "Traceback", "required", "invalid",
    "ambiguous", "ignored",
)  # fmt: skip
RIGHTS = "-dac_override,-dac_read_search"
HUMBLE = ("setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}") if os.geteuid() == 0 else ()


def start(*arguments: str | Path, limit: int | None = None, home: Path | None = None, humble: bool = False) -> Answer:
    """Start the real program as a shell does.

    ``limit`` caps the size of every file it writes, as a full disk does; ``humble`` takes root's right to write into
    read-only folders away.
    """
    environment = {name: value for name, value in os.environ.items() if name != "NETRALITAS_HOME"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    if home is not None:
        environment["NETRALITAS_HOME"] = str(home)

    def cap() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(  # noqa: S603 - this very program
        [*(HUMBLE if humble else ()), sys.executable, "-m", "desktop", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=ROOT,
        timeout=120,
        preexec_fn=cap,
    )


def is_one_sentence(answer: Answer, status: int = 1) -> str:
    """Check how a problem is told: this status, nothing but one line, no English, no traceback."""
    assert answer.returncode == status, answer
    assert not any(word in answer.stderr for word in ENGLISH), answer.stderr
    lines = answer.stderr.strip().splitlines()
    assert len(lines) == 1, answer.stderr
    return lines[0]


def found(folder: Path) -> Path:
    """Found an office from the command line in a folder, with its sheet and key beside it."""
    (folder / "kantor.toml").write_text(PROFILE, encoding="utf-8")
    (folder / "sandi").write_text("sandi-panjang-2026\n", encoding="utf-8")
    answer = run(
        "--home", folder / "rumah", "--password-file", folder / "sandi",
        "init", folder / "kantor.toml", "--sheet", folder / "lembar.pdf",
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert "lembar.pdf" in answer.stdout
    assert "dibuka dengan kunci pemulihan" in answer.stdout, "this account has no keyring"
    (folder / "kunci.txt").write_text(key_of(folder / "lembar.pdf"), encoding="utf-8")
    (folder / "pegawai.xlsx").write_bytes(employees_workbook(20))
    return folder


def key_of(sheet: Path) -> str:
    """The key as somebody types it off the printed sheet: the boxed characters of its seven lines."""
    text = PdfReader(sheet).pages[0].extract_text()
    compact = [line.replace(" ", "") for line in text.splitlines()]
    lines: list[str] = []
    for number in range(1, 8):
        start = compact.index(f"{number}.", 0)
        lines.append("".join(compact[start + 1 : start + 10])[:9])
    return "\n".join(lines)


def with_key(folder: Path, *arguments: str | Path) -> Answer:
    return run(*opened(folder), *arguments)


def opened(folder: Path) -> tuple[str | Path, ...]:
    return ("--home", folder / "rumah", "--recovery-key-file", folder / "kunci.txt")
