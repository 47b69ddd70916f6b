"""The look of the window: one file of tokens gives palette, style sheet and fonts, light or dark.

The theme belongs to the process as Qt's own palette does, so it lives in this module: ``install`` once, ``set_mode``
whenever the user asks; widgets that paint themselves read ``color`` and ``font`` while painting and never keep them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources
from desktop import qt_words

_FACES: Final = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")
_STYLE: Final = Path(resources.__path__[0]) / "style"  # a style sheet names its pictures by path


class Mode(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The file of tokens as read: colours by mode and role, sizes in px, type in pt, the marks of a status."""

    color: Mapping[str, Mapping[str, str]]
    size: Mapping[str, int]
    radius: Mapping[str, int]
    space: Mapping[str, int]
    type: Mapping[str, Mapping[str, float]]
    status: Mapping[str, Mapping[str, str | None]]
    family: str
    fallback: tuple[str, ...]


def _read_tokens() -> Tokens:
    raw = json.loads(resources.read_text("style/tokens.json"))
    faces = {key: value for key, value in raw["type"].items() if isinstance(value, dict)}
    return Tokens(
        color=raw["color"],
        size=raw["size"],
        radius=raw["radius"],
        space=raw["space"],
        type=faces,
        status=raw["status"],
        family=raw["type"]["family"],
        fallback=tuple(raw["type"]["fallback"]),
    )


TOKENS: Final = _read_tokens()


class _State:
    """What the process shows now."""

    mode = Mode.LIGHT
    generation = 0
    colors: dict[str, QColor]
    fonts: dict[str, QFont]
    metrics: dict[str, QFontMetricsF]

    def __init__(self) -> None:
        self.colors = {}
        self.fonts = {}
        self.metrics = {}


_state = _State()


def install(app: QApplication, mode: Mode = Mode.LIGHT) -> None:
    """Give the application its fonts, words and style; call once, before the first widget is shown."""
    for face in _FACES:
        QFontDatabase.addApplicationFontFromData(resources.read_bytes(f"fonts/{face}"))
    qt_words.install(app)
    if app.style().objectName().lower() != "fusion":  # making it anew costs a tenth of the start
        app.setStyle("Fusion")
    app.setFont(font("base"))
    set_mode(mode)


def set_mode(mode: Mode) -> None:
    """Show everything in light or dark, at once."""
    _state.mode = mode
    _state.generation += 1
    _state.colors.clear()
    app = cast("QApplication", QApplication.instance())
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet(mode))


def mode() -> Mode:
    """What is shown now."""
    return _state.mode


def generation() -> int:
    """A number that grows with each change of mode; caches of coloured pictures compare it."""
    return _state.generation


def system_mode(app: QApplication) -> Mode:
    """What the desktop of this account prefers."""
    return Mode.DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else Mode.LIGHT


def color(role: str) -> QColor:
    """The colour of a role ("accent", "redFg") in the present mode; KeyError for a role that does not exist."""
    found = _state.colors.get(role)
    if found is None:
        text = TOKENS.color[_state.mode][role]
        found = QColor(text)
        if len(text) == len("#rrggbbaa"):  # the tokens put alpha last, Qt puts it first
            found = QColor(text[:7])
            found.setAlpha(int(text[7:], 16))
        _state.colors[role] = found
    return found


def size(name: str) -> int:
    """A size in px ("rail", "row")."""
    return TOKENS.size[name]


def space(name: str) -> int:
    """A distance in px ("s", "pagePadding")."""
    return TOKENS.space[name]


def font(role: str = "base") -> QFont:
    """The font of a role ("title", "pill"): tabular figures, no hinting."""
    found = _state.fonts.get(role)
    if found is None:
        face = TOKENS.type[role]
        found = QFont([TOKENS.family, *TOKENS.fallback])
        found.setPointSizeF(face["size"])
        found.setWeight(QFont.Weight(int(face["weight"])))
        found.setFeature(QFont.Tag("tnum"), 1)
        found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        _state.fonts[role] = found
    return QFont(found)


def metrics(role: str = "base") -> QFontMetricsF:
    """The measures of a role's font, one object for all: making them anew is felt where a table paints its cells."""
    found = _state.metrics.get(role)
    if found is None:
        found = _state.metrics[role] = QFontMetricsF(font(role))
    return found


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its place in the style sheet (``role`` property) and show it."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def style_sheet(mode: Mode) -> str:
    """The one style sheet with its tokens filled in: ``@accent``, ``@type.title``, ``@radius.card``, ``@path``."""
    words = dict(TOKENS.color[mode])
    words |= {f"type.{name}": f"{face['size']}pt" for name, face in TOKENS.type.items()}
    words |= {f"radius.{name}": f"{value}px" for name, value in TOKENS.radius.items()}
    words |= {"style": _STYLE.as_posix(), "mode": str(mode)}
    text = resources.read_text("style/window.qss")
    for name in sorted(words, key=len, reverse=True):
        text = text.replace(f"@{name}", words[name])
    return text


def _palette() -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in {
        roles.Window: "canvas",
        roles.Base: "surface",
        roles.AlternateBase: "subtle",
        roles.Button: "surface",
        roles.ToolTipBase: "surface",
        roles.WindowText: "text",
        roles.Text: "text",
        roles.ButtonText: "text",
        roles.ToolTipText: "text",
        roles.PlaceholderText: "muted",
        roles.Highlight: "accent",
        roles.HighlightedText: "onAccent",
        roles.Accent: "accent",
        roles.Link: "accentText",
        roles.LinkVisited: "accentText",
        roles.Mid: "borderStrong",
        roles.Midlight: "border",
        roles.Light: "surface",
        roles.Dark: "desk",
        roles.Shadow: "borderStrong",
    }.items():
        palette.setColor(role, color(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("muted"))
    return palette
