"""The entries of a regulation pack, as its TOML spells them; ``docs/regulations.md`` explains each."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

import msgspec
from msgspec import Struct, field

from cases.errors import InvalidInput
from cases.model.office import WorkWeek
from cases.rules.dates import add_months
from cases.rules.working_days import Calendar, add_working_days

_MONTHS = {"bulan": 1, "tahun": 12}
_NAMED = re.compile(r"Nomor \d+ Tahun \d+")


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every rule carries: where it stands, in which regulation (short title), and whether that was verified.

    ``regulation`` is the pack's own short title where the pack names no other; ``note`` says what is doubtful.
    ``verified_by`` and ``verified_on`` come from the office's marks, never from a pack's text.
    """

    article: str = ""
    regulation: str = ""
    verified: bool = False
    note: str = ""
    verified_by: str = ""
    verified_on: date | None = None

    @property
    def place(self) -> str:
        """Where it stands, in short; an article that names its regulations itself stands alone."""
        return self.article if _NAMED.search(self.article) else f"{self.article} {self.regulation}".strip()


class LevelRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A level of violations and sanctions, from light to heavy by ``order``, then as in the packs."""

    key: str
    title: str
    order: int = 0


class Violation(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of violation.

    ``article`` is what a decision cites of ``instrument`` (the regulation's name as printed), ``sanction_article``
    where its level stands; ``basis_pp`` and ``basis_skb`` are the two bases as each document gives them;
    ``article_unsure`` when the article is not known. ``level`` is empty where the law gives none of its own;
    ``impacts`` are then the keys of the impacts to ask for.
    """

    code: str
    text: str
    short: str = ""
    track: str = ""
    level: str = ""
    stage: Literal["bakal", "calon", "kapan saja"] = "kapan saja"
    instrument: str = ""
    article_unsure: bool = False
    sanction_article: str = ""
    basis_pp: str = ""
    basis_skb: str = ""
    impacts: tuple[str, ...] = ()
    sanction: str = ""

    @property
    def citation(self) -> str:
        """The article with the regulation's name, as a letter prints it."""
        return f"{self.article} {self.instrument}".strip()

    @property
    def place(self) -> str:
        """Where it stands: in a catalogue that lists breaches of another regulation, both are named."""
        return f"{self.regulation}; {self.citation}" if self.basis_skb else super().place


