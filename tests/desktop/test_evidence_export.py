"""A folder of originals: byte for byte, checkable without the office, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO

import pytest
from samples import make_person

from cases.errors import BadFile, ConfirmationNeeded, InvalidInput, Stopped, StorageError
from cases.model.evidence import Evidence
from cases.model.report import Channel, Report, Source
from cases.model.user import Actor
from cases.services import evidence, evidence_handover, reports
from cases.services.evidence import EvidenceForm
from cases.services.reports import ReportForm
from db.secrets import SecretStore
from desktop.evidence import export as evidence_export
from desktop.evidence.export import WITHOUT, Exported, ExportOrder, checked, export
from desktop.wiring import OpenOffice, open_office
from reports.manifest import GUIDE, MANIFEST, SUMS

FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.PUBLIC,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(make_person(),),
    reporter_name="Warga Pelapor",
)
NOTE = b"Undangan kampanye.\n"
VIDEO = bytes(range(256)) * 4000
SHA256SUM = shutil.which("sha256sum")


@pytest.fixture
def report(do: Callable[..., Report]) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def items(do: Callable[..., Evidence], report: Report) -> list[Evidence]:
    def add(data: bytes, name: str, title: str) -> Evidence:
        form = EvidenceForm(file_name=name, title=title, captured_by="Warga Pelapor")
        return do(evidence.add_evidence, report.id, data, form)

    return [add(NOTE, "surat.txt", "Surat: undangan"), add(VIDEO, "rekaman.dat", "=Rekaman")]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


@pytest.fixture
def hand(office: OpenOffice, admin: Actor, report: Report, out: Path) -> Callable[..., Exported]:
    def run(**parts: object) -> Exported:
        order = ExportOrder(report_id=report.id, **{k: v for k, v in parts.items() if k in {"evidence_ids", "without"}})
        rest = {k: v for k, v in parts.items() if k in {"tick", "stop"}}
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(export, office, admin, order, parts.get("to", out), **rest).result()

    return run


def spoil(office: OpenOffice, item: Evidence) -> None:
    file = office.home.vault / f"{item.blob}.age"
    data = bytearray(file.read_bytes())
    data[-20] ^= 1
    file.write_bytes(bytes(data))


def certutil(file: Path) -> str:
    """What certutil -hashfile says in its second line."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_folder_holds_the_originals_and_what_proves_them(hand, items, out, ask) -> None:
    made = hand()
    assert made.folder.name.startswith("Bukti 2026-L-001 20")
    assert list(out.iterdir()) == [made.folder]
    names = ["B-01 Surat- undangan.txt", "B-02 =Rekaman.dat"]
    assert sorted(file.name for file in made.folder.iterdir()) == sorted([*names, MANIFEST, GUIDE, SUMS])
    assert [(made.folder / name).read_bytes() for name in names] == [NOTE, VIDEO]
    guide = (made.folder / GUIDE).read_text(encoding="utf-8")
    for item, name in zip(items, names, strict=True):
        assert certutil(made.folder / name) == item.sha256
        assert f"certutil -hashfile &quot;{name}&quot; SHA256" in guide
        assert item.sha256 in guide
        last = ask(evidence.custody_of, item.id)[-1]
        assert (last.action, last.operation) == ("export", "evidence_handover.hand_over")
    assert made.fingerprint == certutil(made.folder / SUMS)
    assert checked(made.folder) == (4, ())


def test_neither_name_nor_contact_of_who_reported_is_in_the_words_of_a_folder(office, do, ask, admin, report) -> None:
    """Nor is a word that only holds his name torn apart."""
    form = EvidenceForm(
        file_name="b.txt",
        title="Kiriman warga  pelapor",
        account="@Warga Pelapor",
        url="https://contoh.id/0812-0000",
        captured_by="Warga Pelaporan",
        description="Telepon 0812-0000",
    )
    do(reports.change_report, report.id, replace(FORM, reporter_contact="0812-0000"))
    do(evidence.add_evidence, report.id, b"baru", form)
    plan = ask(evidence_handover.plan_handover, report.id)
    (item,) = plan.items
    facts = dict(item.facts)
    assert item.name == "B-01 Kiriman pelapor.txt"
    assert (facts["Akun"], facts["URL"]) == ("@pelapor", "https://contoh.id/pelapor")
    assert (facts["Ditangkap oleh"], facts["Keterangan"]) == ("Warga Pelaporan", "Telepon pelapor")


