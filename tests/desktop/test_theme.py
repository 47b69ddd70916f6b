from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from desktop import icons, theme
from desktop.widgets.basic import button, label

MODES = list(theme.Mode)
GROUNDS = ("surface", "canvas", "subtle", "rail", "hover", "selected")
TEXT_PAIRS = [(ink, ground) for ink in ("text", "text2", "muted", "accentText") for ground in GROUNDS]
TEXT_PAIRS += [(f"{hue}Fg", f"{hue}Bg") for hue in ("red", "amber", "green", "grey")]
TEXT_PAIRS += [(f"{hue}Fg", ground) for hue in ("red", "amber", "green") for ground in ("surface", "canvas", "subtle")]
TEXT_PAIRS += [("onAccent", "accent"), ("onAccent", "accentHover"), ("onAccent", "accentPressed")]


def luminance(color: QColor) -> float:
    parts = [(part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4) for part in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read(mode: theme.Mode, ink: str, ground: str) -> None:
    theme.set_mode(mode)
    assert contrast(theme.color(ink), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("line", ["inputBorder", "focus", "redSolid"])
def test_borders_of_controls_stand_out(mode: theme.Mode, line: str) -> None:
    theme.set_mode(mode)
    assert contrast(theme.color(line), theme.color("surface")) >= 3


def test_both_modes_have_the_same_roles() -> None:
    light, dark = theme.TOKENS.color["light"], theme.TOKENS.color["dark"]
    assert light.keys() == dark.keys()
    assert all(QColor(value[:7]).isValid() for mode in (light, dark) for value in mode.values())


@pytest.mark.parametrize("mode", MODES)
def test_style_sheet_leaves_no_token_open(mode: theme.Mode) -> None:
    assert "@" not in theme.style_sheet(mode)


def test_alpha_stands_last_in_the_tokens() -> None:
    assert theme.color("shadow").alpha() == 0x26
    assert theme.color("shadow").red() == 0x14


def test_mode_is_switched_while_the_window_is_shown(qapp: QApplication) -> None:
    before = theme.generation()
    theme.set_mode(theme.Mode.DARK)
    assert theme.generation() == before + 1
    assert qapp.palette().window().color() == theme.color("canvas") == QColor("#121817")
    assert "#45B3A8" in qapp.styleSheet()


@pytest.mark.parametrize("role", ["base", "table", "nipInTable", "title", "pill"])
def test_faces_are_inter_with_tabular_figures(role: str) -> None:
    font = theme.font(role)
    assert QFontInfo(font).family().startswith("Inter")
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"))
    assert font.pointSizeF() >= 9


def test_style_sheet_keeps_figures_tabular(qtbot) -> None:
    title = label("1111", "title")
    qtbot.addWidget(title)
    title.ensurePolished()
    assert title.font().pointSizeF() == 16
    metrics = QFontMetricsF(title.font())
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"))


@pytest.mark.parametrize("make", [lambda: button("Simpan", "primary"), lambda: button("Batal"), QLineEdit])
def test_focus_ring_moves_nothing(qtbot, make) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.clearFocus()
    resting = widget.sizeHint()
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    assert widget.sizeHint() == resting


def test_role_shows_at_once(qtbot) -> None:
    words = QLabel("Lewat")
    qtbot.addWidget(words)
    theme.set_role(words, "error")
    assert words.palette().windowText().color() == theme.color("redFg")


def test_icons_follow_the_theme() -> None:
    icon = icons.icon("check", "accentText")

    def ink() -> QColor:
        image = icon.pixmap(32, 32).toImage()
        inks = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255]
        assert inks
        return inks[0]

    assert ink() == theme.color("accentText")
    theme.set_mode(theme.Mode.DARK)
    assert ink() == theme.color("accentText")


def test_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")


def test_every_status_has_an_icon_that_exists() -> None:
    for mark in theme.TOKENS.status.values():
        if mark.get("icon"):
            assert not icons.outline(str(mark["icon"])).isEmpty()
