"""What an office writes, one act each: the real services and commands, for a shim to disturb; and a look at the rest.

``Place`` is a folder with ``kantor`` (the office) and ``luar`` (a drive of the user's). A key lies beside it.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from alembic import command
from memory_keyring import MemoryKeyring

from cases.errors import NotFound, OfficeError, StorageError, WrongKey
from cases.model.backup import BackupState
from cases.model.identity import new_id
from cases.model.letter import LetterStatus
from cases.model.listing import ListQuery
from cases.model.office import WorkWeek
from cases.model.person import Person
from cases.model.report import Channel, Source
from cases.model.steps import StepKey, SummonsFacts
from cases.model.user import Actor, Role
from cases.rules.working_days import add_working_days
from cases.services import case_files, employees, evidence, letters, reports, steps
from cases.services.calendar import shipped_calendar
from cases.services.office import FirstUser
from db import upgrade
from db.engine import connect, keyed_engine
from db.keys import sheet_of, write_keys
from db.secrets import SecretStore
from desktop.__main__ import main
from desktop.backups.wiring import OfficeBackups
from desktop.sample.office import employees_workbook, make_employees, sample_office
from desktop.sample.pictures import make_screenshots
from desktop.wiring import OpenOffice, found, open_office
from desktop.world import OfficeClock
from reports.employee_sheet import read_employee_sheet

ADMIN = Actor(name="admin", role=Role.ADMIN, full_name="Admin Uji")
PEOPLE: tuple[Person, ...] = tuple(
    Person(name=one.name, nip=one.nip, position=one.position, grade=one.grade, work_unit=one.unit_1)
    for one in make_employees(3)
)
CHIEF, *OTHERS = PEOPLE
NAME, PICTURE = make_screenshots()[0]
OLD_ROWS = Path(__file__).parents[1] / "migrations" / "office_0001.json"
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
[admin]
pengguna = "admin"
nama = "Admin Uji"
"""


@dataclass(frozen=True)
class Place:
    """Where an act happens; ``inputs`` holds what it reads, and the recovery key."""

    folder: Path
    inputs: Path

    @property
    def home(self) -> Path:
        return self.folder / "kantor"

    @property
    def out(self) -> Path:
        return self.folder / "luar"

    @property
    def sets(self) -> Path:
        """Where backups lie that nobody chose a place for."""
        return self.folder / "kantor-cadangan"

    @property
    def key(self) -> Path:
        return self.inputs / "kunci.txt"

    @property
    def new_key(self) -> Path:
        """The recovery key that a change of sheets makes."""
        return self.folder / "kunci-baru.txt"

    def open(self, secrets: SecretStore | None = None) -> OpenOffice:
        """Open the office with the sheet it has, which is the new one where there is one and it was changed."""
        keys = [file.read_text(encoding="utf-8") for file in (self.new_key, self.key) if file.exists()]
        try:
            return open_office(self.home, keys[0], secrets=secrets or SecretStore(None))
        except WrongKey:
            return open_office(self.home, keys[-1], secrets=secrets or SecretStore(None))


class Told(Exception):
    """A command ended with this on stderr."""


@contextlib.contextmanager
def at_work(place: Place, secrets: SecretStore | None = None) -> Any:
    office = place.open(secrets)
    try:
        yield office
    finally:
        office.close()


def first_report(office: OpenOffice) -> str:
    return office.read(reports.report_page, ADMIN, ListQuery(sort="received_on", limit=1)).rows[0].id


def a_letter(office: OpenOffice, status: LetterStatus) -> str:
    lines = office.read(letters.letter_page, ADMIN, ListQuery(sort="number", limit=100)).rows
    return next(line.id for line in lines if line.status == status)


def report_form(words: str) -> reports.ReportForm:
    today = OfficeClock().today()
    return reports.ReportForm(
        received_on=today, source=Source.BAWASLU, channel=Channel.SOCIAL_MEDIA, narrative=words,
        respondents=(OTHERS[0],), event_on=today - timedelta(days=2),
    )  # fmt: skip


def entry(place: Place) -> None:
    """A report is entered."""
    with at_work(place) as office:
        office.write(reports.register_report, ADMIN, report_form("Uraian baru."))


def picture(place: Place) -> None:
    """A file becomes evidence."""
    with at_work(place) as office:
        staged = office.stage(PICTURE + b"baru", NAME)
        form = evidence.EvidenceForm(file_name=NAME)
        office.write(evidence.add_evidence, ADMIN, first_report(office), staged, form)


def issue(place: Place) -> None:
    """A letter gets its number and its bytes."""
    with at_work(place) as office:
        office.write(letters.put_up, ADMIN, a_letter(office, LetterStatus.DRAFT), OfficeClock().today())


def enrol(place: Place) -> None:
    """keys.age is written anew for one more account."""
    with at_work(place, SecretStore(MemoryKeyring())) as office:
        office.enrol_this_account(ADMIN)


