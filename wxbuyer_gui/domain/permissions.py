"""Who works at the counter and what each role may do.

Checks belong to ``services``, never only to a button. With no operators defined the shop is in single-user mode:
``SINGLE_USER`` may do everything. With some defined and none signed in it is ``NOBODY``, who may do nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wxbuyer_gui.domain.errors import ExpectedError, InvalidInputError


class Role(StrEnum):
    """店员 or 店长; nobody is what a counter has while none of them is signed in."""

    NOBODY = "nobody"
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
    REVEAL_ID = "reveal_id"
    ALIAS = "alias"
    JOURNAL = "journal"
    REPORT = "report"
    REPORT_ALL = "report_all"
    FORGET = "forget"
    BATCH_BIND = "batch_bind"
    EXPORT_CLEAR = "export_clear"
    EXPORT_PERSON = "export_person"
    PRIVACY = "privacy"
    OPERATORS = "operators"
    ALARM = "alarm"


CONFIRMED = frozenset({Right.SOURCE, Right.OPERATORS})
"""Rights for which a manager types the password again."""

_CLERK_RIGHTS = frozenset(
    {
        Right.SEARCH,
        Right.REVEAL,
        Right.REVEAL_ID,
        Right.EDIT_BUYER,
        Right.REGISTER,
        Right.BIND,
        Right.EDIT_MEMBER,
        Right.BACKUP,
        Right.ALIAS,
        Right.JOURNAL,
        Right.REPORT,
    }
)
_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.NOBODY: frozenset(),
    Role.CLERK: _CLERK_RIGHTS,
    Role.MANAGER: frozenset(Right),
}


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
NOBODY = Operator(role=Role.NOBODY)


@dataclass(frozen=True, slots=True)
class Person:
    """An operator as the list of them shows one. Moments are in UTC.

    ``left_at`` is when they were put out of service, ``held_until`` when the next secret is looked at after wrong ones;
    None for neither.
    """

    operator: Operator
    joined_at: datetime
    left_at: datetime | None = None
    held_until: datetime | None = None


class NotAllowedError(ExpectedError):
    """The current operator's role lacks ``right``; a manager's does not (需要店长).

    ``operator`` is who wanted to do it, where that is known. ``approved`` are the rights that a manager has allowed
    this action already, which needs another one still.
    """

    code = "E-NOT-ALLOWED"
    approved: frozenset[Right] = frozenset()

    def __init__(self, right: Right, operator: Operator | None = None) -> None:
        super().__init__(f"not allowed: {right}")
        self.right = right
        self.operator = operator


class SignedOutError(NotAllowedError):
    """Nobody is signed in here: not yet, not any more, or the counter is locked."""

    code = "E-SIGNED-OUT"


class NotConfirmedError(NotAllowedError):
    """The operator has ``right``, and has to type the password again for it."""

    code = "E-NOT-CONFIRMED"


class SecretError(InvalidInputError):
    """A password or PIN that is not taken.

    ``E-WRONG-SECRET``: it, or the name, is wrong. ``E-HELD-OFF``: after too many wrong ones none is looked at before
    ``until`` (in UTC). ``E-SECRET-SHORT``, ``E-SECRET-TRIVIAL``: it cannot be used as a new one.
    """

    code = "E-WRONG-SECRET"

    def __init__(self, message: str = "", *, code: str | None = None, until: datetime | None = None) -> None:
        super().__init__(message, code=code, field="secret")
        self.until = until
