"""A window on a vendor's server, with a copy of it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from wxbuyer_gui.app import build_window
from wxbuyer_gui.paths import folders
from wxbuyer_gui.ui.main_window import MainWindow


def mirrored_window(url: str, folder: Path, qtbot: QtBot, *, timeout: float = 15.0) -> MainWindow:
    """Shown, in English, and open; the copy and all that belongs to it are in ``folder``.

    ``timeout`` is how many seconds a write is waited for.
    """
    mirror = f"sqlite:///{folder / 'mirror.db'}"
    window = build_window(
        folders(folder / "data"),
        lambda window, sources: window.open(lambda: sources.open(url, mirror=mirror, timeout=timeout)),
        language="en",
    )
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignals([window.ready, window.checked], timeout=20_000):
        pass
    return window
