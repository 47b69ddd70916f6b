"""Made-up people of a made-up region, for the demonstration and for "Coba dengan data contoh".

Kabupaten Tirta Kencana does not exist; names are put together at random and every NIP ends in a serial number of 900 or
more, which no small office reaches.
"""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from cases.model.employee import Employee
from cases.model.identity import new_id
from cases.model.office import Office, Signatory
from cases.model.person import EmploymentStatus, Person
from cases.regulations import Law, load_law
from desktop.sample.pictures import make_screenshots, sample_emblem, sample_logo

__all__ = [
    "employees_workbook",
    "make_employees",
    "make_screenshots",
    "sample_emblem",
    "sample_logo",
    "sample_office",
    "sample_signatories",
]

REGION = "Kabupaten Tirta Kencana"
AGENCY = "Badan Kepegawaian, Pendidikan dan Pelatihan Daerah"
SIASN_HEADERS = (
    "NIP BARU", "NAMA", "STATUS ASN", "GOL AKHIR NAMA", "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "UNOR 1",
    "UNOR 2", "UNOR 3",
)  # fmt: skip

_MEN = (
    "Rahmat", "Bagus", "Rudi", "Agus", "Hendra", "Dedi", "Yusuf", "Imam", "Wahyu", "Joko", "Arif", "Budi", "Eko",
    "Fajar", "Galih", "Hadi", "Irfan", "Lukman", "Nanang", "Oki", "Pandu", "Ridwan", "Surya", "Teguh", "Umar", "Wawan",
    "Yoga", "Zaenal", "Made", "Ketut",
)  # fmt: skip
_WOMEN = (
    "Siti", "Nur", "Sri", "Dewi", "Ratna", "Wulan", "Fitri", "Indah", "Lestari", "Maya", "Nia", "Putri", "Rina", "Sari",
    "Tuti", "Umi", "Vera", "Yanti", "Yuni", "Zahra", "Ayu", "Citra", "Dian", "Endah", "Hesti", "Kartika", "Lilis",
    "Mira", "Novi", "Retno",
)  # fmt: skip
_MIDDLE = (
    "Hartawan", "Maemunah", "Prayitno", "Tri", "Hidayat", "Kusuma", "Adi", "Mulya", "Rahayu", "Wira", "Cahya", "Dwi",
    "Eka", "Satria", "Bayu", "Puspa", "Intan", "Jati", "Laksana", "Purnama",
)  # fmt: skip
_LAST = (
    "Wijaya", "Saputra", "Adiwangsa", "Wibowo", "Azzahra", "Santoso", "Permana", "Nugraha", "Kencana", "Lesmana",
    "Pranata", "Suryana", "Gunawan", "Halim", "Iskandar", "Kurniawan", "Mahendra", "Nurhaliza", "Pertiwi", "Ramadhani",
    "Setiawan", "Utami", "Wardana", "Yulianti", "Zulkarnain", "Anggraini", "Basuki", "Darmawan", "Firmansyah",
    "Hapsari",
)  # fmt: skip
_DEGREES = ("S.Sos.", "S.E.", "S.H.", "S.T.", "S.I.P.", "S.Kom.", "S.P.", "S.Pd.")
_MASTERS = ("M.Si.", "M.A.P.", "M.M.", "M.H.", "M.T.")

