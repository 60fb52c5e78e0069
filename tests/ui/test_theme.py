"""Colours reach the contrast they promise; light, dark and scale switch while running."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QRadioButton, QStyle, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from wxbuyer_gui.paths import resource
from wxbuyer_gui.ui.style import Style
from wxbuyer_gui.ui.stylesheet import stylesheet
from wxbuyer_gui.ui.theme import DARK, LARGE, LIGHT, Theme, Tokens
from wxbuyer_gui.ui.widgets.icons import Icons

# Text token, then every ground it may stand on.
TEXT_PAIRS = {
    "text": ("bg", "surface", "sunken", "field", "hover", "press", "sel"),
    "text2": ("bg", "surface", "sunken", "hover", "press", "sel"),
    "muted": ("bg", "surface", "sunken", "field", "sel"),
    "on_accent": ("accent", "accent_hover", "accent_press"),
    "accent_text": ("surface", "sunken", "soft", "soft_hover"),
    "ok": ("ok_bg", "soft_hover"),
    "neutral": ("neutral_bg", "surface"),
    "warn": ("surface", "warn_bg"),
    "danger": ("surface", "danger_bg"),
    "info": ("surface", "info_bg"),
    "hit_text": ("hit",),
    "toast_text": ("toast",),
    "toast_link": ("toast",),
}
MARK_PAIRS = {"accent": ("bg", "surface", "soft", "sel"), "edge2": ("surface", "field"), "danger": ("field",)}


def _luminance(color: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = QColor(color).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    poor = {
        (ink, ground): round(ratio, 2)
        for ink, grounds in TEXT_PAIRS.items()
        for ground in grounds
        if (ratio := contrast(getattr(tokens, ink), getattr(tokens, ground))) < 4.5
    }
    assert poor == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_marks_are_visible(tokens: Tokens) -> None:
    for ink, grounds in MARK_PAIRS.items():
        for ground in grounds:
            assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 3, (ink, ground)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_avatar_letters_are_readable(tokens: Tokens) -> None:
    assert len(set(tokens.avatars)) == 8
    assert min(contrast(ground, letter) for ground, letter in tokens.avatars) >= 6


def test_every_name_in_the_stylesheet_is_a_token() -> None:
    for scale in (1.0, LARGE):
        sheet = stylesheet(LIGHT, scale)
        assert "@" not in sheet
        assert "dp" not in sheet


def test_a_switch_reaches_palette_and_widgets_while_running(qapp: QApplication, qtbot) -> None:
    theme = Theme(mode="light")
    theme.apply(qapp)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.bg)
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.dark
    assert theme.color("accent") == QColor(DARK.accent)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.bg)
    with qtbot.waitSignal(theme.changed):
        theme.set_scale(LARGE)
    assert theme.px(48) == 60
    assert theme.font(14).pixelSize() == 18
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")
    theme.set_mode("light")


def test_fonts_are_made_once_and_cannot_be_spoilt(qapp: QApplication) -> None:
    theme = Theme()
    theme.font(14).setPixelSize(99)
    assert theme.font(14).pixelSize() == 14
    assert theme.metrics(14) is theme.metrics(14)
    theme.set_scale(LARGE)
    assert theme.font(14).pixelSize() == 18


def test_mnemonics_have_no_line_and_disabled_text_no_ghost(qapp: QApplication) -> None:
    style = Style(theme=Theme())
    assert style.styleHint(QStyle.StyleHint.SH_UnderlineShortcut) == 0
    assert style.styleHint(QStyle.StyleHint.SH_EtchDisabledText) == 0


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_choices_are_painted_in_the_themes_colours(kind: type[QCheckBox | QRadioButton], qapp, qtbot) -> None:
    theme = Theme(mode="light")
    theme.apply(qapp)
    box = kind("同一个人")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())

    def colors() -> set[int]:
        image = box.grab().toImage()
        return {image.pixel(x, y) for x in range(18) for y in range(image.height())}

    assert QColor(LIGHT.accent).rgb() not in colors()
    box.setChecked(True)
    assert QColor(LIGHT.accent).rgb() in colors()


def test_a_check_box_that_is_missing_has_a_red_edge(qapp: QApplication, qtbot) -> None:
    theme = Theme(mode="light")
    theme.apply(qapp)
    box = QCheckBox("同一个人")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.setProperty("state", "error")
    image = box.grab().toImage()
    edge = [image.pixelColor(x, image.height() // 2) for x in range(3)]
    assert any(color.red() > color.green() + 60 for color in edge)


def test_icons_follow_the_theme_and_the_screen(qapp: QApplication) -> None:
    theme = Theme(mode="light")
    icons = Icons(theme)
    small = icons.pixmap("search", "accent", 16, 1.0)
    sharp = icons.pixmap("search", "accent", 16, 2.0)
    assert (small.width(), sharp.width()) == (16, 32)
    light = small.toImage()
    theme.set_mode("dark")
    assert icons.pixmap("search", "accent", 16, 1.0).toImage() != light
    assert icons.icon("search").pixmap(QSize(22, 16), 2.0).size() == QSize(44, 32)


def test_a_misspelt_icon_is_found_at_once(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        Icons(Theme()).icon("no-such-icon")


def test_icons_carry_their_licence() -> None:
    assert "ISC" in resource("icons", "LICENSE").read_text(encoding="utf-8")


def test_what_is_painted_is_painted_anew(theme: Theme, qtbot: QtBot) -> None:
    """And measured anew; what is gone by then is no trouble, and nothing of it is kept."""

    class Square(QWidget):
        def sizeHint(self) -> QSize:
            return QSize(theme.px(20), theme.px(20))

    host = QWidget()
    qtbot.addWidget(host)
    layout = QHBoxLayout(host)
    square, gone = Square(host), Square(host)
    layout.addWidget(square)
    for each in (square, gone):
        theme.redraw_on_change(each)
    hint = layout.sizeHint()
    delete(gone)
    theme.set_scale(LARGE)
    assert layout.sizeHint() == hint + QSize(5, 5)
    kept = ref(gone)
    del gone, each
    gc.collect()
    assert kept() is None
