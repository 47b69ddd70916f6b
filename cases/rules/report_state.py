"""What a report still lacks, whether it was forwarded and answered, and what it may share with another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases.model.letter import LetterStatus
from cases.model.report import Progress, Report, Source, VerificationOutcome, Way
from cases.rules.addresses import address_key, addresses_in
from cases.rules.names import plain_name
from cases.rules.reference import AgencyNumber, Need, Sending, report_table
from cases.rules.respondents import ended

_SENT = frozenset({LetterStatus.SIGNED, LetterStatus.DELIVERED})
_MAKING = frozenset({LetterStatus.DRAFT, LetterStatus.PUT_UP})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportState:
    """The keys of the needs that are not met, and how far forwarding and answering are."""

    missing: tuple[str, ...]
    forwarding: Progress
    answering: Progress


def state_of(report: Report, letters: Iterable[tuple[str, LetterStatus]], *, evidence: bool) -> ReportState:
    """Return the state of a report; ``letters`` are kind and status of each, its cases' included."""
    told = tuple(letters)
    return ReportState(
        missing=tuple(need.key for need in missing(report, evidence=evidence)),
        forwarding=_progress(report, _sending(Way.FORWARDED), told, _forwarded(report)),
        answering=_progress(report, _sending(Way.ANSWERED), told, int(_is_waited_for(report))),
    )


def missing(report: Report, *, evidence: bool) -> tuple[Need, ...]:
    """Return the needs that a report does not meet, in the order of its form."""
    there = {
        "evidence": evidence,
        "matched": all(one.person.nip or ended(one) for one in report.respondents),
    }

    def has(name: str) -> bool:
        value = there.get(name)
        return bool(getattr(report, name)) if value is None else value

    return tuple(
        need
        for need in report_table().need
        if all(getattr(report, name) in values for name, values in need.when.items())
        and not any(has(name) for name in need.any)
    )


def needs_of(keys: Iterable[str]) -> tuple[Need, ...]:
    """Return the needs with these keys, in the order of the form."""
    wanted = frozenset(keys)
    return tuple(need for need in report_table().need if need.key in wanted)


def agency_of(source: Source | str) -> AgencyNumber | None:
    """Return what a source calls the number that it gives to a report, None for one that gives none."""
    return next((one for one in report_table().agency if one.source == source), None)


def letter_kinds() -> frozenset[str]:
    """Return the kinds of letters by which reports are forwarded and answered."""
    return frozenset(kind for one in report_table().sending for kind in one.kinds)


def _sending(way: Way) -> Sending:
    return next(one for one in report_table().sending if one.way == way)


def _forwarded(report: Report) -> int:
    """Of how many accused the matter goes to another body."""
    found = (ended(one) for one in report.respondents)
    return sum(one is not None and one.outcome is VerificationOutcome.FORWARDED for one in found)


def _is_waited_for(report: Report) -> bool:
    sending = _sending(Way.ANSWERED)
    return report.status in sending.after and report.source in sending.sources


def _progress(report: Report, sending: Sending, letters: tuple[tuple[str, LetterStatus], ...], due: int) -> Progress:
    """How far a sending is of which so many letters are due; one that was sent by hand stands for all of them."""
    statuses = [status for kind, status in letters if kind in sending.kinds]
    signed = sum(status in _SENT for status in statuses)
    if any(one.way == sending.way for one in report.sent) or signed > max(due - 1, 0):
        return Progress.DONE
    if any(status in _MAKING for status in statuses):
        return Progress.DRAFTED
    return Progress.DUE if due else Progress.NONE


# -- what two reports may share


def traits_of(report: Report) -> frozenset[tuple[str, str]]:
    """Return what a report may share with another one, as kind and key; ``written()`` is always among them."""
    people = [one.person for one in report.respondents]
    return frozenset(
        {
            written(),
            *person_traits((person.name, person.nip or "") for person in people),
            *address_traits(report.url, report.narrative),
            *agency_traits(report.source, report.agency_number),
        }
    )


def written() -> tuple[str, str]:
    """Return the trait of every report whose traits and state follow from the rules as they are now."""
    return ("rules", report_table().version)


def person_traits(people: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return the traits of accused, each by name and NIP ("" while it is not known)."""
    found = set()
    for name, nip in people:
        found |= {("name", key)} if (key := name_key(name)) else set()
        found |= {("nip", nip)} if nip else set()
    return frozenset(found)


def address_traits(url: str, narrative: str = "") -> frozenset[tuple[str, str]]:
    """Return the traits of an address and of those that a text names."""
    return frozenset(("url", key) for key in (address_key(url), *addresses_in(narrative)) if key)


def agency_traits(source: Source | str, number: str) -> frozenset[tuple[str, str]]:
    """Return the trait of the number that a source gave."""
    key = "".join(letter for letter in number.casefold() if letter.isalnum())
    return frozenset({("agency", f"{source}:{key}")} if key else ())


def name_key(name: str) -> str:
    """Return what the spellings of a name share, without degrees."""
    return plain_name(name)
