"""How one noun is discarded: its words, what goes along, what forbids it, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from cases.changes import Noun
from cases.model.user import Right
from cases.ports import Store, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How one noun is discarded.

    ``store`` holds its records; ``title`` and ``place`` are words, ``home`` the report that a record belongs to or "".
    ``refusal`` is a sentence with the way that is right, empty where the record may go; ``along`` names what goes with
    it; ``back`` fits a record for its return, or raises InvalidInput.
    """

    words: str
    right: Right = Right.DISCARD
    type: type[Any]
    store: Callable[[UnitOfWork], Store[Any]]
    title: Callable[[Any], str]
    place: Callable[[UnitOfWork, Any], str]
    refusal: Callable[[UnitOfWork, Any], str] = lambda _work, _record: ""
    along: Callable[[UnitOfWork, Any], Iterable[tuple[Noun, str]]] = lambda _work, _record: ()
    back: Callable[[UnitOfWork, Any], Any] = lambda _work, record: record
    home: Callable[[UnitOfWork, Any], str] = lambda _work, _record: ""

    def get(self, work: UnitOfWork, record_id: str) -> Any:  # noqa: ANN401 - whatever the kind's record is
        """Return a record; raises NotFound."""
        return self.store(work).get(record_id)


def always(place: str) -> Callable[[UnitOfWork, Any], str]:
    """The place of a noun whose records all stand in one."""
    return lambda _work, _record: place
