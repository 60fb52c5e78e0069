"""Copies what the counter shows, and takes it back: a phone does not stay in the clipboard for the next program."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from wxbuyer_gui.ui.preferences import Preferences

# Windows' clipboard history and cloud, and KDE's.
_NO_HISTORY = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01",
    "x-kde-passwordManagerHint": b"secret",
}


class Clipboard(QObject):
    """Empties the clipboard again after the seconds that the settings say, if it still holds what was put there."""

    def __init__(self, *, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._text = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.forget)

    def put(self, text: str) -> None:
        """Copy ``text``; programs that keep what was copied are asked not to keep this."""
        data = QMimeData()
        data.setText(text)
        for hint, value in _NO_HISTORY.items():
            data.setData(hint, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._text = text
        seconds = self._preferences.settings.privacy.clipboard_seconds
        if seconds:
            self._timer.start(seconds * 1000)
        else:
            self._timer.stop()

    def forget(self) -> None:
        """Take back what was copied, unless something else has been copied since."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""
