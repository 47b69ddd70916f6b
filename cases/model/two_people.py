"""Two employees who look like one and are two, as a person said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPeople:
    """It holds while both look as they did: ``seen`` is ``cases.rules.same_person.look_of`` both at that moment.

    ``one_id`` sorts before ``other_id``; ``one`` and ``other`` are name and NIP of then.
    """

    id: str
    one_id: str
    other_id: str
    one: str
    other: str
    seen: str
    set_by: str
    set_on: date
