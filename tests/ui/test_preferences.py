"""Settings change at once in memory, reach a real file in order, and say so where they cannot."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.settings.file import SettingsFile
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.preferences import Edit, Preferences


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    runner = Runner(expected=(OSError,))
    yield runner
    runner.close()


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.toml")


def gap(milliseconds: int) -> Edit:
    return lambda settings: replace(settings, scan=replace(settings.scan, gap_ms=milliseconds))


def theme(mode: str) -> Edit:
    return lambda settings: replace(settings, appearance=replace(settings.appearance, theme=mode))


def test_a_change_is_in_force_at_once_and_told(runner: Runner) -> None:
    preferences = Preferences(Settings(), runner=runner)
    told: list[Settings] = []
    preferences.changed.connect(told.append)
    preferences.change(gap(80))
    assert preferences.settings.scan.gap_ms == 80
    assert told == [preferences.settings]


def test_nothing_changed_is_not_told(runner: Runner) -> None:
    preferences = Preferences(Settings(), runner=runner)
    told: list[Settings] = []
    preferences.changed.connect(told.append)
    preferences.change(lambda settings: settings)
    assert told == []


def test_the_file_holds_the_last_of_many_quick_changes(runner: Runner, file: SettingsFile, qtbot: QtBot) -> None:
    preferences = Preferences(Settings(), runner=runner, write=file.update)
    for milliseconds in range(20, 120):
        preferences.change(gap(milliseconds))
    preferences.change(theme("dark"))
    qtbot.waitUntil(lambda: file.load().settings == preferences.settings)
    assert file.load().settings.scan.gap_ms == 119


def test_another_windows_change_is_not_undone(runner: Runner, file: SettingsFile, qtbot: QtBot) -> None:
    preferences = Preferences(Settings(), runner=runner, write=file.update)
    file.update(theme("dark"))  # by another window, meanwhile
    preferences.change(gap(80))
    qtbot.waitUntil(lambda: file.load().settings.scan.gap_ms == 80)
    assert file.load().settings.appearance.theme == "dark"


def test_changes_made_during_a_write_follow_in_order(runner: Runner, file: SettingsFile, qtbot: QtBot) -> None:
    entered, go_on = threading.Event(), threading.Event()
    writes: list[int] = []

    def write(edit: Edit) -> Settings:
        entered.set()
        assert go_on.wait(10)
        settings = file.update(edit)
        writes.append(settings.scan.gap_ms)
        return settings

    preferences = Preferences(Settings(), runner=runner, write=write)
    preferences.change(gap(30))
    assert entered.wait(10)
    preferences.change(gap(40))
    preferences.change(gap(50))
    go_on.set()
    qtbot.waitUntil(lambda: len(writes) == 2)
    assert writes == [30, 50]
    assert file.load().settings.scan.gap_ms == 50


def test_closing_right_after_a_change_loses_nothing(qapp: QApplication, file: SettingsFile) -> None:
    runner = Runner()
    preferences = Preferences(Settings(), runner=runner, write=file.update)
    for milliseconds in (30, 40, 50):
        preferences.change(gap(milliseconds))
    preferences.flush()
    assert runner.close()
    assert file.load().settings.scan.gap_ms == 50


def test_a_file_that_cannot_be_written_is_reported_and_the_change_stays(
    runner: Runner, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    preferences = Preferences(Settings(), runner=runner, write=SettingsFile(tmp_path / "taken" / "s.toml").update)
    with qtbot.waitSignal(preferences.failed) as failed:
        preferences.change(gap(80))
    assert isinstance(failed.args[0], OSError)
    assert preferences.settings.scan.gap_ms == 80


def test_after_a_failed_write_the_next_one_is_tried(runner: Runner, file: SettingsFile, qtbot: QtBot) -> None:
    outcomes: list[Callable[[Edit], Settings]] = [_refuse, file.update]
    preferences = Preferences(Settings(), runner=runner, write=lambda edit: outcomes.pop(0)(edit))
    with qtbot.waitSignal(preferences.failed):
        preferences.change(gap(30))
    preferences.change(theme("dark"))
    qtbot.waitUntil(lambda: file.load().settings.appearance.theme == "dark")


def test_loading_takes_the_file_but_keeps_the_look_of_now(runner: Runner, file: SettingsFile, qtbot: QtBot) -> None:
    file.update(gap(80))
    file.update(theme("dark"))
    preferences = Preferences(Settings(), runner=runner, write=file.update)
    with qtbot.waitSignal(preferences.changed):
        preferences.load(lambda: file.load().settings)
    assert preferences.settings.scan.gap_ms == 80
    assert preferences.settings.appearance.theme == "auto"


def _refuse(edit: Edit) -> Settings:
    raise PermissionError("read-only")


def test_a_change_that_is_made_while_the_file_is_read_stays(runner: Runner, file: SettingsFile, qtbot: QtBot) -> None:
    preferences = Preferences(Settings(), runner=runner, write=file.update)
    changed = threading.Event()

    def read() -> Settings:
        settings = file.load().settings
        assert changed.wait(10)
        return settings

    preferences.load(read)
    preferences.change(gap(80))
    changed.set()
    qtbot.waitUntil(lambda: preferences.is_whole)
    assert preferences.settings.scan.gap_ms == 80
