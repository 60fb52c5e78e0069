"""The one stylesheet of the program: what Qt's style sheets do well. All else is painted by the widgets.

``@name`` stands for a token's colour, ``12dp`` for a length that grows with the large-font mode. Radii stay at or
below half of each height, because Qt draws a larger one as a square corner.
"""

from __future__ import annotations

import re

from wxbuyer_gui.ui.tokens import Tokens

_SHEET = """
QToolTip { background: @toast; color: @toast_text; border: 0; padding: 5dp 8dp; font-size: 12dp; }

QPushButton { min-height: 34dp; padding: 0 14dp; border: 1px solid @edge; border-radius: 8px;
    background: @surface; color: @text; font-size: 14dp; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @press; }
QPushButton:focus { border: 2px solid @accent; padding: 0 13dp; min-height: 32dp; }
QPushButton:disabled { color: @disabled; border-color: @border; background: @surface; }
QPushButton[compact="true"] { min-height: 30dp; padding: 0 11dp; }
QPushButton[compact="true"]:focus { min-height: 28dp; padding: 0 10dp; }
QPushButton[kind="primary"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: 700; }
QPushButton[kind="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[kind="primary"]:pressed { background: @accent_press; border-color: @accent_press; }
QPushButton[kind="primary"]:disabled { background: @neutral_bg; color: @disabled; border-color: @neutral_bg; }
QPushButton[kind="tonal"] { background: @soft; color: @accent_text; border-color: @soft; font-weight: 700; }
QPushButton[kind="tonal"]:hover, QPushButton[kind="tonal"]:pressed { background: @soft_hover; }
QPushButton[kind="tonal"]:disabled { background: @neutral_bg; color: @disabled; }
QPushButton[kind="ghost"], QPushButton[kind="link"], QPushButton[kind="danger_link"] { background: transparent;
    border-color: transparent; }
QPushButton[kind="ghost"] { color: @text2; padding: 0 10dp; }
QPushButton[kind="ghost"]:hover { background: @hover; }
QPushButton[kind="ghost"]:pressed { background: @press; }
QPushButton[kind="link"], QPushButton[kind="danger_link"] { color: @accent_text; font-weight: 700; font-size: 13dp;
    padding: 0 4dp; min-height: 26dp; }
QPushButton[kind="danger_link"] { color: @danger; }
QPushButton[kind="link"]:hover { background: @soft; }
QPushButton[kind="link"]:focus, QPushButton[kind="danger_link"]:focus { min-height: 24dp; padding: 0 3dp; }
QPushButton[kind="danger"] { color: @danger; border-color: @danger_line; }
QPushButton[kind="danger"]:hover, QPushButton[kind="danger_link"]:hover { background: @danger_bg; }
QPushButton[kind="ghost"]:focus, QPushButton[kind="link"]:focus, QPushButton[kind="danger"]:focus,
QPushButton[kind="danger_link"]:focus,
QPushButton[kind="tonal"]:focus { border-color: @accent; }
QPushButton[kind="ghost"]:disabled, QPushButton[kind="link"]:disabled,
QPushButton[kind="danger_link"]:disabled { background: transparent;
    border-color: transparent; color: @disabled; }
QPushButton[kind="danger"]:disabled { color: @disabled; border-color: @border; }

QToolButton { border: 2px solid transparent; border-radius: 7px; background: transparent; color: @text2; padding: 0; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @press; }
QToolButton:focus { border-color: @accent; }
QToolButton::menu-indicator { width: 0; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox { border: 1px solid @edge; border-bottom-color: @edge2;
    border-radius: 8px; background: @field; color: @text; font-size: 14dp; min-height: 34dp; padding: 0 10dp;
    placeholder-text-color: @muted; selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid @accent;
    padding: 0 9dp; min-height: 32dp; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: @disabled;
    background: @sunken; border-color: @border; }
QLineEdit[state="warning"] { border-color: @warn; }
QLineEdit[state="error"], QPlainTextEdit[state="error"] { border-color: @danger; }
QLineEdit[secret="true"] { font-size: 9dp; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: 0; background: transparent; padding: 0; min-height: 0; }
QComboBox::drop-down, QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 28dp; }
SettingRow QComboBox { min-width: 72dp; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; padding: 4dp; outline: 0;
    selection-background-color: @sel; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 30dp; padding: 0 8dp; }

QCheckBox, QRadioButton { color: @text; font-size: 13dp; spacing: 8dp; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @disabled; }

QMenuBar { background: transparent; border: 0; padding: 0; font-size: 13dp; }
QMenuBar::item { background: transparent; color: @text2; padding: 5dp 11dp; border-radius: 7px; }
QMenuBar::item:selected { background: @press; color: @text; }
QMenu { background: @surface; border: 1px solid @border; padding: 6dp; font-size: 13dp; color: @text; }
QMenu::item { padding: 7dp 24dp 7dp 10dp; border-radius: 6px; }
QMenu::item:selected { background: @hover; }
QMenu::item:disabled { color: @disabled; }
QMenu::icon { padding-left: 8dp; }
QMenu::separator { height: 1px; background: @line; margin: 5dp 4dp; }

QTableView, QListView, QTreeView { background: transparent; border: 0; outline: 0; color: @text;
    selection-background-color: transparent; selection-color: @text; gridline-color: transparent; }
QHeaderView, QHeaderView::section { background: transparent; border: 0; color: @muted; font-size: 12dp; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget[transparent="true"] { background: transparent; }

QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @edge; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32dp; }
QScrollBar::handle:horizontal { min-width: 32dp; }
QScrollBar::handle:hover { background: @edge2; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: @neutral_bg; border: 0; border-radius: 3px; max-height: 6dp; min-height: 6dp; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
#calendarPopup { background: @surface; border: 1px solid @border; }
QCalendarWidget QWidget { alternate-background-color: @surface; }
QCalendarWidget #qt_calendar_navigationbar { background: @surface; min-height: 36dp; }
QCalendarWidget QToolButton { color: @text; font-size: 14dp; font-weight: 700; padding: 3dp 8dp; }
QCalendarWidget QSpinBox { min-height: 26dp; padding: 0 4dp; }
QCalendarWidget QAbstractItemView { background: @surface; color: @text; font-size: 13dp;
    selection-background-color: @accent; selection-color: @on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: @disabled; }

QLabel { background: transparent; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="secondary"] { color: @text2; }
QLabel[role="danger"] { color: @danger; }
QLabel[role="warn"] { color: @warn; }
QLabel[role="ok"] { color: @ok; }
QLabel[role="accent"] { color: @accent_text; }
"""

_TOKEN = re.compile(r"@([a-z0-9_]+)")
_LENGTH = re.compile(r"([0-9]+)dp")


def stylesheet(tokens: Tokens, scale: float) -> str:
    """The stylesheet in the colours of ``tokens``, lengths and type multiplied by ``scale``."""
    colours = tokens._asdict()
    sheet = _TOKEN.sub(lambda match: colours[match.group(1)], _SHEET)
    return _LENGTH.sub(lambda match: f"{round(int(match.group(1)) * scale)}px", sheet)
