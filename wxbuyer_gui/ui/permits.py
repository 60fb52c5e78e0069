"""Asks whether whoever works here may change what only a manager changes on this computer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.ui.operations import OnError, Operations


def permit_source(operations: Operations, follow: Callable[[], None], *, owner: QObject, on_error: OnError) -> None:
    """Do ``follow``, which has the counter work on another source, once the operator or a manager allows it.

    At once where nobody has to sign in.
    """
    _permit(operations, lambda session: session.staff.allow_source(), follow, owner, on_error)


def permit_privacy(operations: Operations, follow: Callable[[], None], *, owner: QObject, on_error: OnError) -> None:
    """As ``permit_source``, for what becomes of customers' data here: how long it shows, when the counter locks."""
    _permit(operations, lambda session: session.staff.allow_privacy(), follow, owner, on_error)


def _permit(
    operations: Operations,
    ask: Callable[[Session], None],
    follow: Callable[[], None],
    owner: QObject,
    on_error: OnError,
) -> None:
    if not operations.is_open or not operations.session.staff.is_defined:
        follow()
        return
    operations.read(ask, owner=owner, on_success=lambda _: follow(), on_error=on_error)
