"""What the window covers while somebody looks on."""

from __future__ import annotations

from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service


@service(Right.READ)
def names_to_cover(work: UnitOfWork, actor: Actor) -> frozenset[str]:
    """Return the names of all people whom the records know that the actor may see, for the screen to cover."""
    names = work.people.all()
    return names if work.may(Right.SEE_REPORTER) else names - work.reports.reporters(())