def new_sheet(place: Place) -> None:
    """Another recovery sheet; the database gets its next key when the office is opened again."""
    with at_work(place) as office:
        sheet = office.new_sheet(ADMIN)
        place.new_key.write_text("\n".join(sheet.lines), encoding="utf-8")
        office.change_keys(ADMIN, sheet=sheet)
    with at_work(place) as office:
        if office.unsettled:
            raise StorageError(office.unsettled)


def up_to_date(place: Place) -> None:
    """An office of the first version is opened by this one."""
    place.open().close()


def told(*arguments: str | Path) -> None:
    """Run the program's command line; raises Told with what it said when it did not end well."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        status = main([str(argument) for argument in arguments])
    if status or said.getvalue():
        raise Told(said.getvalue())


def run(place: Place, *arguments: str | Path) -> None:
    told("--home", place.home, "--recovery-key-file", place.key, *arguments)


PERIOD = ("--from", "2026-01-01", "--to", "2026-12-31")


@dataclass(frozen=True)
class Act:
    """``watched`` is the folder whose disk is disturbed, ``start`` the office it starts from."""

    do: Callable[[Place], None]
    watched: str = "kantor"
    start: str = "full"


ACTS: dict[str, Act] = {
    "entry": Act(entry),
    "evidence": Act(picture),
    "issue": Act(issue),
    "enrol": Act(enrol),
    "import": Act(lambda place: run(place, "import-employees", place.inputs / "pegawai.xlsx")),
    "set-up": Act(
        lambda place: told(
            "--home", place.home, "--password-file", place.inputs / "sandi.txt", "init", place.inputs / "profil.toml",
            "--sheet", place.inputs / f"lembar-{new_id()}.pdf",
        ),
        start="empty",
    ),
    "upgrade": Act(up_to_date, start="old"),
    "new-sheet": Act(new_sheet),
    "backup": Act(lambda place: run(place, "backup"), ""),
    "restore": Act(lambda place: run(place, "restore", place.sets, "--into", place.home), start="backed"),
    "export-all": Act(lambda place: run(place, "export-all", "--out", place.out), "luar"),
    "recap": Act(lambda place: run(place, "recap", *PERIOD, "--out", place.out / "rekap.xlsx"), "luar"),
    "leader-page": Act(lambda place: run(place, "leader-page", "--out", place.out / "ringkasan.pdf"), "luar"),
    "evidence-export": Act(lambda place: run(place, "evidence-export", CASE, "--out", place.out), "luar"),
}  # fmt: skip
UNFINISHED = re.compile(r"\.bagian$|\(belum selesai\)/")
"""What could not be taken away from a drive that takes nothing any more says of itself that it is not whole."""
CASE = f"{OfficeClock().today().year}/001"


# -- offices to start from ---------------------------------------------------------------------------------------------


def make(folder: Path, inputs: Path) -> None:
    """Make the offices that acts start from below ``folder``, and what they read in ``inputs``."""
    inputs.mkdir(parents=True)
    (inputs / "pegawai.xlsx").write_bytes(employees_workbook(15, seed=7))
    (inputs / "sandi.txt").write_text("kata-sandi-uji", encoding="utf-8")
    (inputs / "profil.toml").write_text(PROFILE, encoding="utf-8")
    for start in ("full", "empty", "old"):
        (folder / start / "luar").mkdir(parents=True)
    full = Place(folder / "full", inputs)
    first = FirstUser(username="admin", full_name="Admin Uji", password="kata-sandi-uji")
    made = found(full.home, sample_office(), first, secrets=SecretStore(None))
    full.key.write_text("\n".join(made.recovery_lines), encoding="utf-8")
    fill(made.office)
    made.office.close()
    backed = Place(Path(shutil.copytree(full.folder, folder / "backed")), inputs)
    run(backed, "backup")
    shutil.rmtree(backed.home)
    make_old(Place(folder / "old", inputs), made.office)


def fill(office: OpenOffice) -> None:
    """Employees, a report with a picture, its case, and two summonses: one with its number, one a draft."""

    def do(service: Any, *args: Any) -> Any:
        return office.write(service, ADMIN, *args)[0]

    do(employees.import_employees, read_employee_sheet(employees_workbook(10), "pegawai.xlsx"))
    today = OfficeClock().today()
    for turn in range(2):
        report = do(reports.register_report, report_form(f"Uraian ke-{turn}."))
        do(evidence.add_evidence, report.id, PICTURE + bytes([turn]), evidence.EvidenceForm(file_name=NAME))
        opening = case_files.OpeningForm(
            violation_codes=("n.2",), verification="Terlapor pegawai kabupaten ini.", opened_on=today, superior=CHIEF,
        )  # fmt: skip
        file = do(case_files.open_case, report.id, report.respondents[0].id, opening)
        facts = SummonsFacts(
            examine_on=add_working_days(today, 6, shipped_calendar(WorkWeek.FIVE)), examine_at="09.00",
            place="Ruang Rapat", report_to=CHIEF, signer=CHIEF,
        )  # fmt: skip
        file = do(steps.take_step, file.case.id, steps.StepForm(key=StepKey.SUMMONS_1, facts=facts, on=today))
        do(letters.allow_unverified, file.letters[-1].kind)
        if turn == 0:
            do(letters.put_up, file.letters[-1].id, today)


def make_old(place: Place, pattern: OpenOffice) -> None:
    """An office whose database is of the first version; it opens with the same recovery key."""
    place.home.mkdir()
    for name in ("vault", "pendaftaran"):
        (place.home / name).mkdir()
    write_keys(place.home / "keys.age", pattern.keys)
    engine = keyed_engine(place.home / "office.db", pattern.keys.db_key, "BEGIN IMMEDIATE", create=True)
    with engine.begin() as connection:
        command.upgrade(upgrade._config(connection), "0001_first")
        for table, rows in json.loads(OLD_ROWS.read_text(encoding="utf-8")).items():
            kinds = {row[1]: row[2] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')}
            names = ", ".join(f'"{name}"' for name in rows["columns"])
            marks = ", ".join("?" * len(rows["columns"]))
            for row in rows["rows"]:
                values = tuple(
                    bytes.fromhex(value) if kinds[name] == "BLOB" and value is not None else value
                    for name, value in zip(rows["columns"], row, strict=True)
                )
                connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)  # noqa: S608
    engine.dispose()


# -- what is left ------------------------------------------------------------------------------------------------------


def look(place: Place, start: str, key: str = "") -> dict[str, Any]:
    """Open the office as the program does and count what is in it; raises AssertionError for anything unsound.

    ``key`` is the recovery key of an office that was just set up. What lies outside is told by name and size.
    """
    names = [str(file.relative_to(place.out)) for file in place.out.rglob("*") if file.is_file()]
    told: dict[str, Any] = {"outside": sorted(name for name in names if not UNFINISHED.search(name))}
    if start == "empty":
        return told | {"office": set_up(place)}
    if start == "backed" and not is_there(place):
        return told
    with at_work(place) as office:
        if start == "old":
            return told | old_counts(office)
        first_sheet = office.sheet == sheet_of(place.key.read_text(encoding="utf-8"))
        return told | counts(office) | {"first sheet": first_sheet}


def is_there(place: Place) -> bool:
    """Whether an office lies in its folder; half a one would be told otherwise."""
    try:
        place.open().close()
    except NotFound:
        return False
    return True


def set_up(place: Place) -> str:
    """What a set-up left: nothing, or an office that refuses a key of another one, so its keys are whole."""
    try:
        place.open().close()
    except OfficeError as error:
        return type(error).__name__
    raise AssertionError("the key of another office opened it")


def old_counts(office: OpenOffice) -> dict[str, Any]:
    connection = connect(office.home.database, office.keys.db_key)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = json.loads(OLD_ROWS.read_text(encoding="utf-8"))
        counted = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608
    finally:
        connection.close()
    assert all(counted[name] >= len(rows["rows"]) for name, rows in tables.items())
    return {"rows": counted["report"]}


def counts(office: OpenOffice) -> dict[str, Any]:
    sets = OfficeBackups(office).status(ADMIN).first.sets
    assert all(one.state is BackupState.GOOD or one.check is None for one in sets), "a bad set is listed"
    found = office.verify(ADMIN)
    assert found.problems == (), found.problems
    assert not office.warning
    lines = office.read(letters.letter_page, ADMIN, ListQuery(sort="number", limit=100_000)).rows
    kept = [office.read(letters.letter, ADMIN, line.id) for line in lines]
    with office.database.read() as work:
        year = work.clock.today().year
        taken = [one for letter in kept[:1] for one in work.register.of_year(letter.classification, year)]
        people = len(work.employees.all_by_nip())
    numbered = {letter.number: letter.id for letter in kept if letter.number}
    assert len(numbered) == sum(bool(letter.number) for letter in kept), "a number is double"
    assert [one.ordinal for one in taken] == list(range(1, len(taken) + 1)), "a number is missing"
    assert {one.text: one.letter_id for one in taken} == numbered, "a number without its letter"
    for letter in kept:
        drafted = letter.status is LetterStatus.DRAFT
        assert (not letter.number, not letter.blob, not letter.sha256) == (drafted,) * 3, "half a letter"
    return {
        "reports": len(office.read(reports.report_page, ADMIN, ListQuery(sort="received_on", limit=1000)).rows),
        "evidence": found.evidence_checked,
        "letters": found.letters_checked,
        "employees": people,
        "accounts": len(office.recipients),
        "sets": len(sets),
    }
