"""The settings in force: changed at once in memory, written to their file in the background, told to who shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.tasks.runner import Runner

Edit = Callable[[Settings], Settings]


class Preferences(QObject):
    """``write`` applies an edit to the file, one at a time; None keeps the settings in memory.

    Edits are handed over one after another, so that the later of two quick ones wins in the file, too.

    Signals:
        changed(Settings): other settings are in force.
        failed(Exception): they are in force, but could not be written.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        settings: Settings,
        *,
        runner: Runner,
        write: Callable[[Edit], Settings] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._runner = runner
        self._write = write
        self._is_whole = write is None
        self._early: list[Edit] = []
        self._waiting: list[Edit] = []
        self._is_writing = False

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    @property
    def is_whole(self) -> bool:
        """Whether all settings are known. Until then the defaults stand where a person may have said no."""
        return self._is_whole

    def load(self, read: Callable[[], Settings]) -> None:
        """Read the whole file in the background. Look and place are known already, and perhaps set by hand since."""
        self._runner.submit(read, on_success=self._adopt, on_error=self.failed.emit, owner=self)

    def _adopt(self, settings: Settings) -> None:
        self._is_whole = True
        read = replace(settings, appearance=self._settings.appearance, window=self._settings.window)
        self._settings = _all(tuple(self._early), read)
        self.changed.emit(self._settings)

    def change(self, edit: Edit) -> None:
        """Put what ``edit`` makes of the settings in force, and write it."""
        settings = edit(self._settings)
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)
        if not self._is_whole:
            self._early.append(edit)  # the file, which is being read, may not have it yet
        if self._write is not None:
            self._waiting.append(edit)
            self._write_next()

    def flush(self) -> None:
        """Hand over what waits, before the runner is closed: it then goes on after the write under way."""
        self._hand_over()

    def _write_next(self) -> None:
        if not self._is_writing:
            self._hand_over()

    def _hand_over(self) -> None:
        if not self._waiting or self._write is None:
            return
        edits, self._waiting = tuple(self._waiting), []
        write = self._write
        self._is_writing = True
        self._runner.submit(
            lambda: write(lambda settings: _all(edits, settings)),
            on_success=lambda _settings: self._on_written(),
            on_error=self._on_failed,
            must_finish=True,
        )

    def _on_written(self) -> None:
        self._is_writing = False
        self._write_next()

    def _on_failed(self, error: Exception) -> None:
        self._is_writing = False
        self.failed.emit(error)
        self._write_next()


def _all(edits: tuple[Edit, ...], settings: Settings) -> Settings:
    for edit in edits:
        settings = edit(settings)
    return settings
