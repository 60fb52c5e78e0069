"""What the roles are called."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.permissions import Role

_NAMES = {
    Role.CLERK: QT_TRANSLATE_NOOP("RoleWords", "Clerk"),
    Role.MANAGER: QT_TRANSLATE_NOOP("RoleWords", "Manager"),
}


def role_name(role: Role) -> str:
    """A role in the window's language."""
    return QCoreApplication.translate("RoleWords", _NAMES[role])