class Impact(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A negative impact that gives a violation its level; ``codes`` are the violations that then apply."""

    key: str
    title: str
    level: str
    codes: tuple[str, ...]


class ModerateSetRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the sets of moderate sanctions between which a transition rule decides."""

    key: str
    title: str
    default: bool = False
    needs_basis: bool = False


class Sanction(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of sanction; the order in the pack is from light to heavy.

    ``set`` is empty or the moderate set it belongs to, ``months`` its length (0 when it has none), ``immediate`` when
    it is over on the day that it comes into force, ``needs`` the fields of a decision that it fills, ``dictum`` the
    kind of text that follows in the decision: "none", "period", "allowance", "position", "release", "dismissal".
    ``other_article`` is cited in the place of ``article`` by a decision whose own wording has ``other_words``.
    ``statuses`` are the kinds of officials it is for, ``track`` the track that imposes it.
    """

    key: str
    level: str
    title: str
    dictum: Literal["none", "period", "allowance", "position", "release", "dismissal"]
    set: str = ""
    months: int = 0
    immediate: bool = False
    needs: tuple[str, ...] = ()
    other_words: str = ""
    other_article: str = ""
    statuses: tuple[str, ...] = ()
    track: str = ""


class StepRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of a track, or of several; the stage line is ordered by ``order``, then as in the packs.

    Conditions are words as ``docs/regulations.md`` lists them. ``after`` holds alternatives, each a line of words that
    must all hold; ``unless`` and ``moot_after`` single words of which none may hold; ``needed`` lines of which any
    makes the step come first; ``shown`` alternatives for the stage line (empty: always). ``not_before`` names the
    facts whose dates may not lie after the step's. ``missed_by`` is the step that turns this one's mark into a missed
    one; ``mark`` is False for a step that has no mark of its own. ``clears`` are the steps that count no more once this
    one is recorded after them. ``side`` marks what may be recorded beside the main road ("Tindakan lain"); it is never
    proposed as what comes next unless it is ``needed``. With a step that ``ends`` the case every other step is over,
    but for those that name it in ``after``. ``short`` is the word for a case that stands at the step; without one it is
    no stage. A step that does not bar itself can be recorded more than once.
    """

    key: str
    title: str
    action: str
    why: str
    dated_by: Literal["letter", "event"]
    track: str = ""
    tracks: tuple[str, ...] = ()
    order: int = 0
    clears: tuple[str, ...] = ()
    ends: bool = False
    side: bool = False
    short: str = ""
    makes: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    moot_after: tuple[str, ...] = ()
    optional: bool = False
    deadline: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    mark: bool = True
    shown: tuple[str, ...] = ()
    missed_by: str = ""
    missed_word: str = ""


class StatusRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case has the status of the first rule whose words all hold."""

    when: str
    status: str
    track: str = ""
    tracks: tuple[str, ...] = ()
    waits_from: str = ""


class DeadlineRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A due date: so many days after the fact ``from``, met by the first fact of ``to``.

    ``days_by`` gives the count by the value of the office's ``setting``; ``when`` are words that must all hold. With
    no days at all the law leaves the time open: the office's own target counts, and without one there is no due date;
    ``same_day`` says that it is due on the very day of ``from``. ``party`` is who has to act: what another party has to
    do is waited for, not late.
    """

    key: str
    title: str
    from_: str
    to: tuple[str, ...]
    track: str = ""
    tracks: tuple[str, ...] = ()
    party: Literal["kantor", "terlapor", "lain"] = "kantor"
    step: str = ""
    days: int = 0
    same_day: bool = False
    setting: str = ""
    days_by: dict[str, int] = field(default_factory=dict)
    unit: Literal["hari kerja", "hari kalender", "bulan", "tahun"] = "hari kerja"
    strength: Literal["hard", "soft"] = "soft"
    when: tuple[str, ...] = ()
    proposes: str = ""

    @property
    def open_ended(self) -> bool:
        """Whether the law gives no count, so that only the office's own target makes it a due date."""
        return not self.days and not self.days_by and not self.same_day

    def count(self, setting: str = "", target: int = 0) -> int:
        """Return the count under a value of the office's setting; the first one listed when it is unknown."""
        if not self.days_by:
            return self.days or target
        return self.days_by.get(setting, next(iter(self.days_by.values())))

    def due(self, start: date, calendar: Calendar, setting: str = "", target: int = 0) -> date:
        """Return the last day, counted from the day after ``start``; raises InvalidInput beyond the year 9999."""
        count = self.count(setting, target)
        if self.unit in _MONTHS:
            return add_months(start, count * _MONTHS[self.unit])
        if self.unit == "hari kalender":
            if count > (date.max - start).days:
                raise InvalidInput(f"{self.title} jatuh terlalu jauh; periksa tanggal awalnya.")
            return start + timedelta(days=count)
        return add_working_days(start, count, calendar)


class GuardParams(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The numbers and words that a guard's test takes from its pack."""

    levels: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    manners: dict[str, str] = field(default_factory=dict)
    kept: int = 0
    of: int = 0
    least: int = 0
    odd_above: int = 0


class GuardRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A guard of some steps: ``test`` names the pure function that judges, the sentences say what it found.

    ``ok``, ``problem`` and ``unknown`` may name fields in braces that the test fills. ``standing`` guards need nothing
    of the step's own facts and are shown beforehand.
    """

    key: str
    test: str
    steps: tuple[str, ...]
    strength: Literal["hard", "soft"]
    title: str
    ok: str
    problem: str
    remedy: str
    track: str = ""
    tracks: tuple[str, ...] = ()
    unknown: str = ""
    standing: bool = False
    params: GuardParams = GuardParams()


class RegionKind(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of region, told by the title of its head; ``head`` is the post class of that head."""

    key: str
    title: str
    head: str
    words: tuple[str, ...]


class PostClass(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class of posts and the beginnings of position texts by which it is told.

    ``order`` grows with the post and is 0 where classes cannot be compared; ``kinds`` are words of the position's kind
    in the employee export, ``starts_in`` has beginnings that tell the class in one kind of region only; ``unsure``
    when the level within the class cannot be told. ``equals`` are the classes beside which such a post may stand as
    "pejabat lain yang setara"; whether it does, the data cannot tell.
    """

    key: str
    title: str
    order: int = 0
    kinds: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    starts_in: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contains: tuple[str, ...] = ()
    unsure: bool = False
    equals: tuple[str, ...] = ()


class AuthorityRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may sanction whom: an official's class, the subjects' classes, levels, types where the law limits them.

    ``everyone`` is for a rule that does not look at the subject's post; ``provided`` says what must be so for the rule
    to hold, where the program's data cannot tell it. The classes are those of some pack's ``[[post]]``.
    """

    official: str
    official_title: str
    levels: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    everyone: bool = False
    sanctions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    provided: str = ""


class Vacancy(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The next higher official acts where there is no competent one; ``provided`` says so in words."""

    provided: str


class Transition(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an older matter passes over to the pack; "before" is before the pack came into force.

    ``event``, ``examination`` and ``decision`` say when each must have been; ``keeps`` what stays under the old law.
    """

    key: str
    text: str
    event: Literal["before", "any"] = "any"
    examination: Literal["before", "not-before", "any"] = "any"
    decision: Literal["before", "not-before", "any"] = "any"
    keeps: tuple[str, ...] = ()


class ConsideredLaw(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of "Mengingat".

    ``sets`` limits it to decisions with a sanction of these moderate sets, ``sanctions`` to some types of sanctions,
    ``tracks`` and ``statuses`` to letters of some tracks and against some kinds of officials.
    """

    text: str
    valid_from: date
    valid_to: date | None = None
    sets: tuple[str, ...] = ()
    sanctions: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


class Rank(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grade (golongan) and its rank (pangkat), empty where the grade has none; the order is from low to high."""

    grade: str
    rank: str
    status: Literal["PNS", "PPPK"]


class ArchiveCode(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code of the archive classification, for letters of some tracks; retention in years."""

    code: str
    title: str
    tracks: tuple[str, ...] = ()
    active_years: int | None = None
    inactive_years: int | None = None
    final: str = ""

    def kept_until(self, closed_on: date) -> tuple[date, date] | None:
        """Return the ends of the active and the inactive years of a file closed on a day, None where not known."""
        if self.active_years is None or self.inactive_years is None:
            return None
        active = add_months(closed_on, self.active_years * _MONTHS["tahun"])
        return active, add_months(active, self.inactive_years * _MONTHS["tahun"])


class StopReason(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a case may end without a sanction; ``when`` are words that must all hold for it to be offered.

    ``died`` says that the accused is dead: nobody writes to him any more.
    """

    key: str
    title: str
    tracks: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    died: bool = False


class Recommender(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body that recommends what to do with a case, and the time in which it does so."""

    key: str
    title: str
    short: str
    valid_from: date | None = None
    valid_to: date | None = None


class Outcome(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a remedy may end: the ``steps`` that may say so, and what it does to the sanction.

    ``effect`` is "stands", "changed" (another sanction stands in its place), "annulled", "inadmissible" or "undecided";
    ``direction`` says whether the other sanction is "lighter" or "heavier" where the word says so.
    """

    key: str
    title: str
    steps: tuple[str, ...]
    effect: Literal["stands", "changed", "annulled", "inadmissible", "undecided"]
    direction: Literal["", "lighter", "heavier"] = ""


class Provision(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A provision for reading: what an article says in short, where no rule of the program follows from it."""

    key: str
    text: str


class CircularPoint(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A point of a circular, counted beside neutrality: in its ``category``, else in its parts, else by itself."""

    number: int
    text: str
    short: str
    category: str = ""
    parts: tuple[str, ...] = ()


class CheckGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """What a check gives: one of the questions, with what the question needs."""

    deadline: str = ""
    from_: date | None = None
    week: WorkWeek = WorkWeek.FIVE
    setting: str = ""
    violation: str = ""
    rank: str = ""
    authority: str = ""
    sanction: str = ""
    region: str = ""
    archive: str = ""


class Check(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A test case that a pack brings along: a question and its answer, a word, words, or the day ``due``."""

    given: CheckGiven
    expect: str | tuple[str, ...] = ""
    due: date | None = None


class PackHead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a pack is: its identity, its time, which date selects it, where it was read and who verified it.

    ``family`` joins the regulations that follow one another; ``track``, ``tracks``, ``instrument``, ``entry_note`` and
    ``statuses`` stand for the track, tracks, instrument, note and statuses of entries that have none.
    """

    id: str
    family: str
    version: int
    title: str
    short: str
    valid_from: date
    valid_to: date | None = None
    selected_by: Literal["event", "examination", "decision", "receipt", "letter"]
    source: str
    verified_by: str = ""
    verified_on: date | None = None
    track: str = ""
    tracks: tuple[str, ...] = ()
    instrument: str = ""
    entry_note: str = ""
    statuses: tuple[str, ...] = ()


class Pack(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A regulation pack: its head and its entries."""

    head: PackHead = field(name="pack")
    levels: tuple[LevelRule, ...] = field(name="level", default=())
    violations: tuple[Violation, ...] = field(name="violation", default=())
    impacts: tuple[Impact, ...] = field(name="impact", default=())
    moderate_sets: tuple[ModerateSetRule, ...] = field(name="moderate_set", default=())
    sanctions: tuple[Sanction, ...] = field(name="sanction", default=())
    steps: tuple[StepRule, ...] = field(name="step", default=())
    statuses: tuple[StatusRule, ...] = field(name="status", default=())
    deadlines: tuple[DeadlineRule, ...] = field(name="deadline", default=())
    guards: tuple[GuardRule, ...] = field(name="guard", default=())
    regions: tuple[RegionKind, ...] = field(name="region", default=())
    posts: tuple[PostClass, ...] = field(name="post", default=())
    authorities: tuple[AuthorityRule, ...] = field(name="authority", default=())
    vacancies: tuple[Vacancy, ...] = field(name="vacancy", default=())
    transitions: tuple[Transition, ...] = field(name="transition", default=())
    considered: tuple[ConsideredLaw, ...] = field(name="considered", default=())
    ranks: tuple[Rank, ...] = field(name="rank", default=())
    archive_codes: tuple[ArchiveCode, ...] = field(name="archive_code", default=())
    circular_points: tuple[CircularPoint, ...] = field(name="circular_point", default=())
    stop_reasons: tuple[StopReason, ...] = field(name="stop_reason", default=())
    recommenders: tuple[Recommender, ...] = field(name="recommender", default=())
    outcomes: tuple[Outcome, ...] = field(name="outcome", default=())
    provisions: tuple[Provision, ...] = field(name="provision", default=())
    checks: tuple[Check, ...] = field(name="check", default=())

    @property
    def key(self) -> str:
        """The version's name, as a case remembers it ("pp-94-2021@1")."""
        return f"{self.head.id}@{self.head.version}"

    def in_force(self, on: date) -> bool:
        """Whether the pack is in force on a day."""
        return self.head.valid_from <= on and (self.head.valid_to is None or on <= self.head.valid_to)


def defaults_of(head: PackHead) -> dict[str, object]:
    """Return what stands for the fields that an entry leaves out."""
    return {
        "regulation": head.short,
        "track": head.track,
        "tracks": head.tracks,
        "statuses": head.statuses,
        "instrument": head.instrument,
        "note": head.entry_note,
    }


def with_defaults(pack: Pack) -> Pack:
    """Return the pack with each entry's regulation, track, instrument and note filled in from the head."""
    defaults = defaults_of(pack.head)
    changed: dict[str, tuple[Entry, ...]] = {}
    for name in pack.__struct_fields__:
        entries = getattr(pack, name)
        if not isinstance(entries, tuple) or not entries or not isinstance(entries[0], Entry):
            continue
        wanted = {key: value for key, value in defaults.items() if key in entries[0].__struct_fields__}
        changed[name] = tuple(_filled(entry, wanted) for entry in entries)
    return msgspec.structs.replace(pack, **changed)


def _filled(entry: Entry, defaults: dict[str, object]) -> Entry:
    missing = {key: value for key, value in defaults.items() if not getattr(entry, key)}
    return msgspec.structs.replace(entry, **missing) if missing else entry