def test_the_record_says_to_where_but_not_the_users_own_path(hand, items, office, out) -> None:
    made = hand()
    with office.database.read() as work:
        row = work.audit.of_record([items[0].id])[0]
    assert row.changes["sidik daftar"] == ("", made.fingerprint)
    assert row.changes["tujuan"] == ("", f"drive komputer ini, folder {made.folder.name}")
    assert str(out) not in str(row)


@pytest.mark.skipif(SHA256SUM is None, reason="no sha256sum here")
def test_sha256sum_takes_the_list(hand, items) -> None:
    made = hand()

    def says_good() -> bool:
        command = [str(SHA256SUM), "-c", "--strict", SUMS]
        return subprocess.run(command, cwd=made.folder, capture_output=True, check=False).returncode == 0  # noqa: S603 - the real one

    assert says_good()
    (made.folder / "B-02 =Rekaman.dat").write_bytes(VIDEO[:-1])
    assert not says_good()


def test_who_reported_is_not_named(hand, items) -> None:
    made = hand()
    told = (made.folder / MANIFEST).read_text(encoding="utf-8-sig")
    assert "Warga Pelapor" not in told
    assert "pelapor" in told


def test_what_was_changed_lost_or_added_is_named(hand, items) -> None:
    folder = hand().folder
    (folder / "B-01 Surat- undangan.txt").write_bytes(b"lain")
    (folder / "B-02 =Rekaman.dat").unlink()
    (folder / "sisipan.txt").write_text("x")
    assert [problem.partition(",")[0] for problem in checked(folder)[1]] == [
        "B-01 Surat- undangan.txt: berubah",
        "B-02 =Rekaman.dat: tidak ada.",
        "sisipan.txt: tidak tercantum dalam daftar.",
    ]
    with pytest.raises(BadFile, match="SHA256SUMS"):
        checked(folder.parent)


def test_only_what_was_chosen_goes(hand, items) -> None:
    made = hand(evidence_ids=(items[1].id,))
    assert (made.count, len(list(made.folder.iterdir()))) == (1, 4)


def test_damaged_originals_are_all_named_and_the_rest_goes_when_told_to(
    hand, do, office, items, report, out, ask
) -> None:
    third = do(evidence.add_evidence, report.id, b"catatan", EvidenceForm(file_name="c.bin"))
    for item in (items[0], third):
        spoil(office, item)
    with pytest.raises(ConfirmationNeeded, match=r"B-01, B-03") as caught:
        hand()
    assert caught.value.topic == WITHOUT
    assert list(out.iterdir()) == []
    assert ask(evidence.evidence_of_report, report.id)[0].failure
    made = hand(without=caught.value.items)
    assert (made.count, made.missing) == (1, ("B-01", "B-03"))
    assert "Tidak disertakan" in (made.folder / MANIFEST).read_text(encoding="utf-8-sig")
    assert "B-03" in (made.folder / GUIDE).read_text(encoding="utf-8")
    assert checked(made.folder) == (3, ())
    with pytest.raises(InvalidInput, match="pilih sedikitnya satu"):
        hand(without=(items[0].id, items[1].id, third.id))


def test_an_original_that_the_disk_no_longer_reads_is_named_as_damaged(hand, items, office, out, monkeypatch) -> None:
    real = office.vault._opened

    def opened(blob: str, target: IO[bytes]) -> str:
        if blob == items[1].blob:
            raise StorageError("Drive gagal membaca.")
        return real(blob, target)

    monkeypatch.setattr(office.vault, "_opened", opened)
    with pytest.raises(ConfirmationNeeded, match="Asli B-02 di brankas"):
        hand()
    assert list(out.iterdir()) == []


