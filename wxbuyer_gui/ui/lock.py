"""The mark of what needs a manager: a lock on the button, which can be pressed all the same: one is asked then."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.ui.widgets.buttons import Button


def show_lock(button: Button, *, locked: bool, icon: str = "") -> None:
    """Put the lock on ``button``, or take it off; ``icon`` is the one it has without."""
    reason = QCoreApplication.translate("Lock", "This needs a manager") if locked else ""
    button.set_icon("lock" if locked else icon)
    button.setToolTip(reason)
    button.setAccessibleDescription(reason)
