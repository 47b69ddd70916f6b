"""The law that the program knows: every pack, and the questions asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from cases.errors import InvalidInput, RegulationError
from cases.model.case import Track
from cases.model.person import EmploymentStatus
from cases.regulations.entries import (
    ArchiveCode,
    AuthorityRule,
    CircularPoint,
    ConsideredLaw,
    DeadlineRule,
    GuardRule,
    Impact,
    ModerateSetRule,
    Outcome,
    Pack,
    PostClass,
    Recommender,
    RegionKind,
    Sanction,
    StatusRule,
    StepRule,
    StopReason,
    Transition,
    Vacancy,
    Violation,
)


def tracks_of(entry: StepRule | StatusRule | DeadlineRule | GuardRule) -> tuple[str, ...]:
    """Return the tracks that an entry is for."""
    return entry.tracks or (entry.track,)


def _version(pack: Pack) -> int:
    return pack.head.version


class Law:
    """Packs of regulations, immutable; of a family the newest version speaks unless a case names another.

    With ``today`` the newest is the last one that has begun by then, so that a pack can wait for its day. ``past`` are
    packs that no longer speak; only a case that names one is judged by it. ``unreadable`` are sentences about packs
    that should speak and cannot be read. Every rule carries ``article``, ``regulation``, ``verified`` and ``note``.
    """

    def __init__(
        self,
        packs: Iterable[Pack],
        past: Iterable[Pack] = (),
        today: date | None = None,
        unreadable: tuple[str, ...] = (),
    ) -> None:
        self.unreadable = unreadable
        self.past = tuple(past)
        self.packs = tuple(sorted(packs, key=lambda pack: (pack.head.valid_from, pack.head.version)))
        self.today = today
        self._heirs: dict[str, tuple[Pack, ...]] = {}
        self._current = self._newest()
        self._violations = {entry.code: entry for pack in self._current for entry in pack.violations}
        self._sanctions = {entry.key: entry for pack in self._current for entry in pack.sanctions}
        levels = sorted((entry for pack in self._current for entry in pack.levels), key=lambda entry: entry.order)
        self._levels = tuple(dict.fromkeys(entry.key for entry in levels))
        self._ranks = {entry.grade: entry.rank for pack in self._current for entry in pack.ranks}
        self._steps = {
            (track, entry.key): entry
            for entry in sorted((rule for pack in self._current for rule in pack.steps), key=lambda rule: rule.order)
            for track in tracks_of(entry)
        }
        self._judged: dict[tuple[str, ...], Law] = {}

    def _newest(self) -> tuple[Pack, ...]:
        families = {pack.head.family: pack for pack in self.packs}
        if self.today is not None:
            families |= {pack.head.family: pack for pack in self.packs if self.speaks(pack, self.today)}
        return tuple(families.values())

    @property
    def current(self) -> tuple[Pack, ...]:
        """The packs that speak where no case names another: one of each family."""
        return self._current

    def pack(self, pack_id: str) -> Pack:
        """Return a pack by its identifier ("pp-94-2021", the newest version) or key ("pp-94-2021@1")."""
        for pack in (*reversed(self.packs), *self.past):
            if pack_id in {pack.head.id, pack.key}:
                return pack
        raise RegulationError(f"Paket aturan {pack_id} tidak ada; pasang ulang program atau muat paketnya.")

    def has(self, keys: Iterable[str]) -> bool:
        """Whether all these versions are there."""
        return {pack.key for pack in (*self.packs, *self.past)}.issuperset(keys)

    def in_force(self, pack_id_or_family: str, on: date) -> Pack:
        """Return the version in force on a day; raises RegulationError when there is none."""
        for pack in reversed(self.packs):
            if pack_id_or_family in {pack.head.id, pack.head.family} and self.speaks(pack, on):
                return pack
        raise RegulationError(f"Tidak ada versi {pack_id_or_family} yang berlaku pada {on:%d-%m-%Y}; muat paketnya.")

    def speaks(self, pack: Pack, on: date) -> bool:
        """Whether a pack is in force on a day and no higher version of the same regulation has begun by then."""
        return pack.in_force(on) and not any(later.head.valid_from <= on for later in self._later_than(pack))

    def period(self, pack: Pack) -> tuple[date, date | None] | None:
        """Return the first and the last day on which a pack speaks; None when a higher version has taken its place."""
        begins = min((later.head.valid_from for later in self._later_than(pack)), default=None)
        if begins is None:
            return pack.head.valid_from, pack.head.valid_to
        if begins <= pack.head.valid_from:
            return None
        last = begins - timedelta(days=1)
        return pack.head.valid_from, min(last, pack.head.valid_to or last)

    def _later_than(self, pack: Pack) -> tuple[Pack, ...]:
        """The higher versions of the same regulation."""
        if pack.key not in self._heirs:
            mine = pack.head
            later = (each for each in self.packs if each.head.id == mine.id and each.head.version > mine.version)
            self._heirs[pack.key] = tuple(later)
        return self._heirs[pack.key]

    def versions_for(
        self,
        *,
        event_on: date,
        on: date,
        examined_on: date | None = None,
        decided_on: date | None = None,
        remembered: tuple[str, ...] = (),
    ) -> tuple[str, ...]:
        """Return the keys of the versions that judge a matter as it stands on ``on``.

        Each family is selected by the date that its pack names; what has not happened yet happens on ``on``. Families
        that only fill letters are left out, and so are those of which no version was in force. A matter stays with the
        versions ``remembered``: a later one takes it over only when the remembered regulation is no longer in force
        and a transition rule of the later one bears on the matter.
        """
        dates = {"event": event_on, "examination": examined_on or on, "decision": decided_on or on, "receipt": on}
        chosen: dict[str, Pack] = {}
        for pack in self.packs:
            selected = dates.get(pack.head.selected_by)
            if selected is not None and self.speaks(pack, selected):
                chosen[pack.head.family] = pack
        for known in map(self.pack, remembered):
            selected = dates.get(known.head.selected_by)
            if selected is None or selected < known.head.valid_from:
                continue
            other = chosen.get(known.head.family)
            passes = other is not None and self._bears(other, event_on, examined_on, decided_on)
            if other is None or self._still(known, selected) or not passes:
                chosen[known.head.family] = known
        return tuple(sorted(pack.key for pack in chosen.values()))

    def _still(self, known: Pack, on: date) -> bool:
        """Whether the regulation that a case remembers is in force on a day as it was remembered.

        A version that begins with the remembered one corrects it and may end it; one that begins later amends it.
        """
        later = self._later_than(known)
        begun = known.head.valid_from
        last = max((each for each in later if each.head.valid_from <= begun), key=_version, default=known)
        return last.in_force(on) and not any(begun < each.head.valid_from <= on for each in later)

    def transitions_for(
        self, *, event_on: date, on: date, examined_on: date | None = None, decided_on: date | None = None
    ) -> tuple[Transition, ...]:
        """Return the transition rules of the packs in force on ``on`` that bear on an older matter."""
        speaking = (pack for pack in self.packs if self.speaks(pack, on))
        return tuple(rule for pack in speaking for rule in self._bears(pack, event_on, examined_on, decided_on))

    def _bears(
        self, pack: Pack, event_on: date, examined_on: date | None, decided_on: date | None
    ) -> tuple[Transition, ...]:
        """The transition rules of a pack that bear on a matter."""

        def bears(rule: Transition) -> bool:
            asked = ((rule.event, event_on), (rule.examination, examined_on), (rule.decision, decided_on))
            before = tuple((wanted, day is not None and day < pack.head.valid_from) for wanted, day in asked)
            return all(wanted == "any" or (wanted == "before") == earlier for wanted, earlier in before)

        return tuple(rule for rule in pack.transitions if bears(rule))

    def as_judged(self, regulations: tuple[str, ...]) -> Law:
        """Return the law by which a case is judged: of each family that it names, the version that it names.

        Raises RegulationError when a version is not there any more.
        """
        if regulations not in self._judged:
            named = {pack.head.family: pack for pack in map(self.pack, regulations)}
            kept = tuple(({pack.head.family: pack for pack in self._current} | named).values())
            self._judged[regulations] = self if kept == self._current else Law(kept, self.past)
        return self._judged[regulations]

    def violation(self, code: str) -> Violation:
        """Return a form of violation; raises InvalidInput for a code that no pack has."""
        if code not in self._violations:
            raise InvalidInput(f"Bentuk pelanggaran {code} tidak ada dalam katalog; pilih dari daftar.")
        return self._violations[code]

    def violations(self, track: str | None = None) -> tuple[Violation, ...]:
        """Return the forms of violation, of one track or all, in the order of the packs."""
        return tuple(entry for entry in self._violations.values() if track in {None, entry.track})

    def pack_of(self, code: str) -> Pack:
        """Return the pack that a form of violation stands in; raises InvalidInput for a code that no pack has."""
        wanted = self.violation(code)
        return next(pack for pack in self._current if wanted in pack.violations)

    def impacts(self, code: str) -> tuple[Impact, ...]:
        """Return the impacts to choose from where a violation has no level of its own, else nothing."""
        wanted = self.violation(code).impacts
        return tuple(entry for pack in self._current for entry in pack.impacts if entry.key in wanted)

    def weight(self, level: str) -> int:
        """Return how heavy a level is: 0 for none, then from light to heavy."""
        return self._levels.index(level) + 1 if level in self._levels else 0

    def heaviest(self, levels: Iterable[str]) -> str:
        """Return the heaviest of some levels; empty when none of them is one."""
        return max((level for level in levels if self.weight(level)), key=self.weight, default="")

    def sanction(self, key: str) -> Sanction:
        """Return a type of sanction; raises InvalidInput for a key that no pack has."""
        if key not in self._sanctions:
            raise InvalidInput(f"Jenis hukuman {key} tidak ada dalam daftar; pilih dari daftar.")
        return self._sanctions[key]

    def every_sanction(self) -> tuple[Sanction, ...]:
        """Return every type of sanction in the order of the packs, whatever the set, track and status."""
        return tuple(self._sanctions.values())

    def sanctions(self, level: str, moderate_set: str, status: str = "") -> tuple[Sanction, ...]:
        """Return the types of a level under the office's moderate set, from light to heavy.

        With ``status`` only those for such officials; a type that names no statuses is for everybody.
        """
        return tuple(
            entry
            for entry in self._sanctions.values()
            if entry.level == level
            and entry.set in {"", moderate_set}
            and (not status or not entry.statuses or status in entry.statuses)
        )

    def stop_reasons(self, track: str) -> tuple[StopReason, ...]:
        """Return the reasons for which a case of a track may end without a sanction."""
        return tuple(
            entry for pack in self._current for entry in pack.stop_reasons if not entry.tracks or track in entry.tracks
        )

    def recommenders(self, on: date) -> tuple[Recommender, ...]:
        """Return the bodies that recommend on a day."""
        return tuple(
            entry
            for entry in self.every_recommender()
            if (entry.valid_from is None or entry.valid_from <= on) and (entry.valid_to is None or on <= entry.valid_to)
        )

    def every_recommender(self) -> tuple[Recommender, ...]:
        """Return the bodies that recommend or once did."""
        return tuple(entry for pack in self._current for entry in pack.recommenders)

    def recommender(self, key: str) -> Recommender | None:
        """Return a recommending body of any time, None for a key that no pack has."""
        return next((one for one in self.every_recommender() if one.key == key), None)

    def outcomes(self, step: str) -> tuple[Outcome, ...]:
        """Return how a remedy may end by the word of a step ("objection-decision")."""
        return tuple(entry for pack in self._current for entry in pack.outcomes if step in entry.steps)

    def outcome(self, key: str) -> Outcome | None:
        """Return an outcome by its key, None when no pack has it."""
        return next((one for pack in self._current for one in pack.outcomes if one.key == key), None)

    def sanction_weight(self, key: str) -> tuple[int, int]:
        """Return how heavy a sanction is, to compare: its level's weight, then its place in the pack."""
        return self.weight(self.sanction(key).level), tuple(self._sanctions).index(key)

    def moderate_sets(self) -> tuple[ModerateSetRule, ...]:
        """Return the sets of moderate sanctions, the lawful default first."""
        sets = (entry for pack in self._current for entry in pack.moderate_sets)
        return tuple(sorted(sets, key=lambda entry: not entry.default))

    def steps(self, track: str) -> tuple[StepRule, ...]:
        """Return the steps of a track in the order of the stage line; empty for a track that has none yet."""
        return tuple(entry for (of, _), entry in self._steps.items() if of == track)

    def step(self, track: str, key: str) -> StepRule:
        """Return a step of a track; raises RegulationError when the track has no such step."""
        if (track, key) not in self._steps:
            raise RegulationError(f"Jalur {track} tidak mengenal tahap {key}; muat paket aturannya.")
        return self._steps[(track, key)]

    def statuses(self, track: str) -> tuple[StatusRule, ...]:
        """Return the rules that give a case its status, the first that holds winning."""
        return tuple(entry for pack in self._current for entry in pack.statuses if track in tracks_of(entry))

    def guards(self, track: str) -> tuple[GuardRule, ...]:
        """Return the guards of a track."""
        return tuple(entry for pack in self._current for entry in pack.guards if track in tracks_of(entry))

    def deadlines(self, track: str) -> tuple[DeadlineRule, ...]:
        """Return the due dates of a track."""
        return tuple(entry for pack in self._current for entry in pack.deadlines if track in tracks_of(entry))

    def posts(self) -> tuple[PostClass, ...]:
        """Return the classes of posts."""
        return tuple(entry for pack in self._current for entry in pack.posts)

    def region_of(self, head_title: str) -> RegionKind | None:
        """Return the kind of region whose head bears this title ("Bupati Tirta Kencana"), None when it is unknown."""
        for entry in (entry for pack in self._current for entry in pack.regions):
            if any(head_title.lower().startswith(word.lower()) for word in entry.words):
                return entry
        return None

    def authorities(self, subject: str, level: str, sanction: str = "", region: str = "") -> tuple[AuthorityRule, ...]:
        """Return who may sanction a post class with a level, or with one sanction of it, in a kind of region.

        The law lets some of them overlap; all are candidates. An empty ``subject`` asks for those who may sanction
        whatever the post.
        """
        return tuple(
            rule
            for pack in self._current
            for rule in pack.authorities
            if (rule.everyone or subject in rule.subjects)
            and level in rule.levels
            and (not sanction or not rule.sanctions or sanction in rule.sanctions)
            and (not region or not rule.regions or region in rule.regions)
        )

    def officials(self, region: str = "") -> frozenset[str]:
        """Return the classes of posts whose holders may sanction anybody in a kind of region."""
        rules = (rule for pack in self._current for rule in pack.authorities)
        return frozenset(rule.official for rule in rules if not region or not rule.regions or region in rule.regions)

    def vacancies(self) -> tuple[Vacancy, ...]:
        """Return the rules by which a higher official acts where there is no competent one."""
        return tuple(entry for pack in self._current for entry in pack.vacancies)

    def rank_of(self, grade: str) -> str:
        """Return the rank of a grade ("III/d" gives "Penata Tingkat I"), empty when it has none."""
        return self._ranks.get(grade.strip(), "")

    def grade_place(self, grade: str) -> tuple[str, int] | None:
        """Return a grade's status and its place within it, to compare; None for a grade that the law does not know."""
        entries = (entry for pack in self._current for entry in pack.ranks)
        places = {entry.grade: (entry.status, place) for place, entry in enumerate(entries)}
        return places.get(grade.strip())

    def circular_points(self) -> tuple[CircularPoint, ...]:
        """Return the points of the circular on social media."""
        return tuple(entry for pack in self._current for entry in pack.circular_points)

    def archive_codes(self) -> tuple[ArchiveCode, ...]:
        """Return every code of the archive classification."""
        return tuple(entry for pack in self._current for entry in pack.archive_codes)

    def archive_code(self, track: str) -> ArchiveCode:
        """Return the code under which a track's letters are filed; raises RegulationError when there is none."""
        for entry in self.archive_codes():
            if track in entry.tracks:
                return entry
        raise RegulationError(f"Belum ada kode klasifikasi arsip untuk jalur {track}; lengkapi paket arsip.")

    def considered(
        self, on: date, sanction_key: str | None = None, *, track: str = Track.DISCIPLINE, status: str = ""
    ) -> tuple[str, ...]:
        """Return the lines of "Mengingat" as texts; see ``considered_laws``."""
        return tuple(entry.text for entry in self.considered_laws(on, sanction_key, track=track, status=status))

    def considered_laws(
        self, on: date, sanction_key: str | None = None, *, track: str = Track.DISCIPLINE, status: str = ""
    ) -> tuple[ConsideredLaw, ...]:
        """Return the lines of "Mengingat" of a decision dated ``on`` in a track, against one of a kind of officials.

        The sanction and its set may add their own; an empty ``status`` stands for an official of no special kind.
        """
        chosen = self._sanctions.get(sanction_key or "")
        asked = (
            ("sets", chosen.set if chosen else ""),
            ("sanctions", chosen.key if chosen else ""),
            ("tracks", track),
            ("statuses", status or EmploymentStatus.PNS),
        )
        return tuple(
            entry
            for pack in self._current
            for entry in pack.considered
            if entry.valid_from <= on
            and (entry.valid_to is None or on <= entry.valid_to)
            and all(word in (getattr(entry, name) or (word,)) for name, word in asked)
        )
