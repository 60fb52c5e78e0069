"""The composition root of the window: settings → session → window. The source is opened on a worker."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from wxbuyer_gui import __version__
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.permissions import NotAllowedError
from wxbuyer_gui.paths import Folders, folders, resource
from wxbuyer_gui.pictures import Pictures
from wxbuyer_gui.services.secrets import system_secrets
from wxbuyer_gui.settings import Settings, read_first_look
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.i18n import Translators
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import LARGE, Theme
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.settings.file import SettingsFile

_SWITCH_SECONDS = 0.001  # the interpreter's default of 5 ms is seen as a stutter while a worker computes


def create_window(
    url: str,
    *,
    mirror: str | None = None,
    data_dir: str | Path | None = None,
    language: str = "zh_CN",
    tenant_id: int | None = None,
) -> MainWindow:
    """A window on the source at ``url``, not shown yet; makes the QApplication if there is none.

    Returns at once: the source is opened on a worker, and ``window.ready`` fires when it is usable or when a page
    says why it is not. Never raises for a bad source. Closing the window waits for writes and closes the source.
    """
    places = folders(Path(data_dir) if data_dir is not None else None)
    return build_window(
        places,
        lambda sources: sources.open(url, mirror=mirror, tenant_id=tenant_id),
        language=language,
    )


def build_window(
    places: Folders,
    opener: Callable[[Sources], Session],
    *,
    language: str | None = None,
    theme: str | None = None,
) -> MainWindow:
    """A window that opens what ``opener`` opens. ``language`` and ``theme`` go before the person's settings."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("wxbuyer-gui")
    sys.setswitchinterval(_SWITCH_SECONDS)
    settings = _first_settings(places, language=language, theme=theme)
    translators = Translators(app, folder=resource("i18n"))
    translators.switch(settings.appearance.language)
    look = Theme(mode=settings.appearance.theme, scale=LARGE if settings.appearance.large_text else 1.0)
    look.apply(app)
    runner = Runner(expected=(BackendError, NotAllowedError))
    file = LazySettingsFile(places.settings_file)
    preferences = Preferences(settings, runner=runner, write=file.update)
    sources = Sources(
        places, secrets=system_secrets, backup_folder=lambda: _backup_folder(preferences.settings, places)
    )
    window = MainWindow(
        theme=look,
        icons=Icons(look),
        translators=translators,
        runner=runner,
        preferences=preferences,
        sources=sources,
        avatars=AvatarLoader(
            runner=runner,
            fetch=Pictures(places.avatars).get,
            enabled=lambda: preferences.is_whole and preferences.settings.privacy.avatars,
        ),
        version=__version__,
    )
    QTimer.singleShot(0, window, lambda: window.open(lambda: opener(sources)))
    window.ready.connect(lambda: preferences.load(file.read))
    return window


class LazySettingsFile:
    """The settings file for workers: what checks it is imported with the first use, and one lock guards it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._file: SettingsFile | None = None

    def read(self) -> Settings:
        """The checked settings; defaults stand for what makes no sense."""
        return self._opened().load().settings

    def update(self, edit: Callable[[Settings], Settings]) -> Settings:
        """Apply ``edit`` to what the file holds now."""
        return self._opened().update(edit)

    def _opened(self) -> SettingsFile:
        from wxbuyer_gui.settings.file import SettingsFile

        with self._lock:
            if self._file is None:
                self._file = SettingsFile(self._path)
            return self._file


def _first_settings(places: Folders, *, language: str | None, theme: str | None) -> Settings:
    """What the first paint needs, read without the checker; the whole file is checked later."""
    first = read_first_look(places.settings_file)
    wanted = {name: value for name, value in (("language", language), ("theme", theme)) if value is not None}
    return Settings(
        profile=first.source.id if first.source else "",
        appearance=replace(first.appearance, **wanted),
        window=first.window,
        backup=first.backup,
        profiles=(first.source,) if first.source else (),
    )


def _backup_folder(settings: Settings, places: Folders) -> Path:
    return Path(settings.backup.folder) if settings.backup.folder else places.backups


def run_window(
    url: str,
    *,
    data_dir: Path | None,
    tenant_id: int | None = None,
    search: str = "",
    language: str | None = None,
    theme: str | None = None,
    screenshot: Path | None = None,
) -> int:
    """Show the window until it is closed; with ``screenshot`` only until the answer is painted and saved."""
    window = build_window(
        folders(data_dir), lambda sources: sources.open(url, tenant_id=tenant_id), language=language, theme=theme
    )
    app = QApplication.instance()
    assert app is not None
    if search:
        window.search_for(search)
    if screenshot is not None:
        window.answered.connect(lambda: QTimer.singleShot(0, window, lambda: _save(window, screenshot)))
        window.resize(1180, 740)
    window.show()
    return app.exec()


def _save(window: MainWindow, screenshot: Path) -> None:
    saved = window.grab().save(str(screenshot))
    window.close()
    app = QApplication.instance()
    if app is not None:
        app.exit(0 if saved else 1)
