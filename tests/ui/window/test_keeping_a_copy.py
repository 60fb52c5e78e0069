"""A server that cannot be searched by phone: one button keeps a copy that can, and the typed text is asked again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.support.raw_server import RawServer
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.app import build_window
from wxbuyer_gui.paths import folders
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.remote import RemoteAccess


def opened(server: RawServer, tmp_path: Path, qtbot: QtBot, *, is_saved: bool) -> Clerk:
    profile = Profile("p1", "总部", "remote", server.url, remote=RemoteAccess(mirror=False))
    window = build_window(
        folders(tmp_path), lambda window, sources: window.open(lambda: sources.open_profile(profile)), language="en"
    )
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignals([window.ready, window.checked]):
        pass
    if is_saved:
        window._preferences.change(lambda settings: replace(settings, profile="p1", profiles=(profile,)))
        qtbot.waitUntil(lambda: not window._runner.writing)
    clerk = Clerk(window, qtbot)
    clerk.search("8000")
    return clerk


def test_the_button_keeps_a_copy_and_asks_again(server: RawServer, tmp_path: Path, qtbot: QtBot) -> None:
    clerk = opened(server, tmp_path, qtbot, is_saved=True)
    with qtbot.waitSignal(clerk.window.ready, timeout=20_000):
        clerk.see("answerMirrorButton", QPushButton).click()
    assert clerk.window.session.mirror is not None
    assert clerk.box.text() == "8000"
    (saved,) = clerk.window._preferences.settings.profiles
    assert saved.remote == RemoteAccess(mirror=True)
    for text in ("#7", "8000"):  # who was looked up once is in the copy
        clerk.box.setText(text)
        qtbot.waitUntil(lambda: clerk.names == ["王小明"])


def test_a_server_that_is_no_saved_source_is_set_up_in_settings(
    server: RawServer, tmp_path: Path, qtbot: QtBot
) -> None:
    clerk = opened(server, tmp_path, qtbot, is_saved=False)
    clerk.see("answerMirrorButton", QPushButton).click()
    qtbot.waitUntil(lambda: clerk.window._windows._settings is not None and clerk.window._windows._settings.isVisible())
    assert clerk.window.session.mirror is None
