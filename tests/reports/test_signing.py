"""Signatures on real letters, judged by this program and by another validator (poppler's pdfsig)."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto.crl import CertificateList
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from letter_samples import KINDS, letter_content, letter_request
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pypdf import PdfReader
from signing import PASSWORD, Holder, issuer, pkcs12_of, revocations, signer

from cases.errors import BadFile, InvalidInput
from cases.model.electronic import SignatureFound, SigningOrder, Trust
from cases.regulations import load_law
from reports.letters import LetterPdf
from reports.letters.archival import check
from reports.signing import PdfSigner

WHEN = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
SENTENCE = "Ditandatangani dengan sertifikat elektronik CA Contoh Tirta Kencana"
TOOL = PdfSigner()


@pytest.fixture(scope="module")
def record() -> bytes:
    """A record of an examination with four places to sign, on its second page."""
    return (
        LetterPdf().render(letter_request("examination-record", letter_content("examination-record", load_law()))).pdf
    )


def sign(pdf: bytes, holder: Holder, place: int = 0, when: datetime = WHEN, of: Holder | None = None) -> bytes:
    order = SigningOrder(
        place=TOOL.places(pdf)[place],
        reason="Berita Acara Pemeriksaan",
        town="Tirta Kencana",
        when=when,
        shown_when="4 Mei 2026 pukul 09.00 WIB",
        sentence=SENTENCE,
    )
    return TOOL.sign(pdf, pkcs12_of(holder, of), PASSWORD, order)


def trust_of(found: SignatureFound) -> Trust:
    assert found.certificate is not None
    return found.certificate.trust


@pytest.fixture(scope="module")
def signed(record: bytes) -> bytes:
    return sign(record, signer("Sri Rahayu Wulandari"))


@pytest.fixture(scope="module")
def twice(signed: bytes) -> bytes:
    return sign(signed, signer("Bambang Sulistyo"), 1, WHEN + timedelta(minutes=5))


def pdfsig(data: bytes, folder: Path) -> str:
    tool = shutil.which("pdfsig")
    if tool is None:
        pytest.skip("pdfsig dari poppler tidak ada di komputer ini: tanda tangan tidak diperiksa pemeriksa kedua")
    path = folder / "surat.pdf"
    path.write_bytes(data)
    told = subprocess.run([tool, "-nocert", str(path)], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - poppler's own tool
    return told.stdout


def test_the_letter_itself_says_where_its_signers_sign(record: bytes) -> None:
    places = TOOL.places(record)
    assert [(place.signer, place.page) for place in places] == [(0, 1), (1, 1), (2, 1), (3, 1)]
    page = PdfReader(io.BytesIO(record)).pages[1]
    for place in places:
        assert 0 < place.x < place.x + place.width < page.mediabox.width
        assert 0 < place.y < place.y + place.height < page.mediabox.height
        assert place.width > 150
        assert place.height > 40


def test_every_letter_has_one_place_for_each_of_its_signers() -> None:
    law, renderer = load_law(), LetterPdf()
    for kind in KINDS:
        request = letter_request(kind, letter_content(kind, law))
        places = TOOL.places(renderer.render(request).pdf)
        assert [place.signer for place in places] == list(range(len(request.content.signatures))), kind
        assert all(place.width > 120 and place.height > 30 and place.x > 0 < place.y for place in places), kind


def test_the_place_lies_between_the_post_and_the_name(record: bytes) -> None:
    found: dict[str, float] = {}

    def note(text: str, _cm: list[float], matrix: list[float], *_rest: object) -> None:
        if text.strip() in {"Yang diperiksa,", "Rudi Hartawan Saputra, S.Sos., M.A.P."}:
            found[text.strip()] = matrix[5]

    PdfReader(io.BytesIO(record)).pages[1].extract_text(visitor_text=note)
    place = TOOL.places(record)[0]
    assert found["Rudi Hartawan Saputra, S.Sos., M.A.P."] < place.y
    assert place.y + place.height < found["Yang diperiksa,"]


def test_the_signed_paper_shows_who_when_and_by_whose_certificate(signed: bytes, record: bytes) -> None:
    assert signed.startswith(record)
    widget = PdfReader(io.BytesIO(signed)).pages[1]["/Annots"][0].get_object()
    place = TOOL.places(record)[0]
    assert [int(at) for at in widget["/Rect"]] == [place.x, place.y, place.x + place.width, place.y + place.height]
    with pikepdf.open(io.BytesIO(signed)) as document:
        document.flatten_annotations()
        target = io.BytesIO()
        document.save(target)
    words = " ".join(PdfReader(target).pages[1].extract_text().split())
    assert "Sri Rahayu Wulandari" in words
    assert SENTENCE in words
    assert "4 Mei 2026 pukul 09.00 WIB" in words
    assert not any(word in words for word in ("BSrE", "BSSN"))


def test_a_signature_leaves_the_marks_of_an_archive_alone(signed: bytes, record: bytes) -> None:
    assert check(record).problems == ()
    assert check(signed).problems == ()
    with pikepdf.open(io.BytesIO(record)) as before, pikepdf.open(io.BytesIO(signed)) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert before.pdf_version == after.pdf_version
        assert "/Version" not in after.Root


def test_nothing_that_is_drawn_for_a_signature_is_a_picture(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as document:
        look = document.pages[1].Annots[0].AP.N
        kinds = [str(one.get("/Subtype")) for one in look.Resources.XObject.values()]
    assert kinds == ["/Form"]


def test_two_signers_stay_valid_beside_each_other(twice: bytes, signed: bytes) -> None:
    assert twice.startswith(signed)
    found = TOOL.inspect(twice, [issuer().der])
    assert [(one.place, one.intact, trust_of(one)) for one in found] == [
        (0, True, Trust.TRUSTED),
        (1, True, Trust.TRUSTED),
    ]
    assert [one.signed_at for one in found] == [WHEN, WHEN + timedelta(minutes=5)]
    assert [one.certificate.holder for one in found if one.certificate] == ["Sri Rahayu Wulandari", "Bambang Sulistyo"]


def test_another_validator_agrees(twice: bytes, tmp_path: Path) -> None:
    told = pdfsig(twice, tmp_path)
    assert told.count("Signature Validation: Signature is Valid.") == 2
    assert told.count("Signature Type: ETSI.CAdES.detached") == 2
    assert "Signer Certificate Common Name: Sri Rahayu Wulandari" in told
    assert "Not total document signed" in told


def test_both_validators_see_a_flipped_byte(twice: bytes, signed: bytes, tmp_path: Path) -> None:
    spoilt = bytearray(twice)
    spoilt[twice.index(b"stream") + 60] ^= 1
    assert [one.intact for one in TOOL.inspect(bytes(spoilt))] == [False, False]
    assert "Signature is Valid" not in pdfsig(bytes(spoilt), tmp_path)
    later = bytearray(twice)
    later[len(signed) + 300] ^= 1
    try:
        found = TOOL.inspect(bytes(later))
    except BadFile:
        return
    assert not all(one.intact for one in found)


@pytest.mark.parametrize("at", range(0, 9000, 450))
def test_a_spoilt_signature_is_never_sound_and_never_a_crash(signed: bytes, record: bytes, at: int) -> None:
    """Wherever the appended part is spoilt: a sentence, or a signature that does not hold, or none that is seen."""
    spoilt = bytearray(signed)
    place = len(signed) - 1 - at
    spoilt[place] ^= 0x15
    try:
        found = TOOL.inspect(bytes(spoilt), [issuer().der])
    except BadFile:
        return
    assert not any(one.intact for one in found)


def test_a_wrong_root_is_not_trusted(signed: bytes) -> None:
    stranger = issuer("CA Contoh Tirta Kencana", "Lembaga Lain")
    assert [trust_of(one) for one in TOOL.inspect(signed, [stranger.der])] == [Trust.UNKNOWN]
    assert [trust_of(one) for one in TOOL.inspect(signed)] == [Trust.UNKNOWN]


def test_a_certificate_is_judged_on_the_day_of_the_signature(record: bytes) -> None:
    holder = signer("Sri Rahayu Wulandari", until=WHEN + timedelta(days=1))
    in_time, late = sign(record, holder), sign(record, holder, when=WHEN + timedelta(days=2))
    assert [trust_of(one) for one in TOOL.inspect(in_time, [issuer().der])] == [Trust.TRUSTED]
    assert [trust_of(one) for one in TOOL.inspect(late, [issuer().der])] == [Trust.EXPIRED]


def test_a_revoked_certificate_is_known_by_a_list_that_its_issuer_signed(record: bytes) -> None:
    holder = signer("Sri Rahayu Wulandari", since=datetime(2025, 1, 1, tzinfo=UTC))
    pdf, root = sign(record, holder), issuer().der
    stranger = issuer("CA Contoh Tirta Kencana", "Lembaga Contoh Dua")
    forged = revocations(holder, WHEN - timedelta(days=1), stranger)
    for lists, trust in (
        (revocations(holder, WHEN - timedelta(days=1)), Trust.REVOKED),
        (revocations(holder, WHEN + timedelta(days=1)), Trust.TRUSTED),
        (forged, Trust.TRUSTED),
    ):
        assert [trust_of(one) for one in TOOL.inspect(pdf, [root, lists])] == [trust]


def test_a_list_inside_the_file_counts_too(record: bytes) -> None:
    holder = signer("Sri Rahayu Wulandari", since=datetime(2025, 2, 1, tzinfo=UTC))
    pdf = sign(record, holder)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    kept = CertificateList.load(revocations(holder, WHEN - timedelta(days=1)))
    DocumentSecurityStore.supply_dss_in_writer(writer, sig_contents=None, crls=[kept])
    target = io.BytesIO()
    writer.write(target)
    (found,) = TOOL.inspect(target.getvalue(), [issuer().der])
    assert (found.intact, trust_of(found)) == (True, Trust.REVOKED)


def test_an_issuer_between_is_followed_to_the_root(record: bytes) -> None:
    pdf = sign(record, signer("Sri Rahayu Wulandari"))
    (found,) = TOOL.inspect(pdf, [issuer().der])
    assert found.certificate is not None
    assert found.certificate.path == ("CA Contoh Tirta Kencana", "Lembaga Contoh")


@pytest.mark.parametrize("data", [b"", b"bukan pdf", b"%PDF-1.7\nterpotong"])
def test_what_is_no_pdf_is_one_sentence(data: bytes) -> None:
    for ask in (TOOL.inspect, TOOL.places, TOOL.words):
        with pytest.raises(BadFile, match="bukan PDF"):
            ask(data)


def test_a_locked_pdf_is_told_so(record: bytes) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(record)) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    for ask in (TOOL.inspect, TOOL.places, TOOL.words):
        with pytest.raises(BadFile, match="dikunci"):
            ask(target.getvalue())


def test_lists_and_certificates_are_read_in_both_forms() -> None:
    made = revocations(signer("Bambang Sulistyo"), WHEN)
    pem = x509.load_der_x509_crl(made).public_bytes(Encoding.PEM)
    assert TOOL.read_trust(made) == TOOL.read_trust(pem)
    assert TOOL.read_trust(issuer().der) == TOOL.read_trust(issuer().pem)
    assert len(TOOL.read_trust(issuer().pem + issuer("CA Dua").pem)) == 2


def test_a_key_of_the_common_kind_signs_too(record: bytes, tmp_path: Path) -> None:
    pdf = sign(record, signer("Sri Rahayu Wulandari", rsa_bits=2048))
    assert [(one.intact, trust_of(one)) for one in TOOL.inspect(pdf, [issuer().der])] == [(True, Trust.TRUSTED)]
    assert "Signature is Valid" in pdfsig(pdf, tmp_path)


def test_a_file_that_cannot_sign_says_why() -> None:
    holder = signer("Sri Rahayu Wulandari")
    hidden = BestAvailableEncryption(PASSWORD.encode())
    certificate_alone = pkcs12.serialize_key_and_certificates(None, None, holder.certificate, None, hidden)
    for data, words in (
        (certificate_alone, "tidak memuat kunci"),
        (pkcs12_of(signer("Sri Rahayu Wulandari", rsa_bits=1024)), "terlalu pendek"),
        (pkcs12_of(issuer()), "bukan untuk menandatangani"),
    ):
        with pytest.raises(BadFile, match=words):
            TOOL.certificate(data, PASSWORD, WHEN)


def test_a_password_is_only_ever_wrong() -> None:
    for password in ("a\0b", "x" * 5_000, "\u202e", ""):
        with pytest.raises(InvalidInput, match="Kata sandi sertifikat salah") as refusal:
            TOOL.certificate(pkcs12_of(signer("Sri Rahayu Wulandari")), password, WHEN)
        assert refusal.value.field == "password"


def test_a_spoilt_issuer_is_not_trusted_and_ends_no_check() -> None:
    """The library reads late: spoilt bytes that it loads would otherwise end every later look at a signature."""
    der, holder = issuer().der, pkcs12_of(signer("Sri Rahayu Wulandari"))
    spoilt = [der[:at] + bytes([der[at] ^ 0x55]) + der[at + 1 :] for at in range(len(der))]
    refused = 0
    for data in spoilt:
        try:
            TOOL.read_trust(data)
        except BadFile as error:
            refused += "rusak" in error.sentence
    assert refused > 20
    late = [data for data in spoilt if _loads(data)]
    assert TOOL.certificate(holder, PASSWORD, WHEN, [*late, der]).trust is Trust.TRUSTED


def _loads(data: bytes) -> bool:
    try:
        x509.load_der_x509_certificate(data)
    except (ValueError, x509.InvalidVersion):
        return False
    return True


def test_a_list_of_another_version_is_no_list() -> None:
    made = bytearray(revocations(signer("Bambang Sulistyo"), WHEN))
    at = made.index(b"\x02\x01\x01") + 2
    made[at] = 14
    with pytest.raises(BadFile, match="bukan sertifikat penerbit"):
        TOOL.read_trust(bytes(made))
