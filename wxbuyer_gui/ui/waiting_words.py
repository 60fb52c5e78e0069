"""What of a buyer waits to be stored, in words."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.models import WxBuyingUser

translate = QCoreApplication.translate

_CONTEXT = "WaitingWords"
_FIELDS = {
    "name": QT_TRANSLATE_NOOP("WaitingWords", "name"),
    "phone": QT_TRANSLATE_NOOP("WaitingWords", "phone"),
    "open_id": QT_TRANSLATE_NOOP("WaitingWords", "openId"),
}


def is_new(buyer: WxBuyingUser) -> bool:
    """Whether the server has not stored this buyer yet."""
    return buyer.id is not None and buyer.id < 0


def summary(buyer: WxBuyingUser) -> str:
    """The buyer's own fields that wait, in a few words; '' for none. Of the member a pill tells."""
    if is_new(buyer):
        return translate("WaitingWords", "not stored yet")
    names = [translate(_CONTEXT, _FIELDS[name]) for name in buyer.waiting if name in _FIELDS]
    if not names:
        return ""
    return translate("WaitingWords", "to be sent: {fields}").format(fields=translate("WaitingWords", ", ").join(names))


def note(buyer: WxBuyingUser, field: str) -> str:
    """Beside the value of one field, '' where that is as the source shows it."""
    return translate("WaitingWords", "to be sent") if field in buyer.waiting else ""
