"""Which letters of a case go to a national system, in which order and under which names; and the values typed there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from string import Formatter
from typing import Final

import msgspec

import resources
from cases.errors import RegulationError
from cases.handed_names import handed_name
from cases.model.case import Case, CaseFile, CaseStatus
from cases.model.idis_pack import PackDocument, PackTarget, PackValue, ValueState
from cases.model.letter import FinalKind, Letter, LetterStatus
from cases.model.report import Source
from cases.model.steps import (
    CaseStep,
    CourtFacts,
    DecisionFacts,
    DocumentedFacts,
    FindingsFacts,
    RecordSystem,
    RehabilitationFacts,
    RemedyDecisionFacts,
    StepFacts,
    StepKey,
    StoppedFacts,
)
from cases.regulations import Law
from cases.rules.dates import add_months
from cases.rules.progress import Progress
from cases.rules.reporter_told import letter_tells

_FILES: Final = {PackTarget.IDIS: "reference/upload.toml", PackTarget.SBT: "reference/sbt.toml"}
_ASIDE: Final = frozenset({LetterStatus.DRAFT, LetterStatus.VOID})
_RECEIPT: Final = "Tanda terima"


class PackHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of the whole pack: its caution, the sheet's name, the size of a file, how a date is typed.

    ``how`` is what the log calls it, ``form`` whose form the values are of, ``systems`` into which it is entered,
    ``waiting`` the recap of cases that wait for it. It is made of cases whose reports come from ``sources`` (any for
    none), once they are decided or end with one of ``outcomes``; ``not_yet`` and ``foreign`` are said of others.
    ``year`` is the count of months that are typed as a year.
    """

    title: str
    how: str
    form: str
    systems: tuple[RecordSystem, ...]
    waiting: str
    folder: str
    sources: tuple[Source, ...] = ()
    outcomes: tuple[CaseStatus, ...] = ()
    not_yet: str
    foreign: str = ""
    note: str
    sheet: str
    largest_mb: float
    date: str
    year: int


class DocumentRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A paper that is uploaded; see the file."""

    key: str
    title: str
    kinds: tuple[str, ...]
    receipts_of: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    sure: bool
    note: str = ""


class ValueRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A value that is typed; see the file."""

    name: str = ""
    title: str
    fact: str = ""
    text: str = ""
    words: str = ""
    when: tuple[str, ...] = ()
    sure: bool
    note: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others: its name, or its title where it has none."""
        return self.name or self.title


class UploadRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that the file says."""

    pack: PackHead
    level_codes: dict[str, str] = {}
    document: tuple[DocumentRule, ...]
    value: tuple[ValueRule, ...]


@cache
def upload_rules(target: PackTarget) -> UploadRules:
    """Return what is handed over and typed; raises RegulationError for a broken installation."""
    try:
        return msgspec.toml.decode(resources.read_text(_FILES[target]), type=UploadRules)
    except (msgspec.MsgspecError, ValueError) as error:
        raise RegulationError(
            f"Susunan berkas {_FILES[target]} tidak terbaca; pasang ulang program.", detail=str(error)
        ) from error


def is_concerned(case: Case, target: PackTarget) -> bool:
    """Whether a pack is ever made of such a case, by where its report came from."""
    sources = upload_rules(target).pack.sources
    return not sources or case.source in sources


def is_ready(case: Case, target: PackTarget) -> bool:
    """Whether a pack of a case can be made: its decision is signed, or it ended in a way that is told too."""
    decided, status = case.summary.decision_on is not None, case.summary.status
    return is_concerned(case, target) and (decided or status in upload_rules(target).pack.outcomes)


def targets_of(case: Case) -> tuple[PackTarget, ...]:
    """Return the packs that can be made of a case."""
    return tuple(target for target in PackTarget if is_ready(case, target))


def entered_on(steps: Iterable[CaseStep], target: PackTarget) -> date | None:
    """Return the first day on which a case was entered into one of the systems of a pack."""
    entries = (step.facts for step in steps if isinstance(step.facts, DocumentedFacts))
    systems = upload_rules(target).pack.systems
    return min((one.uploaded_on for one in entries if one.system in systems), default=None)


# -- papers ------------------------------------------------------------------------------------------------------------


