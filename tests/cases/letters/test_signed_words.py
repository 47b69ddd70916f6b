"""What a signature prints, and what a reader is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cases.errors import BadFile
from cases.letters.signed_words import printed_sentence, same_person, signature_words
from cases.model.electronic import Certificate, SignatureFound, Trust
from cases.model.office import TimeZone

PLAIN = Certificate(
    holder="Putri Wibowo",
    issuer="CA Contoh",
    valid_from=datetime(2024, 1, 1, tzinfo=UTC),
    valid_until=datetime(2026, 4, 30, 12, tzinfo=UTC),
    trust=Trust.TRUSTED,
    path=("CA Contoh", "Lembaga Contoh"),
)
FOUND = SignatureFound(place=0, signed_at=datetime(2026, 3, 2, 2, 5, tzinfo=UTC), intact=True, certificate=PLAIN)
ZONE = TimeZone.WITA.zone


@pytest.mark.parametrize("trust", list(Trust))
def test_the_plain_sentence_names_the_issuer(trust: Trust) -> None:
    sentence = printed_sentence(replace(PLAIN, trust=trust))
    assert sentence == "Ditandatangani dengan sertifikat elektronik CA Contoh"


@pytest.mark.parametrize("path", [("OSD Kelas 2", "BSrE"), ("Balai Besar Sertifikasi Elektronik",), ("bsre lu",)])
def test_the_sentence_of_bsre_is_printed_only_where_it_issued(path: tuple[str, ...]) -> None:
    known = replace(PLAIN, path=path, issuer=path[0])
    assert "Balai Besar Sertifikasi Elektronik (BSrE)" in printed_sentence(known)
    for trust in set(Trust) - {Trust.TRUSTED}:
        with pytest.raises(BadFile, match="menyebut penerbit BSrE"):
            printed_sentence(replace(known, trust=trust))


@pytest.mark.parametrize(
    ("holder", "name", "same"),
    [
        ("PUTRI WIBOWO", "Putri Wibowo, S.H.", True),
        ("Putri W.", "Dra. Putri Wibowo, M.Si.", True),
        ("Melati Kusuma", "Putri Wibowo, S.H.", False),
        ("S.H.", "Putri Wibowo, S.H.", False),
        ("Siapa Saja", "", True),
    ],
)
def test_a_name_is_compared_without_degrees(holder: str, name: str, *, same: bool) -> None:
    assert same_person(holder, name) is same


def test_a_sound_signature_is_told_in_plain_words() -> None:
    assert signature_words(FOUND, ZONE) == (
        "Putri Wibowo, 2 Maret 2026 pukul 10.05 WITA",
        "Utuh: isi berkas sama seperti saat ditandatangani.",
        "Sertifikat dipercaya, diterbitkan CA Contoh.",
    )


@pytest.mark.parametrize(
    ("parts", "signed", "words"),
    [
        ({"trust": Trust.UNKNOWN}, FOUND.signed_at, "tidak dikenal"),
        ({"trust": Trust.REVOKED}, FOUND.signed_at, "sudah dicabut"),
        (
            {"trust": Trust.EXPIRED},
            datetime(2026, 5, 4, tzinfo=UTC),
            "kedaluwarsa pada hari tanda tangan; berlaku sampai 30",
        ),
        ({"trust": Trust.EXPIRED}, datetime(2023, 5, 4, tzinfo=UTC), "belum berlaku pada hari tanda tangan"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told(parts, signed, words: str) -> None:
    found = replace(FOUND, signed_at=signed, certificate=replace(PLAIN, **parts))
    assert words in signature_words(found, ZONE)[2]


def test_a_signature_that_cannot_be_read_is_told_as_changed() -> None:
    who, intact, _ = signature_words(replace(FOUND, certificate=None, intact=False, signed_at=None), ZONE)
    assert "tidak terbaca" in who
    assert intact.startswith("Diubah setelah ditandatangani")
    assert signature_words(replace(FOUND, signed_at=None), ZONE)[0] == "Putri Wibowo, tanpa keterangan waktu"
