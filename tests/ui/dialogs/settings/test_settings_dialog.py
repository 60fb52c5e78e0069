"""The settings window: beside the counter, searchable, in the language of now, and gone without a trace."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.dialogs.hands import child, edit
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog
from wxbuyer_gui.ui.preferences import Edit, Preferences
from wxbuyer_gui.ui.theme import LARGE, Theme
from wxbuyer_gui.ui.widgets.marks import RunsLabel

Open = Callable[..., SettingsDialog]
PAGES = ("source", "appearance", "scan", "privacy", "operators", "backup", "advanced")


def shown_pages(dialog: SettingsDialog) -> list[str]:
    pages = child(dialog, QListWidget, "settingsPages")
    return [pages.item(row).text() for row in range(pages.count()) if not pages.item(row).isHidden()]


def test_it_opens_on_the_page_asked_for(open_settings: Open) -> None:
    dialog = open_settings("privacy")
    assert dialog.objectName() == "settingsDialog"
    assert not dialog.isModal()
    assert child(dialog, QLabel, "settingsTitle").text() == "Privacy"
    assert child(dialog, QWidget, "revealCombo").isVisible()
    dialog.open("scan")
    assert child(dialog, QWidget, "scanProbe").isVisible()
    assert not child(dialog, QWidget, "revealCombo").isVisible()
    dialog.open()
    assert child(dialog, QWidget, "scanProbe").isVisible()


def test_only_the_source_has_a_foot(open_settings: Open) -> None:
    dialog = open_settings()
    assert child(dialog, QWidget, "switchButton").isVisible()
    dialog.open("advanced")
    assert not child(dialog, QWidget, "switchButton").isVisible()


def test_arrow_keys_lead_through_the_pages(open_settings: Open) -> None:
    dialog = open_settings()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert child(dialog, QLabel, "settingsTitle").text() == "Appearance"


def test_esc_closes_it_and_the_caret_is_back(open_settings: Open, counter: QWidget, qtbot: QtBot) -> None:
    dialog = open_settings()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))
    qtbot.waitUntil(counter.isActiveWindow)
    assert counter.focusWidget() is edit(counter, "searchEdit")


def test_the_search_finds_settings_on_all_pages(open_settings: Open) -> None:
    dialog = open_settings()
    search = edit(dialog, "settingsSearch")
    search.setFocus()
    QTest.keyClicks(search, "clipb")
    assert shown_pages(dialog) == ["Privacy"]
    assert child(dialog, QLabel, "settingsTitle").text() == "Privacy"
    marked = [run.text for label in dialog.findChildren(RunsLabel) for run in label._runs if run.hit]
    assert marked == ["clipb"]
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert dialog.focusWidget() is child(dialog, QListWidget, "settingsPages")


def test_what_is_nowhere_is_said(open_settings: Open) -> None:
    dialog = open_settings()
    search = edit(dialog, "settingsSearch")
    search.setText("zzz")
    assert shown_pages(dialog) == []
    assert dialog._nothing.isVisible()
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert len(shown_pages(dialog)) == len(PAGES)
    assert not dialog._nothing.isVisible()
    assert dialog.isVisible()


def test_it_follows_the_language(open_settings: Open, quoted: Callable[[], None], qtbot: QtBot) -> None:
    dialog = open_settings()
    for page in PAGES:
        dialog.open(page)
    quoted()
    qtbot.waitUntil(lambda: dialog.windowTitle() == "«Settings»")
    words = [
        widget.text()
        for widget in dialog.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton) and re.search("[A-Za-z]{2}", widget.text())
    ]
    assert len(words) > 40
    wrong = [text for text in words if "«" not in text and "/" not in text]
    assert wrong == []


def test_a_change_that_cannot_be_saved_is_said(
    open_settings: Open, preferences: Preferences, runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(edit: Edit) -> Settings:
        raise PermissionError("read-only")

    monkeypatch.setattr(preferences, "_write", refuse)
    monkeypatch.setattr(runner, "_expected", (OSError,))
    dialog = open_settings("privacy")
    child(dialog, QAbstractButton, "avatarsSwitch").click()
    qtbot.waitUntil(dialog._failed.isVisible)
    assert "could not be saved" in dialog._failed.text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scale", [1.0, LARGE])
def test_nothing_is_cut(open_settings: Open, theme: Theme, page: str, scale: float, qtbot: QtBot) -> None:
    dialog = open_settings(page)
    theme.set_scale(scale)
    dialog.setMinimumSize(dialog._fitting((720, 480)))
    dialog.resize(theme.px(912), theme.px(586))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    area = dialog._stack.currentWidget()
    assert isinstance(area, QScrollArea)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    for widget in area.widget().findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QComboBox | QLineEdit):
            assert widget.height() >= widget.minimumSizeHint().height(), widget.objectName()
            if not isinstance(widget, QLineEdit):
                assert widget.width() >= widget.minimumSizeHint().width(), widget.objectName()


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(open_settings: Open, page: str) -> None:
    dialog = open_settings(page)
    controls = [
        widget
        for widget in dialog.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QListWidget) and widget.isVisible()
    ]
    assert len(controls) > 3
    nameless = [
        widget.objectName()
        for widget in controls
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def test_opening_it_often_leaves_nothing_behind(open_settings: Open, counter: QWidget, qtbot: QtBot) -> None:
    def close(dialog: SettingsDialog) -> None:
        dialog.close()
        qtbot.waitUntil(lambda: not isValid(dialog))

    close(open_settings())
    before = len(counter.findChildren(QObject))
    for _ in range(5):
        close(open_settings())
    assert len(counter.findChildren(QObject)) == before
