"""Where the window was when it was last closed, and how to bring it back onto a screen that is there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QSplitter, QWidget

from wxbuyer_gui.settings import WindowPlace

USUAL = QSize(1180, 740)
SMALLEST = QSize(1024, 640)


def restore(window: QWidget, place: WindowPlace) -> None:
    """Put ``window`` where it was; Qt moves it onto a screen if that one is gone.

    At first it has the usual size, or that of a screen which is smaller.
    """
    if not (place.geometry and window.restoreGeometry(QByteArray.fromBase64(place.geometry.encode()))):
        window.resize(USUAL.boundedTo(window.screen().availableSize()))


def restore_halves(splitter: QSplitter, place: WindowPlace) -> None:
    """Put the line between list and detail where it was."""
    if place.splitter:
        splitter.restoreState(QByteArray.fromBase64(place.splitter.encode()))


def remembered(window: QWidget, splitter: QSplitter, place: WindowPlace, *, tab: int) -> WindowPlace:
    """``place`` with what the window looks like now."""
    return replace(
        place,
        geometry=window.saveGeometry().toBase64().toStdString(),
        splitter=splitter.saveState().toBase64().toStdString(),
        tab=tab,
    )
