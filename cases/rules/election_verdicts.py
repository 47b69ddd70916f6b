"""The test of whether a form of violation fits the stage of the election in which the act was done."""

from __future__ import annotations

from cases.rules.dates import long_date
from cases.rules.verdicts import Asked, Verdict

_BEFORE, _AFTER = "sebelum", "sesudah"
_TIMES = {"bakal": _BEFORE, "calon": _AFTER}
"""When an act of a stage is done, seen from the day on which the candidates were determined."""


def track_fits_stage(asked: Asked) -> Verdict | None:
    """The act was done before or after the candidates were determined, as the forms of violation say.

    The day of the determination itself counts as after. Unknown where the election or that day is.
    """
    stages = {code: asked.law.violation(code).stage for code in asked.codes}
    bound = {code: _TIMES[stage] for code, stage in stages.items() if stage in _TIMES}
    if not bound:
        return None
    case, election = asked.file.case, asked.file.named_election
    values = {"kejadian": long_date(case.event_on), "pemilihan": case.election or "belum disebut"}
    if election is None or election.candidates_on is None:
        return Verdict(None, values)
    time = _BEFORE if case.event_on < election.candidates_on else _AFTER
    wrong = {code: wanted for code, wanted in bound.items() if wanted != time}
    values |= {
        "penetapan": long_date(election.candidates_on),
        "pelanggaran": ", ".join(wrong or bound),
        "saat": time,
        "seharusnya": next(iter(wrong.values()), time),
    }
    return Verdict(not wrong, values)
