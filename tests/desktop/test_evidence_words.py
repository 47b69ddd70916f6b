"""How items of evidence are told: their kind, their order, and what a tile says first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from samples import make_evidence, make_report

from cases.model.evidence import Capture, Evidence
from cases.model.office import TimeZone
from desktop.widgets.evidence_words import (
    Checked,
    alike_words,
    in_order,
    kind_of,
    state_look,
    summary_words,
    tile_look,
    tile_state,
)

NOW = datetime(2026, 5, 4, 2, tzinfo=UTC)
WHOLE = Checked(NOW)


def item(**parts: object) -> Evidence:
    bare = {"media_type": "image/png", "platform": "", "account": "", "url": "", "told": {}, "capture": Capture.UNKNOWN}
    return replace(make_evidence(make_report(), 1), **(bare | parts))


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"capture": Capture.PHONE, "media_type": "image/jpeg"}, "screen"),
        ({"capture": Capture.CAMERA}, "photo"),
        ({"capture": Capture.SCAN}, "document"),
        ({}, "screen"),
        ({"media_type": "image/jpeg"}, "photo"),
        ({"media_type": "image/jpeg", "account": "ratna.k"}, "screen"),
        ({"media_type": "image/jpeg", "account": "ratna.k", "told": {"Perangkat": "Contoh X"}}, "photo"),
        ({"media_type": "image/heic", "platform": "Facebook"}, "photo"),
        ({"media_type": "video/mp4"}, "photo"),
        ({"media_type": "audio/mpeg"}, "other"),
        ({"media_type": "application/zip"}, "other"),
        ({"media_type": "application/pdf"}, "document"),
        ({"media_type": "text/html"}, "document"),
        ({"media_type": "multipart/related"}, "document"),
    ],
)
def test_each_item_belongs_to_one_segment(parts: dict[str, object], kind: str) -> None:
    assert kind_of(item(**parts)) == kind


def test_a_tile_says_first_what_matters_most() -> None:
    post = {"platform": "Facebook", "account": "ratna.k", "url": "https://contoh.invalid/1"}
    assert tile_state(item(**post), WHOLE).text == "Utuh"
    assert tile_state(item(**post), None).text == "Tercatat"
    assert tile_state(item(**post), WHOLE, like="B-03").text == "Mirip B-03"
    assert tile_state(item(**post, derived_from="x"), WHOLE, like="B-03", source="B-01").text == "Tersunting dari B-01"
    assert tile_state(item(**post | {"account": ""}), WHOLE, like="B-03").text == "Akun kosong"
    assert tile_state(item(**post | {"url": ""}), WHOLE).text == "URL kosong"
    assert tile_state(item(media_type="application/pdf"), WHOLE).text == "Utuh", "a letter has no account"
    spoilt = item(**post | {"account": ""}, failure="Berubah.", failed_at=NOW)
    assert tile_state(spoilt, WHOLE, source="B-01").text == "Rusak"
    assert state_look(replace(spoilt, answer="Dipulihkan."), None).text == "Pernah rusak"


def test_items_without_the_time_come_last() -> None:
    first, second, third = (item(ordinal=n) for n in (1, 2, 3))
    late, early = replace(first, posted_at=NOW), replace(third, posted_at=NOW.replace(year=2025))
    assert [one.ordinal for one in in_order([late, second, early], "posted")] == [3, 1, 2]
    assert [one.ordinal for one in in_order([early, second, late], "")] == [1, 2, 3]


def test_all_items_are_summed_up_in_one_sentence() -> None:
    whole, spoilt, unknown = (
        state_look(item(), WHOLE),
        state_look(item(failure="x"), None),
        state_look(item(), None),
    )
    assert summary_words(0, []) == ""
    assert summary_words(1, [whole]) == "Satu bukti, cocok dengan sidik SHA-256 saat dicatat"
    assert summary_words(7, [whole] * 7) == "Tujuh bukti, semuanya cocok dengan sidik SHA-256 saat dicatat"
    assert "satu tidak cocok" in summary_words(2, [whole, spoilt])
    assert summary_words(2, [unknown, whole]).startswith("Dua bukti, satu dibaca ulang")
    assert "belum ada yang dibaca ulang" in summary_words(2, [unknown, unknown])
    assert summary_words(500, [whole] * 500).startswith("500 bukti, semuanya")


def test_nearness_is_told_in_words() -> None:
    assert alike_words(0, same_bytes=True) == "berkas yang sama"
    assert alike_words(0, same_bytes=False) == "tampak sama, beda 0 dari 64 titik"
    assert alike_words(3, same_bytes=False) == "hampir sama, beda 3 dari 64 titik"
    assert alike_words(8, same_bytes=False) == "mirip, beda 8 dari 64 titik"


def test_a_film_is_marked_and_a_paper_has_its_icon() -> None:
    film = tile_look(item(media_type="video/mp4"), TimeZone.WIB, state_look(None, None))
    paper = tile_look(item(media_type="application/pdf"), TimeZone.WIB, state_look(None, None))
    assert (film.plays, paper.plays, paper.icon) == (True, False, "file-pdf")
    assert paper.under.startswith("PDF")
