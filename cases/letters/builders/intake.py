"""The letters about a report as a whole, and the two that belong to the office alone: recap cover, blank form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from cases.letters.builders.reports import ADDRESSEES, told_values
from cases.letters.entered import lines_of, person_of
from cases.letters.scene import Built, agency_signature
from cases.letters.templates import TemplateInfo
from cases.letters.wording import Values, listed
from cases.model.letter import Signature
from cases.model.office import Office, Signatory
from cases.model.person import Person
from cases.model.report import Report
from cases.regulations import Law
from cases.rules.circular import point_choices
from cases.rules.dates import weekday_name
from cases.rules.report_words import CHANNELS, SOURCES

_BOX, _LINE, _WIDE_LINE, _DATE = "□", "." * 90, "." * 130, "....... / ....... / .............."
_CHOICE_WIDTH = 50
_SHORT_LINE = "." * 30
_FORM_ROWS, _NOTE_LINES = 4, 5
_INSTRUCTIONS = (
    "Tanggapan dan saran",
    "Proses lebih lanjut",
    "Verifikasi dan klarifikasi",
    "Koordinasi/konfirmasi",
    "Untuk diketahui",
    _SHORT_LINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeScene:
    """What a letter of a report, or of the office alone, draws on; such a letter needs no verification."""

    report: Report | None
    office: Office
    law: Law
    info: TemplateInfo
    on: date | None
    entries: Mapping[str, str]
    signatories: tuple[Signatory, ...] = ()
    recorder: str = ""
    """The full name of who recorded the report."""

    @property
    def agency(self) -> Signature:
        """Who signs for the agency."""
        return agency_signature(self.office, self.signatories)

    @property
    def told(self) -> Report:
        """The report; a letter of a report is never made without one."""
        assert self.report is not None  # noqa: S101 - request_content asks for it by the kind
        return self.report


IntakeBuilder: TypeAlias = Callable[[IntakeScene], Built]


def intake_values(scene: IntakeScene) -> Values:
    """What every letter of a report knows of it; nothing for the office's own. The reporter is not named."""
    if scene.report is None:
        return {}
    accused = [one.person for one in scene.report.respondents]
    return {
        **told_values(scene.report, scene.office, scene.law),
        "laporan.hari": weekday_name(scene.report.received_on),
        "laporan.terlapor": listed(person.name for person in accused),
        "lapor.penyerah": "",
    }


def _receipt(scene: IntakeScene) -> Built:
    """It is handed to who reported, so it may name him."""
    report = scene.told
    named = scene.entries.get("terima.penyerah", "").strip()
    sent = ADDRESSEES.get(report.source, "").format(region=scene.office.region)
    signatures = [
        Signature(post_line="Yang menyerahkan", person=Person(name=named)),
        Signature(post_line="Yang menerima", person=Person(name=scene.recorder or report.recorded_by)),
    ]
    return {"lapor.penyerah": "" if sent else report.reporter_name.strip()}, {}, signatures


def _disposition(scene: IntakeScene) -> Built:
    to = lines_of(scene.entries, "disposisi.kepada") or [_SHORT_LINE] * len(_INSTRUCTIONS)
    wanted = lines_of(scene.entries, "disposisi.arahan") or [""] * _NOTE_LINES
    row = {"kepada": _boxes(to), "harap": _boxes(_INSTRUCTIONS)}
    return {}, {"disposisi": [row], "arahan": [{"teks": "\n".join(wanted)}]}, [scene.agency]


def _request(scene: IntakeScene) -> Built:
    return {}, {}, [scene.agency]


def _record(scene: IntakeScene) -> Built:
    asked, clerk = (person_of(scene.entries, key) or Person(name="") for key in ("pemberi", "petugas"))
    signatures = [
        Signature(post_line="Yang memberi keterangan", person=asked),
        Signature(post_line="Yang meminta keterangan", person=clerk),
    ]
    return {}, {}, signatures


def _recap_cover(scene: IntakeScene) -> Built:
    entered = {key: scene.entries.get(f"rekap.{key}", "").strip() for key in ("nama", "masa", "jumlah", "keterangan")}
    row = {
        "nama": ", ".join(filter(None, (entered["nama"], entered["masa"]))),
        "jumlah": entered["jumlah"],
        "keterangan": entered["keterangan"],
    }
    receiver = Signature(post_line="Diterima tanggal " + _SHORT_LINE + "\nYang menerima", person=Person(name=""))
    return {}, {"kiriman": [row]}, [receiver, scene.agency]


def _form(scene: IntakeScene) -> Built:
    """The fields of the report form in their order, with room to write."""
    points = [choice.words for choice in point_choices(scene.law.circular_points())]
    half = (len(points) + 1) // 2
    values = {
        "isi.garis": _LINE,
        "isi.panjang": _WIDE_LINE,
        "isi.tanggal": _DATE,
        "isi.jam": f"{_SHORT_LINE} {scene.office.time_zone}",
        "isi.sumber": _choices(SOURCES.values()),
        "isi.cara": _choices(CHANNELS.values()),
    }
    blank = dict.fromkeys(("nama", "nomor", "jabatan", "unit"), "\n")
    signatures = [
        Signature(post_line="Pelapor", person=Person(name="")),
        Signature(post_line="Petugas penerima", person=Person(name="")),
    ]
    rows = {
        "terlapor": [blank] * _FORM_ROWS,
        "edaran": [{"kiri": _boxes(points[:half]), "kanan": _boxes(points[half:])}],
    }
    return values, rows, signatures


def _boxes(texts: Iterable[str]) -> str:
    return "\n".join(f"{_BOX} {text}" for text in texts)


def _choices(texts: Iterable[str]) -> str:
    """Boxes to tick, as many in a line as fit, so that none stands away from its words."""
    lines = [""]
    for text in texts:
        choice = f"{_BOX} {text}"
        if lines[-1] and len(lines[-1]) + len(choice) >= _CHOICE_WIDTH:
            lines.append(choice)
        else:
            lines[-1] = f"{lines[-1]}  {choice}".strip()
    return "\n".join(lines)


INTAKE_BUILDERS: dict[str, IntakeBuilder] = {
    "report-receipt": _receipt,
    "disposition-sheet": _disposition,
    "clarification-request": _request,
    "clarification-record": _record,
}
OFFICE_BUILDERS: dict[str, IntakeBuilder] = {
    "recap-cover": _recap_cover,
    "intake-form": _form,
    "watch-request": _request,
    "watch-reminder": _request,
}
