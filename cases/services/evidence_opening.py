"""An original handed to one of the computer's own programs, as a copy."""

from __future__ import annotations

from typing import IO

from cases.model.evidence import Evidence
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service


@service(Right.READ)
def open_copy(work: UnitOfWork, actor: Actor, evidence_id: str, target: IO[bytes]) -> Evidence:
    """Write an original into a file, piece by piece, to be looked at by another program.

    Raises DatabaseDamaged, NotFound, StorageError: throw the file away then.
    """
    item = work.evidence.get(evidence_id)
    work.custody.copy(item, target, "open")
    return item
