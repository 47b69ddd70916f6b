"""Everything that reads a file from outside, fed with good files that were mangled: an answer or one sentence."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import msgspec
import pyrage
import pytest
from every_format import every_format, paper, picture
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mangle import EDITS, Edit, mangled
from memory_keyring import MemoryKeyring
from office_desk import ADMIN, START, OfficeAtWork, make_template, office_at_work
from openpyxl import Workbook
from PIL import Image
from signing import PASSWORD, issuer, pkcs12_of, revocations, signer

import resources
from cases.errors import OfficeError
from cases.letters.check_code import code_of, find_code, read_code
from cases.model.identity import new_id
from cases.regulations import load_law
from cases.rules.recap_form import columns
from cases.services import calendar, employee_imports, letter_check, register, regulation_drafts, wording_drafts
from db.anchor import Anchor
from db.enrolment import EnrolmentRequest, enrolment_requests
from db.home import OfficeHome
from db.keys import NewKeys, Recipient, RecipientKind, new_keys, open_with_keyring, open_with_recovery_key, write_keys
from db.recovery import read_key
from db.secrets import SecretStore
from desktop.command_line.profile import read_profile
from desktop.evidence.export import checked
from desktop.files import read_text
from desktop.sample.office import employees_workbook
from reports.employee_sheet import read_employee_sheet
from reports.holiday_sheet import read_holiday_sheet
from reports.manifest import SUMS
from reports.number_sheet import read_number_sheet
from reports.picture_text import shown_pages
from reports.pictures import PillowPictures
from reports.recap.their_form import read_form
from reports.redaction import page_count, page_of
from reports.scans import bind_scans, pdf_pages
from reports.signing import PdfSigner

WHEN = datetime(2026, 5, 4, tzinfo=UTC)
PROFILE = """
[kantor]
nama = "Badan Kepegawaian Daerah"
singkatan = "BKD"
pemerintah = "Pemerintah Kabupaten Tirta Kencana"
daerah = "Kabupaten Tirta Kencana"
jabatan_kepala_daerah = "Bupati Tirta Kencana"
kepala_daerah = "Ratna Wulandari"
alamat = "Jalan Melati Nomor 12"
tempat = "Tirta Kencana"
hari_kerja = "5"
lambang = ""
[admin]
pengguna = "admin"
nama = "Admin Uji"
[[penanda_tangan]]
nama = "Dra. Contoh Pejabat, M.Si."
jabatan = "Kepala BKPPD"
"""
SENTENCE = re.compile(r"[^\n]*[.?]")


def sheet(*rows: tuple[object, ...]) -> bytes:
    workbook, target = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(target)
    return target.getvalue()


@dataclass(frozen=True)
class Desk:
    """What readers of an office's own folder need."""

    folder: Path
    office: OfficeAtWork
    keys: NewKeys
    secrets: SecretStore

    def put(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path


@dataclass(frozen=True)
class Reader:
    """``seeds`` are good files; ``read`` answers or raises OfficeError. ``zipped`` ones are mangled inside too."""

    read: Callable[[Desk, bytes], object]
    seeds: Callable[[Desk], list[bytes]]
    zipped: bool = False


def made(*seeds: bytes) -> Callable[[Desk], list[bytes]]:
    return lambda _desk: list(seeds)


@cache
def pictures() -> list[bytes]:
    return [data for data, kind in every_format().values() if kind.startswith("image/")]


@cache
def papers() -> list[bytes]:
    scan = io.BytesIO()
    Image.new("RGB", (30, 40), "white").save(scan, "PDF")
    return [paper(), scan.getvalue()]


def look_at(data: bytes) -> None:
    """All that is asked of a picture."""
    reader = PillowPictures()
    for ask in (reader.told, reader.look, reader.thumbnail):
        ask(data)
    list(shown_pages(data, 3))
    reader.inspect(data, "layar.png")


def request(desk: Desk) -> bytes:
    public = str(pyrage.x25519.Identity.generate().to_public())
    return msgspec.json.encode(EnrolmentRequest(account="budi@kantor", public=public))


def sealed(desk: Desk) -> list[bytes]:
    public = str(pyrage.x25519.Identity.from_str(desk.secrets.get("identitas") or "").to_public())
    account = Recipient(public=public, kind=RecipientKind.ACCOUNT, label="budi@kantor", added_on=START)
    keys = desk.keys.keys
    write_keys(desk.folder / "benar.age", replace(keys, recipients=(*keys.recipients, account)))
    return [(desk.folder / "benar.age").read_bytes()]


def sums(desk: Desk) -> list[bytes]:
    digest = "a" * 64
    return [f"{digest}  B-01 foto.png\n{digest}  manifest.csv\n".encode()]


def open_both(desk: Desk, data: bytes) -> None:
    file = desk.put("keys.age", data)
    open_with_recovery_key(file, "\n".join(desk.keys.recovery_lines))
    open_with_keyring(file, desk.secrets)


HOLIDAYS = sheet(("Tanggal", "Keterangan"), ("1 Januari 2026", "Tahun Baru"), ("2026-03-19", "Nyepi"))
NUMBERS = sheet(
    ("Nomor", "Tanggal", "Perihal"), ("12", "4 Mei 2026", "Undangan"), ("800/13/BKD/2026", "05/05/2026", "Surat"),
)  # fmt: skip
READERS: dict[str, Reader] = {
    "employees": Reader(
        lambda desk, data: desk.office.do_as(
            ADMIN, employee_imports.review_import, read_employee_sheet(data, "pegawai.xlsx")
        ),
        made(employees_workbook(4)), zipped=True,
    ),
    "holidays": Reader(
        lambda desk, data: desk.office.do_as(ADMIN, calendar.plan_import, read_holiday_sheet(data, "libur.xlsx"), 2026),
        made(HOLIDAYS), zipped=True,
    ),
    "numbers": Reader(
        lambda desk, data: desk.office.do_as(ADMIN, register.plan_import, read_number_sheet(data, "agenda.xlsx")),
        made(NUMBERS), zipped=True,
    ),
    "recap form": Reader(
        lambda _desk, data: read_form(data, columns()),
        made(sheet(("REKAP {{pemerintah}}",), ("No", "Nama"), ("{{baris.number}}", "{{baris.name}}"))), zipped=True,
    ),
    "recovery key": Reader(
        lambda desk, data: read_key(read_text(desk.put("kunci.txt", data))),
        lambda desk: ["\n".join(desk.keys.recovery_lines).encode()],
    ),
    "keys.age": Reader(open_both, sealed),
    "enrolment": Reader(
        lambda desk, data: enrolment_requests(
            OfficeHome(desk.put("pendaftaran/" + json.loads(request(desk))["account"] + ".json", data).parents[1])
        ),
        lambda desk: [request(desk)],
    ),
    "anchor": Reader(
        lambda desk, data: Anchor(desk.put("anchor.json", data), b"k" * 32, desk.secrets).problems(),
        made(b'{"count":12,"hash":"' + b"a" * 64 + b'","mac":"' + b"b" * 64 + b'"}'),
    ),
    "pack": Reader(
        lambda desk, data: desk.office.do_as(ADMIN, regulation_drafts.import_pack, data, "paket.toml"),
        made(resources.read_text("regulations/dasar-hukum.toml").encode()),
    ),
    "wording": Reader(
        lambda desk, data: desk.office.do_as(ADMIN, wording_drafts.import_text, data, "naskah.toml"),
        made(resources.read_text("letters/apology@1.toml").encode()),
    ),
    "profile": Reader(
        lambda desk, data: read_profile(read_text(desk.put("profil.toml", data)), desk.folder),
        made(PROFILE.encode()),
    ),
    "certificate": Reader(
        lambda _desk, data: PdfSigner().certificate(data, PASSWORD, WHEN), lambda _desk: [pkcs12_of(signer("Contoh"))]
    ),
    "trust": Reader(
        lambda _desk, data: PdfSigner().read_trust(data),
        lambda _desk: [issuer().pem, issuer().der, revocations(signer("Contoh"), WHEN)],
    ),
    "pdf": Reader(
        lambda _desk, data: (pdf_pages(data), bind_scans([data], (215.0, 330.0)), PdfSigner().words(data)),
        lambda _desk: papers(),
    ),
    "letter check": Reader(
        lambda desk, data: desk.office.ask(letter_check.check_file, data), lambda _desk: papers()
    ),
    "code": Reader(
        lambda desk, data: (
            find_code(data.decode(errors="replace")), desk.office.ask(letter_check.check_code, data.decode("latin-1")),
            read_code(data.decode(errors="replace")),
        ),
        made(code_of(new_id()).encode()),
    ),
    "pictures": Reader(lambda _desk, data: look_at(data), lambda _desk: pictures()),
    "scans": Reader(
        lambda _desk, data: bind_scans([data], (215.0, 330.0)),
        lambda _desk: [picture("PNG"), picture("JPEG"), picture("TIFF")],
    ),
    "redaction": Reader(
        lambda _desk, data: (page_count(data), page_of(data, 0, (60, 60))), lambda _desk: pictures()
    ),
    "evidence": Reader(
        lambda _desk, data: PillowPictures().inspect(data, "berkas.bin"),
        lambda _desk: [data for data, _ in every_format().values()],
    ),
    "manifest": Reader(lambda desk, data: checked(desk.put(f"hasil/{SUMS}", data).parent), sums),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("meja")
    (folder / "rumah").mkdir()
    law = load_law()
    with office_at_work(folder / "rumah", law, make_template(folder, law)) as office:
        keys = new_keys(START)
        secrets = SecretStore(MemoryKeyring())
        secrets.put("identitas", str(pyrage.x25519.Identity.generate()))
        yield Desk(folder, office, keys, secrets)


def answered(desk: Desk, reader: Reader, data: bytes) -> str:
    """Read a file and return the sentence that refuses it, "" for none; anything else leaves this as it is."""
    try:
        reader.read(desk, data)
    except OfficeError as error:
        return error.sentence
    return ""


def read_mangled(desk: Desk, reader: Reader, seed: int, edits: list[Edit], *, inside: bool) -> None:
    """Read a mangled file: it is answered, or refused in a sentence."""
    seeds = reader.seeds(desk)
    data = mangled(seeds[seed % len(seeds)], edits, inside=inside and reader.zipped)
    sentence = answered(desk, reader, data)
    assert not sentence or SENTENCE.fullmatch(sentence), sentence


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 30), edits=EDITS, inside=st.booleans())
def test_what_is_mangled_is_read_or_refused_in_a_sentence(
    desk: Desk, name: str, seed: int, edits: list[Edit], *, inside: bool
) -> None:
    read_mangled(desk, READERS[name], seed, edits, inside=inside)


@pytest.mark.parametrize("name", READERS)
def test_what_is_whole_is_read(desk: Desk, name: str) -> None:
    """Or nothing would be shown by the mangled ones."""
    reader = READERS[name]
    assert [answered(desk, reader, data) for data in reader.seeds(desk)] == [""] * len(reader.seeds(desk))
