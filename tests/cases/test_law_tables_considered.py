"""The lines of "Mengingat" by track, day, kind of official and sanction; of successive laws only the newest."""

from __future__ import annotations

from datetime import date

import pytest

from cases.model.case import Track
from cases.model.person import EmploymentStatus
from cases.regulations import load_law

LAW = load_law()
NOW = date(2026, 5, 1)
PNS, CPNS, PPPK = EmploymentStatus.PNS, EmploymentStatus.CPNS, EmploymentStatus.PPPK
UU5, UU20 = "UU 5/2014", "UU 20/2023"
SHORT = {entry.text: entry.regulation for pack in LAW.packs for entry in pack.considered}

TABLE = [
    (Track.DISCIPLINE, PNS, "teguran-lisan", NOW, [UU20, "PP 94/2021", "PerBKN 6/2022"]),
    (Track.DISCIPLINE, CPNS, "teguran-lisan", NOW, [UU20, "PP 94/2021", "PerBKN 6/2022"]),
    (Track.DISCIPLINE, PNS, "penundaan-kgb", NOW, [UU20, "PP 53/2010", "PP 94/2021", "PerBKN 6/2022"]),
    (Track.DISCIPLINE, PNS, "tukin-6", NOW, [UU20, "PP 94/2021", "PerBKN 6/2022"]),
    (Track.DISCIPLINE, PNS, "pdhtaps", NOW, [UU20, "PP 11/2017", "PP 94/2021", "PerBKN 6/2022"]),
    (Track.DISCIPLINE, PPPK, "phk-disiplin-berat", NOW, [UU20, "PP 49/2018", "PP 94/2021", "PerBKN 6/2022"]),
    (Track.DISCIPLINE, PNS, "", NOW, [UU20, "PP 94/2021", "PerBKN 6/2022"]),
    (Track.DISCIPLINE, PNS, "", date(2023, 10, 31), [UU20, "PP 94/2021", "PerBKN 6/2022"]),
    (Track.DISCIPLINE, PNS, "", date(2023, 10, 30), [UU5, "PP 94/2021", "PerBKN 6/2022"]),
    (Track.DISCIPLINE, PNS, "", date(2022, 4, 6), [UU5, "PP 94/2021"]),
    (Track.ETHICS, PNS, "moral-terbuka", NOW, [UU20, "PP 42/2004"]),
    (Track.ETHICS, PPPK, "moral-terbuka", NOW, [UU20, "PP 42/2004"]),
    (Track.ETHICS, PNS, "moral-tertutup", date(2023, 10, 30), [UU5, "PP 42/2004"]),
    (Track.DISMISSAL, PNS, "ptdh-parpol", NOW, [UU20, "PP 11/2017"]),
    (Track.DISMISSAL, CPNS, "pdh-mengundurkan-diri", NOW, [UU20, "PP 11/2017"]),
    (Track.DISMISSAL, PPPK, "phk-tidak-hormat", NOW, [UU20, "PP 49/2018"]),
    (Track.DISMISSAL, PNS, "ptdh-parpol", date(2023, 10, 30), [UU5, "PP 11/2017"]),
]


@pytest.mark.parametrize(("track", "status", "sanction", "on", "lines"), TABLE)
def test_lines(track: Track, status: EmploymentStatus, sanction: str, on: date, lines: list[str]):
    assert [SHORT[text] for text in LAW.considered(on, sanction, track=track, status=status)] == lines


def test_what_binds_one_ministry_only_is_never_printed():
    pack = LAW.pack("se-menkeu")
    assert "Kementerian Keuangan" in pack.head.title
    assert not any("Kementerian Keuangan" in text for text in SHORT)
    assert (pack.steps, pack.guards, pack.considered, pack.violations) == ((), (), (), ())


def test_no_line_names_the_body_that_ended():
    assert not any("KASN" in text or "Komisi Aparatur Sipil Negara" in text for text in SHORT)
