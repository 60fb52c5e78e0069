"""Batch binding in words: how a row stands, whom it names, and the list of results that is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.batch import PROBLEMS, BatchRow, RowState
from wxbuyer_gui.domain.masking import mask_phone
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.ui import messages
from wxbuyer_gui.ui.dialogs.transfer_words import quiet, quiet_buyer
from wxbuyer_gui.ui.words import numbered_name

_CONTEXT = "BatchWords"
translate = QCoreApplication.translate

_STATES = {
    RowState.READY: QT_TRANSLATE_NOOP("BatchWords", "Can be bound"),
    RowState.SAME: QT_TRANSLATE_NOOP("BatchWords", "Bound so already"),
    RowState.BAD_BUYER: QT_TRANSLATE_NOOP("BatchWords", "Neither openId nor phone nor #number"),
    RowState.BAD_PHONE: QT_TRANSLATE_NOOP("BatchWords", "The member's phone is no phone number"),
    RowState.MASKED: QT_TRANSLATE_NOOP("BatchWords", "Masked with stars"),
    RowState.DUPLICATE: QT_TRANSLATE_NOOP("BatchWords", "The same buyer as in row {row}"),
    RowState.NO_BUYER: QT_TRANSLATE_NOOP("BatchWords", "No such buyer"),
    RowState.SEVERAL_BUYERS: QT_TRANSLATE_NOOP("BatchWords", "Several buyers have this phone: give the openId"),
    RowState.NO_MEMBER: QT_TRANSLATE_NOOP("BatchWords", "No member has this phone"),
    RowState.OTHER_MEMBER: QT_TRANSLATE_NOOP("BatchWords", "Bound to member #{member} already"),
    RowState.WAITING: QT_TRANSLATE_NOOP("BatchWords", "A write for this buyer waits to be sent"),
    RowState.UNREADABLE: QT_TRANSLATE_NOOP("BatchWords", "Could not be looked up"),
    RowState.DONE: QT_TRANSLATE_NOOP("BatchWords", "Bound"),
    RowState.SURPRISE: QT_TRANSLATE_NOOP("BatchWords", "The source shows something else"),
    RowState.QUEUED: QT_TRANSLATE_NOOP("BatchWords", "Waits to be sent"),
    RowState.CHECKING: QT_TRANSLATE_NOOP("BatchWords", "Being checked"),
    RowState.UNKNOWN: QT_TRANSLATE_NOOP("BatchWords", "Perhaps bound: look at the buyer"),
    RowState.FAILED: QT_TRANSLATE_NOOP("BatchWords", "Not bound"),
    RowState.UNDONE: QT_TRANSLATE_NOOP("BatchWords", "Taken back"),
}
_TOKENS = {
    RowState.READY: "ok",
    RowState.DONE: "ok",
    RowState.QUEUED: "info",
    RowState.CHECKING: "info",
    **dict.fromkeys(PROBLEMS, "danger"),
}


def state(row: BatchRow, *, ran: bool = False) -> str:
    """How a row stands; ``ran``: the run is over, and what is ready still was not reached."""
    if ran and row.state is RowState.READY:
        return translate("BatchWords", "Not reached")
    bound = row.buyer.member_id if row.buyer is not None else None
    text = translate(_CONTEXT, _STATES[row.state]).format(row=row.other_row, member=bound)
    why = messages.title_of(row.code) or row.code
    return translate("BatchWords", "{state}: {why}").format(state=text, why=why) if why else text


def token(row: BatchRow) -> str:
    """The colour of it."""
    return _TOKENS.get(row.state, "muted")


def buyer(row: BatchRow) -> str:
    """Who is meant: by name where the buyer was found, else what the file says, masked."""
    if row.buyer is not None:
        return numbered_name(row.buyer)
    return quiet_buyer(row.buyer_text)


def member(row: BatchRow) -> str:
    """Whose phone is meant, and the member's number where it is known."""
    phone = mask_phone(row.phone) if phone_key(row.phone) else quiet(row.phone)
    return f"{phone} #{row.member_id}" if row.member_id else phone


def headers() -> tuple[str, ...]:
    """Over the columns of a saved list."""
    return (
        translate("BatchWords", "Row"),
        translate("BatchWords", "Buyer"),
        translate("BatchWords", "Member phone"),
        translate("BatchWords", "Result"),
    )


def cells(rows: Iterable[BatchRow], *, ran: bool) -> Iterator[tuple[str, ...]]:
    """The lines of a saved list; nothing in it is readable that is not on the screen."""
    for row in rows:
        yield str(row.number), buyer(row), member(row), state(row, ran=ran)
