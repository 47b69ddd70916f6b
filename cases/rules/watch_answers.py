"""What answers of the watch mean: which lines are answered, and which answers cannot both be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases.account_names import account_words
from cases.model.account import AccountState
from cases.model.watch import Answer, Finding, FormLine, FoundLine, Owned, Seen

_WITHOUT_ACCOUNT = frozenset({Owned.NONE, Owned.LISTED, Owned.UNSURE})


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a line, finding or not, in the words that are compared, and in which copy where it is kept."""

    owned: str
    seen: str
    cell: str
    urls: str = ""
    filled_id: str = ""


def line_words(line: FormLine) -> str:
    """The account of a line as text; empty where none is recorded."""
    return account_words(line.platform, line.handle, line.url) if line.account_id or line.handle or line.url else ""


def has_account(line: FormLine) -> bool:
    """Whether a line asks about an account that is recorded."""
    return bool(line.handle or line.url)


def is_answered(line: FormLine, answer: Answer | Said) -> bool:
    """Whether an answer leaves nothing open."""
    if answer.seen == Seen.FOUND:
        return True
    if has_account(line):
        return bool(answer.seen) or answer.owned == Owned.NO
    return answer.owned in _WITHOUT_ACCOUNT


def said(answers: Iterable[Answer], findings: Iterable[Finding | FoundLine]) -> dict[int, Said]:
    """What a filled form says of each of its lines."""
    told = {one.ordinal: Said(one.owned, one.seen, one.cell) for one in answers}
    return told | {
        one.ordinal: Said(one.owned, Seen.FOUND, one.cell, " ".join(one.urls)) for one in findings if one.ordinal
    }


def against_itself(line: FormLine, told: Said, state: str) -> str:
    """Why an answer cannot be right, empty where it can; ``state`` is what the register says of the account now."""
    if told.owned == Owned.NO and told.seen == Seen.FOUND:
        return "dijawab bukan milik pegawai, tetapi ada temuan"
    if has_account(line) and told.owned == Owned.NONE:
        return "dijawab tidak punya akun, padahal barisnya tentang akun yang tercatat"
    if has_account(line) and state == AccountState.CONFIRMED and told.owned == Owned.NO:
        return "akun yang sudah dipastikan miliknya dijawab bukan"
    return ""


def against_earlier(now: Said, before: Said) -> str:
    """Why an answer contradicts one of an earlier round: what was seen may change, whose account it is not."""
    firm = {Owned.YES, Owned.NO}
    if now.owned in firm and before.owned in firm and now.owned != before.owned:
        return f"milik “{now.owned}”, dalam ronde sebelumnya “{before.owned}”"
    return ""
