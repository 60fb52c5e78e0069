"""What of a person can be read, by eye or by a screen reader, that nobody typed and nobody asked to see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.window.seeing import cells, named, text_of
from wxbuyer_gui.domain.text import fold

STREET = "龙井路"
"""Of the tests' people with an address; its mask ends before."""

BEGIN_WITH_THE_PHONE = {"registerDialog", "bindDialog"}
"""The exception that ``domain.masking`` makes, for this field alone. A form that changes what is stored starts empty,
with the mask behind."""

_WHOLE = re.compile(
    r"(?<!\d)1[3-9](?:[ -]?\d){9}(?!\d)"  # a mobile
    r"|(?<!\d)[1-9](?:[ -]?\d){16}[ -]?[\dX](?!\d)"  # an ID number
    rf"|{STREET}"
)
_BACKUP = re.compile(r"-[0-9a-f]{6}-\d{8}-\d{6}\.db")
"""How the name of a backup ends: of a hash and a time, which may read like an ID number."""
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_TOLD = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help)


Edit = TypeVar("Edit", QLineEdit, QPlainTextEdit)


def unasked() -> list[str]:
    """Whole phones, ID numbers and streets in all windows, but for what somebody typed and what forms begin with."""
    typed = [_plain(text) for text in _typed()]
    told = [(widget, text) for widget in _visible() for text in said(widget)]
    told += [(edit, edit.text()) for edit in _edits(QLineEdit) if not (_is_typed(edit) or _begins_with_it(edit))]
    return sorted(
        {
            f"{found} in {text!r} of {named(widget)}"
            for widget, text in told
            for found in _WHOLE.findall(fold(_BACKUP.sub("", text)).upper())
            if not any(_plain(found) in each for each in typed)
        }
    )


def said(widget: QWidget) -> Iterator[str]:
    """What a widget says of itself, and the cells of a list; without what stands in a field."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield from (interface.text(kind) for kind in _TOLD)
    is_field = isinstance(widget, QLineEdit | QPlainTextEdit) and not widget.isReadOnly()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if not is_field:
        yield text_of(widget)
        if interface is not None:
            yield interface.text(QAccessible.Text.Value)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for cell in cells(widget):
            yield from (str(cell.data(role) or "") for role in _ROLES)


def _visible() -> Iterator[QWidget]:
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            yield window
            yield from (widget for widget in window.findChildren(QWidget) if widget.isVisible())


def _typed() -> Iterator[str]:
    """What stands in a field because of a clerk, also in one on a page that was left. Nothing begins with a list."""
    yield from (edit.text() for edit in _edits(QLineEdit) if _is_typed(edit))
    yield from (edit.toPlainText() for edit in _edits(QPlainTextEdit))


def _is_typed(edit: QLineEdit) -> bool:
    return edit.isModified() or edit.objectName() == "searchEdit"


def _edits(kind: type[Edit]) -> list[Edit]:
    """The fields that can be written in."""
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    return [edit for window in windows for edit in window.findChildren(kind) if not edit.isReadOnly()]


def _begins_with_it(edit: QLineEdit) -> bool:
    at: QWidget | None = edit
    while at is not None and at.objectName() not in BEGIN_WITH_THE_PHONE:
        at = at.parentWidget()
    return at is not None and edit.objectName() == "phoneEdit"


def _plain(text: str) -> str:
    return fold(text).upper().replace(" ", "").replace("-", "")
