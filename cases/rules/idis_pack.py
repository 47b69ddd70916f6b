"""Which letters of a case are uploaded, in which order and under which names; and the values that are typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Final

import msgspec

import resources
from cases.errors import RegulationError
from cases.handed_names import handed_name
from cases.model.case import CaseFile
from cases.model.idis_pack import PackDocument, PackValue, ValueState
from cases.model.letter import FinalKind, Letter, LetterStatus
from cases.model.steps import CourtFacts, DecisionFacts, RehabilitationFacts, RemedyDecisionFacts, StepKey
from cases.regulations import Law
from cases.reporter_cover import cover
from cases.rules.dates import add_months
from cases.rules.progress import Progress

_FILE: Final = "reference/upload.toml"
_ASIDE: Final = frozenset({LetterStatus.DRAFT, LetterStatus.VOID})
_RECEIPT: Final = "Tanda terima"


class PackHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of the whole pack: its caution, the sheet's name, the size of a file, how a date is typed.

    ``year`` is the count of months that are typed as a year.
    """

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

    name: str
    title: str
    fact: str = ""
    words: str = ""
    when: tuple[str, ...] = ()
    sure: bool
    note: str = ""


class UploadRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that the file says."""

    pack: PackHead
    level_codes: dict[str, str]
    document: tuple[DocumentRule, ...]
    value: tuple[ValueRule, ...]


@cache
def upload_rules() -> UploadRules:
    """Return what is uploaded and typed; raises RegulationError for a broken installation."""
    try:
        return msgspec.toml.decode(resources.read_text(_FILE), type=UploadRules)
    except (msgspec.MsgspecError, ValueError) as error:
        raise RegulationError("Susunan paket I'DIS tidak terbaca; pasang ulang program.", detail=str(error)) from error


def is_decided(file: CaseFile, law: Law) -> bool:
    """Whether a sanction was decided upon, its letter signed."""
    return StepKey.DECISION in Progress.of(file, law.as_judged(file.case.regulations)).done


# -- papers ------------------------------------------------------------------------------------------------------------


def documents_of(letters: Sequence[Letter]) -> tuple[PackDocument, ...]:
    """Return the papers of a case in upload order, named; ``letters`` come in the order of its steps."""
    found = [
        (rule, letter, receipt)
        for rule in upload_rules().document
        for letter in letters
        if letter.status not in _ASIDE
        for receipt in _forms(rule, letter)
    ]
    return tuple(_document(place, *one) for place, one in enumerate(found, start=1))


def absent_papers(file: CaseFile, law: Law, documents: Iterable[PackDocument]) -> tuple[str, ...]:
    """Return the titles of papers that such a case has and that the office holds none of."""
    progress = Progress.of(file, law.as_judged(file.case.regulations))
    there = {document.group for document in documents}
    return tuple(
        rule.title
        for rule in upload_rules().document
        if rule.title not in there and any(progress.holds(line) for line in rule.expected)
    )


def tells_reporter(file: CaseFile, letter: Letter) -> bool:
    """Return whether a letter's words name who reported, unless he has a part of his own in the case."""
    name, case = " ".join(file.report.reporter_name.split()), file.case
    parts = [case.respondent, case.superior, case.official, *(one.person for one in case.examiners)]
    if not name or any(one is not None and name.casefold() in one.name.casefold() for one in parts):
        return False
    covered, content = cover((name, file.report.reporter_contact)), letter.content
    rows = (text for listed in content.rows.values() for row in listed for text in row.values())
    texts = (letter.wording, *content.values.values(), *rows, *content.copies)
    return any(covered(text) != text for text in texts)


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


def values_of(file: CaseFile, law: Law) -> tuple[PackValue, ...]:
    """Return every value of SIASN's form; what is not known is empty and says so."""
    law = law.as_judged(file.case.regulations)
    progress = Progress.of(file, law)
    facts = _facts(file, law, progress)
    return tuple(_value(rule, facts, progress) for rule in upload_rules().value if _fits(rule, progress))


def _fits(rule: ValueRule, progress: Progress) -> bool:
    """Whether a rule is shown: of several with one name that which holds, a lone one always."""
    alone = sum(other.name == rule.name for other in upload_rules().value) == 1
    return alone or _holds(rule, progress)


def _holds(rule: ValueRule, progress: Progress) -> bool:
    return not rule.when or any(progress.holds(line) for line in rule.when)


def _value(rule: ValueRule, facts: dict[str, str], progress: Progress) -> PackValue:
    holds = _holds(rule, progress)
    value = facts[rule.fact] if rule.fact and holds else ""
    state = ValueState.READY if rule.sure else ValueState.CHECK
    if not value:
        state = ValueState.UNKNOWN if holds else ValueState.NONE
    words = facts[rule.words] if rule.words and holds else ""
    return PackValue(name=rule.name, title=rule.title, value=value, words=words, state=state, note=rule.note)


def _facts(file: CaseFile, law: Law, progress: Progress) -> dict[str, str]:
    """The facts that values are made of, as they are typed; "" for what is not known."""
    rules, who, summary = upload_rules(), file.case.respondent, file.case.summary
    begins, ends = _period(progress)
    months = _months(begins, ends, progress)
    number, number_on = summary.decision_number, summary.decision_on
    if isinstance(progress.imposed, RemedyDecisionFacts):
        number, number_on = progress.imposed.number, progress.imposed.decided_on
    annulled_number, annulled_on = _annulment(progress)
    decided = progress.done[StepKey.DECISION].facts if StepKey.DECISION in progress.done else None
    codes = decided.violation_codes if isinstance(decided, DecisionFacts) else file.case.violation_codes
    violations = "; ".join(_violation(law, code) for code in codes)
    sanction = progress.sanction
    return {
        "nip": who.nip,
        "name": who.name,
        "grade": who.grade,
        "status": str(who.status),
        "level": progress.level,
        "level_code": rules.level_codes.get(progress.level, ""),
        "sanction": sanction.title if sanction else "",
        "regulation": sanction.regulation if sanction else "",
        "number": number,
        "number_on": _day(number_on),
        "begins_on": _day(begins),
        "ends_on": _day(ends),
        "years": "" if months is None else str(months // rules.pack.year),
        "months": "" if months is None else str(months % rules.pack.year),
        "violations": violations,
        "remark": f"Pelanggaran netralitas ASN: {violations}" if violations else "",
        "annulled_number": annulled_number,
        "annulled_on": _day(annulled_on),
    }


def _day(day: date | None) -> str:
    return day.strftime(upload_rules().pack.date) if day else ""


def _period(progress: Progress) -> tuple[date | None, date | None]:
    """The first and the last day of the sanction, None while they are not known."""
    effective = progress.dates.get("in-force.effective_on")
    written = progress.imposed.begins_on if progress.imposed else None
    begins = max(effective, written) if effective and written else effective or written
    return begins, progress.dates.get("sanction.ends_on")


def _months(begins: date | None, ends: date | None, progress: Progress) -> int | None:
    """How many whole months a sanction lasts; None where its days are no whole months or not known."""
    months = progress.sanction.months if progress.sanction else 0
    if not months or begins is None or ends is None:
        return months or None
    year = upload_rules().pack.year
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
