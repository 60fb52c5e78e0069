"""The composition root of the window: settings → session → window. The source is opened on a worker."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.permissions import NotAllowedError
from wxbuyer_gui.paths import Folders, folders, resource
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.i18n import Translators
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.theme import Mode, Theme
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

_SWITCH_SECONDS = 0.001  # the interpreter's default of 5 ms is seen as a stutter while a worker computes


def create_window(
    url: str,
    *,
    mirror: str | None = None,
    data_dir: str | Path | None = None,
    language: str = "zh_CN",
    tenant_id: int | None = None,
    theme: str = Mode.AUTO,
) -> MainWindow:
    """A window on the source at ``url``, not shown yet; makes the QApplication if there is none.

    Returns at once: the source is opened on a worker, and ``window.ready`` fires when it is usable or when a page
    says why it is not. Never raises for a bad source. Closing the window waits for writes and closes the source.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("wxbuyer-gui")
    sys.setswitchinterval(_SWITCH_SECONDS)
    places = folders(Path(data_dir) if data_dir is not None else None)
    translators = Translators(app, folder=resource("i18n"))
    translators.switch(language)
    look = Theme(mode=theme)
    look.apply(app)
    window = MainWindow(theme=look, icons=Icons(look), runner=Runner(expected=(BackendError, NotAllowedError)))
    for part in (translators, look):
        part.setParent(window)
    QTimer.singleShot(0, window, lambda: window.open(lambda: _open_session(url, mirror, tenant_id, places)))
    return window


def _open_session(url: str, mirror: str | None, tenant_id: int | None, places: Folders) -> Session:
    """Runs on a worker: nothing before the first paint imports the database."""
    from wxbuyer_gui.backends.factory import open_source
    from wxbuyer_gui.services.device import load_device
    from wxbuyer_gui.services.secrets import system_secrets
    from wxbuyer_gui.services.session import SourceInfo, open_session
    from wxbuyer_gui.settings import without_secrets

    source = open_source(url, mirror=mirror, data_dir=places.data, tenant_id=tenant_id)
    try:
        path = source.desk_store.path
        kind = "postgresql" if url.startswith("postgresql") else "sqlite" if path else "memory"
        info = SourceInfo(kind=kind, label=path.name if path else "", url=without_secrets(url), path=path)
        return open_session(source, info, device=load_device(places.data, system_secrets()))
    except BaseException:
        source.close()
        raise


def run_window(
    url: str,
    *,
    data_dir: Path | None,
    tenant_id: int | None = None,
    search: str = "",
    language: str = "zh_CN",
    theme: str = Mode.AUTO,
    screenshot: Path | None = None,
) -> int:
    """Show the window until it is closed; with ``screenshot`` only until the answer is painted and saved."""
    window = create_window(url, data_dir=data_dir, language=language, tenant_id=tenant_id, theme=theme)
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
