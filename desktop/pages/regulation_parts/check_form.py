"""The form of a test case: the question first, then only what that question needs."""

from __future__ import annotations

from typing import Final

import msgspec

from cases.regulations.checks import QUESTIONS
from cases.regulations.vocabulary import vocabulary
from desktop.pages.regulation_parts.entry_form import EntryForm
from desktop.widgets.fields import ChoiceField

TABLE: Final = "check"
_NEEDS: Final = {
    "deadline": ("from", "week", "setting"),
    "authority": ("sanction", "region"),
}
"""What a question asks for besides what it names."""
_QUESTION: Final = "question"


class CheckForm(EntryForm):
    """An ``EntryForm`` that shows the fields of one question."""

    marks_optional = False

    def begin(self) -> None:
        """Ask for the question."""
        choices = [(name, vocabulary().of_field(TABLE, f"given.{name}").label) for name in QUESTIONS]
        self._question = self.add(_QUESTION, "Pertanyaan", ChoiceField(choices), required=True)
        self._question.changed.connect(self._show_needed)

    def show_record(self, record: msgspec.Struct | None) -> None:
        """Show a check, or an empty one."""
        super().show_record(record)
        given = getattr(record, "given", None)
        self._question.restore(next((name for name in QUESTIONS if getattr(given, name, "")), ""))
        self._show_needed()

    def _show_needed(self) -> None:
        asked = self._question.value()
        wanted = {asked, *_NEEDS.get(asked, ())}
        for name in self.names:
            inner = name.rpartition(".")[2]
            if name.startswith("given."):
                self.show_field(name, shown=inner in wanted)
        self.show_field("due", shown=asked == "deadline")
        self.show_field("expect", shown=asked not in {"", "deadline"})
