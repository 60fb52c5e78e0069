"""What nobody expected: written to the log, and told to whoever shows it, while the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QMessageLogContext, QObject, QSysInfo, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.logs import places, redact
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.ui.dialogs.crash_dialog import CrashDialog

logger = logging.getLogger(__name__)
_qt_logger = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Incident(NamedTuple):
    """An exception that nobody caught. ``details`` may be sent to anybody: no message, no values."""

    kind: str
    details: str


class Incidents(QObject):
    """Takes over Python's and Qt's last resorts between ``start`` and ``stop``.

    Signals:
        happened(Incident): on the main thread, whatever thread it was in.
    """

    happened = Signal(object)
    _caught = Signal(object)

    def __init__(self, *, version: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._version = version
        self._excepthook = sys.excepthook
        self._thread_hook = threading.excepthook
        # Queued: the stack that failed is left before anything is shown.
        self._caught.connect(self.happened, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def stop(self) -> None:
        """Give the hooks back."""
        sys.excepthook = self._excepthook
        threading.excepthook = self._thread_hook
        qInstallMessageHandler(None)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None, thread: str = "MainThread"
    ) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C, exit: meant
            self._excepthook(kind, error, trace)
            return
        logger.error("Unexpected exception in %s\n%s", thread, places(error))
        self._caught.emit(Incident(kind.__name__, self._details(error, thread)))

    def _on_thread_exception(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            thread = hook.thread.name if hook.thread is not None else "?"
            self._on_exception(hook.exc_type, hook.exc_value, hook.exc_traceback, thread)

    def _details(self, error: BaseException, thread: str) -> str:
        python = ".".join(map(str, sys.version_info[:3]))
        system = f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelType()} {QSysInfo.kernelVersion()}"
        program = f"wxbuyer-gui {self._version}, Python {python}, Qt {qt_version}, {system}"
        return redact(f"{program}\n{thread}\n{places(error)}")


class CrashReporter(QObject):
    """Shows incidents of ``window`` in one dialog, however many there are."""

    def __init__(self, *, window: QWidget, theme: Theme, icons: Icons, copy: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._icons = icons
        self._copy = copy
        self._dialog: CrashDialog | None = None

    def show(self, incident: Incident) -> None:
        """Open the dialog, or add to the one that is open."""
        from wxbuyer_gui.ui.dialogs.crash_dialog import CrashDialog  # noqa: PLC0415  hopefully never

        if self._dialog is None:
            self._dialog = CrashDialog(theme=self._theme, icons=self._icons, copy=self._copy, parent=self._window)
            self._dialog.closed.connect(self._forget)
            self._dialog.show()
        self._dialog.add(incident)

    def _forget(self) -> None:
        self._dialog = None


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    _qt_logger.log(_LEVELS.get(kind, logging.WARNING), "%s", message or "")
