"""The mark of what only a manager may do: a lock on the button, and the reason before it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.ui.widgets.buttons import Button


def lock(button: Button) -> None:
    """Put the lock on; nothing can be pressed any more."""
    reason = QCoreApplication.translate("Lock", "This needs a manager")
    button.setEnabled(False)
    button.set_icon("lock")
    button.setToolTip(reason)
    button.setAccessibleDescription(reason)
