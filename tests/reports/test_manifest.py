from __future__ import annotations

import csv
import hashlib
import io
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.handover import HandedItem, Handover
from reports.manifest import GUIDE, MANIFEST, SUMS, guide_html, manifest_csv, papers, read_sums

SHA = hashlib.sha256(b"asli").hexdigest()


def item(label: str = "B-01", **parts: object) -> HandedItem:
    values = {
        "evidence_id": label,
        "label": label,
        "name": f"{label} Unggahan foto.png",
        "media_type": "image/png",
        "size": 1_234_567,
        "sha256": SHA,
        "facts": (("Judul", "Unggahan foto"), ("Platform", "Facebook"), ("Akun", "ratna.k")),
    }
    return HandedItem(**(values | parts))  # type: ignore[arg-type]


def handover(*items: HandedItem) -> Handover:
    return Handover(
        folder="Bukti 2026-037 2026-05-04",
        title="Perkara 2026/037, laporan 2026/L-001",
        office="BKPSDM <Tirta> & Kencana",
        made_at="4 Mei 2026, 09.00 WIB",
        made_by="Petugas Contoh",
        head="1204-4be7d190-a36f08c2",
        items=items or (item(),),
    )


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8 by its mark alone"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_stays_in_its_line(words: str) -> None:
    head, line = rows(manifest_csv(handover(item(facts=(("Judul", words),)))))
    assert len(line) == len(head)
    assert not line[-1].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "words", ["=1+1", "+62812000111", "-2", "@ratna.k", "081200011122", "123456789012345678", "1e5"]
)
def test_texts_that_excel_would_compute_keep_their_letters(words: str) -> None:
    assert rows(manifest_csv(handover(item(facts=(("Akun", words),)))))[1][-1] == f"'{words}"


def test_the_list_says_what_is_a_redacted_copy_and_what_is_missing() -> None:
    redacted = item("B-02", made_from="B-01")
    lost = item("B-03", missing="asli di brankas rusak")
    listed = rows(manifest_csv(handover(item(), redacted, lost)))
    assert [line[2] for line in listed[1:]] == [
        "Asli",
        "Salinan tersunting dari B-01",
        "Tidak disertakan: asli di brankas rusak",
    ]
    assert listed[3][1] == "", "what is not there has no file"
    assert listed[3][5] == SHA


def test_the_sums_cover_every_file_but_themselves() -> None:
    made = papers(handover(item(), item("B-02", missing="hilang")))
    assert list(made) == [MANIFEST, GUIDE, SUMS]
    sums = read_sums(made[SUMS].decode())
    assert sums == {
        "B-01 Unggahan foto.png": SHA,
        MANIFEST: hashlib.sha256(made[MANIFEST]).hexdigest(),
        GUIDE: hashlib.sha256(made[GUIDE]).hexdigest(),
    }


@pytest.mark.parametrize(
    "text", ["", "bukan daftar", f"{SHA} *../../rahasia", f"{SHA} *a\n{SHA} *a", f"{SHA} *..", f"{SHA[:-1]} *a"]
)
def test_what_is_no_list_of_sums_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_sums(text)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"src", "href", "action"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(data: bytes) -> _Seen:
    seen = _Seen()
    seen.feed(data.decode())
    return seen


def test_the_guide_gives_the_line_to_copy_and_what_must_come_out() -> None:
    page = read(guide_html(handover(), "f" * 64))
    assert 'certutil -hashfile "B-01 Unggahan foto.png" SHA256' in page.text
    assert 'certutil -hashfile "manifest.csv" SHA256' in page.text
    assert page.text.count(SHA) == 1
    assert "1204-4be7d190-a36f08c2" in page.text
    assert "BKPSDM <Tirta> & Kencana" in page.text
    assert "Facebook, ratna.k" in page.text


@given(st.text())
def test_the_guide_runs_and_fetches_nothing_whatever_an_item_is_called(words: str) -> None:
    plain = read(guide_html(handover(), SHA))
    page = read(
        guide_html(handover(item(name=f"B-01 {words}.png", missing=""), item("B-02", missing=words or "x")), SHA)
    )
    assert set(page.tags) == set(plain.tags) | {"div", "ul", "li"}
    assert page.links == []
    assert "script" not in page.tags
