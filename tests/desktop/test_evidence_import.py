"""Files go into the vault one after another: the bar moves, a stop leaves nothing, one that fails keeps none out."""

from __future__ import annotations

import errno
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from every_format import every_format, picture
from off_thread import in_worker
from PySide6.QtCore import QObject
from samples import make_person

from cases.errors import Stopped, StorageError
from cases.model.evidence import Evidence
from cases.model.report import Channel, Report, Source
from cases.services import evidence, reports
from cases.services.evidence import EvidenceForm
from cases.services.reports import ReportForm
from db.files import TEMPORARY
from desktop.desk import Desk
from desktop.tasks import Tasks
from desktop.widgets.evidence_files import look_at
from desktop.widgets.evidence_import import EvidenceImport
from desktop.wiring import OpenOffice
from reports.pictures import PillowPictures


@pytest.fixture
def report(do) -> Report:
    form = ReportForm(
        received_on=date(2026, 5, 4),
        source=Source.BAWASLU,
        channel=Channel.SOCIAL_MEDIA,
        narrative="Unggahan dukungan.",
        respondents=(make_person(),),
    )
    return do(reports.register_report, form)


class Importing:
    """An import and what it told."""

    def __init__(self, qtbot, desk: Desk, tasks: Tasks, report: Report) -> None:
        self.parent = QObject()
        self.importer = EvidenceImport(desk, report.id, self.parent)
        self.moved: list[tuple[float, str]] = []
        self.added: list[Evidence] = []
        self.problems: list[str] = []
        self.importer.progressed.connect(lambda fraction, words: self.moved.append((fraction, words)))
        self.importer.finished.connect(self._end)
        self._qtbot, self._tasks = qtbot, tasks

    def _end(self, added: list[Evidence], problems: list[str]) -> None:
        self.added, self.problems = added, problems

    def begin(self, *paths: Path) -> None:
        seen = look_at(paths, lambda *_: None, lambda: False)
        assert [one.problem for one in seen] == [""] * len(seen)
        self.importer.begin([(one, EvidenceForm(file_name=one.name)) for one in seen])

    def run(self, *paths: Path) -> None:
        self.begin(*paths)
        self.wait()

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: not self.importer.runs and not self._tasks.busy)


@pytest.fixture
def importing(qtbot, desk: Desk, tasks: Tasks, report: Report) -> Importing:
    return Importing(qtbot, desk, tasks, report)


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"{n}.txt" for n in range(5)]
    for n, path in enumerate(made):
        path.write_text(f"teks {n}")
    return made


def in_vault(office: OpenOffice) -> list[str]:
    return sorted(file.name for file in office.vault._folder.iterdir())


def left_over(office: OpenOffice) -> list[str]:
    return [name for name in in_vault(office) if name.startswith(TEMPORARY)]


def test_every_format_goes_in_and_comes_out_as_it_was(importing, office, ask, admin, tmp_path: Path) -> None:
    for name, (data, _) in every_format().items():
        (tmp_path / name).write_bytes(data)
    importing.run(*sorted(tmp_path.glob("*.*")))
    assert importing.problems == []
    assert {item.file_name: item.media_type for item in importing.added} == {
        name: media_type for name, (_, media_type) in every_format().items()
    }
    for item in importing.added:
        assert ask(evidence.evidence_bytes, item.id) == every_format()[item.file_name][0]
    assert left_over(office) == []
    assert in_worker(lambda: office.verify(admin)).problems == ()


def test_many_go_in_with_few_commits_in_their_order(importing, office, texts, ask, report) -> None:
    with office.database.read() as work:
        before = work.audit.head().count
    importing.run(*texts)
    assert [item.file_name for item in ask(evidence.evidence_of_report, report.id)] == [path.name for path in texts]
    assert [item.ordinal for item in importing.added] == [1, 2, 3, 4, 5]
    with office.database.read() as work:
        assert work.audit.head().count == before + 2 * len(texts), "taken in, and added"


def test_what_is_there_already_and_what_changed_keep_none_out(importing, texts, ask, report) -> None:
    importing.run(texts[0])
    importing.begin(*texts)
    texts[2].write_text("lain")
    importing.wait()
    assert [item.file_name for item in importing.added] == ["1.txt", "3.txt", "4.txt"]
    assert sorted(importing.problems) == [
        "Berkas 0.txt sudah ada dalam laporan ini sebagai B-01.",
        "Berkas 2.txt berubah sejak dipratinjau; tambahkan sekali lagi.",
    ]
    assert len(ask(evidence.evidence_of_report, report.id)) == 4


