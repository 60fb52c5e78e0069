"""Batch binding: buyers and members named two by two, what a trial says of each pair, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wxbuyer_gui.domain.models import WxBuyingUser


class RowState(StrEnum):
    """How a row stands: first what a trial says, then what was done.

    ``READY`` can be bound; ``SAME`` is bound so already. Those from ``BAD_BUYER`` to ``UNREADABLE`` cannot be bound.
    ``DONE`` is bound and read back; ``SURPRISE`` the source shows something else; ``QUEUED`` and ``CHECKING`` wait for
    the server; ``UNKNOWN`` is perhaps done; ``FAILED`` was refused or not sent; ``UNDONE`` was taken back.
    """

    READY = "ready"
    SAME = "same"
    BAD_BUYER = "bad_buyer"
    BAD_PHONE = "bad_phone"
    MASKED = "masked"
    DUPLICATE = "duplicate"
    NO_BUYER = "no_buyer"
    SEVERAL_BUYERS = "several_buyers"
    NO_MEMBER = "no_member"
    OTHER_MEMBER = "other_member"
    WAITING = "waiting"
    UNREADABLE = "unreadable"
    DONE = "done"
    SURPRISE = "surprise"
    QUEUED = "queued"
    CHECKING = "checking"
    UNKNOWN = "unknown"
    FAILED = "failed"
    UNDONE = "undone"


PROBLEMS = frozenset(
    {
        RowState.BAD_BUYER,
        RowState.BAD_PHONE,
        RowState.MASKED,
        RowState.DUPLICATE,
        RowState.NO_BUYER,
        RowState.SEVERAL_BUYERS,
        RowState.NO_MEMBER,
        RowState.OTHER_MEMBER,
        RowState.WAITING,
        RowState.UNREADABLE,
        RowState.SURPRISE,
        RowState.UNKNOWN,
        RowState.FAILED,
    }
)
"""States that somebody should look at."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One pair. ``number`` is the row in the file or list, ``buyer_text`` and ``phone`` are as they stand there.

    ``buyer`` and ``member_id`` are who was found; a member has no number where the source shows no members.
    ``other_row`` is the earlier row about the same buyer. ``seq`` is the journal's entry of what was done, by which it
    can be taken back; ``code`` the ``E-…`` code of what went wrong.
    """

    number: int
    buyer_text: str
    phone: str
    state: RowState = RowState.READY
    buyer: WxBuyingUser | None = None
    member_id: int | None = None
    other_row: int = 0
    seq: int | None = None
    code: str = ""

    @property
    def can_undo(self) -> bool:
        """Whether it was bound by this batch and not taken back yet."""
        return self.state is RowState.DONE and self.seq is not None