_OFFICES = (
    ("Sekretariat Daerah", ("Bagian Umum", "Bagian Hukum", "Bagian Organisasi")),
    (AGENCY, ("Bidang Disiplin dan Penghargaan", "Bidang Mutasi dan Promosi", "Bidang Pengembangan Kompetensi")),
    ("Inspektorat Daerah", ("Inspektur Pembantu Khusus", "Inspektur Pembantu I")),
    ("Dinas Perhubungan", ("Bidang Angkutan", "Bidang Lalu Lintas")),
    (
        "Dinas Pendidikan dan Kebudayaan",
        ("Bidang Pembinaan Sekolah Dasar", "SD Negeri 3 Sukamaju", "SMP Negeri 1 Karangjati"),
    ),
    ("Dinas Kesehatan", ("Bidang Pelayanan Kesehatan", "Puskesmas Cimanis", "Puskesmas Tirta Hulu")),
    ("Dinas Sosial", ("Bidang Rehabilitasi Sosial", "Bidang Pemberdayaan Sosial")),
    ("Dinas Pertanian dan Pangan", ("Bidang Tanaman Pangan", "UPTD Balai Benih")),
    ("Dinas Komunikasi dan Informatika", ("Bidang Informasi Publik", "Bidang Persandian")),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", ("Bidang Bina Marga", "Bidang Sumber Daya Air")),
    ("Kecamatan Karangjati", ("Seksi Pemerintahan", "Kelurahan Karangjati")),
    ("Kecamatan Tirta Hulu", ("Seksi Pelayanan Umum", "Kelurahan Tirta Hulu")),
)
_AGENCY_HEAD = f"Kepala {AGENCY}"
_FIRST_POSTS = (
    (0, "Sekretaris Daerah", "IV/d", ""),
    (1, _AGENCY_HEAD, "IV/c", ""),
    (1, "Sekretaris Badan", "IV/b", ""),
    (1, "Analis SDM Aparatur Ahli Madya", "IV/b", "Bidang Disiplin dan Penghargaan"),
    (2, "Inspektur Daerah", "IV/c", ""),
    (2, "Inspektur Pembantu Khusus", "IV/b", "Inspektur Pembantu Khusus"),
)
_FUNCTIONAL = {
    "Dinas Pendidikan dan Kebudayaan": ("Guru Ahli Pertama", "Guru Ahli Muda"),
    "Dinas Kesehatan": ("Perawat Terampil", "Bidan Terampil", "Perawat Ahli Pertama"),
    "Dinas Pertanian dan Pangan": ("Penyuluh Pertanian Ahli Pertama", "Penyuluh Pertanian Terampil"),
    "Dinas Komunikasi dan Informatika": ("Pranata Komputer Ahli Pertama", "Pranata Hubungan Masyarakat Ahli Muda"),
}
_ANY_FUNCTIONAL = ("Analis Kebijakan Ahli Muda", "Perencana Ahli Pertama", "Arsiparis Terampil")
_STAFF = (
    "Pengadministrasi Perkantoran",
    "Pengelola Layanan Operasional",
    "Penelaah Teknis Kebijakan",
    "Operator Layanan",
)
_KNOWN = {  # by office and post: those who also stand in the pictures, and the oldest of their rank
    (AGENCY, _AGENCY_HEAD): ("Dra. Endang Purwaningsih, M.Si.", "197009211994032904"),
    ("Dinas Perhubungan", "Kepala Bidang Angkutan"): ("Bagus Prayitno Adiwangsa, S.Sos., M.A.P.", "197001141994031905"),
    ("Kecamatan Karangjati", "Kepala Seksi Pemerintahan"): ("Rudi Hartawan Saputra, S.Sos.", "197001201995031906"),
}
_YEAR = 365.25
_BORN = {"leader": (1970, 1984), "PNS": (1970, 1997), "PPPK": (1975, 1998), "CPNS": (1992, 2001)}
_TAKEN_ON = date(2026, 1, 2)
_FUNCTIONAL_SHARE = 0.62
_WOMENS_SHARE = 0.5
_MIDDLE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class _Post:
    office: str
    title: str
    kind: str
    grade: str
    unit: str
    status: EmploymentStatus = EmploymentStatus.PNS


def make_employees(count: int, seed: int = 2026) -> tuple[Employee, ...]:
    """Return made-up employees, the same for the same seed; the first ones stay when more are asked for.

    Those whom every case needs come first, then the leaders of each office, then staff.
    """
    taken: set[str] = set()
    return tuple(_employee(place, _random(seed, place), taken) for place in range(count))


def _random(seed: int, place: int) -> Random:
    return Random(f"{seed}/{place}")  # noqa: S311 -- names, not secrets


