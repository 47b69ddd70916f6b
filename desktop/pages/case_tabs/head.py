"""The head of a case's page: who, as he was then, and the number of the case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.model.case import Case, CaseStatus, Track
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from desktop import theme
from desktop.guard import clipboard
from desktop.pages.case_tabs.words import TRACKS, about
from desktop.widgets.basic import Elided, icon_button, label
from desktop.widgets.parting import clear
from desktop.widgets.pill import Pill, PillLook, stage_pill

_RESTRICT = "Batasi siapa yang boleh melihat perkara ini…"
_DECIDED = {Track.ETHICS: "Sanksi moral", Track.DISMISSAL: "Diberhentikan"}
"""What a decision imposes in the tracks of one level."""
_ENDS = (CaseStatus.STOPPED, CaseStatus.NOT_PROVEN, CaseStatus.ANNULLED)


class CaseHead(QWidget):
    """Two lines; ``copied`` follows the button that copies the NIP, ``restriction_wanted`` that with the lock."""

    copied = Signal()
    restriction_wanted = Signal()

    def __init__(self, *, may_restrict: bool = False) -> None:
        super().__init__()
        self._digits = self._who = ""
        self._name = label("", "title", selectable=True)
        self._nip = label("", "strong", selectable=True)
        self.copy = icon_button("copy", "Salin NIP tanpa spasi", on_click=self._copy)
        self.restrict = icon_button("lock-simple", _RESTRICT, on_click=self.restriction_wanted.emit)
        self.restrict.setVisible(may_restrict)
        self._about = Elided("", "sentence")
        self._number = label("", "strong", selectable=True)
        self._taken = label("", "caption")
        self._pills = QHBoxLayout()
        self._pills.setSpacing(theme.space("s"))
        self._build()

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.space("m"))
        first.addWidget(self._name)
        first.addLayout(self._pills)
        first.addStretch(1)
        first.addWidget(self._number)
        first.addWidget(self.restrict)
        second = QHBoxLayout()
        second.setSpacing(theme.space("xs"))
        second.addWidget(self._nip)
        second.addWidget(self.copy)
        second.addSpacing(theme.space("xs"))
        second.addWidget(self._about, 1)
        second.addWidget(self._taken)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(first)
        lines.addLayout(second)
        for words in (self._number, self._taken):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_case(self, case: Case) -> None:
        """Show whose case it is."""
        who = case.respondent
        self._digits = who.nip
        self._name.setText(who.name)
        self._nip.setText(f"NIP {show_nip(who.nip)}" if who.nip else "Tanpa NIP")
        self.copy.setVisible(bool(who.nip))
        self._who = about(who)
        self.say("")
        self._number.setText(f"Perkara {case.number}")
        self._taken.setText(f"Data pegawai per {long_date(who.taken_on)}" if who.taken_on else "")
        clear(self._pills)
        for look in self._looks(case):
            self._pills.addWidget(Pill(look))

    def name_readers(self, names: tuple[str, ...]) -> None:
        """Say who alone may see the case; nobody when it is not restricted."""
        told = f"Hanya dapat dilihat {', '.join(names)}" if names else ""
        self.restrict.setToolTip("\n".join(part for part in (told, _RESTRICT) if part))
        for place in range(self._pills.count()):
            item = self._pills.itemAt(place)
            pill = item.widget() if item is not None else None
            if isinstance(pill, Pill) and pill.look.icon:
                pill.setToolTip(told)

    def say(self, sentence: str) -> None:
        """Show a sentence in the place of post and unit, which an empty one brings back."""
        self._about.setText(sentence or self._who)

    @staticmethod
    def _looks(case: Case) -> list[PillLook]:
        looks = [PillLook("Dibatasi", "amber", "lock-simple")] if case.restricted_to else []
        looks.append(stage_pill(TRACKS[case.track]))
        ordinary = case.track is Track.DISCIPLINE  # other tracks have no levels to tell apart
        if case.summary.sanction_title:
            looks.append(stage_pill(_DECIDED.get(case.track) or f"Dihukum tingkat {case.summary.level}"))
        elif case.suspected_level and ordinary:
            looks.append(stage_pill(f"Dugaan tingkat {case.suspected_level}"))
        if case.summary.status in _ENDS:
            looks.append(stage_pill(str(case.summary.status).capitalize()))
        return looks

    def _copy(self) -> None:
        clipboard.put_text(self._digits)
        self.copied.emit()
