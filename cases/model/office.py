"""The office itself: its profile for letters and numbers, its signatories and the settings that the law leaves open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from cases.model.person import Person


class Paper(StrEnum):
    """Paper of letters; F4 is 215 x 330 mm."""

    F4 = "F4"
    A4 = "A4"


class Typeface(StrEnum):
    """The typeface of letters, by the metric of the one an office asks for.

    ``BY_FAMILY`` sets letters and records like Arial, decisions like Bookman Old Style.
    """

    BY_FAMILY = "menurut jenis naskah"
    ARIAL = "Arial"
    BOOKMAN = "Bookman Old Style"


class NumberCounter(StrEnum):
    """What counts the numbers of letters: a counter for each classification, or one for all."""

    PER_CLASS = "per klasifikasi"
    ONE = "satu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The margins of letters in whole millimetres."""

    top: int = 20
    bottom: int = 25
    left: int = 30
    right: int = 20


class WorkWeek(StrEnum):
    """Working days of a week: Monday to Friday, or Monday to Saturday."""

    FIVE = "5"
    SIX = "6"


class TimeZone(StrEnum):
    """Indonesia's three time zones; none has summer time."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def zone(self) -> timezone:
        """The zone as ``datetime`` takes it."""
        return timezone(timedelta(hours={"WIB": 7, "WITA": 8, "WIT": 9}[self.value]), self.value)

    def day(self, moment: datetime) -> date:
        """Return the day that it is here at a moment, which is kept as UTC: in the morning that is the day before."""
        return moment.astimezone(self.zone).date()


class ModerateSet(StrEnum):
    """Which types of a moderate (sedang) sanction the office applies; see the pack's transition rule."""

    PP53 = "pp53"
    TUKIN = "tukin"


class SummonsCount(StrEnum):
    """Where the flag of a late examination begins: seven clear working days, or the seventh one."""

    CLEAR_DAYS = "bersih7"
    SEVENTH_DAY = "hari_ke_7"


class NumberPolicy(StrEnum):
    """Whether a letter put up for signature carries its number and date, or leaves both blank to be filled by hand."""

    GIVEN = "diisi"
    BLANK = "dikosongkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office and its region profile; one record per database.

    ``government`` is the first line of the letter head ("Pemerintah Kabupaten Tirta Kencana"), ``name`` the second
    (the personnel agency), ``region`` the bare region ("Kabupaten Tirta Kencana"), ``head_title`` the post of the
    elected head ("Bupati Tirta Kencana"). ``logo_blob`` and ``head_emblem_blob`` name pictures in the vault (the
    region's arms on the agency's letters, the emblem on the head's decisions). ``number_pattern`` holds the fields
    {klasifikasi} {urut} {unit} {bulan} {tahun}. ``targets`` are the office's own counts for due dates that the law
    leaves open, by the deadline's key; ``unverified_letters`` are the kinds of letters of which somebody allowed that
    unverified articles be printed. ``head_lines`` stand below the address in the letter head, ``second_logo_blob`` at
    its right; ``initials`` are the identifiers of the signatories who give their paraf on the office's letters.
    """

    id: str
    name: str
    short_name: str
    government: str
    region: str
    head_title: str
    head: Person
    address: str
    place: str
    phone: str = ""
    logo_blob: str = ""
    head_emblem_blob: str = ""
    paper: Paper = Paper.F4
    time_zone: TimeZone = TimeZone.WIB
    work_week: WorkWeek = WorkWeek.FIVE
    moderate_set: ModerateSet = ModerateSet.PP53
    moderate_set_basis: str = ""
    summons_count: SummonsCount = SummonsCount.CLEAR_DAYS
    number_policy: NumberPolicy = NumberPolicy.GIVEN
    number_pattern: str = "{klasifikasi}/{urut}/{unit}/{bulan}/{tahun}"
    decision_pattern: str = "{klasifikasi}/{urut}/{unit}/{tahun}"
    unit_code: str = "BKPSDM"
    footer_shown: bool = True
    mask_reporter: bool = True
    sample: bool = False
    targets: dict[str, int] = field(default_factory=dict)
    unverified_letters: tuple[str, ...] = ()
    margins: Margins = field(default_factory=Margins)
    typeface: Typeface = Typeface.BY_FAMILY
    head_lines: tuple[str, ...] = ()
    second_logo_blob: str = ""
    number_counter: NumberCounter = NumberCounter.PER_CLASS
    initials: tuple[str, ...] = ()
    qr_shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """An official whom the office picks as signer of its letters; ``post_line`` is the line above the signature."""

    id: str
    person: Person
    post_line: str
    active: bool = True
