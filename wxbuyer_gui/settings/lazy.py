"""The settings file for a window: painted before the checker is loaded, written on workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from wxbuyer_gui.settings import Settings, read_first_look

if TYPE_CHECKING:
    from wxbuyer_gui.settings.file import SettingsFile


class LazySettingsFile:
    """The file for workers: what checks it is imported with the first use, and one lock guards it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._file: SettingsFile | None = None

    def first_settings(self, *, language: str | None = None, theme: str | None = None) -> Settings:
        """What the first paint needs, read without the checker; ``language`` and ``theme`` go before the file's."""
        first = read_first_look(self._path)
        wanted: dict[str, Any] = {
            name: value for name, value in (("language", language), ("theme", theme)) if value is not None
        }
        return Settings(
            profile=first.source.id if first.source else "",
            appearance=replace(first.appearance, **wanted),
            window=first.window,
            backup=first.backup,
            profiles=(first.source,) if first.source else (),
        )

    def read(self) -> Settings:
        """The checked settings; defaults stand for what makes no sense."""
        return self._opened().load().settings

    def update(self, edit: Callable[[Settings], Settings]) -> Settings:
        """Apply ``edit`` to what the file holds now."""
        return self._opened().update(edit)

    def _opened(self) -> SettingsFile:
        with self._lock:
            if self._file is None:
                try:
                    self._file = _make(self._path)
                except ImportError:
                    # Seen once: pydantic loads its names when they are asked for, and another worker that imports at
                    # the same moment can make the first of these imports fail. The second finds all of it.
                    self._file = _make(self._path)
            return self._file


def _make(path: Path) -> SettingsFile:
    from wxbuyer_gui.settings.file import SettingsFile  # noqa: PLC0415 - 60 ms that no first paint waits for

    return SettingsFile(path)
