"""The export of everything holds every table and column, but for those that say why not."""

from __future__ import annotations

from datetime import UTC, date, datetime

from samples import make_case, make_evidence, make_office, make_report, make_step

from cases.model.export import Cell, ExportFacts, ExportTable
from cases.model.identity import new_id
from cases.model.letter import RegisterEntry
from cases.model.report import Source
from cases.model.user import Actor, Role
from cases.rules.export import export_plan
from cases.services.export_all import export_all
from db.tables import Base
from db.unit import OfficeDatabase

ADMIN = Actor(name="admin", role=Role.ADMIN)


class Kept:
    """A sink that keeps what it is given."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Cell]]] = {}
        self._table: ExportTable | None = None

    def open(self, facts: ExportFacts, tables: tuple[ExportTable, ...], counts: tuple[int, ...]) -> None:
        self.facts, self.counts = facts, dict(zip((table.name for table in tables), counts, strict=True))

    def begin(self, table: ExportTable) -> None:
        self._table = table
        self.rows[table.name] = []

    def row(self, values: tuple[Cell, ...]) -> None:
        assert self._table is not None
        titles = [column.title for column in self._table.columns]
        self.rows[self._table.name].append(dict(zip(titles, values, strict=True)))


def places(table: ExportTable) -> set[str]:
    return {column.place.partition("$")[0] for column in table.columns}


def test_every_table_is_exported_or_says_why_not() -> None:
    plan = export_plan()
    assert {table.source for table in plan.tables} | set(plan.left_out) == set(Base.metadata.tables)
    assert not {table.source for table in plan.tables} & set(plan.left_out)
    assert len({table.name for table in plan.tables}) == len(plan.tables)


def test_every_column_is_exported_or_says_why_not() -> None:
    for table in export_plan().tables:
        if table.each:
            continue
        known = set(Base.metadata.tables[table.source].columns.keys())
        if table.joined:
            known |= set(Base.metadata.tables[table.joined].columns.keys())
        assert places(table) | set(table.without) == known, table.name
        assert not places(table) & set(table.without), table.name
        assert all(column.meaning.endswith(".") for column in table.columns), table.name


def test_the_rows_are_the_records_and_nobody_who_reported(office_db: OfficeDatabase) -> None:
    report = make_report(reporter_name="Pelapor Rahasia", narrative="Pelapor Rahasia melihatnya.")
    case = make_case(report)
    with office_db.write() as work:
        work.log_as(ADMIN, "test.fill")
        work.office.add(make_office())
        work.reports.add(report)
        work.cases.add(case)
        work.steps.add(make_step(case))
    kept = Kept()
    with office_db.read() as work:
        count = export_all(work, ADMIN, kept)
    assert count == sum(len(rows) for rows in kept.rows.values())
    assert kept.counts == {name: len(rows) for name, rows in kept.rows.items()}
    (told,) = kept.rows["Perkara"]
    assert (told["Nomor perkara"], told["NIP"], told["Pangkat"]) == (
        case.number,
        case.respondent.nip,
        case.respondent.rank,
    )
    (accused,) = kept.rows["Terlapor"]
    assert (accused["Nomor laporan"], accused["Nama"]) == (report.number, report.respondents[0].person.name)
    (step,) = kept.rows["Tahap"]
    assert step["Pengenal perkara"] == case.id
    assert kept.rows["Catatan perubahan"]
    assert "Pelapor Rahasia" not in str(kept.rows)


def test_who_reported_is_covered_in_what_is_said_of_evidence_and_letters(office_db: OfficeDatabase) -> None:
    who = {"source": Source.PUBLIC, "reporter_name": "Siti Aminah", "reporter_contact": "0812-3456"}
    report, body = make_report(**who), make_report(source=Source.BAWASLU, reporter_name="Bawaslu Tirta", ordinal=2)
    item = make_evidence(report, captured_by="SITI AMINAH", description="Dikirim 0812-3456 oleh Siti  Aminah.")
    other = make_evidence(body, title="Siti Aminah, terlapor lain", file_name="lain.png")
    with office_db.write() as work:
        work.log_as(ADMIN, "test.fill")
        work.office.add(make_office(mask_reporter=False))
        work.reports.add(report)
        work.reports.add(body)
        work.evidence.add(item)
        work.evidence.add(other)
        for number, to in enumerate(("Sdr. Siti Aminah", "Ketua Bawaslu Tirta"), start=1):
            work.register.take(entry(number, to))
    kept = Kept()
    with office_db.read() as work:
        export_all(work, ADMIN, kept)
    rows = {row["Pengenal"]: row for row in kept.rows["Bukti"]}
    assert (rows[item.id]["Ditangkap oleh"], rows[item.id]["Keterangan"]) == (
        "pelapor",
        "Dikirim pelapor oleh pelapor.",
    )
    assert rows[other.id]["Judul"] == "Siti Aminah, terlapor lain", "who reported elsewhere is nobody here"
    assert [row["Tujuan"] for row in kept.rows["Buku agenda"]] == ["Sdr. pelapor", "Ketua Bawaslu Tirta"]
    assert "evidence_text" in export_plan().left_out, "what is read in pictures is what they hold"


def entry(ordinal: int, addressee: str) -> RegisterEntry:
    return RegisterEntry(
        id=new_id(),
        classification="800.1",
        counter="",
        year=2026,
        ordinal=ordinal,
        text=f"800.1/{ordinal}",
        letter_id="",
        taken_at=datetime(2026, 5, 4, tzinfo=UTC),
        used_on=date(2026, 5, 4),
        subject="Balasan laporan",
        addressee=addressee,
    )
