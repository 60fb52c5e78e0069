"""A window on a vendor's server, with a copy of it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from wxbuyer_gui.app import create_window
from wxbuyer_gui.ui.main_window import MainWindow


def mirrored_window(url: str, folder: Path, qtbot: QtBot) -> MainWindow:
    """Shown, in English, and open; the copy and all that belongs to it are in ``folder``."""
    window = create_window(url, mirror=f"sqlite:///{folder / 'mirror.db'}", data_dir=folder / "data", language="en")
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignals([window.ready, window.checked]):
        pass
    return window
