"""Leaving a source to which something waits to be sent has to be said twice; going on with it has not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.raw_server import RawServer, running_server
from tests.support.vendor import Vendor
from tests.ui.dialogs.settings.test_remote_source import ServerManager
from tests.ui.dialogs.settings.test_source_page import NEW
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.remote import RemoteAccess
from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog
from wxbuyer_gui.ui.preferences import Preferences

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"


@pytest.fixture
def server() -> Iterator[RawServer]:
    model = Vendor()
    model.add(id=7, name="王小明", openId=OPEN_ID)
    with running_server(model) as running:
        yield running


@pytest.fixture
def saved(server: RawServer, preferences: Preferences) -> Profile:
    """The server in use."""
    profile = Profile("p9", "总部", "remote", server.url, None, RemoteAccess())
    preferences.change(lambda settings: replace(settings, profile="p9", profiles=(profile,)))
    return profile


@pytest.fixture
def manager(
    open_settings: Callable[[str], SettingsDialog], saved: Profile, waiting: list[int], qtbot: QtBot
) -> ServerManager:
    """Two writes to that server wait."""
    waiting.append(2)
    return ServerManager(open_settings("source"), qtbot)


def another_file(manager: ServerManager, tmp_path: Path) -> None:
    manager.choose_kind("sqlite")
    manager.choose("sqlite", NEW)
    manager.type("sqliteName", "二号店")
    manager.type("fileEdit", str(tmp_path / "other.db"))
    manager.press_switch()


def status(manager: ServerManager) -> str:
    return manager.dialog._stack.page(0)._foot.status


def test_another_source_is_asked_about_and_nothing_is_kept_until_then(
    manager: ServerManager, saved: Profile, preferences: Preferences, tmp_path: Path
) -> None:
    another_file(manager, tmp_path)
    assert manager.chosen == []
    assert preferences.settings.current == saved
    assert status(manager).startswith("Not settled yet: 2.")
    assert manager.switch.text() == "Switch all the same"
    manager.press_switch()
    assert [profile.name for profile in manager.chosen if profile is not None] == ["二号店"]
    assert preferences.settings.current == manager.chosen[0]


def test_another_draft_is_asked_about_again(manager: ServerManager, tmp_path: Path) -> None:
    another_file(manager, tmp_path)
    manager.type("sqliteName", "三号店")
    manager.press_switch()
    assert manager.chosen == []
    assert status(manager).startswith("Not settled yet: 2.")


def test_cancelling_stays_with_the_source_in_use(manager: ServerManager, saved: Profile, tmp_path: Path) -> None:
    another_file(manager, tmp_path)
    manager.dialog._stack.page(0)._foot._cancel.click()
    assert manager.form.profile() == saved
    assert manager.chosen == []
    assert "Not settled" not in status(manager)


def test_other_settings_of_the_same_server_are_not_asked_about(manager: ServerManager) -> None:
    manager.type("knownEdit", "7")
    manager.type("lateEdit", "60")
    manager.press_switch()
    assert len(manager.chosen) == 1


def test_nothing_is_asked_where_nothing_waits(manager: ServerManager, waiting: list[int], tmp_path: Path) -> None:
    waiting.clear()
    another_file(manager, tmp_path)
    assert len(manager.chosen) == 1
