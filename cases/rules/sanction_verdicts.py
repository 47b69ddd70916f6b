"""Tests of guards about sanctions: their level, their set, their length and amount.

Each gives a verdict, or None where the guard does not bear on the case at all.
"""

from __future__ import annotations

import re
from datetime import timedelta

from cases.model.person import EmploymentStatus
from cases.model.steps import DecisionFacts, FindingsFacts, RemedyDecisionFacts
from cases.rules.dates import add_months, long_date
from cases.rules.verdicts import Asked, Verdict

_CENTS = re.compile(r",\d*$")
_NO_DIGIT = re.compile(r"\D")


def has_own_level(asked: Asked) -> Verdict | None:
    """At least one of the violations named has a level."""
    if isinstance(asked.facts, FindingsFacts) and not asked.facts.proven:
        return None
    return Verdict(bool(_heaviest(asked)) or not asked.codes, {"pelanggaran": ", ".join(asked.codes)})


def sanction_fits(asked: Asked) -> Verdict | None:
    """The sanction is one of the level that the step names, under the office's moderate set, for the respondent."""
    if not isinstance(asked.facts, FindingsFacts | DecisionFacts | RemedyDecisionFacts) or not asked.facts.sanction_key:
        return None
    sanction = asked.law.sanction(asked.facts.sanction_key)
    status = asked.file.case.respondent.status
    known = "" if status is EmploymentStatus.UNKNOWN else status
    fitting = asked.law.sanctions(asked.facts.level, asked.office.moderate_set, known)
    return Verdict(sanction in fitting, {"hukuman": sanction.title, "tingkat": asked.facts.level or "(kosong)"})


def heaviest_level(asked: Asked) -> Verdict:
    """One sanction for all violations, of the heaviest one's level."""
    heaviest = _heaviest(asked)
    values = {"tingkat": asked.level, "terberat": heaviest}
    return Verdict(asked.level == heaviest if heaviest else None, values)


def set_has_basis(asked: Asked) -> Verdict | None:
    """A moderate set that needs a regulation has one named by the office."""
    if not isinstance(asked.facts, DecisionFacts):
        return None
    chosen = asked.law.sanction(asked.facts.sanction_key).set
    needs = any(rule.key == chosen and rule.needs_basis for rule in asked.law.moderate_sets())
    basis = asked.office.moderate_set_basis.strip()
    words = f"Dasarnya {basis}" if needs else "Jenis hukuman ini tidak memerlukan dasar tambahan"
    return Verdict(bool(basis) or not needs, {"keterangan": words})


def period_fits(asked: Asked) -> Verdict | None:
    """A sanction of some months begins no earlier than its decision and lasts as long as its type says."""
    facts = asked.facts
    if not isinstance(facts, DecisionFacts | RemedyDecisionFacts) or not facts.sanction_key:
        return None
    if facts.begins_on is None or facts.ends_on is None:
        return None
    months = asked.law.sanction(facts.sanction_key).months
    if not months:
        return None
    faults = []
    if facts.begins_on < asked.on:
        faults.append("dimulai sebelum tanggal keputusan")
    if facts.ends_on != add_months(facts.begins_on, months) - timedelta(days=1):
        faults.append(f"tidak tepat {months} bulan")
    values = {"mulai": long_date(facts.begins_on), "sampai": long_date(facts.ends_on), "kurang": " dan ".join(faults)}
    return Verdict(not faults, values)


def allowance_cut(asked: Asked) -> Verdict | None:
    """The allowance that is left is the share of the whole that the law leaves; unknown where a text is no amount."""
    facts = asked.facts
    if not isinstance(facts, DecisionFacts) or not (facts.allowance_from or facts.allowance_to):
        return None
    whole, left = rupiah(facts.allowance_from), rupiah(facts.allowance_to)
    values = {"semula": facts.allowance_from, "menjadi": facts.allowance_to}
    if whole is None or left is None:
        return Verdict(None, values)
    return Verdict(left * asked.params.of == whole * asked.params.kept, values)


def rupiah(text: str) -> int | None:
    """Read a typed amount ("Rp4.800.000,00") in whole rupiah, None when it holds no digit."""
    digits = _NO_DIGIT.sub("", _CENTS.sub("", text.strip().rstrip("-")))
    return int(digits) if digits else None


def _heaviest(asked: Asked) -> str:
    return asked.law.heaviest(asked.law.violation(code).level for code in asked.codes)
