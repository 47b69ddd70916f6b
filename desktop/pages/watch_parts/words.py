"""How the states of accounts, rounds, and units look, in words and hues."""

from __future__ import annotations

from typing import Final

from cases.model.account import AccountKnown, AccountState
from cases.model.watch import RoundLine, RoundState
from cases.rules.dates import short_date
from cases.rules.watch_standing import UnitStanding
from desktop.widgets.pill import PillLook

ACCOUNT_STATES: Final = {
    AccountState.UNCONFIRMED: PillLook("Belum dipastikan", "amber", "question"),
    AccountState.CONFIRMED: PillLook("Dipastikan miliknya", "green", "check-circle"),
    AccountState.NOT_HIS: PillLook("Bukan miliknya", "grey", "x-circle"),
}
KNOWN: Final = {known: str(known)[:1].upper() + str(known)[1:] for known in AccountKnown}
STANDINGS: Final = {
    UnitStanding.NO_FORM: PillLook("Formulir belum dibuat", "grey", "minus-circle"),
    UnitStanding.WAITING: PillLook("Belum menjawab", "amber", "hourglass-medium"),
    UnitStanding.OVERDUE: PillLook("Lewat batas", "red", "warning"),
    UnitStanding.PARTLY: PillLook("Menjawab sebagian", "amber", "circle-half"),
    UnitStanding.ANSWERED: PillLook("Menjawab", "green", "check-circle"),
    UnitStanding.ANSWERED_LATE: PillLook("Menjawab terlambat", "green", "check-circle"),
}


def round_look(line: RoundLine) -> PillLook:
    """The state of a round: closed, over its day with answers missing, or under way."""
    if line.round.state is RoundState.CLOSED:
        return PillLook("Ditutup", "grey", "lock-simple")
    if line.overdue:
        return PillLook("Lewat batas", "red", "warning")
    if line.round.state is RoundState.DRAFT:
        return PillLook("Disiapkan", "grey", "pencil-simple")
    return PillLook("Berjalan", "green", "play-circle")


def period_words(line: RoundLine) -> str:
    """The period of a round."""
    return f"{short_date(line.round.first_on)} – {short_date(line.round.last_on)}"
