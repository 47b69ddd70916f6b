"""Originals that leave the program: a copy of one, or a folder of many with what proves them unchanged."""

from __future__ import annotations

from typing import IO

from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service


@service(Right.READ)
def copy_evidence(work: UnitOfWork, actor: Actor, evidence_id: str, target: IO[bytes]) -> None:
    """Write the original into a file outside, a piece at a time; its record of custody says that it left the program.

    Raises DatabaseDamaged, NotFound, StorageError: what was written is to be thrown away then.
    """
    work.custody.copy(work.evidence.get(evidence_id), target, "export")