def documents_of(letters: Sequence[Letter], target: PackTarget) -> tuple[PackDocument, ...]:
    """Return the papers of a case in upload order, named; ``letters`` come in the order of its steps."""
    found = [
        (rule, letter, receipt)
        for rule in upload_rules(target).document
        for letter in letters
        if letter.status not in _ASIDE
        for receipt in _forms(rule, letter)
    ]
    return tuple(_document(place, *one) for place, one in enumerate(found, start=1))


def absent_papers(file: CaseFile, law: Law, documents: Iterable[PackDocument], target: PackTarget) -> tuple[str, ...]:
    """Return the titles of papers that such a case has and that the office holds none of."""
    progress = Progress.of(file, law.as_judged(file.case.regulations))
    there = {document.group for document in documents}
    return tuple(
        rule.title
        for rule in upload_rules(target).document
        if rule.title not in there and any(progress.holds(line) for line in rule.expected)
    )


def tells_reporter(file: CaseFile, letter: Letter) -> bool:
    """Return whether a letter's words name who reported, unless he has a part of his own in the case."""
    case = file.case
    parts = (case.respondent, case.superior, case.official, *(one.person for one in case.examiners))
    return letter_tells(file.report, parts, letter)


def _forms(rule: DocumentRule, letter: Letter) -> tuple[bool, ...]:
    """The letter itself (False) and its proof of delivery (True), as far as a paper asks for them."""
    own = (False,) if letter.kind in rule.kinds else ()
    return (*own, True) if letter.kind in rule.receipts_of and letter.receipt_blob else own


def _document(place: int, rule: DocumentRule, letter: Letter, receipt: bool) -> PackDocument:  # noqa: FBT001 - a fact of it
    title = f"{_RECEIPT} {letter.title}" if receipt else letter.title
    unsigned = letter.status is LetterStatus.PUT_UP and not receipt
    remark = "" if receipt or letter.final_kind is not FinalKind.NONE else "tanpa hasil pindai"
    if unsigned:
        remark = "belum ditandatangani"
    if letter.outdated and not receipt:
        remark = ", ".join(filter(None, (remark, "perlu diganti")))
    return PackDocument(
        letter_id=letter.id,
        receipt=receipt,
        name=handed_name(f"{place:02}", f"{title} {letter.number}", ".pdf", remark),
        group=rule.title,
        title=title,
        number=letter.number,
        letter_on=letter.letter_on,
        remark=remark,
        sure=rule.sure,
        note=rule.note,
    )


# -- values ------------------------------------------------------------------------------------------------------------


def values_of(file: CaseFile, law: Law, target: PackTarget) -> tuple[PackValue, ...]:
    """Return every value of the form; what is not known is empty and says so."""
    law, rules = law.as_judged(file.case.regulations), upload_rules(target)
    progress = Progress.of(file, law)
    facts = _facts(file, law, progress, rules)
    keys = [rule.key for rule in rules.value]
    return tuple(
        _value(rule, facts, progress)
        for rule in rules.value
        if keys.count(rule.key) == 1 or _holds(rule, progress)  # of several with one name that which holds
    )


def _holds(rule: ValueRule, progress: Progress) -> bool:
    return not rule.when or any(progress.holds(line) for line in rule.when)


def _value(rule: ValueRule, facts: dict[str, str], progress: Progress) -> PackValue:
    holds = _holds(rule, progress)
    value = _typed(rule, facts) if holds else ""
    state = ValueState.READY if rule.sure else ValueState.CHECK
    if not value:
        state = ValueState.UNKNOWN if holds else ValueState.NONE
    words = facts[rule.words] if rule.words and holds else ""
    return PackValue(name=rule.name, title=rule.title, value=value, words=words, state=state, note=rule.note)


def _typed(rule: ValueRule, facts: dict[str, str]) -> str:
    """What is typed: a fact, or a sentence of facts that are all known."""
    asked = [name for _, name, _, _ in Formatter().parse(rule.text) if name]
    if not asked:
        return facts[rule.fact] if rule.fact else ""
    return rule.text.format(**facts) if all(facts[name] for name in asked) else ""


