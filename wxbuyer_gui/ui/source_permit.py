"""Asks whether whoever works here may have the counter work on another source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import OnError, Operations


def permit_source(operations: Operations, follow: Callable[[], None], *, owner: QObject, on_error: OnError) -> None:
    """Do ``follow`` once the operator, or a manager, allows it; at once where nobody has to sign in."""
    if not operations.is_open or not operations.session.staff.is_defined:
        follow()
        return
    operations.read(
        lambda session: session.staff.allow_source(), owner=owner, on_success=lambda _: follow(), on_error=on_error
    )
