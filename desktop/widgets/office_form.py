"""The forms that describe an office: its profile, a signatory; the same at the first start and in the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cases.model.identity import new_id
from cases.model.office import Office, Paper, TimeZone, WorkWeek
from cases.model.person import ActingMark, EmploymentStatus, Person
from cases.rules.nip import read_nip, show_nip
from desktop.tasks import Tasks
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.form import Form
from desktop.widgets.picture_field import PictureField

PAPERS: Final = ((Paper.F4.value, "F4 (215 x 330 mm)"), (Paper.A4.value, "A4 (210 x 297 mm)"))
ZONES: Final = (
    (TimeZone.WIB.value, "WIB (Barat)"),
    (TimeZone.WITA.value, "WITA (Tengah)"),
    (TimeZone.WIT.value, "WIT (Timur)"),
)
WEEKS: Final = (
    (WorkWeek.FIVE.value, "5 hari (Senin–Jumat)"),
    (WorkWeek.SIX.value, "6 hari (Senin–Sabtu)"),
)
ACTING: Final = tuple((mark.name, mark.value or "Definitif") for mark in ActingMark)
_HEADS: Final = {"kabupaten": "Bupati", "kota": "Wali Kota", "provinsi": "Gubernur"}
"""How the head of a kind of region is called, to propose it; the clerk may write another."""


def propose_from_region(region: str) -> dict[str, str]:
    """What follows in most regions from the region's name; empty for a name that says no kind of region."""
    kind, _, name = " ".join(region.split()).partition(" ")
    title = _HEADS.get(kind.lower())
    if title is None or not name:
        return {}
    return {"government": f"Pemerintah {region.strip()}", "head_title": f"{title} {name}", "place": name}


class OfficeForm(Form):
    """The office's profile. What follows from the region is proposed.

    ``letters`` asks for what letters need of it too: the code in their numbers, their paper, and the pictures of their
    head as bytes (``logo``, ``head_emblem``).
    """

    def __init__(self, tasks: Tasks, *, width: int = 640, letters: bool = True) -> None:
        super().__init__(width=width)
        self._proposed: dict[str, str] = {}
        self.section("Daerah", "Tercetak pada kepala surat dan keputusan.")
        self.region = self._text("region", "Daerah", "mis. Kabupaten Tirta Kencana")
        self._text("government", "Pemerintah daerah", "mis. Pemerintah Kabupaten Tirta Kencana", beside=True)
        self._text("head_title", "Jabatan kepala daerah", "mis. Bupati Tirta Kencana")
        self._text("head", "Nama kepala daerah", "dengan gelar, seperti pada keputusan", beside=True)
        self.add("acting", "Kedudukan kepala daerah", ChoiceField(ACTING, blank=""), required=True)
        self.section("Perangkat daerah")
        self._text("name", "Nama perangkat daerah", "mis. Badan Kepegawaian dan Pengembangan Sumber Daya Manusia")
        self._text("short_name", "Singkatan", "mis. BKPSDM Tirta Kencana")
        if letters:
            self._text("unit_code", "Kode unit untuk nomor surat", "mis. BKPSDM", beside=True)
        self._text("address", "Alamat", "jalan, nomor, kota, kode pos")
        if letters:
            self._text("place", "Tempat penandatanganan", "mis. Tirta Kencana")
        self._text("phone", "Telepon", "mis. (0999) 123456", required=False, beside=letters)
        if letters:
            self._ask_for_letters(tasks)
        self.section("Kertas dan waktu" if letters else "Waktu")
        if letters:
            self.add("paper", "Kertas surat", ChoiceField(PAPERS, blank=""), required=True)
        self.add("time_zone", "Zona waktu", ChoiceField(ZONES, blank=""), required=True, beside=letters)
        self.add("work_week", "Hari kerja seminggu", ChoiceField(WEEKS, blank=""), required=True, beside=not letters)
        self.region.changed.connect(self._propose)

    def _ask_for_letters(self, tasks: Tasks) -> None:
        self.section("Lambang")
        self.logo = self.add("logo", "Lambang daerah", PictureField(tasks), help_text="Pada surat perangkat daerah.")
        self.head_emblem = self.add(
            "head_emblem",
            "Lambang kepala daerah",
            PictureField(tasks),
            help_text="Pada keputusan kepala daerah, biasanya lambang negara.",
            beside=True,
        )

    def _text(self, key: str, title: str, hint: str, *, required: bool = True, beside: bool = False) -> TextField:
        return self.add(key, title, TextField(placeholder=hint, limit=200), required=required, beside=beside)

    def _propose(self) -> None:
        """Fill in what follows from the region, except where the clerk has written something else."""
        for key, words in propose_from_region(str(self.region.value())).items():
            if key not in self.values():
                continue
            field = self.field(key)
            if field.draft() in {"", self._proposed.get(key)}:
                field.restore(words)
                self._proposed[key] = words

    def show_office(self, office: Office) -> None:
        """Fill the form with an office."""
        self.set_values(
            {
                "region": office.region,
                "government": office.government,
                "head_title": office.head_title,
                "head": office.head.name,
                "acting": office.head.acting.name,
                "name": office.name,
                "short_name": office.short_name,
                "unit_code": office.unit_code,
                "address": office.address,
                "place": office.place,
                "phone": office.phone,
                "paper": office.paper.value,
                "time_zone": office.time_zone.value,
                "work_week": office.work_week.value,
            }
        )

    def office(self, base: Office | None = None) -> Office:
        """Return the office as typed, over ``base`` where there is one."""
        values: dict[str, str] = {key: str(value).strip() for key, value in self.values().items()}
        base = base or _blank()
        head = replace(
            base.head, name=values["head"], position=values["head_title"], acting=ActingMark[values["acting"]]
        )
        return replace(
            base,
            region=values["region"],
            government=values["government"],
            head_title=values["head_title"],
            head=head,
            name=values["name"],
            short_name=values["short_name"],
            unit_code=values.get("unit_code", base.unit_code),
            address=values["address"],
            place=values.get("place", base.place),
            phone=values["phone"],
            paper=Paper(values.get("paper", base.paper)),
            time_zone=TimeZone(values["time_zone"]),
            work_week=WorkWeek(values["work_week"]),
        )


