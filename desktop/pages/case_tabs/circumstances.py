"""What else is known of a case: what happened beside its road and after its decision, and what is due."""

from __future__ import annotations

from cases.model.case import CaseFile
from cases.model.deadline import Deadline
from cases.model.steps import CaseStep, CriminalFacts, StepKey
from cases.rules.dates import long_date
from cases.services.lawbook import CaseLaw
from desktop.pages.case_tabs.told import told
from desktop.pages.case_tabs.words import full_day
from desktop.pages.step_forms.guards_side import UNVERIFIED

_SHOWN = (
    StepKey.SUSPENSION,
    StepKey.RECOMMENDATION,
    StepKey.FOLLOW_UP,
    StepKey.CRIMINAL,
    StepKey.AUTHORITY_REPORT,
    StepKey.PROPOSAL,
    StepKey.DECLARATION,
    StepKey.OBJECTION,
    StepKey.OBJECTION_RESPONSE,
    StepKey.OBJECTION_DECISION,
    StepKey.APPEAL,
    StepKey.APPEAL_RESPONSE,
    StepKey.APPEAL_DECISION,
    StepKey.COURT,
    StepKey.REHABILITATION,
    StepKey.SERVED,
    StepKey.DOCUMENTED,
    StepKey.STOPPED,
    StepKey.REOPENED,
    StepKey.CLOSED,
    StepKey.ARCHIVED,
)
"""Steps that have no tab of their own, in this order."""
_PARTIES = {"terlapor": "ditunggu dari terlapor", "lain": "ditunggu dari pihak lain"}


def circumstances(file: CaseFile, law: CaseLaw) -> list[tuple[str, str]]:
    """Return each kind of step that was recorded, with what it says, the records of a kind under each other."""
    pairs = []
    for key in _SHOWN:
        lines = [_line(step, law) for step in file.steps if step.key is key]
        rule = law.steps.get(key)
        if lines and rule is not None:
            pairs.append((rule.title, "\n".join(lines)))
    return pairs


def due_dates(file: CaseFile, law: CaseLaw) -> list[tuple[str, str]]:
    """Return the open due dates: when, who has to act, and where it stands."""
    rows = sorted((row for row in file.deadlines if row.done_on is None), key=lambda row: row.due_on)
    return [(row.title, "\n".join((_when(row), deadline_basis(row, law)))) for row in rows]


def deadline_basis(row: Deadline, law: CaseLaw) -> str:
    """The article of a due date, whether anybody compared it, and what is doubtful about it."""
    rule = law.deadlines.get(row.key)
    doubt = "" if row.verified else UNVERIFIED
    stands = ", ".join(part for part in (f"{row.article} {row.regulation}".strip(), doubt) if part)
    return f"{stands}. {rule.note}" if rule is not None and rule.note and not row.verified else stands


def _when(row: Deadline) -> str:
    return ", ".join(part for part in (full_day(row.due_on), _PARTIES.get(row.party, "")) if part)


def _line(step: CaseStep, law: CaseLaw) -> str:
    day = long_date(step.on) if step.on else "surat belum ditandatangani"
    if isinstance(step.facts, CriminalFacts) and not step.facts.authority:
        return f"{day}: isinya hanya untuk petugas perkara"
    words = "; ".join(part for part in told(step.facts, law) if part)
    return f"{day}: {words}" if words else day
