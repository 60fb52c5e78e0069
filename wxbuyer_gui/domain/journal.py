"""What the journal tells people: who did what to which buyer, and how it ended.

View objects only; how they are stored and sealed is the business of ``services/journal.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.result import WriteResult


class Action(StrEnum):
    """What was done. The first eight are writes, the others events."""

    ADD = "add"
    SAVE = "save"
    REGISTER = "register"
    BIND = "bind"
    REBIND = "rebind"
    UNBIND = "unbind"
    SAVE_MEMBER = "save_member"
    ALIAS = "alias"
    REVEAL = "reveal"
    COPY = "copy"
    IMPORT = "import"
    EXPORT = "export"
    BACKUP = "backup"
    RESTORE = "restore"
    FORGET = "forget"
    READMIT = "readmit"
    EXPORT_PERSON = "export_person"
    GAP = "gap"
    ALARM_NOTED = "alarm_noted"
    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    LOCK = "lock"
    APPROVE = "approve"
    OPERATOR_ADD = "operator_add"
    OPERATOR_RENAME = "operator_rename"
    OPERATOR_ROLE = "operator_role"
    OPERATOR_LEAVE = "operator_leave"
    OPERATOR_IMPORT = "operator_import"
    OPERATOR_EXPORT = "operator_export"
    SECRET_CHANGE = "secret_change"
    SECRET_RESET = "secret_reset"
    PROTECT = "protect"  # ID numbers: encrypted from now on, opened on a computer, another recovery code


class Result(StrEnum):
    """How it ended.

    ``OPEN`` an intent whose end is not written yet; ``REFUSED`` the source said no; ``FAILED`` certainly not done;
    ``UNKNOWN`` perhaps done; ``HALF`` a rebind whose first half is done and whose second is not.
    """

    OPEN = "open"
    DONE = "done"
    QUEUED = "queued"
    CHECKING = "checking"
    REFUSED = "refused"
    FAILED = "failed"
    UNKNOWN = "unknown"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after a write.

    ``field`` is a ``WxBuyingUser`` field name, "alias", or a ``Member`` field name behind "member."; ``member_id``
    holds the number as text, '' for not bound. None means that the value is not kept: never (ID numbers) or no longer.
    Values are whole: whoever shows a phone masks it.
    """

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the history. ``seq`` names it; a smaller seq of the same device is older.

    ``at`` is in UTC. ``operator`` is the name, '' in single-user mode. ``verified`` tells whether the buyer was
    read again and was as intended: False is a surprise or could not be read, None was not asked (events, refused
    writes). ``approved_by`` is the manager by whose word it was done. ``undoable`` is True while this is the last
    write to what it changed. ``count`` is the number of rows of an import or export, and of wrong secrets in a row.
    ``code`` is the ``E-…`` code of what went wrong. ``buyer_name`` and ``buyer_tail`` are the buyer's name and the end
    of its phone today, '' where nobody asked for them.
    """

    seq: int
    at: datetime
    action: Action
    result: Result = Result.DONE
    operator: str = ""
    operator_id: int | None = None
    buyer_id: int | None = None
    member_id: int | None = None
    buyer_name: str = ""
    buyer_tail: str = ""
    changes: tuple[Change, ...] = ()
    verified: bool | None = None
    undoable: bool = False
    count: int | None = None
    code: str = ""
    reason: str = ""
    operation_id: str = ""
    approved_by: str = ""

    def change(self, field: str) -> Change | None:
        """The change of one field, None where this entry did not touch it."""
        return next((change for change in self.changes if change.field == field), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the desk says after a write: the answer, and the buyer read again.

    ``before`` and ``after`` are the buyer as read before and after; ``after`` is None where it could not be read
    or the write waits to be sent. ``verified`` is True when ``after`` is as intended; done, read and not as
    intended is a surprise, to be shown in red. ``seq`` is the journal entry, for undo. ``member_id`` is the member
    that the write was about.
    """

    action: Action
    result: WriteResult
    seq: int
    before: WxBuyingUser | None = None
    after: WxBuyingUser | None = None
    verified: bool = False
    member_id: int | None = None

    @property
    def is_surprise(self) -> bool:
        """Whether the source now shows something else than what was asked for."""
        return self.after is not None and not self.verified


@dataclass(frozen=True, slots=True)
class Sighting:
    """What reading the buyer tells of a write that nobody answered.

    ``result``: DONE as intended, with its ``outcome``; FAILED nothing is changed, which may still come; HALF the
    ``buyer`` is stored or unbound, and the second half is not done; UNKNOWN neither as before nor as intended; OPEN
    it cannot be read now.
    """

    result: Result
    outcome: Outcome | None = None
    buyer: WxBuyingUser | None = None


class RebindHalfDoneError(Exception):
    """The old member is off, the new one is not on: the buyer is not bound now.

    Two ways on: bind again (the same form), or undo entry ``seq``, which binds ``from_member_id`` again.
    ``cause`` is why the second half failed; ``may_be_bound`` says that it might have been done after all, so that
    the buyer has to be read before anything else.
    """

    code = "E-HALF-DONE"

    def __init__(self, *, seq: int, from_member_id: int, cause: BackendError, may_be_bound: bool) -> None:
        super().__init__(str(cause))
        self.seq = seq
        self.from_member_id = from_member_id
        self.cause = cause
        self.may_be_bound = may_be_bound
