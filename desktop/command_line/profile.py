"""The TOML file by which ``netralitas init`` sets an office up without a window."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from cases.errors import BadFile, InvalidInput
from cases.model.identity import new_id
from cases.model.office import NumberPolicy, Office, Paper, Signatory, TimeZone, WorkWeek
from cases.model.person import EmploymentStatus, Person
from cases.services.office import FirstUser
from desktop.command_line.cli import type_password

Text = Annotated[str, msgspec.Meta(min_length=1)]


class _Official(msgspec.Struct, forbid_unknown_fields=True):
    nama: Text
    jabatan: str = ""
    nip: str = ""
    golongan: str = ""
    pangkat: str = ""
    unit: str = ""
    baris_jabatan: str = ""

    def person(self) -> Person:
        return Person(
            name=self.nama, position=self.jabatan, nip=self.nip, grade=self.golongan, rank=self.pangkat,
            work_unit=self.unit,
        )  # fmt: skip


class _Office(msgspec.Struct, forbid_unknown_fields=True):
    nama: Text
    singkatan: Text
    pemerintah: Text
    daerah: Text
    jabatan_kepala_daerah: Text
    kepala_daerah: Text
    alamat: Text
    tempat: Text
    telepon: str = ""
    kode_unit: str = "BKPSDM"
    kertas: Paper = Paper.F4
    zona_waktu: TimeZone = TimeZone.WIB
    hari_kerja: WorkWeek = WorkWeek.FIVE
    nomor: NumberPolicy = NumberPolicy.GIVEN
    lambang: str = ""
    lambang_kepala_daerah: str = ""


class _Admin(msgspec.Struct, forbid_unknown_fields=True):
    pengguna: Text
    nama: Text


class _Profile(msgspec.Struct, forbid_unknown_fields=True):
    kantor: _Office
    admin: _Admin
    penanda_tangan: tuple[_Official, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An office as its file describes it; pictures as bytes, empty for none."""

    office: Office
    username: str
    full_name: str
    signatories: tuple[Signatory, ...]
    logo: bytes
    head_emblem: bytes

    def first_user(self, password: str) -> FirstUser:
        """Return the admin's account."""
        return FirstUser(username=self.username, full_name=self.full_name, password=password)

    def ask_password(self) -> str:
        """Ask for the admin's password, twice; raises InvalidInput when the two differ."""
        first = type_password(f"Kata sandi untuk {self.username}: ")
        if type_password("Ulangi kata sandi: ") != first:
            raise InvalidInput("Kedua kata sandi berbeda; ulangi.")
        return first


def read_profile(text: str, folder: Path) -> Profile:
    """Return the office that a TOML text describes; pictures are looked for beside it. Raises BadFile."""
    try:
        profile = msgspec.convert(tomllib.loads(text), _Profile)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(
            f"Berkas profil kantor bukan TOML yang benar {_place(str(error))}; perbaiki lalu ulangi.", detail=str(error)
        ) from error
    except msgspec.ValidationError as error:
        raise BadFile(f"Berkas profil kantor {_told(str(error))}; perbaiki lalu ulangi.", detail=str(error)) from error
    office = profile.kantor
    return Profile(
        office=Office(
            id=new_id(),
            name=office.nama,
            short_name=office.singkatan,
            government=office.pemerintah,
            region=office.daerah,
            head_title=office.jabatan_kepala_daerah,
            head=Person(
                name=office.kepala_daerah,
                position=office.jabatan_kepala_daerah,
                status=EmploymentStatus.ELECTED,
            ),
            address=office.alamat,
            place=office.tempat,
            phone=office.telepon,
            unit_code=office.kode_unit,
            paper=office.kertas,
            time_zone=office.zona_waktu,
            work_week=office.hari_kerja,
            number_policy=office.nomor,
        ),
        username=profile.admin.pengguna,
        full_name=profile.admin.nama,
        signatories=tuple(
            Signatory(id=new_id(), person=official.person(), post_line=official.baris_jabatan or official.jabatan)
            for official in profile.penanda_tangan
        ),
        logo=_picture(folder, office.lambang),
        head_emblem=_picture(folder, office.lambang_kepala_daerah),
    )


_FAULTS = (
    (r"Object missing required field `(.+?)`(?: - at `\$\.?(.*)`)?", "belum memuat “{}” di bagian [{}]"),
    (r"Object contains unknown field `(.+?)`(?: - at `\$\.?(.*)`)?", "memuat “{}” yang tidak dikenal di bagian [{}]"),
    (r".* - at `\$\.(.+)`", "berisi nilai yang tidak sesuai pada “{}”"),
)
"""msgspec speaks English; what it can say here, in Indonesian."""


def _told(words: str) -> str:
    for pattern, sentence in _FAULTS:
        if match := re.fullmatch(pattern, words):
            return sentence.format(*(part or "" for part in match.groups())).replace(" di bagian []", "")
    return "tidak sesuai"


def _place(words: str) -> str:
    found = re.search(r"line (\d+), column (\d+)", words)
    return f"pada baris {found[1]} kolom {found[2]}" if found else "sampai akhir berkas"


def _picture(folder: Path, name: str) -> bytes:
    if not name:
        return b""
    try:
        return (folder / name).read_bytes()
    except (OSError, ValueError) as error:  # a NUL in the name
        raise BadFile(f"Gambar lambang {name} tidak ditemukan di sebelah berkas profil.", detail=repr(error)) from error
