"""A write that is not settled, in words that a clerk can act on: what, whom, how it stands, what comes next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.domain.outbox import OpState, PendingCounts, ReviewReason
from wxbuyer_gui.domain.pinyin import is_anonymous
from wxbuyer_gui.ui.copy_words import clock
from wxbuyer_gui.ui.widgets.pill import PillKind
from wxbuyer_gui.ui.widgets.runs import phone_runs, plain_text
from wxbuyer_gui.ui.words import buyer_name

translate = QCoreApplication.translate

_CONTEXT = "OperationWords"
_TITLES = {
    "save": QT_TRANSLATE_NOOP("OperationWords", "Save {name}"),
    "register": QT_TRANSLATE_NOOP("OperationWords", "Register {name}"),
    "create": QT_TRANSLATE_NOOP("OperationWords", "Register {name}"),
    "bind": QT_TRANSLATE_NOOP("OperationWords", "Bind {name}"),
    "unbind": QT_TRANSLATE_NOOP("OperationWords", "Unbind {name}"),
}
_DEEDS = {
    "save": QT_TRANSLATE_NOOP("OperationWords", "Change"),
    "register": QT_TRANSLATE_NOOP("OperationWords", "Registration"),
    "create": QT_TRANSLATE_NOOP("OperationWords", "Registration"),
    "bind": QT_TRANSLATE_NOOP("OperationWords", "Binding"),
    "unbind": QT_TRANSLATE_NOOP("OperationWords", "Unbinding"),
}
_ICONS = {"save": "pencil", "register": "user-plus", "create": "user-plus", "bind": "link", "unbind": "unlink"}
_REASONS = {
    ReviewReason.CHANGED: QT_TRANSLATE_NOOP("OperationWords", "Somebody else changed this buyer meanwhile."),
    ReviewReason.MEMBER_CHANGED: QT_TRANSLATE_NOOP(
        "OperationWords", "The buyer's member changed while the buyer was being saved."
    ),
    ReviewReason.BUYER_GONE: QT_TRANSLATE_NOOP("OperationWords", "The server has no such buyer any more."),
    ReviewReason.STILL_UNCHANGED: QT_TRANSLATE_NOOP(
        "OperationWords", "Sent, but not answered, and the server does not show it."
    ),
    ReviewReason.NOT_SEEN: QT_TRANSLATE_NOOP("OperationWords", "The server said yes, but does not show it."),
    ReviewReason.TOO_OLD: QT_TRANSLATE_NOOP("OperationWords", "Waited too long to be sent. Is it still wanted?"),
    ReviewReason.PARENT_FAILED: QT_TRANSLATE_NOOP("OperationWords", "The buyer it belongs to was not stored."),
    ReviewReason.ID_LOCKED: QT_TRANSLATE_NOOP(
        "OperationWords",
        "Its ID number is encrypted, and the key is not on this computer. Edit it and type the number again, "
        "or send it without.",
    ),
    ReviewReason.RESTORED: QT_TRANSLATE_NOOP(
        "OperationWords", "Done once, but not shown by the server after an older file was put back."
    ),
}
_WRONG_KEY = QT_TRANSLATE_NOOP(
    "OperationWords", "The server does not accept the key. It waits until somebody puts in another one."
)
_CLOSED_DOORS = {
    "E-AUTH": _WRONG_KEY,
    "E-LOGIN": _WRONG_KEY,
    "E-CLOCK": QT_TRANSLATE_NOOP("OperationWords", "This computer's clock is wrong. It waits until that is set right."),
}
"""Why the server lets nothing in, by the code of its last answer: waiting alone does not help."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an operation stands: the pill's look and word, and a sentence."""

    pill: PillKind
    word: str
    sentence: str


def title(operation: Operation) -> str:
    """What is to be done to whom."""
    if operation.kind == "save" and (operation.buyer_id or 0) <= 0:
        return translate("OperationWords", "New buyer {name}").format(name=_name(operation))
    return translate(_CONTEXT, _TITLES[operation.kind]).format(name=_name(operation))


def deed(operation: Operation) -> str:
    """What is to be done, where it is plain to whom."""
    return translate(_CONTEXT, _DEEDS[operation.kind])


def icon(operation: Operation) -> str:
    """The icon of its kind."""
    return _ICONS[operation.kind]


def whom(operation: Operation, *, now: datetime) -> str:
    """Phone (masked), member, operator and time of asking."""
    person = operation.form or operation.user
    number = operation.member_id or operation.expected_member_id
    facts = (
        spoken_phone(person.phone) if person is not None else "",
        translate("OperationWords", "member #{number}").format(number=number) if number else "",
        operation.operator,
        clock(operation.created_at, now=now) if operation.created_at else "",
    )
    return translate("OperationWords", ", ").join(filter(None, facts))


