"""Who works at the counter and what each role may do.

Checks belong to ``services``, never only to a button. With no operators defined the shop is in single-user mode:
``SINGLE_USER`` may do everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """店员 or 店长."""

    CLERK = "clerk"
    MANAGER = "manager"


class Right(StrEnum):
    """What an operator may be allowed to do."""

    SEARCH = "search"
    REVEAL = "reveal"
    EDIT_BUYER = "edit_buyer"
    REGISTER = "register"
    BIND = "bind"
    UNBIND = "unbind"
    EDIT_MEMBER = "edit_member"
    IMPORT = "import"
    EXPORT = "export"
    BACKUP = "backup"
    RESTORE = "restore"
    MIGRATE = "migrate"
    SYNC = "sync"
    REVIEW = "review"
    SOURCE = "source"


_CLERK_RIGHTS = frozenset(
    {
        Right.SEARCH,
        Right.REVEAL,
        Right.EDIT_BUYER,
        Right.REGISTER,
        Right.BIND,
        Right.EDIT_MEMBER,
        Right.BACKUP,
    }
)
_RIGHTS = {Role.CLERK: _CLERK_RIGHTS, Role.MANAGER: frozenset(Right)}


@dataclass(frozen=True, slots=True)
class Operator:
    """A person at the counter. ``id`` is None in single-user mode, where ``name`` is empty too."""

    id: int | None = None
    name: str = ""
    role: Role = Role.MANAGER

    def may(self, right: Right) -> bool:
        """Whether this operator's role includes ``right``."""
        return right in _RIGHTS[self.role]


SINGLE_USER = Operator()


class NotAllowedError(Exception):
    """The current operator's role lacks ``right``; a manager's does not (需要店长)."""

    code = "E-NOT-ALLOWED"

    def __init__(self, right: Right) -> None:
        super().__init__(f"not allowed: {right}")
        self.right = right
