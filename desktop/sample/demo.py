"""``netralitas demo``: the sample office's story into a folder, with a summary that another program can read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cases.errors import InvalidInput, StorageError
from cases.model.case import CaseFile
from cases.model.figures import FigureQuery
from cases.model.letter import Letter
from cases.model.listing import ListQuery
from cases.model.user import Actor
from cases.services import case_files, evidence, recap
from cases.services.users import actor_of
from desktop.command_line.cli import say
from desktop.files import write_file
from desktop.sample.case import ADMIN, CLERK, EMPLOYEES, build
from desktop.sample.office import employees_workbook, sample_emblem, sample_logo, sample_office, sample_signatories
from desktop.wiring import SAMPLE_KEY, OpenOffice, found
from reports.recap import make_recap

KEY_NOTE = (
    "# Kunci pemulihan kantor CONTOH ini saja; semua orang dan surat di dalamnya rekaan.\n"
    "# Kantor sungguhan mencetaknya pada lembar pemulihan dan tidak menyimpannya sebagai berkas.\n"
)
SUMMARY = "summary.json"
_FOLDERS = ("home", "letters", "recap", "screens")
_FILES = ("employees.xlsx", SAMPLE_KEY, SUMMARY)


def run(out: Path, *, window: bool) -> int:
    """Walk the story into ``out``, print what was made, then show it: in a window, or as pictures without a display."""
    out = out.absolute()
    _make_room(out)
    say("Menyiapkan kantor contoh dan menjalankan satu perkara ...")
    founded = found(
        out / "home", sample_office(), ADMIN, sample_signatories(), logo=sample_logo(), head_emblem=sample_emblem()
    )
    try:
        _write(out / SAMPLE_KEY, (KEY_NOTE + "\n".join(founded.recovery_lines) + "\n").encode())
        _write(out / "employees.xlsx", employees_workbook(EMPLOYEES))
        summary = _work(founded.office, actor_of(founded.user), out)
    finally:
        founded.office.close()
    _report(out, summary)
    say("Mengambil gambar setiap layar (sekitar satu menit) ...")
    from desktop.sample.shots import picture_demo  # noqa: PLC0415 - Qt, only now that the work is done

    screens = picture_demo(out)
    summary["screens"] = [f"screens/{path.name}" for path in screens]
    _write(out / SUMMARY, json.dumps(summary, ensure_ascii=False, indent=2).encode())
    say(f"  gambar    {len(screens)} layar di {out / 'screens'}")
    say(f"Masuk sebagai {CLERK.username} (kata sandi {CLERK.password}) atau {ADMIN.username} ({ADMIN.password}).")
    if not (window and has_display()):
        return 0
    from desktop.app import run_window  # noqa: PLC0415 - the same

    return run_window(Namespace(home=out / "home", recovery_key_file=out / SAMPLE_KEY, user=CLERK.username))


def has_display(environ: Mapping[str, str] = os.environ, system: str = sys.platform) -> bool:
    """Whether a window could be seen."""
    if environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}:
        return False
    return system in {"win32", "darwin"} or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _make_room(out: Path) -> None:
    """Take away an earlier demo; anything else in the folder is not ours and stops us."""
    try:
        present = {path.name for path in out.iterdir()} if out.is_dir() else set()
        if present - {*_FOLDERS, *_FILES} or (present and not _is_sample(out)):
            raise InvalidInput(f"Folder {out} berisi berkas lain; pilih folder kosong dengan --out.")
        for name in present & {*_FOLDERS}:
            shutil.rmtree(out / name)
        for name in present & {*_FILES} - {SUMMARY}:
            (out / name).unlink()
        for name in ("letters", "recap", "screens"):
            (out / name).mkdir(parents=True)
    except OSError as error:
        raise StorageError(f"Folder {out} tidak dapat ditulis; pilih folder lain.", detail=repr(error)) from error
    _write(out / SUMMARY, b'{"sample": true}')


def _is_sample(out: Path) -> bool:
    try:
        return json.loads((out / SUMMARY).read_text(encoding="utf-8")).get("sample") is True
    except (OSError, ValueError):
        return False


def _work(office: OpenOffice, admin: Actor, out: Path) -> dict[str, object]:
    made: list[dict[str, object]] = []

    def keep(file: CaseFile, letter: Letter, pdf: bytes) -> None:
        name = f"{len(made) + 1:02d}-{letter.kind}-{file.case.number.replace('/', '-')}.pdf"
        _write(out / "letters" / name, pdf)
        made.append(
            {
                "kind": letter.kind,
                "number": letter.number,
                "path": f"letters/{name}",
                "sha256": hashlib.sha256(pdf).hexdigest(),
                "pages": letter.pages,
                "paper": letter.paper.value,
            }
        )

    build(office, admin, keep)
    lines = office.read(case_files.case_page, admin, ListQuery(sort="number")).rows
    report = office.read(case_files.case_file, admin, lines[0].id).report
    items = office.read(evidence.evidence_of_report, admin, report.id)
    today = office.clock.today()
    data = office.read(recap.recap, admin, "ministry", FigureQuery(first=date(today.year - 1, 1, 1), last=today))
    recap_path = f"recap/rekap-{today.year - 1}-{today.year}.xlsx"
    _write(out / recap_path, make_recap(data))
    checked = office.verify(admin)
    return {
        "sample": True,
        "case_numbers": [line.number for line in lines],
        "letters": made,
        "recap": {"path": recap_path, "rows": len(data.lines)},
        "evidence": [{"sha256": item.sha256, "bytes": item.size} for item in items],
        "database": {
            "path": "home/office.db",
            "encrypted": not office.home.database.read_bytes().startswith(b"SQLite format 3"),
            "integrity": "ok" if not checked.problems else list(checked.problems),
        },
        "screens": [],
    }


def _report(out: Path, summary: dict[str, object]) -> None:
    _write(out / SUMMARY, json.dumps(summary, ensure_ascii=False, indent=2).encode())
    say(f"Kantor contoh ada di {out}:")
    numbers, letters, recap_made = summary["case_numbers"], summary["letters"], summary["recap"]
    if isinstance(numbers, list) and isinstance(letters, list) and isinstance(recap_made, dict):
        say(f"  perkara   {', '.join(numbers)}")
        for letter in letters:
            say(f"  surat     {letter['path']}  {letter['number'] or '(tanpa nomor)'}")
        say(f"  rekap     {recap_made['path']} ({recap_made['rows']} perkara)")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, data)