def standing(operation: Operation, *, settle: float, now: datetime) -> Standing:
    """How it stands. ``settle`` is how many seconds an unanswered write may still be under way."""
    state = operation.state
    if state is OpState.REVIEW:
        word = translate("OperationWords", "Needs a decision")
        return Standing(PillKind.ERROR, word, reason(operation))
    if state is OpState.REJECTED:
        said = operation.message or operation.code
        sentence = translate("OperationWords", "The server said: {words}").format(words=said)
        return Standing(PillKind.ERROR, translate("OperationWords", "Refused"), sentence)
    if state.is_being_checked:
        return Standing(PillKind.CHECKING, translate("OperationWords", "Being checked"), _checking(state, settle))
    if state is OpState.BLOCKED:
        sentence = translate("OperationWords", "Comes after the one it depends on.")
        return Standing(PillKind.WAITING, translate("OperationWords", "Waits its turn"), sentence)
    return Standing(PillKind.WAITING, translate("OperationWords", "Waiting to be sent"), _waiting(operation, now))


def reason(operation: Operation) -> str:
    """Why a person has to look; '' where none has to."""
    return translate(_CONTEXT, _REASONS[operation.review]) if operation.review is not None else ""


def badge(counts: PendingCounts) -> tuple[PillKind, str]:
    """The header's pill: what needs a person before all else; no words where nothing is pending."""
    if counts.review:
        return PillKind.ERROR, translate("OperationWords", "To decide {count}").format(count=counts.review)
    if counts.waiting:
        return PillKind.PENDING, translate("OperationWords", "To send {count}").format(count=counts.waiting)
    if counts.checking:
        return PillKind.CHECKING, translate("OperationWords", "Checking {count}").format(count=counts.checking)
    return PillKind.PENDING, ""


def mark(operation: Operation) -> tuple[PillKind, str]:
    """The pill of a buyer's row while something is to happen to that buyer."""
    if operation.needs_person:
        return PillKind.ERROR, translate("OperationWords", "To decide")
    if operation.state.is_being_checked:
        return PillKind.CHECKING, translate("OperationWords", "Checking")
    return PillKind.WAITING, translate("OperationWords", "To send")


def news(operation: Operation) -> str:
    """The toast for one that was settled."""
    if operation.state is OpState.DONE and operation.confidence == "presumed":
        return translate("OperationWords", "Done, as the server shows it: {what}").format(what=title(operation))
    if operation.state is OpState.DONE:
        return translate("OperationWords", "Done: {what}").format(what=title(operation))
    if operation.state is OpState.REJECTED:
        return translate("OperationWords", "Refused: {what}").format(what=title(operation))
    return translate("OperationWords", "Needs a decision: {what}").format(what=title(operation))


def spoken_phone(phone: str) -> str:
    """A phone as the list shows it, "138 **** 8000"; '' for none."""
    return plain_text(phone_runs(phone)) if phone else ""


def minutes(settle: float) -> int:
    """The whole minutes after which the fate of an unanswered write is known."""
    return max(1, math.ceil(settle / 60))


def _checking(state: OpState, settle: float) -> str:
    if state in (OpState.ACKED, OpState.VERIFYING):
        return translate("OperationWords", "The server said yes. The buyer is being read to make sure.")
    return translate(
        "OperationWords",
        "Finding out whether it arrived, {minutes} minutes at most. The customer may leave; do not register again.",
    ).format(minutes=minutes(settle))


def _waiting(operation: Operation, now: datetime) -> str:
    if operation.code in _CLOSED_DOORS:
        return translate(_CONTEXT, _CLOSED_DOORS[operation.code])
    if operation.next_at is None or operation.next_at <= now:
        return translate("OperationWords", "Kept on this computer. It is sent as soon as the server answers.")
    return translate("OperationWords", "Kept on this computer. Next try {time}.").format(
        time=operation.next_at.astimezone(now.tzinfo).strftime("%H:%M:%S")
    )


def _name(operation: Operation) -> str:
    """The person's name; where there is none the buyer's number or short openId."""
    for person in (operation.form, operation.user, operation.base):
        if person is not None and not is_anonymous(person.name.strip()):
            return person.name
    known = operation.user or operation.base
    if known is not None:
        return buyer_name(known)
    return f"#{operation.buyer_id}" if (operation.buyer_id or 0) > 0 else ""
