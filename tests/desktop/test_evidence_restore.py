"""A damaged original is restored from the very same bytes, wherever somebody has them, and from nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from samples import make_person

from cases.errors import BadFile, InvalidInput, StorageError
from cases.model.evidence import Evidence, Staged
from cases.model.report import Channel, Report, Source
from cases.model.user import Actor
from cases.services import evidence, integrity, reports
from cases.services.evidence import EvidenceForm
from cases.services.reports import ReportForm
from desktop.evidence.export import ExportOrder, export
from desktop.evidence.healing import Healed, heal_from_file, heal_from_folder
from desktop.pages.evidence_panel import EvidencePanel
from desktop.wiring import OpenOffice

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
)
WORDS = ("undangan", "catatan", "daftar")


@pytest.fixture
def report(do: Callable[..., Report]) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def items(do: Callable[..., Evidence], report: Report) -> list[Evidence]:
    def add(words: str) -> Evidence:
        return do(evidence.add_evidence, report.id, words.encode() * 500, EvidenceForm(file_name=f"{words}.txt"))

    return [add(words) for words in WORDS]


@pytest.fixture
def backup(office: OpenOffice, items: list[Evidence], tmp_path: Path) -> Path:
    """A copy of the vault somewhere below a folder, as a stick holds it."""
    folder = tmp_path / "stik"
    shutil.copytree(office.home.vault, folder / "cadangan 2026" / "vault")
    return folder


@pytest.fixture
def heal(office: OpenOffice, admin: Actor) -> Callable[..., Healed]:
    def run(way: Callable[..., Healed], *args: object) -> Healed:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(way, office, admin, *args).result()

    return run


@pytest.fixture
def damaged(office: OpenOffice, items: list[Evidence], backup: Path, ask) -> list[Evidence]:
    """The first two items, spoilt and found so: one by a flipped byte, one is gone."""
    file = blob_of(office, items[0])
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    blob_of(office, items[1]).unlink()
    for item in items:
        ask(evidence.check_evidence, item.id)
    found = list(ask(evidence.evidence_of_report, items[0].report_id))
    assert [bool(item.failure) for item in found] == [True, True, False]
    return found[:2]


@pytest.mark.parametrize("copies", [1, 2])
def test_a_copy_that_the_stick_no_longer_reads_hides_no_other(
    office, heal, damaged, backup, monkeypatch, copies
) -> None:
    if copies > 1:
        shutil.copytree(backup / "cadangan 2026", backup / "cadangan lama")
    stage, asked = office.vault.stage_sealed, []

    def failing(file: Path) -> Staged:
        asked.append(file)
        if len(asked) == 1:
            raise StorageError("Berkas tidak dapat dibaca sampai habis.")
        return stage(file)

    monkeypatch.setattr(office.vault, "stage_sealed", failing)
    healed = heal(heal_from_folder, damaged[:1], backup)
    assert healed.restored == (("B-01",) if copies > 1 else ())
    assert healed.problems == (() if copies > 1 else ("B-01: Berkas tidak dapat dibaca sampai habis.",))


def blob_of(office: OpenOffice, item: Evidence) -> Path:
    return office.home.vault / f"{item.blob}.age"


def rows_of(office: OpenOffice, item: Evidence) -> list[tuple[str, dict[str, tuple[str, str]]]]:
    with office.database.read() as work:
        return [(row.action, row.changes) for row in work.audit.of_record([item.id])]


def test_everything_comes_back_from_a_backup(heal, damaged, backup, ask, office, do) -> None:
    spoilt = blob_of(office, damaged[0]).read_bytes()
    healed = heal(heal_from_folder, damaged, backup)
    assert healed == Healed(restored=("B-01", "B-02"), problems=())
    found = ask(evidence.evidence_of_report, damaged[0].report_id)
    assert [item.answer for item in found] == ["Dipulihkan dari folder stik."] * 2 + [""]
    assert [item.answered_by for item in found][:2] == ["admin"] * 2
    assert ask(integrity.failing) == ()
    for item, words in zip(found, WORDS, strict=True):
        assert ask(evidence.evidence_bytes, item.id) == words.encode() * 500
    actions = [action for action, _ in rows_of(office, damaged[0])]
    assert actions[:4] == ["open", "check", "save", "restore"]
    told = rows_of(office, damaged[0])[3][1]
    assert told["sha256 sebelum"] == ("", "tidak terbaca")
    assert told["sha256 sesudah"] == ("", damaged[0].sha256)
    aside = office.home.vault / told["berkas rusak disisihkan sebagai"][1]
    assert aside.read_bytes() == spoilt, "what became of it may matter"
    with ThreadPoolExecutor(1) as pool:
        pool.submit(office.collect_orphans).result()
    assert aside.exists()


def test_an_exported_folder_is_a_backup_too(heal, items, office, admin, report, tmp_path, request) -> None:
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(export, office, admin, ExportOrder(report_id=report.id), tmp_path).result()
    damaged = request.getfixturevalue("damaged")
    assert heal(heal_from_folder, damaged, made.folder).restored == ("B-01", "B-02")


def test_a_file_of_anyone_is_good_enough_when_its_bytes_are(heal, damaged, tmp_path, ask) -> None:
    file = tmp_path / "dari ponsel.txt"
    file.write_bytes(b"undangan" * 500)
    assert heal(heal_from_file, damaged[0], file) == Healed(restored=("B-01",), problems=())
    assert ask(evidence.evidence_of_report, damaged[0].report_id)[0].answer == "Dipulihkan dari berkas dari ponsel.txt."


def test_other_bytes_are_refused_with_both_ends(heal, damaged, tmp_path, office) -> None:
    file = tmp_path / "lain.txt"
    file.write_bytes(b"undangan" * 499 + b"undangaN")
    before = sorted(one.name for one in office.home.vault.iterdir())
    with pytest.raises(InvalidInput, match=f"sidiknya .*seharusnya {damaged[0].sha256[:8]}"):
        heal(heal_from_file, damaged[0], file)
    assert sorted(one.name for one in office.home.vault.iterdir()) == before, "nothing of it stays"
    with pytest.raises(BadFile, match="bukan berkas biasa"):
        heal(heal_from_file, damaged[0], tmp_path)


def test_a_backup_that_is_damaged_too_or_empty_is_told(heal, damaged, backup, office, tmp_path) -> None:
    (copy,) = backup.rglob(f"{damaged[0].blob}.age")
    copy.write_bytes(copy.read_bytes()[:-1])
    healed = heal(heal_from_folder, damaged, backup)
    assert healed == Healed(restored=("B-02",), problems=("B-01: tidak ada salinan utuh di folder itu.",))
    other = tmp_path / "kosong"
    other.mkdir()
    assert heal(heal_from_folder, damaged[:1], other).restored == ()
    assert heal(heal_from_folder, damaged[:1], office.home.path).restored == (), "its own vault is no backup"
    with pytest.raises(StorageError, match="tidak ada lagi"):
        heal(heal_from_folder, damaged, tmp_path / "dicabut")
    assert not [one for one in office.home.vault.iterdir() if one.name.startswith(".tmp-")]


def test_what_is_whole_is_not_replaced(heal, items, backup, office) -> None:
    before = blob_of(office, items[2]).stat().st_ino
    healed = heal(heal_from_folder, items[2:], backup)
    assert healed.restored == ()
    assert "tidak tercatat rusak" in healed.problems[0]
    assert blob_of(office, items[2]).stat().st_ino == before


def test_the_panel_checks_all_and_restores_all(qtbot, desk, tasks, report, damaged, backup, items) -> None:
    panel = EvidencePanel(desk, report.id)
    qtbot.addWidget(panel)
    desk.changed.connect(panel.on_changes)
    panel.resize(1110, 560)
    panel.show()
    qtbot.waitUntil(lambda: not tasks.busy and len(panel.items) == 3)
    panel.keeping.check_all()
    qtbot.waitUntil(lambda: "Pulihkan dari cadangan" in panel.notice.words)
    assert panel.notice.words.count("tidak lagi sama") == 2
    qtbot.waitUntil(lambda: len(panel.keeping.failing) == 2)
    panel.gallery.choose(items[0].id)
    qtbot.waitUntil(lambda: panel.detail.restore_button.isVisibleTo(panel.detail))
    panel.keeping.from_folder(panel.keeping.failing, backup)
    qtbot.waitUntil(lambda: panel.notice.words == "B-01, B-02 dipulihkan dan diperiksa: utuh.")
    qtbot.waitUntil(lambda: panel.keeping.failing == ())
    panel.keeping.check_all()
    qtbot.waitUntil(lambda: panel.notice.words == "3 bukti diperiksa, semua sama dengan saat dicatat.")
    qtbot.waitUntil(lambda: not tasks.busy)
