"""The page for a source that cannot be used: what it says, and what it offers for which problem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from wxbuyer_gui.domain.errors import AuthError, BackendError, StorageError, UnreachableError
from wxbuyer_gui.ui.panes.problem_page import ProblemPage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, icons: Icons) -> ProblemPage:
    page = ProblemPage(theme=theme, icons=icons)
    qtbot.addWidget(page)
    page.resize(1138, 590)
    page.show()
    return page


def offered(page: ProblemPage) -> list[str]:
    buttons = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    return [button.objectName() for button in sorted(buttons, key=lambda button: button.x())]


def filled(page: ProblemPage) -> list[str]:
    buttons = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    return [button.objectName() for button in buttons if button.property("kind") == "primary"]


@pytest.mark.parametrize(
    ("error", "buttons"),
    [
        (StorageError("…", code="E-DAMAGED"), ["restoreBackupButton", "reopenButton", "otherSourceButton"]),
        (StorageError("…", code="E-NO-FILE"), ["reopenButton", "restoreBackupButton", "otherSourceButton"]),
        (StorageError("…", code="E-FOREIGN"), ["otherSourceButton"]),
        (StorageError("…", code="E-SCHEMA-NEW"), ["otherSourceButton"]),
        (StorageError("…", code="E-SCHEMA-OLD"), ["migrateButton", "otherSourceButton"]),
        (StorageError("…", code="E-READ-ONLY"), ["reopenButton", "openFolderButton", "otherSourceButton"]),
        (StorageError("…", code="E-LOCKED"), ["reopenButton", "otherSourceButton"]),
        (AuthError("…"), ["enterKeyButton", "reopenButton"]),
        (AuthError("…", code="E-NO-KEY"), ["enterKeyButton", "reopenButton"]),
        (StorageError("…"), ["reopenButton", "otherSourceButton"]),
        (ValueError("unexpected"), ["reopenButton", "otherSourceButton"]),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_each_problem_offers_what_helps_and_fills_the_best(
    page: ProblemPage, tmp_path: Path, error: Exception, buttons: list[str]
) -> None:
    page.show_error(StorageError("an earlier one", code="E-IO"), place="…", file=tmp_path / "shop.db")
    page.show_error(error, place="sqlite:///shop.db", file=tmp_path / "shop.db")
    assert set(offered(page)) == set(buttons)
    assert filled(page) == buttons[:1]


def test_it_says_where_and_which(page: ProblemPage, tmp_path: Path) -> None:
    page.show_error(StorageError("the end is missing", code="E-DAMAGED"), place="…", file=tmp_path / "shop.db")
    assert str(tmp_path / "shop.db") in page.text
    assert page.text.endswith("E-DAMAGED")
    assert page.accessibleName()


def test_a_servers_own_words_are_shown_and_there_is_no_folder(page: ProblemPage) -> None:
    page.show_error(UnreachableError("08001 <b>no route</b>"), place="postgresql://wang@db/shop")
    assert "08001 <b>no route</b>" in page.text
    assert "postgresql://wang@db/shop" in page.text
    assert "openFolderButton" not in offered(page)


@pytest.mark.parametrize(
    ("error", "button", "signal"),
    [
        (StorageError("…", code="E-DAMAGED"), "restoreBackupButton", "restore_requested"),
        (StorageError("…", code="E-SCHEMA-OLD"), "migrateButton", "migrate_requested"),
        (StorageError("…", code="E-LOCKED"), "reopenButton", "retry_requested"),
        (AuthError("28P01"), "enterKeyButton", "source_requested"),
        (StorageError("…", code="E-FOREIGN"), "otherSourceButton", "source_requested"),
    ],
)
def test_a_button_asks_for_what_it_says(
    page: ProblemPage, qtbot: QtBot, error: BackendError, button: str, signal: str
) -> None:
    page.show_error(error)
    with qtbot.waitSignal(getattr(page, signal)):
        next(each for each in page.findChildren(QPushButton, button) if each.isVisible()).click()


class FileManager(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def file_manager(qapp: object) -> Iterator[FileManager]:
    manager = FileManager()
    QDesktopServices.setUrlHandler("file", manager, "open")
    yield manager
    QDesktopServices.unsetUrlHandler("file")


def test_the_folder_opens_also_where_the_last_part_of_it_is_gone(
    page: ProblemPage, file_manager: FileManager, tmp_path: Path
) -> None:
    page.show_error(StorageError("…", code="E-CANNOT-OPEN"), file=tmp_path / "gone" / "shop.db")
    page.findChild(QPushButton, "openFolderButton").click()
    assert file_manager.opened == [QUrl.fromLocalFile(str(tmp_path))]
