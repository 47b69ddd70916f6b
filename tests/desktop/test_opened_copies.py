from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import BadFile, StorageError
from cases.model.evidence import Evidence
from cases.rules.media_types import KINDS
from desktop.evidence import opened_copies
from desktop.evidence.opened_copies import ENDINGS, OpenedCopies, copy_name, may_be_opened, refusal

ITEM = Evidence(
    id="e-1",
    report_id="r-1",
    ordinal=5,
    title="Video kampanye",
    file_name="video kampanye.mp4",
    media_type="video/mp4",
    size=11,
    sha256="0" * 64,
    blob="1" * 64,
    added_at=datetime(2026, 5, 4, tzinfo=UTC),
    added_by="admin",
)


def put(copies: OpenedCopies, item: Evidence = ITEM, data: bytes | None = b"isi rekaman") -> Path:
    with copies.writing(item) as (path, file):
        file.write(b"setengah" if data is None else data)
        if data is None:
            raise OSError("no space left")
    return path


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[OpenedCopies]:
    made = OpenedCopies(tmp_path / "dibuka")
    yield made
    made.close()


def test_a_copy_lies_alone_in_a_folder_that_only_the_account_may_enter(copies: OpenedCopies) -> None:
    assert not copies.root.exists(), "nothing is on disk before the first"
    first, second = put(copies), put(copies)
    assert first.name == "B-05 video kampanye.mp4"
    assert first.read_bytes() == b"isi rekaman"
    assert first.parent != second.parent
    assert first.parent.parent == second.parent.parent
    if sys.platform != "win32":
        for folder in (copies.root, first.parent.parent, first.parent):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(first.stat().st_mode) == 0o600


def test_the_end_of_a_run_wipes_its_copies(copies: OpenedCopies) -> None:
    put(copies)
    put(copies)
    assert copies.close() == ()
    assert list(copies.root.iterdir()) == []
    assert copies.close() == (), "once more does no harm"
    assert put(copies).exists(), "a run goes on after it"
    copies.close()


def test_a_session_ends_and_the_run_goes_on(copies: OpenedCopies) -> None:
    path = put(copies)
    assert copies.wipe() == ()
    assert not path.exists()
    again = put(copies)
    assert again.exists()
    copies.close()
    assert list(copies.root.iterdir()) == []


def test_one_copy_is_thrown_away(copies: OpenedCopies) -> None:
    kept, gone = put(copies), put(copies)
    copies.discard(gone)
    assert kept.exists()
    assert not gone.parent.exists()


def test_what_fails_leaves_nothing(copies: OpenedCopies) -> None:
    with pytest.raises(StorageError, match="tidak dapat ditulis"):
        put(copies, data=None)
    assert [path for path in copies.root.rglob("*") if path.is_file() and path.suffix != ".lock"] == []
    with pytest.raises(StorageError, match="penuh"):
        put(copies, replace(ITEM, size=1 << 60))
    copies.close()


LIVING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_opened_copies import put
from desktop.evidence.opened_copies import OpenedCopies
copies = OpenedCopies(Path(sys.argv[1]))
print(put(copies), flush=True)
sys.stdin.readline()
"""


def start_run(root: Path) -> tuple[subprocess.Popen[str], Path]:
    """Another program with a copy of its own."""
    command = [sys.executable, "-c", LIVING, str(root), str(Path(__file__).parent)]
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    assert run.stdout is not None
    return run, Path(run.stdout.readline().strip())


def test_a_run_that_lives_keeps_its_copies_and_one_that_was_killed_loses_them(copies: OpenedCopies) -> None:
    run, theirs = start_run(copies.root)
    try:
        mine = put(copies)
        assert copies.wipe_left() == ()
        assert theirs.read_bytes() == b"isi rekaman", "two programs do not wipe each other's"
        assert mine.exists()
    finally:
        run.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        run.communicate()
    assert theirs.exists(), "who is killed wipes nothing"
    assert copies.wipe_left() == ()
    assert not theirs.exists()
    assert mine.exists()
    copies.close()
    assert list(copies.root.iterdir()) == []


def test_what_a_player_holds_is_named_and_tried_again(copies: OpenedCopies, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(copies)
    rmtree = opened_copies.shutil.rmtree

    def held(folder: Path, *, ignore_errors: bool) -> None:
        """As Windows does for a file that another program has open."""
        if folder != path.parent:
            rmtree(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(opened_copies.shutil, "rmtree", held)
    assert copies.close() == ("B-05 video kampanye.mp4",)
    later = OpenedCopies(copies.root)
    assert later.wipe_left() == ("B-05 video kampanye.mp4",)
    monkeypatch.setattr(opened_copies.shutil, "rmtree", rmtree)
    assert later.wipe_left() == ()
    assert list(copies.root.iterdir()) == []


def test_what_lies_there_besides_is_wiped_too_and_a_missing_folder_is_no_trouble(copies: OpenedCopies) -> None:
    assert copies.wipe_left() == ()
    stray = copies.root / "abc" / "def"
    stray.mkdir(parents=True)
    (stray / "lama.pdf").write_bytes(b"x")
    assert copies.wipe_left() == ()
    assert list(copies.root.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "media_type", "opened"),
    [
        ("rekaman.mp3", "audio/mpeg", "B-05 rekaman.mp3"),
        ("REKAMAN.M4V", "video/mp4", "B-05 REKAMAN.m4v"),
        ("video.mp4.exe", "video/mp4", "B-05 video.mp4.mp4"),
        ("tanpa akhiran", "application/pdf", "B-05 tanpa akhiran.pdf"),
        ("../../etc/foto.png", "image/png", "B-05 foto.png"),
        ("C:\\Windows\\foto.png", "image/png", "B-05 foto.png"),
        ("gpj.\u202exe\x00\n.png", "image/png", "B-05 gpj.xe.png"),
        ("n" * 300 + ".png", "image/png", "B-05 " + "n" * 80 + ".png"),
        ("CON.png", "image/png", "B-05 CON.png"),
    ],
)
def test_a_name_is_only_a_name(name: str, media_type: str, opened: str) -> None:
    assert copy_name(replace(ITEM, file_name=name, media_type=media_type)) == opened


@given(st.text(max_size=200), st.sampled_from(sorted(ENDINGS)))
def test_any_name_becomes_a_plain_one_with_an_ending_of_its_kind(name: str, media_type: str) -> None:
    made = copy_name(replace(ITEM, file_name=name, media_type=media_type))
    assert Path(made).name == made
    assert made.startswith("B-05")
    assert Path(made).suffix in ENDINGS[media_type]
    assert not set(made) & set('\\/:*?"<>|\x00\n\r\u202e')
    assert len(os.fsencode(made)) < 400


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("halaman.html", "text/html"),
        ("pasang.exe", "application/x-executable"),
        ("gambar.svg", "image/svg+xml"),
        ("jalan.bat", "text/plain"),
        ("surat.docx", next(kind for kind in KINDS if kind.endswith("wordprocessingml.document"))),
        ("arsip.zip", "application/zip"),
        ("tayang.wmv", "video/x-ms-wmv"),
    ],
)
def test_what_could_run_or_fetch_is_never_handed_over(copies: OpenedCopies, name: str, media_type: str) -> None:
    item = replace(ITEM, file_name=name, media_type=media_type)
    assert not may_be_opened(item)
    assert Path(name).suffix in refusal(item)
    with pytest.raises(BadFile, match="Simpan salinannya"):
        put(copies, item)
    assert not copies.root.exists()
