"""The list of a report's evidence and the cards of its items: everything that they print, and the originals on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from cases.errors import InvalidInput
from cases.letters.wording import listed
from cases.model.evidence import Evidence
from cases.model.evidence_paper import EvidencePapers, PaperItem, PaperOrder
from cases.model.letter import Signature
from cases.model.listing import LogEntry
from cases.model.office import TimeZone
from cases.model.person import Person
from cases.model.report import Report
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.reporter_cover import cover
from cases.rules.dates import long_date
from cases.rules.evidence_shown import of_case, with_cards
from cases.rules.media_types import words_of
from cases.services.access import service
from cases.services.letter_print import letter_profile
from cases.services.next_steps import case_by_number
from cases.services.settling import full_names, the_office

PER_PAGE: Final = (1, 2, 4)
"""How many cards a page may hold."""
_ALL: Final = "*"
_SAME_RUN: Final = timedelta(minutes=1)
"""A failure that a run over everything found is recorded within this time of the run."""
_MAKER: Final = "Yang membuat daftar,"
_COUNTED: Final = (("open", "dibuka"), ("export", "disalin ke luar program"), ("print", "dicetak"))
_NO_ITEM: Final = "Belum ada bukti yang dipilih; pilih paling sedikit satu bukti."


@service(Right.READ)
def papers(
    work: UnitOfWork, actor: Actor, report_id: str, order: PaperOrder | None = None, case_id: str = ""
) -> EvidencePapers:
    """Return everything that the list and the cards of a report's evidence print, as it stands now.

    With ``case_id`` they name that case and its respondent, else those that the report has led to. Raises InvalidInput
    where no item is left or nothing is asked for.
    """
    order = order or PaperOrder()
    if order.per_page not in PER_PAGE:
        raise InvalidInput("Satu halaman memuat satu, dua, atau empat kartu; pilih salah satunya.", field="per_page")
    if not order.listing and not order.cards:
        raise InvalidInput("Pilih daftar bukti, kartu bukti, atau keduanya.", field="listing")
    report, office, now = work.reports.get(report_id), the_office(work), work.clock.now()
    every = work.evidence.of_report(report_id)
    chosen = [item for item in every if not order.ids or item.id in order.ids]
    if not chosen:
        raise InvalidInput(_NO_ITEM)
    cases = (work.cases.get(case_id),) if case_id else work.cases.of_report(report_id)
    people = [case.respondent for case in cases] or [one.person for one in report.respondents]
    telling = _Telling(work, report, every, office.time_zone)
    return EvidencePapers(
        report_number=report.number,
        case_number=listed(case.number for case in cases),
        respondents=tuple((person.name, person.nip) for person in people),
        profile=letter_profile(work, order.paper or office.paper),
        as_of=now,
        zone=office.time_zone,
        made_by=Signature(post_line=_MAKER, person=Person(name=actor.full_name or actor.name)),
        log_head=work.audit.head().code,
        items=tuple(telling.item(item) for item in chosen),
        total=len(every),
        order=order,
    )


@service(Right.READ)
def attachment(work: UnitOfWork, actor: Actor, case_id: str) -> PaperOrder | None:
    """Return what goes behind the record of a case's examination: its list and its cards; None without evidence.

    What concerns other accused alone stays away, and a redacted copy is shown in the place of its original.
    """
    case = work.cases.get(case_id)
    items = of_case(work.evidence.of_report(case.report_id), case.respondent.nip or case.respondent.name)
    if not items:
        return None
    return PaperOrder(ids=_ids(items), carded=_ids(with_cards(items)))


@service(Right.READ)
def whose(work: UnitOfWork, actor: Actor, number: str) -> tuple[str, str]:
    """Return the identifiers of the case of a number and of the report that led to it; raises NotFound."""
    case = work.cases.get(case_by_number(work, number))
    return case.id, case.report_id


@service(Right.READ)
def preview_original(work: UnitOfWork, actor: Actor, evidence_id: str) -> bytes:
    """Return an original for a card that is only looked at; raises as custody does."""
    return work.custody.read(work.evidence.get(evidence_id), "open")


@service(Right.READ)
def print_original(work: UnitOfWork, actor: Actor, evidence_id: str) -> bytes:
    """Return an original for a card that leaves the program, on paper or as a file; raises as custody does."""
    return work.custody.read(work.evidence.get(evidence_id), "print")


def _ids(items: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


class _Telling:
    """Tells items in words; whoever reported is covered wherever somebody wrote his name."""

    def __init__(self, work: UnitOfWork, report: Report, every: Sequence[Evidence], zone: TimeZone) -> None:
        self._zone = zone
        self._labels = {item.id: item for item in every}
        self._names = {(one.person.nip or one.person.name): one.person.name for one in report.respondents}
        self._users = full_names(work)
        self._rows = work.audit.of_record
        parts = [row for row in work.audit.of_record([_ALL]) if row.noun == "evidence" and row.action == "check"]
        self._parts = [_part(row) for row in reversed(parts)]
        self._covered = cover((report.reporter_name, report.reporter_contact))

    def item(self, item: Evidence) -> PaperItem:
        """One item."""
        covered, original = self._covered, self._labels.get(item.derived_from or "")
        rows = [row for row in reversed(self._rows([item.id])) if row.noun == "evidence"]
        open_failure = item.failure if not item.answer else ""
        return PaperItem(
            id=item.id,
            label=item.label,
            title=covered(item.title),
            kind=_capital(words_of(item.media_type)),
            media_type=item.media_type,
            file_name=covered(item.file_name),
            size=item.size,
            sha256=item.sha256,
            platform=covered(item.platform),
            account=covered(item.account),
            profile_name=covered(item.profile_name),
            url=covered(item.url),
            posted=self._stated(item.posted_at, item.posted_zone),
            captured=self._stated(item.captured_at, item.captured_zone),
            captured_by=covered(item.captured_by),
            capture=str(item.capture),
            concerns=listed(self._names.get(key, key) for key in item.concerns),
            description=covered(item.description),
            made_from=original.label if original is not None else "",
            made_from_sha256=original.sha256 if original is not None else "",
            marks=_marks(item),
            failure=f"{open_failure} ({self._moment(item.failed_at)})" if open_failure and item.failed_at else "",
            answered=covered(self._answered(item)) if item.answer else "",
            custody=tuple(self._custody(item, rows)),
        )

    def _moment(self, moment: datetime, zone: TimeZone | None = None) -> str:
        zone = zone or self._zone
        local = moment.astimezone(zone.zone)
        return f"{long_date(local.date())}, {local:%H.%M} {zone}"

    def _stated(self, moment: datetime | None, stated: str) -> str:
        return self._moment(moment, TimeZone(stated) if stated else None) if moment is not None else ""

    def _who(self, username: str) -> str:
        return self._users.get(username) or username

    def _answered(self, item: Evidence) -> str:
        when = f", {self._moment(item.answered_at)}" if item.answered_at else ""
        return f"{item.failure} Ditindaklanjuti: {item.answer} ({self._who(item.answered_by)}{when})"

    def _custody(self, item: Evidence, rows: Sequence[LogEntry]) -> Iterable[str]:
        """What was done with an item: taken in, last checked, how often it was given out, what was changed of it."""
        yield f"Diterima dan disidik {self._moment(item.added_at)} oleh {self._who(item.added_by)}"
        yield self._checked(item, rows)
        changed = [row for row in rows if row.operation.startswith("evidence_facts.")]
        if changed:
            yield f"Keterangan diubah {len(changed)} kali, terakhir {self._done(changed[-1])}"
        healed = [row for row in rows if row.action == "restore"]
        if healed:
            yield f"Dipulihkan dari cadangan {self._done(healed[-1])}"
        done = Counter(row.action for row in rows if not _failed(row))
        told = [f"{words} {done[action]} kali" for action, words in _COUNTED if done[action]]
        if told:
            last = next(row for row in reversed(rows) if row.action in dict(_COUNTED) and not _failed(row))
            yield f"{_capital(listed(told))}, terakhir {self._done(last)}"

    def _checked(self, item: Evidence, rows: Sequence[LogEntry]) -> str:
        """How the last check ended, the item's own or one of everything."""
        own = [row for row in rows if row.action == "check"]
        failures = [datetime.fromisoformat(row.at) for row in rows if _failed(row)]
        sound = [at for at in self._runs_over(item) if all(abs(at - failed) > _SAME_RUN for failed in failures)]
        last_own = datetime.fromisoformat(own[-1].at) if own else None
        if sound and (last_own is None or max(sound) > last_own):
            return f"Diperiksa {self._moment(max(sound))} bersama semua bukti: cocok"
        if not own:
            return "Belum pernah diperiksa ulang"
        return f"Diperiksa {self._done(own[-1])}: {'GAGAL' if _failed(own[-1]) else 'cocok'}"

    def _runs_over(self, item: Evidence) -> Iterable[datetime]:
        """When a check of everything read this item: in the first part of a run that went as far."""
        reached: set[str] = set()
        for run, last, at in self._parts:
            if last >= item.id and run not in reached and at >= item.added_at:
                reached.add(run)
                yield at

    def _done(self, row: LogEntry) -> str:
        return f"{self._moment(datetime.fromisoformat(row.at))} oleh {self._who(row.actor)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _marks(item: Evidence) -> str:
    counts = Counter(str(mark.kind) for mark in item.marks or ())
    return listed(f"{count} {kind}" for kind, count in counts.items())


def _part(row: LogEntry) -> tuple[str, str, datetime]:
    """A part of a run over everything: which run, the last item that it read, when."""
    told = {name: new for name, (_, new) in row.changes.items()}
    return told.get("mulai", row.at), told.get("sampai", ""), datetime.fromisoformat(row.at)


def _failed(row: LogEntry) -> bool:
    return bool(row.changes.get("kegagalan", ("", ""))[1])
