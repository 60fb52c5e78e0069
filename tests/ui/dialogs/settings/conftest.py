"""The settings window over a counter that works on a real file, with a real settings file behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.paths import Folders, folders
from wxbuyer_gui.pictures import Pictures
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.settings.file import SettingsFile
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog
from wxbuyer_gui.ui.mirror_keeper import MirrorKeeper
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


@pytest.fixture
def places(tmp_path: Path) -> Folders:
    return folders(tmp_path / "home")


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def sources(places: Folders, secrets: MemorySecrets) -> Sources:
    return Sources(places, secrets=lambda: secrets)


@pytest.fixture
def operations(sources: Sources, runner: Runner) -> Iterator[Operations]:
    session = sources.open_profile(None)
    operations = Operations(runner=runner)
    operations.attach(session)
    yield operations
    operations.attach(None)
    session.close()


@pytest.fixture
def file(places: Folders) -> SettingsFile:
    return SettingsFile(places.settings_file)


@pytest.fixture
def preferences(runner: Runner, file: SettingsFile) -> Preferences:
    return Preferences(Settings(), runner=runner, write=file.update)


@pytest.fixture
def counter(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    """The window behind, with the caret in its search box.

    It is deleted at once, with the windows over it: else the theme of the next test would dress them once more.
    """
    counter = QWidget()
    counter.resize(780, 600)
    search = QLineEdit(counter)
    search.setObjectName("searchEdit")
    with qtbot.waitActive(counter):
        counter.show()
        counter.activateWindow()
    search.setFocus()
    yield counter
    counter.close()
    shiboken6.delete(counter)


@pytest.fixture
def actions(counter: QWidget, icons: Icons) -> Actions:
    return Actions(window=counter, icons=icons)


@pytest.fixture
def mirror(counter: QWidget, runner: Runner, preferences: Preferences) -> MirrorKeeper:
    return MirrorKeeper(runner=runner, preferences=preferences, parent=counter)


@pytest.fixture
def waiting() -> list[int]:
    """How many writes to the open source are not settled: what a test puts in."""
    return []


@pytest.fixture
def open_settings(
    counter: QWidget,
    mirror: MirrorKeeper,
    theme: Theme,
    icons: Icons,
    runner: Runner,
    preferences: Preferences,
    sources: Sources,
    operations: Operations,
    waiting: list[int],
    actions: Actions,
    places: Folders,
    qtbot: QtBot,
) -> Callable[..., SettingsDialog]:
    def open_settings(page: str = "") -> SettingsDialog:
        dialog = SettingsDialog(
            counter,
            theme=theme,
            icons=icons,
            runner=runner,
            preferences=preferences,
            sources=sources,
            operations=operations,
            mirror=mirror,
            waiting=lambda: sum(waiting),
            actions=actions,
            places=places,
            clear_pictures=Pictures(places.avatars).clear,
        )
        with qtbot.waitActive(dialog):
            dialog.open(page)
        return dialog

    return open_settings
