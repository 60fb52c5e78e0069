"""The stations of a write that is not done at once, and why one of them needs a person.

::

    BLOCKED → QUEUED → PRECHECK → SENDING → ACKED → VERIFYING → DONE
                                     ↓         ↘
                                  UNKNOWN     REJECTED
                                     ↓
                                RECONCILING → DONE | QUEUED | REVIEW
    REVIEW → DONE | QUEUED | CANCELLED, decided by a person

Every arrow is stored before what it stands for is done, so that a program that dies in between knows afterwards
what it may have sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OpState(StrEnum):
    """How far an operation got."""

    BLOCKED = "blocked"  # waits for the operation it depends on
    QUEUED = "queued"
    PRECHECK = "precheck"  # the buyer is being read; nothing was sent yet
    SENDING = "sending"  # it may leave this computer at any moment, or has
    ACKED = "acked"  # the server said yes
    VERIFYING = "verifying"  # the buyer is being read to see it
    UNKNOWN = "unknown"  # sent, and nobody said what became of it; waits until a late copy must have arrived
    RECONCILING = "reconciling"  # the buyer is being read to find out
    REVIEW = "review"  # a person has to decide
    DONE = "done"
    REJECTED = "rejected"  # the server said no
    CANCELLED = "cancelled"  # never done: taken back, or impossible while the caller waited

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen to it."""
        return self not in _ENDS

    @property
    def is_waiting(self) -> bool:
        """Whether it has not been sent since it was queued last."""
        return self in _WAITING

    @property
    def is_being_checked(self) -> bool:
        """Whether it was sent and its end is not known yet."""
        return self in _CHECKED


_ENDS = frozenset({OpState.DONE, OpState.REJECTED, OpState.CANCELLED})
_WAITING = frozenset({OpState.BLOCKED, OpState.QUEUED, OpState.PRECHECK})
_CHECKED = frozenset({OpState.SENDING, OpState.ACKED, OpState.VERIFYING, OpState.UNKNOWN, OpState.RECONCILING})


class Decision(StrEnum):
    """What a person may decide about an operation in review."""

    DONE = "done"  # the server is as it should be
    RESEND = "resend"  # try it again, after another look at the buyer
    CANCEL = "cancel"


class ReviewReason(StrEnum):
    """Why a person has to look."""

    CHANGED = "changed"  # somebody else bound the buyer, or changed the same field
    MEMBER_CHANGED = "member_changed"  # the buyer's member changed while the buyer was being saved
    BUYER_GONE = "buyer_gone"  # the server has no such buyer (any more)
    STILL_UNCHANGED = "still_unchanged"  # sent without an answer, and the server does not show it
    NOT_SEEN = "not_seen"  # the server said yes and does not show it
    TOO_OLD = "too_old"  # waited too long to be sent
    PARENT_FAILED = "parent_failed"  # the buyer it belongs to was not stored
    ID_LOCKED = "id_locked"  # its ID number is encrypted, and the key is not on this computer
    RESTORED = "restored"  # done once, but not shown by the server after an older file was put back


@dataclass(frozen=True, slots=True)
class PendingCounts:
    """How many operations wait to be sent, are being checked, and need a person (refused ones included)."""

    waiting: int = 0
    checking: int = 0
    review: int = 0

    @property
    def total(self) -> int:
        """All that are not settled."""
        return self.waiting + self.checking + self.review