def _facts(file: CaseFile, law: Law, progress: Progress, rules: UploadRules) -> dict[str, str]:
    """The facts that values are made of, as they are typed; "" for what is not known."""
    who, summary = file.case.respondent, file.case.summary

    def day(found: date | None) -> str:
        return found.strftime(rules.pack.date) if found else ""

    begins, ends = _period(progress)
    months = _months(begins, ends, progress, rules.pack.year)
    number, number_on = summary.decision_number, summary.decision_on
    if isinstance(progress.imposed, RemedyDecisionFacts):
        number, number_on = progress.imposed.number, progress.imposed.decided_on
    annulled_number, annulled_on = _annulment(progress)
    stopped = progress.done.get(StepKey.STOPPED)
    findings = progress.done.get(StepKey.FINDINGS)
    violations = "; ".join(_violation(law, code) for code in _codes(file, progress))
    sanction = progress.sanction
    return {
        "origin_number": file.report.origin_number,
        "origin_on": day(file.report.origin_on),
        "received_on": day(file.case.received_on),
        "work_unit": who.work_unit,
        "finding": _finding(findings.facts if findings else None),
        "findings_number": _number(findings, file),
        "findings_on": day(findings.on if findings else None),
        "stopped_on": day(stopped.on if stopped else None),
        "stop_reason": _stop_reason(stopped, file, law),
        "uploaded_on": day(entered_on(file.steps, PackTarget.IDIS)),
        "nip": who.nip,
        "name": who.name,
        "grade": who.grade,
        "status": str(who.status),
        "level": progress.level,
        "level_code": rules.level_codes.get(progress.level, ""),
        "sanction": sanction.title if sanction else "",
        "regulation": sanction.regulation if sanction else "",
        "number": number,
        "number_on": day(number_on),
        "begins_on": day(begins),
        "ends_on": day(ends),
        "years": "" if months is None else str(months // rules.pack.year),
        "months": "" if months is None else str(months % rules.pack.year),
        "violations": violations,
        "annulled_number": annulled_number,
        "annulled_on": day(annulled_on),
    }


def _codes(file: CaseFile, progress: Progress) -> tuple[str, ...]:
    """The violations that the decision names, else the findings, else the report."""
    for key in (StepKey.DECISION, StepKey.FINDINGS):
        facts = progress.done[key].facts if key in progress.done else None
        if isinstance(facts, DecisionFacts | FindingsFacts) and facts.violation_codes:
            return facts.violation_codes
    return file.case.violation_codes


def _finding(facts: StepFacts | None) -> str:
    """What the examination came to, in words."""
    if not isinstance(facts, FindingsFacts):
        return ""
    return "terbukti" if facts.proven else "tidak terbukti"


def _number(step: CaseStep | None, file: CaseFile) -> str:
    """The number of a step's letter."""
    letters = {letter.id: letter.number for letter in file.letters}
    return letters.get(step.letter_id or "", "") if step else ""


def _stop_reason(step: CaseStep | None, file: CaseFile, law: Law) -> str:
    """Why the case was stopped: the reason of the list, else what was typed; without a full stop."""
    if step is None or not isinstance(step.facts, StoppedFacts):
        return ""
    titles = {one.key: one.title for one in law.stop_reasons(file.case.track)}
    return titles.get(step.facts.reason_key, step.facts.reason).rstrip(" .")


def _period(progress: Progress) -> tuple[date | None, date | None]:
    """The first and the last day of the sanction, None while they are not known."""
    effective = progress.dates.get("in-force.effective_on")
    written = progress.imposed.begins_on if progress.imposed else None
    begins = max(effective, written) if effective and written else effective or written
    return begins, progress.dates.get("sanction.ends_on")


def _months(begins: date | None, ends: date | None, progress: Progress, year: int) -> int | None:
    """How many whole months a sanction lasts; None where its days are no whole months or not known."""
    months = progress.sanction.months if progress.sanction else 0
    if not months or begins is None or ends is None:
        return months or None
    count = (ends.year - begins.year) * year + ends.month - begins.month
    whole = (one for one in (count, count + 1) if add_months(begins, one) - timedelta(days=1) == ends)
    return next(whole, None)


def _annulment(progress: Progress) -> tuple[str, date | None]:
    """Number and day of what annulled the sanction: the office's own order, else the ruling."""
    number, on = "", None
    for step in progress.done.values():
        match step.facts:
            case (
                RemedyDecisionFacts(number=told, decided_on=day)
                | CourtFacts(number=told, decided_on=day)
                | RehabilitationFacts(number=told, restored_on=day)
            ) if told and day:
                number, on = told, day
    return number, on


def _violation(law: Law, code: str) -> str:
    found = law.violation(code)
    return f"{found.short or found.text} ({code})"