def employees_workbook(count: int, seed: int = 2026) -> bytes:
    """Return an .xlsx with SIASN's headers and these employees, NIPs as text and dates as dates."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Data Pegawai")
    for letter, width in zip("ABCDEFGHIJ", (22, 38, 12, 16, 20, 44, 14, 48, 36, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "C2"
    sheet.append(SIASN_HEADERS)
    for employee in make_employees(count, seed):
        since = WriteOnlyCell(sheet, employee.position_since)
        since.number_format = "dd-mm-yyyy"
        sheet.append(
            (
                employee.nip,
                employee.name,
                employee.status.value,
                employee.grade,
                employee.position_kind,
                employee.position,
                since,
                employee.unit_1,
                employee.unit_2,
                employee.unit_3,
            )
        )
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def sample_office() -> Office:
    """Return the made-up office, its elected head included."""
    return Office(
        id=new_id(),
        name=AGENCY,
        short_name="BKPPD",
        government=f"Pemerintah {REGION}",
        region=REGION,
        head_title="Bupati Tirta Kencana",
        head=Person(name="Ratna Wulandari Kusumaningrum", status=EmploymentStatus.ELECTED),
        address="Jalan Melati Nomor 12, Tirta Kencana 98765",
        place="Tirta Kencana",
        phone="(0999) 123456",
        unit_code="BKPPD",
        sample=True,
    )


def sample_signatories(law: Law | None = None) -> tuple[Signatory, ...]:
    """Return the regional secretary and the head of the agency, the same people as among the employees."""
    law = law or load_law()
    secretary, head = make_employees(2)
    return tuple(
        Signatory(
            id=new_id(),
            person=replace(employee.snapshot(_TAKEN_ON, law.rank_of(employee.grade)), employee_id=None),
            post_line=line,
        )
        for employee, line in ((secretary, f"Sekretaris Daerah {REGION}"), (head, _AGENCY_HEAD))
    )


@cache
def _leading_posts() -> tuple[_Post, ...]:
    """Return the posts of which there is one each: those every case needs, then the leaders of each office."""
    first = [
        _Post(_OFFICES[place][0], title, "Fungsional" if "Ahli" in title else "Struktural", grade, unit)
        for place, title, grade, unit in _FIRST_POSTS
    ]
    rest = _OFFICES[len({post.office for post in first}) :]
    leaders = [post for office, units in rest for post in _leaders(office, units)]
    return (*first, *leaders)


def _leaders(office: str, units: tuple[str, ...]) -> list[_Post]:
    section, place = units[0], units[1]
    rows: tuple[tuple[str, str, str], ...]
    if office.startswith("Kecamatan"):
        rows = (
            (f"Camat {office.removeprefix('Kecamatan ')}", "IV/a", ""),
            ("Sekretaris Kecamatan", "III/d", ""),
            (f"Kepala {section}", "III/c", section),
            (f"Lurah {place.removeprefix('Kelurahan ')}", "III/d", place),
        )
    else:
        rows = (
            (f"Kepala {office}", "IV/b", ""),
            (f"Kepala {section}", "IV/a", section),
            ("Kepala Subbagian Umum dan Kepegawaian", "III/d", "Sekretariat"),
        )
    return [_Post(office, title, "Struktural", grade, unit) for title, grade, unit in rows]


def _staff(place: tuple[str, tuple[str, ...]], random: Random) -> _Post:
    office, units = place
    unit = random.choice(units)
    status = random.choices((EmploymentStatus.PNS, EmploymentStatus.PPPK, EmploymentStatus.CPNS), (72, 23, 5))[0]
    grades: tuple[str, ...]
    if random.random() < _FUNCTIONAL_SHARE:
        title, kind = random.choice(_FUNCTIONAL.get(office, _ANY_FUNCTIONAL)), "Fungsional"
        grades = ("II/c", "II/d") if "Terampil" in title else ("III/a", "III/b", "III/c", "III/d")
    else:
        title, kind, grades = random.choice(_STAFF), "Pelaksana", ("II/b", "II/c", "II/d", "III/a", "III/b")
    if status is EmploymentStatus.PPPK:
        grades = ("VII",) if grades[0].startswith("II/") else ("IX",)
    elif status is EmploymentStatus.CPNS:
        grades = grades[:1]
    return _Post(office, title, kind, random.choice(grades), unit, status)


def _employee(place: int, random: Random, taken: set[str]) -> Employee:
    leading = _leading_posts()
    post = leading[place] if place < len(leading) else _staff(_OFFICES[place % len(_OFFICES)], random)
    woman = random.random() < _WOMENS_SHARE
    name, nip = _KNOWN.get((post.office, post.title), ("", ""))
    return Employee(
        id=uuid.UUID(int=random.getrandbits(128), version=4).hex,
        nip=nip or _nip(post, random, taken, woman=woman),
        name=name or _name(post, random, woman=woman),
        status=post.status,
        grade=post.grade,
        position_kind=post.kind,
        position=post.title,
        position_since=date(2025 if post.status is EmploymentStatus.CPNS else 2024, random.randint(5, 12), 1),
        unit_1=post.office,
        unit_2=post.unit,
    )


def _nip(post: _Post, random: Random, taken: set[str], *, woman: bool) -> str:
    """Return a number of sound structure that no other made-up person has; leaders are older."""
    while True:
        oldest, youngest = _BORN["leader" if post.kind == "Struktural" else post.status.value]
        born = date(oldest, 2, 1) + timedelta(days=random.randrange(int((youngest - oldest) * _YEAR)))
        if post.status is EmploymentStatus.PNS:
            appointed = f"{min(born.year + random.randint(22, 30), 2022)}{random.choice((1, 3, 4, 12)):02}"
        else:
            appointed = "202321" if post.status is EmploymentStatus.PPPK else "202505"
        nip = f"{born:%Y%m%d}{appointed}{2 if woman else 1}{random.randint(900, 999)}"
        if nip not in taken:
            taken.add(nip)
            return nip


def _name(post: _Post, random: Random, *, woman: bool) -> str:
    first = random.choice(_WOMEN if woman else _MEN)
    middle = [random.choice(_MIDDLE)] if random.random() < _MIDDLE_SHARE else []
    name = " ".join([first, *middle, random.choice(_LAST)])
    if post.grade.startswith("IV"):
        return f"{name}, {random.choice(_DEGREES)}, {random.choice(_MASTERS)}"
    if post.grade.startswith("III") or post.grade == "IX":
        return f"{name}, {'S.Pd.' if post.title.startswith('Guru') else random.choice(_DEGREES)}"
    medical = post.title.startswith(("Perawat", "Bidan"))
    return f"{name}, A.Md.Kep." if medical else name
