"""What a write is called: the sentence of its toast, done or not, and of the notice when the source surprised us."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.journal import Action, Outcome
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.words import buyer_name

_CONTEXT = "Outcomes"

_SENTENCES = {
    Action.ADD: QT_TRANSLATE_NOOP("Outcomes", "Added {name}, buyer #{buyer}"),
    Action.SAVE: QT_TRANSLATE_NOOP("Outcomes", "Saved {name}"),
    Action.REGISTER: QT_TRANSLATE_NOOP("Outcomes", "Registered {name}: {change}"),
    Action.BIND: QT_TRANSLATE_NOOP("Outcomes", "Bound {name}: {change}"),
    Action.REBIND: QT_TRANSLATE_NOOP("Outcomes", "Bound {name} to another member: {change}"),
    Action.UNBIND: QT_TRANSLATE_NOOP("Outcomes", "Unbound {name}: {change}"),
    Action.SAVE_MEMBER: QT_TRANSLATE_NOOP("Outcomes", "Saved member #{member}"),
    Action.ALIAS: QT_TRANSLATE_NOOP("Outcomes", "Changed the alias of {name}"),
}
_PLANS = {
    Action.ADD: QT_TRANSLATE_NOOP("Outcomes", "adding {name}"),
    Action.SAVE: QT_TRANSLATE_NOOP("Outcomes", "saving {name}"),
    Action.REGISTER: QT_TRANSLATE_NOOP("Outcomes", "registering {name}"),
    Action.BIND: QT_TRANSLATE_NOOP("Outcomes", "binding {name}"),
    Action.REBIND: QT_TRANSLATE_NOOP("Outcomes", "binding {name} to another member"),
    Action.UNBIND: QT_TRANSLATE_NOOP("Outcomes", "unbinding {name}"),
    Action.SAVE_MEMBER: QT_TRANSLATE_NOOP("Outcomes", "saving the member"),
    Action.ALIAS: QT_TRANSLATE_NOOP("Outcomes", "changing the alias of {name}"),
}
_NOT_YET = {
    WriteState.QUEUED: QT_TRANSLATE_NOOP("Outcomes", "Waits to be sent: {plan}"),
    WriteState.CHECKING: QT_TRANSLATE_NOOP(
        "Outcomes",
        "Finding out whether it arrived, {minutes} min at most: {plan}. The customer may leave; do not send it again.",
    ),
}
_CHECKING_REGISTRATION = QT_TRANSLATE_NOOP(
    "Outcomes",
    "Finding out whether it arrived, {minutes} min at most: {plan}. The customer may leave; do not register again.",
)
_NOT_YET_ICONS = {WriteState.QUEUED: "clock", WriteState.CHECKING: "loader"}
_ICONS = {
    Action.ADD: "user-round-plus",
    Action.SAVE: "pencil",
    Action.REGISTER: "user-plus",
    Action.BIND: "link",
    Action.REBIND: "repeat",
    Action.UNBIND: "unlink",
    Action.SAVE_MEMBER: "pencil",
    Action.ALIAS: "pencil",
}
_UNDOABLE = frozenset({Action.SAVE, Action.ALIAS, Action.BIND, Action.REBIND, Action.UNBIND})


def sentence(outcome: Outcome, *, settle: float = 0.0) -> str:
    """What was done to whom, in the window's language, with the member before and after as the source shows them.

    ``settle`` is how many seconds an unanswered write may still be under way.
    """
    if outcome.result.state is not WriteState.DONE:
        return _not_yet(outcome, settle)
    buyer = outcome.after or outcome.before
    return QCoreApplication.translate(_CONTEXT, _SENTENCES[outcome.action]).format(
        name=buyer_name(buyer) if buyer else "",
        buyer=buyer.id if buyer else "",
        member=outcome.member_id or "",
        change=_change(outcome),
    )


def _not_yet(outcome: Outcome, settle: float) -> str:
    """Nothing here may sound as if it were done."""
    translate = QCoreApplication.translate
    name = buyer_name(outcome.before) if outcome.before else translate("Outcomes", "the new buyer")
    plan = translate(_CONTEXT, _PLANS[outcome.action]).format(name=name)
    words = _NOT_YET[outcome.result.state]
    if outcome.result.state is WriteState.CHECKING and outcome.action is Action.REGISTER:
        words = _CHECKING_REGISTRATION
    return translate(_CONTEXT, words).format(plan=plan, minutes=operation_words.minutes(settle))


def _change(outcome: Outcome) -> str:
    """Member before → after; only the member it was about where the buyer could not be read again."""
    if outcome.after is None:
        return _member(outcome.member_id)
    before = outcome.before.member_id if outcome.before else None
    return f"{_member(before)} → {_member(outcome.after.member_id)}"


def _member(number: int | None) -> str:
    return f"#{number}" if number else QCoreApplication.translate("Outcomes", "not bound")


def icon(outcome: Outcome) -> str:
    """The icon of its toast."""
    return _NOT_YET_ICONS.get(outcome.result.state) or _ICONS[outcome.action]


def is_undoable(outcome: Outcome) -> bool:
    """Whether the toast offers the way back."""
    is_done = outcome.result.state is WriteState.DONE
    return is_done and outcome.action in _UNDOABLE and not outcome.is_surprise


def surprise(outcome: Outcome) -> tuple[str, str]:
    """Title and sentence for a source that shows something else than what was asked for."""
    shown = outcome.after.member_id if outcome.after else None
    title = QCoreApplication.translate("Outcomes", "The source shows something else: {what}").format(
        what=f"#{shown}" if shown else QCoreApplication.translate("Outcomes", "no member bound")
    )
    done = QCoreApplication.translate("Outcomes", "{done}. Look at the buyer and decide; it is noted in the history.")
    return title, done.format(done=sentence(outcome))
