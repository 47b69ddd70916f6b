"""The stage line of a case: what is done, what was missed, where it stands, what is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import icons, theme

StageState: TypeAlias = Literal["done", "missed", "now", "todo"]
_TOP: Final = 25
_WORDS: Final = 40
_LINE: Final = 15
_MOST_LINES: Final = 3
_HEIGHT: Final = 88
_LEAST_STEP: Final = 90  # narrower, and titles would lose their ends
_LEAST_MARKS: Final = 4


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its word, a second line ("4 Okt", "21 Okt, tidak hadir", "sekarang") and its state.

    ``folded`` are the stages in whose place it stands where the line is too narrow for all.
    """

    title: str
    subtitle: str
    state: StageState
    folded: tuple[Stage, ...] = ()

    @property
    def words(self) -> str:
        """All that it says, a line for each stage."""
        lines = [" ".join(part for part in (one.title, one.subtitle) if part) for one in self.folded]
        return "\n".join(lines) or f"{self.title}\n{self.subtitle}".strip()


class StageLine(QWidget):
    """Drawn from left to right, a far end folded where the line is too narrow.

    Words that do not fit wrap once, then end in an ellipsis; the tooltip has them whole.
    """

    def __init__(self, stages: Sequence[Stage] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_stages(stages)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What is shown."""
        return self._stages

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show these."""
        self._stages = tuple(stages)
        words = {"done": "selesai", "missed": "tidak terpenuhi", "now": "sekarang", "todo": "belum"}
        said = ((stage.title, words[stage.state], stage.subtitle) for stage in self._stages)
        self.setAccessibleName(
            "; ".join(f"{title}: {word} {about if about != word else ''}".strip() for title, word, about in said)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """One band."""
        return QSize(640, _HEIGHT)

    def _drawn(self) -> tuple[Stage, ...]:
        """What there is room for."""
        return fold(self._stages, max(int(self.width() / _LEAST_STEP), _LEAST_MARKS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines first, dots and words over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stages = self._drawn()
        step = self.width() / max(len(stages), 1)
        centres = [QPointF(step * (place + 0.5), _TOP) for place in range(len(stages))]
        for place in range(len(stages) - 1):
            walked = stages[place + 1].state != "todo"
            painter.setPen(QPen(theme.color("accent" if walked else "borderStrong"), 2 if walked else 1.5))
            painter.drawLine(centres[place] + QPointF(13, 0), centres[place + 1] - QPointF(13, 0))
        for centre, stage in zip(centres, stages, strict=True):
            self._dot(painter, centre, stage)
            self._words(painter, centre.x(), step, stage)

    @staticmethod
    def _dot(painter: QPainter, centre: QPointF, stage: Stage) -> None:
        state = stage.state
        radius = theme.size("stepDot") / 2
        box = QRectF(centre.x() - 7, centre.y() - 7, 14, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        if state == "done":
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(centre, radius, radius)
            icons.paint(painter, box, "dots-three" if stage.folded else "check", theme.color("onAccent"))
        elif state == "missed":
            painter.setPen(QPen(theme.color("amberSolid"), 1.5))
            painter.setBrush(theme.color("amberBg"))
            painter.drawEllipse(centre, radius - 0.75, radius - 0.75)
            icons.paint(painter, box, "x", theme.color("amberFg"))
        elif state == "now":
            painter.setBrush(theme.color("accentSoft"))
            painter.drawEllipse(centre, theme.size("stepDotNow") / 2, theme.size("stepDotNow") / 2)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(centre, radius - 1, radius - 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(centre, 4, 4)
        else:
            painter.setPen(QPen(theme.color("borderStrong"), 1.5))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(centre, radius - 0.75, radius - 0.75)
            if stage.folded:
                icons.paint(painter, box, "dots-three", theme.color("muted"))

    @staticmethod
    def _words(painter: QPainter, middle: float, step: float, stage: Stage) -> None:
        title_ink = {"now": "accentText", "todo": "muted"}.get(stage.state, "text")
        under_ink = {"missed": "amberFg", "now": "accentText"}.get(stage.state, "muted")
        face = theme.font("header" if stage.state == "now" else "label")
        room = step - 4
        lines = _wrap(stage.title, QFontMetricsF(face), room, _MOST_LINES - 1)
        top = float(_WORDS)
        painter.setFont(face)
        painter.setPen(theme.color(title_ink))
        for line in lines:
            painter.drawText(QRectF(middle - step / 2, top, step, _LINE), Qt.AlignmentFlag.AlignCenter, line)
            top += _LINE
        if stage.subtitle:
            face = theme.font("small")
            painter.setFont(face)
            painter.setPen(theme.color(under_ink))
            for line in _wrap(stage.subtitle, QFontMetricsF(face), room, _MOST_LINES - len(lines)):
                painter.drawText(QRectF(middle - step / 2, top, step, _LINE), Qt.AlignmentFlag.AlignCenter, line)
                top += _LINE

    def event(self, event: QEvent) -> bool:
        """The whole words of a stage in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._stages:
            stages = self._drawn()
            place = min(int(event.pos().x() * len(stages) / self.width()), len(stages) - 1)
            QToolTip.showText(event.globalPos(), stages[place].words, self)
            return True
        return super().event(event)


def fold(stages: Sequence[Stage], most: int) -> tuple[Stage, ...]:
    """Return at most so many stages, four or more: those around where it stands, and one for each far end."""
    if len(stages) <= most:
        return tuple(stages)
    here = max((place for place, stage in enumerate(stages) if stage.state != "todo"), default=0)
    end = most - 1
    if end >= min(here + 2, len(stages)):
        return (*stages[:end], _end(stages[end:], "lagi"))
    end = min(here + 2, len(stages))
    begin = end - (most - 1 if end == len(stages) else most - 2)
    tail = (_end(stages[end:], "lagi"),) if end < len(stages) else ()
    return (_end(stages[:begin], "selesai"), *stages[begin:end], *tail)


def _end(stages: Sequence[Stage], word: str) -> Stage:
    if len(stages) == 1:
        return stages[0]
    return Stage(f"{len(stages)} tahap", word, stages[-1].state if word == "lagi" else "done", tuple(stages))


def _wrap(text: str, metrics: QFontMetricsF, room: float, most: int) -> list[str]:
    """Break words into at most ``most`` lines; the last ends in an ellipsis when something is left."""
    lines: list[str] = []
    for word in text.split():
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    kept = lines if len(lines) <= most else [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in kept]