def test_a_name_that_is_taken_and_an_offices_own_folder_are_refused(hand, items, office, out) -> None:
    made = hand()
    before = {file: file.read_bytes() for file in made.folder.iterdir()}
    with pytest.raises(StorageError, match="sudah ada"):
        hand()
    assert {file: file.read_bytes() for file in made.folder.iterdir()} == before
    for own in (office.home.path, office.home.vault):
        listed = sorted(own.iterdir())
        with pytest.raises(StorageError, match="milik basis data kantor"):
            hand(to=own)
        assert sorted(one.name for one in own.iterdir() if not one.name.startswith("office.db-")) == sorted(
            one.name for one in listed if not one.name.startswith("office.db-")
        )
    with pytest.raises(StorageError, match="tidak ada lagi"):
        hand(to=out / "dicabut")


@pytest.mark.parametrize(("number", "sentence"), [(28, "Penyimpanan penuh"), (5, "Drive"), (30, "hanya dapat dibaca")])
def test_a_disk_that_refuses_half_way_leaves_nothing(hand, items, out, monkeypatch, ask, number, sentence) -> None:
    real = evidence_export._Watched.write

    def refuse(self: evidence_export._Watched, data: bytes) -> int:
        if len(data) > 1000:
            raise OSError(number, os.strerror(number))
        return real(self, data)

    monkeypatch.setattr(evidence_export._Watched, "write", refuse)
    with pytest.raises(StorageError, match=sentence):
        hand()
    assert list(out.iterdir()) == []
    assert [item.failure for item in ask(evidence.evidence_of_report, items[0].report_id)] == ["", ""]
    assert ask(evidence.custody_of, items[0].id)[-1].operation == "evidence_handover.take_back"


def test_too_little_room_is_said_before_anything_is_read(hand, items, out, monkeypatch, ask) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 1_000_000))
    with pytest.raises(StorageError, match="perlu 3 MB, tersisa 1 MB"):
        hand()
    assert list(out.iterdir()) == []
    assert ask(evidence.custody_of, items[0].id)[-1].action == "add"


def test_stopping_leaves_nothing_and_no_original_is_called_damaged(hand, items, out, ask) -> None:
    told: list[float] = []
    with pytest.raises(Stopped):
        hand(tick=lambda part, _words: told.append(part), stop=lambda: len(told) >= 3)
    assert list(out.iterdir()) == []
    found = ask(evidence.evidence_of_report, items[0].report_id)
    assert [item.failure for item in found] == ["", ""]
    assert told == sorted(told)


CHILD = """
import sys
from pathlib import Path
from cases.model.user import Actor, Role
from db.secrets import SecretStore
from desktop.evidence.export import ExportOrder, export
from desktop.wiring import open_office
home, key, report, out = sys.argv[1:]
office = open_office(Path(home), Path(key).read_text(), secrets=SecretStore(None))
def tick(part, words):
    print(part, flush=True)
    if part > 0.5:
        sys.stdin.read()
export(office, Actor(name="admin", role=Role.ADMIN), ExportOrder(report_id=report), Path(out), tick)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_half_way_no_folder_has_the_final_name(
    office, items, report, out, recovery_key, tmp_path, admin
) -> None:
    office.close()
    key = tmp_path / "kunci.txt"
    key.write_text(recovery_key, encoding="utf-8")
    command = [sys.executable, "-c", CHILD, str(office.home.path), str(key), report.id, str(out)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
    assert child.stdout is not None
    for line in child.stdout:
        if float(line) > 0.5:
            break
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    if child.stdin is not None:
        child.stdin.close()
    (left,) = out.iterdir()
    assert left.name.endswith("(belum selesai)")
    again = open_office(office.home.path, recovery_key, secrets=SecretStore(None))
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(export, again, admin, ExportOrder(report_id=report.id), out).result()
    again.close()
    assert list(out.iterdir()) == [made.folder], "what the killed program left went with the next one"
    assert checked(made.folder) == (4, ())
