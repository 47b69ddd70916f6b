"""A made-up recap to print."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from casework import LAW

from cases.model.figures import FigureLine, FigureQuery
from cases.model.office import Paper, TimeZone
from cases.model.recap import RecapChart, RecapData, RecapRow, RecapTotal
from cases.rules.recap import breakdown_columns, breakdown_lines, breakdown_sums, filter_words, lines_of, total_of
from cases.rules.recap_form import columns, recap_form, recap_words

WORDS = recap_words()


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
        "event_on": date(2026, 3, 1),
        "stage": "Perkara dibuka",
        "due_on": None,
        "due_title": "",
        "waiting_since": None,
        "recommendation_number": "",
        "recommendation_on": None,
        "uploaded_on": None,
        "answered_on": None,
        "appeal": "",
        "source": "Bawaslu",
        "report_number": "2026/L-012, 120/PM.00.02/K.TK/III/2026",
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
    form = recap_form("ministry")
    shown = tuple(columns()[key] for key in form.columns)
    query = FigureQuery(first=date(2026, 1, 1), last=date(2026, 5, 31))
    fields: dict[str, Any] = {
        "name": form.name,
        "base": form.name,
        "short": form.short,
        "title": form.title,
        "government": "Pemerintah Kabupaten Tirta Kencana",
        "source_office": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "query": query,
        "filter_text": filter_words(query, WORDS, LAW),
        "as_of": datetime(2026, 5, 4, 16, 0, tzinfo=TimeZone.WIB.zone),
        "made_by": "Dewi Kartikasari",
        "log_head": "1204-4be7d190-a36f08c2",
        "paper": Paper.F4,
        "counted": "perkara",
        "columns": shown,
        "lines": lines_of(rows, shown),
        "totals": tuple(_total(rows, by) for by in ("status", "level", "track", "source")),
        "notes": form.notes,
    }
    return RecapData(**(fields | changes))


def breakdown_of(name: str, table: dict[str, tuple[int, ...]], **changes: Any) -> RecapData:
    form = recap_form(name)
    lines = tuple(FigureLine(word=word, counts=counts) for word, counts in table.items())
    sums = {key: sum(counts[place] for counts in table.values()) for place, key in enumerate(form.measures)}
    shown = breakdown_columns(form)
    places = tuple(place for place, column in enumerate(shown) if column.key in form.chart)
    return recap_of(
        name=form.name,
        base=form.name,
        short=form.short,
        title=form.title,
        counted="baris",
        columns=shown,
        lines=breakdown_lines(lines, sums, form, WORDS, LAW),
        sums=breakdown_sums(form, sums),
        totals=(),
        chart=RecapChart(title=form.title, words=0, figures=places, lying=form.lying),
        **changes,
    )


def _total(rows: tuple[RecapRow, ...], by: str) -> RecapTotal:
    keys = {WORDS.word(by, key): key for key in WORDS.order(by)}
    counts = Counter(keys.get(getattr(row, by), "") for row in rows)
    return total_of(by, [FigureLine(word=word, counts=(count,)) for word, count in counts.items()], WORDS, LAW)