def test_the_same_bytes_twice_among_them_go_in_once(importing, office, texts) -> None:
    texts[3].write_text("teks 1")
    importing.run(*texts)
    assert importing.problems == ["Berkas 3.txt sudah ada dalam laporan ini sebagai B-02."]
    assert len(in_vault(office)) == 4


def test_a_file_that_is_gone_is_named(importing, office, texts) -> None:
    importing.begin(*texts)
    texts[4].unlink()
    importing.wait()
    assert [item.file_name for item in importing.added] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert len(importing.problems) == 1
    assert importing.problems[0].startswith("4.txt: Berkas tidak dapat dibaca")
    assert left_over(office) == []


def test_a_disk_that_is_full_when_the_name_is_given(importing, office, texts, monkeypatch) -> None:
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if str(target).endswith(".age") and full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(self, target)

    full = True
    monkeypatch.setattr(Path, "replace", replace)
    importing.run(*texts)
    assert importing.added == []
    assert importing.problems == [
        f"{path.name}: Penyimpanan penuh: kosongkan ruang di drive ini, lalu ulangi." for path in texts
    ]
    assert in_vault(office) == [], "nothing half stored"
    full = False
    importing.run(*texts)
    assert len(importing.added) == 5


def test_a_disk_that_is_full_at_the_commit(importing, office, texts, monkeypatch, ask, report) -> None:
    def full() -> None:
        raise StorageError("Penyimpanan penuh: kosongkan ruang di drive ini, lalu ulangi.")

    monkeypatch.setattr(office.vault, "sync", full)
    importing.run(*texts)
    assert (importing.added, len(importing.problems)) == ([], 5)
    assert ask(evidence.evidence_of_report, report.id) == ()
    monkeypatch.undo()
    orphans = in_vault(office)
    assert len(orphans) == 5, "they have their names, and no record: the next collection takes them"
    importing.run(*texts)
    assert len(importing.added) == 5
    assert in_vault(office) == orphans, "stored once"


# -- a large one


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film of 40 MB, most of it a hole."""
    path = tmp_path / "film.mp4"
    whole = every_format()["contoh.mp4"][0]
    with path.open("wb") as made:
        made.write(whole + (40_000_000).to_bytes(4, "big") + b"free")
        made.truncate(len(whole) + 40_000_000)
    return path


def test_the_bar_moves_within_a_large_file(importing, film, texts) -> None:
    importing.run(film, texts[0])
    fractions = [fraction for fraction, _ in importing.moved]
    assert len(fractions) > 50
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] <= 1
    assert {words for _, words in importing.moved} == {"Menyimpan 1 dari 2: film.mp4", "Menyimpan 2 dari 2: 0.txt"}
    assert len(importing.added) == 2


def test_a_stop_within_a_large_file_leaves_nothing(importing, office, film, texts) -> None:
    importing.importer.progressed.connect(lambda fraction, _: importing.importer.cancel() if fraction > 0.3 else None)
    importing.begin(texts[0], film, texts[1])
    importing.wait()
    assert [item.file_name for item in importing.added] in ([], ["0.txt"])
    assert importing.problems == []
    assert importing.moved[-1][0] < 0.9
    assert left_over(office) == []
    assert len(in_vault(office)) == len(importing.added)


def test_nothing_is_left_when_whoever_asked_is_gone(importing, office, film, tasks, desk, qtbot) -> None:
    importing.begin(film)
    qtbot.waitUntil(lambda: any(fraction > 0.1 for fraction, _ in importing.moved))
    assert desk.imports == 1
    importing.parent.deleteLater()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert desk.imports == 0, "what waits for the end of imports goes on"
    assert importing.added == []
    office.vault.collect_orphans((), timedelta(0))
    assert in_vault(office) == []


def test_staging_is_stopped_by_whoever_hears(office, tmp_path: Path) -> None:
    path = tmp_path / "layar.png"
    path.write_bytes(picture("PNG"))

    def stop(_read: int) -> None:
        raise Stopped("Dibatalkan.")

    with pytest.raises(Stopped):
        evidence.stage(office.vault, PillowPictures(), path, path.name, heard=stop)
    assert left_over(office) == []
