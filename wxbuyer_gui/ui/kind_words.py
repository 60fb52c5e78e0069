"""What the kinds of a search are called."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.kind import Kind

_KINDS = {
    Kind.RECENT: QT_TRANSLATE_NOOP("Words", "Newest"),
    Kind.PHONE: QT_TRANSLATE_NOOP("Words", "Phone"),
    Kind.TAIL: QT_TRANSLATE_NOOP("Words", "Phone tail"),
    Kind.PREFIX: QT_TRANSLATE_NOOP("Words", "Phone start"),
    Kind.MIDDLE: QT_TRANSLATE_NOOP("Words", "Phone middle"),
    Kind.NUMBER: QT_TRANSLATE_NOOP("Words", "Number"),
    Kind.OPEN_ID: QT_TRANSLATE_NOOP("Words", "openId"),
    Kind.OPEN_ID_PREFIX: QT_TRANSLATE_NOOP("Words", "openId start"),
    Kind.NAME: QT_TRANSLATE_NOOP("Words", "Name"),
    Kind.LATIN: QT_TRANSLATE_NOOP("Words", "Pinyin or nickname"),
    Kind.ID_CARD: QT_TRANSLATE_NOOP("Words", "ID number"),
    Kind.PAYMENT_CODE: QT_TRANSLATE_NOOP("Words", "Payment code"),
}


def kind_name(kind: Kind) -> str:
    """What the chip says."""
    return QCoreApplication.translate("Words", _KINDS[kind])
