"""What a clerk's hands do in a form."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

T = TypeVar("T", bound=QObject)
TODAY = date(2026, 11, 24)
CTRL = Qt.KeyboardModifier.ControlModifier


def child(parent: QObject, kind: type[T], name: str) -> T:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def edit(dialog: QWidget, name: str) -> QLineEdit:
    return child(dialog, QLineEdit, name)


def type_into(dialog: QWidget, name: str, text: str) -> None:
    """Focus a field and type, Chinese as an input method commits it."""
    field = edit(dialog, name)
    field.setFocus()
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(widget.window().focusWidget() or widget, key, modifier)
