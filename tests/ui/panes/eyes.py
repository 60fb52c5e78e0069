"""What somebody sees in a pane."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from wxbuyer_gui.ui.panes.entry_row import EntryRow

T = TypeVar("T", bound=QWidget)


def find(parent: QWidget, kind: type[T], name: str) -> T:
    """The widget of this object name, on the screen or not."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def shown(parent: QWidget, name: str) -> bool:
    """Whether a widget of this object name is on the screen."""
    return any(widget.isVisible() for widget in parent.findChildren(QWidget, name))


def text(parent: QWidget, name: str) -> str:
    return find(parent, QLabel, name).text()


def press(parent: QWidget, name: str) -> None:
    """Press a button that can be seen."""
    found = [button for button in parent.findChildren(QAbstractButton, name) if button.isVisible()]
    assert len(found) == 1, f"{name}: {len(found)} on the screen"
    found[0].click()


def rows(parent: QWidget) -> list[EntryRow]:
    """The entries on the screen, from the top down."""
    return sorted((row for row in parent.findChildren(EntryRow) if row.isVisible()), key=lambda row: row.y())


def paints(widget: QWidget, colour: QColor) -> bool:
    """Whether some pixel of ``widget`` has this colour, give or take what smoothing does to thin strokes."""
    picture = widget.grab().toImage()
    spots = ((x, y) for y in range(picture.height()) for x in range(picture.width()))
    return any(_near(picture.pixelColor(x, y), colour) for x, y in spots)


def _near(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return sum(abs(a - b) for a, b in pairs) < 60
