"""A server's refusal by one of the documented codes: what the code is called, and what staff do next.

The codes belong to the vendor's whole cash desk; a write to a buyer is refused with a few of them. What to do follows
from what each one means there: a card can be exchanged, a day being closed ends, a serial number that is known
already may be this very write.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wxbuyer_gui.domain.result import ResultStatus

_CONTEXT = "Refusals"

_CARD = QT_TRANSLATE_NOOP("Refusals", "The member's card cannot be used. Bind the buyer to another member.")
_CLOSING = QT_TRANSLATE_NOOP("Refusals", "The shop's day is being closed. Try again when that is finished.")
_PERHAPS = QT_TRANSLATE_NOOP("Refusals", "It may have been done already. Look at the buyer (F5) before trying again.")
_SERVER = QT_TRANSLATE_NOOP("Refusals", "The server failed. Look at the buyer (F5); if it is as before, try again.")
_VENDOR = QT_TRANSLATE_NOOP(
    "Refusals", "This is not expected here. Correct the form if its reason says so; else tell the vendor the code."
)

_NEXT = {
    **dict.fromkeys(
        (
            ResultStatus.CARD_UNAVAILABLE,
            ResultStatus.CARD_NOT_FOUND,
            ResultStatus.CARD_LOST,
            ResultStatus.CARD_VOID,
        ),
        _CARD,
    ),
    **dict.fromkeys(
        (
            ResultStatus.DAY_NOT_CLOSED,
            ResultStatus.DAY_CLOSING,
            ResultStatus.DAY_CLOSE_INTERRUPTED,
            ResultStatus.DAY_CLOSED,
            ResultStatus.DAY_AMOUNT_CHANGED,
        ),
        _CLOSING,
    ),
    ResultStatus.DUPLICATE_SERIAL: _PERHAPS,
    ResultStatus.PAY_STATE_UNKNOWN: _PERHAPS,
    ResultStatus.INTERNAL_ERROR: _SERVER,
}


_REFUSING = {str(int(status)): status for status in ResultStatus if status is not ResultStatus.SUCCESS}


def title_and_next_step(status: int | str | None) -> tuple[str, str] | None:
    """Title and sentence for a refusal with ``status``, in the window's language; None for a code that is not
    documented, and for 200, which is none.
    """
    documented = _REFUSING.get(str(status))
    if documented is None:
        return None
    name = documented.text(QLocale().name())
    title = QCoreApplication.translate("Refusals", "The server refused: {name} ({code})")
    step = QCoreApplication.translate(_CONTEXT, _NEXT.get(documented, _VENDOR))
    return title.format(name=name, code=int(documented)), step
