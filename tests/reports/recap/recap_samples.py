"""A made-up recap to print."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from cases.model.figures import FigureQuery
from cases.model.office import Paper, TimeZone
from cases.model.recap import RecapData, RecapRow
from cases.rules.recap import lines_of, totals_of
from cases.rules.recap_form import ministry_form


def row(number: int, **changes: Any) -> RecapRow:
    fields: dict[str, Any] = {
        "case_id": f"{number:032x}",
        "number": number,
        "case_number": f"2026/{number:03}",
        "name": "Bagus Prayitno Adiwangsa, S.Sos., M.A.P.",
        "nip": f"197906142005011{number % 100 + 900}",
        "rank": "Penata Tingkat I, III/d",
        "position": "Kepala Subbagian Umum dan Kepegawaian",
        "work_unit": "Sekretariat, Dinas Perhubungan",
        "election": "Pemilihan Bupati dan Wakil Bupati 2026, penetapan calon",
        "received_on": date(2026, 3, 2) + timedelta(days=number),
        "source": "Bawaslu",
        "report_number": "2026/L-012, 120/PM.00.02/K.TK/III/2026",
        "violation_forms": ("D6: membuat unggahan, komentar, menyukai, atau bergabung dalam grup pemenangan calon",),
        "violations": "D6: membuat unggahan, komentar, menyukai, atau bergabung dalam grup pemenangan calon",
        "basis": "Pasal 14 huruf i angka 3 PP 94/2021",
        "track": "Disiplin",
        "status": "Diproses",
        "sanction": "",
        "level": "",
        "decision_number": "",
        "decision_on": None,
        "effective_on": None,
        "ends_on": None,
        "note": "",
    }
    return RecapRow(**(fields | changes))


def decided(number: int, **changes: Any) -> RecapRow:
    outcome: dict[str, Any] = {
        "status": "Dihukum",
        "sanction": "Penurunan jabatan setingkat lebih rendah selama 12 bulan",
        "level": "Berat",
        "decision_number": "800.1.6.2/240/BKPSDM/2026",
        "decision_on": date(2026, 4, 9),
        "effective_on": date(2026, 5, 4),
        "ends_on": date(2027, 5, 3),
    }
    return row(number, **(outcome | changes))


def recap_of(*rows: RecapRow, **changes: Any) -> RecapData:
    form = ministry_form()
    first, last = date(2026, 1, 1), date(2026, 5, 31)
    fields: dict[str, Any] = {
        "name": "ministry",
        "title": form.title,
        "government": "Pemerintah Kabupaten Tirta Kencana",
        "source_office": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "query": FigureQuery(first=first, last=last),
        "filter_text": form.filter.format(first="1 Januari 2026", last="31 Mei 2026"),
        "as_of": datetime(2026, 5, 4, 16, 0, tzinfo=TimeZone.WIB.zone),
        "made_by": "Dewi Kartikasari",
        "log_head": "1204-4be7d190-a36f08c2",
        "paper": Paper.F4,
        "counted": "perkara",
        "columns": form.columns,
        "lines": lines_of(rows, form.columns),
        "totals": totals_of(rows, form),
        "notes": form.notes,
    }
    return RecapData(**(fields | changes))