def _blank() -> Office:
    return Office(
        id=new_id(),
        name="",
        short_name="",
        government="",
        region="",
        head_title="",
        head=Person(name="", status=EmploymentStatus.ELECTED),
        address="",
        place="",
    )


class SignatoryForm(Form):
    """An official who signs letters."""

    def __init__(self, *, width: int = 560) -> None:
        super().__init__(width=width)
        self.add("name", "Nama lengkap dengan gelar", TextField(), required=True)
        self.add("nip", "NIP", TextField(placeholder="18 angka", limit=30))
        self.add("acting", "Kedudukan", ChoiceField(ACTING, blank=""), required=True, beside=True)
        self.add("rank", "Pangkat", TextField(placeholder="mis. Pembina Tingkat I"))
        self.add("grade", "Golongan ruang", TextField(placeholder="mis. IV/b", limit=20), beside=True)
        self.add("position", "Jabatan", TextField(placeholder="mis. Kepala Badan Kepegawaian"), required=True)
        self.add(
            "post_line",
            "Baris jabatan di atas tanda tangan",
            LongTextField(placeholder="kosong berarti sama dengan jabatan", rows=3),
            help_text="Baris demi baris, misalnya “a.n. Bupati Tirta Kencana”, lalu “Sekretaris Daerah”, lalu "
            "“u.b. Kepala BKPSDM”.",
        )

    def show_person(self, person: Person, post_line: str = "") -> None:
        """Fill the form with a person."""
        self.set_values(
            {
                "name": person.name,
                "nip": show_nip(person.nip) if person.nip else "",
                "acting": person.acting.name,
                "rank": person.rank,
                "grade": person.grade,
                "position": person.position,
                "post_line": post_line,
            }
        )

    def signatory(self, base: Person | None = None) -> tuple[Person, str]:
        """Return the person as typed, over ``base`` where there is one, and the post line.

        Raises InvalidInput for an NIP that is none.
        """
        values: dict[str, str] = {key: str(value).strip() for key, value in self.values().items()}
        person = replace(
            base if base is not None else Person(name=""),
            name=values["name"],
            nip=read_nip(values["nip"]).nip if values["nip"] else "",
            acting=ActingMark[values["acting"]],
            rank=values["rank"],
            grade=values["grade"],
            position=values["position"],
        )
        return person, values["post_line"] or values["position"]
