"""Checking that nothing was changed behind the program's back."""

from __future__ import annotations

import re
from dataclasses import replace

from cases.errors import InvalidInput
from cases.model.listing import LogHead, Verification
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service

_CODE = re.compile(r"(\d+)[\s-]+([0-9a-f]{8})[\s-]*([0-9a-f]{8})")


def read_head_code(text: str) -> LogHead:
    """Return the head that a letter prints ("1204-4be7d190-a36f08c2"); its hash has the printed 16 digits only.

    Raises InvalidInput.
    """
    match = _CODE.fullmatch(text.strip().lower())
    if match is None:
        raise InvalidInput("Kode kepala rantai tidak lengkap; salin seperti tercetak, misalnya 1204-4be7d190-a36f08c2.")
    return LogHead(count=int(match[1]), hash=match[2] + match[3])


@service(Right.VERIFY)
def verify(work: UnitOfWork, actor: Actor, known: LogHead | None = None) -> Verification:
    """Walk the log's chain and the vault; with ``known``, also check that the log still holds that head."""
    found = work.audit.verify(known)
    checked, problems = work.custody.check_all()
    return replace(found, evidence_checked=checked, problems=(*found.problems, *problems))
