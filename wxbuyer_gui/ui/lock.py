"""The mark of what only a manager may do: a lock on the button, and the reason before it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.ui.widgets.buttons import Button


def show_lock(button: Button, *, locked: bool, icon: str = "") -> None:
    """Put the lock on ``button``, which cannot be pressed then, or take it off; ``icon`` is the one it has without."""
    reason = QCoreApplication.translate("Lock", "This needs a manager") if locked else ""
    button.setEnabled(not locked)
    button.set_icon("lock" if locked else icon)
    button.setToolTip(reason)
    button.setAccessibleDescription(reason)
