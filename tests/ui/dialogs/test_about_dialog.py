"""About: the versions that run, the changelog without marks, and a licence for everything that is shipped."""

from __future__ import annotations

import platform
from importlib.metadata import version

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.dialogs.hands import child, edit
from wxbuyer_gui.paths import resource
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.about_dialog import AboutDialog
from wxbuyer_gui.ui.dialogs.about_facts import Facts, Paragraph, paragraphs, read_facts
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts("0.1.0")


@pytest.fixture
def dialog(window: QWidget, theme: Theme, icons: Icons, runner: Runner, qtbot: QtBot) -> AboutDialog:
    dialog = AboutDialog(window, theme=theme, icons=icons, runner=runner, version="0.1.0")
    with qtbot.waitActive(dialog):
        dialog.open()
    qtbot.waitUntil(lambda: dialog._facts is not None, timeout=20_000)
    return dialog


def test_the_versions_are_those_that_run(facts: Facts) -> None:
    versions = dict(facts.versions)
    assert versions["wxbuyer-gui"] == "0.1.0"
    assert versions["Python"].startswith(platform.python_version())
    assert versions["Qt"] == qVersion()
    assert versions["SQLAlchemy"] == version("sqlalchemy")
    assert versions["PySide6"] == version("PySide6-Essentials")


def test_every_part_has_a_licence(facts: Facts) -> None:
    names = {part.name.casefold().replace("_", "-") for part in facts.parts}
    assert {"pyside6-essentials", "shiboken6", "sqlalchemy", "httpx", "pydantic", "sqlcipher3", "keyring"} <= names
    assert "pytest" not in names  # needed for the tests only, and never shipped
    assert "wxbuyer-gui" not in names
    assert [part.name for part in facts.parts if not (part.licence or part.text)] == []
    assert next(part for part in facts.parts if part.name == "SQLAlchemy").licence == "MIT"


def test_the_changelog_loses_its_marks() -> None:
    text = "# Changelog\n\nWords.\n\n## 0.1.0\n\n- Find a **buyer** by `openId`\n* and more\n"
    assert list(paragraphs(text)) == [
        Paragraph("Words.", "text"),
        Paragraph("0.1.0", "heading"),
        Paragraph("Find a buyer by openId", "item"),
        Paragraph("and more", "item"),
    ]


def test_the_whole_changelog_is_shown(dialog: AboutDialog) -> None:
    shown = {label.text() for label in child(dialog, QWidget, "changelog").findChildren(QLabel)}
    lines = resource("changelog.md").read_text(encoding="utf-8").splitlines()
    items = [line.removeprefix("- ").replace("`", "") for line in lines if line.startswith("- ")]
    assert items
    assert set(items) <= shown
    assert [line for line in lines if line.startswith(" ")] == []  # an item goes on in no second line


def test_the_licences_are_there_in_full(dialog: AboutDialog) -> None:
    text = child(dialog, QPlainTextEdit, "licencesText").toPlainText()
    assert "LGPL 3" in text
    assert resource("icons", "LICENSE").read_text(encoding="utf-8").strip() in text
    assert f"SQLAlchemy {version('sqlalchemy')}   MIT" in text
    unnamed = [part for part in dialog._facts.parts if not part.licence]
    assert all(part.text in text for part in unnamed)


def test_the_information_can_be_copied(dialog: AboutDialog) -> None:
    child(dialog, QPushButton, "copyInfoButton").click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "wxbuyer-gui 0.1.0"
    assert f"Qt {qVersion()}" in copied
    assert child(dialog, QWidget, "aboutMessage").text() == "Copied"


def test_the_tabs_are_reached_by_arrow_keys(dialog: AboutDialog) -> None:
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    assert child(dialog, QWidget, "changelog").isVisible()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    assert child(dialog, QWidget, "licencesText").isVisible()


def test_esc_closes_it_and_the_caret_is_back(dialog: AboutDialog, window: QWidget, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert window.focusWidget() is edit(window, "searchEdit")
