"""The field for an election: one of the office's list, or whatever else is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cases.model.election import Election
from cases.rules.dates import long_date
from cases.services import elections
from desktop.desk import Desk
from desktop.widgets.fields import ChoiceField


class ElectionField(ChoiceField):
    """The name of an election; beneath it stands the day on which its candidates were determined."""

    def __init__(self, desk: Desk) -> None:
        self._known: dict[str, Election] = {}
        super().__init__(blank="", editable=True)
        line = self.box.lineEdit()
        if line is not None:
            line.setMaxLength(300)
            line.setPlaceholderText("Pilih dari daftar atau ketik namanya")
        self.changed.connect(self._explain)
        desk.ask(elections.all_elections).then(self, self._offer)

    def _offer(self, found: Sequence[Election]) -> None:
        self._known = {election.name.casefold(): election for election in found}
        typed = self.value()
        self.set_choices([(election.name, election.name) for election in found])
        self.restore(typed)

    def _explain(self) -> None:
        election = self._known.get(self.value().casefold())
        day = election.candidates_on if election is not None else None
        mark = "" if election is not None and election.verified_on else " (belum diverifikasi)"
        self.note_changed.emit(f"Penetapan calon {long_date(day)}{mark}" if day else "")

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Choose an election of the list, or write what was typed."""
        super().restore(draft)
        self._explain()
