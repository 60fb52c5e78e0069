"""Why a field is wrong, in words: one sentence that also says what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.id_card import IdCardHint, IdCardProblem

_CONTEXT = "FieldTexts"

_ID_CARD = {
    IdCardProblem.LENGTH: QT_TRANSLATE_NOOP("FieldTexts", "An ID number has 18 characters"),
    IdCardProblem.CHARACTERS: QT_TRANSLATE_NOOP("FieldTexts", "Only digits, and X at the end"),
    IdCardProblem.DAMAGED: QT_TRANSLATE_NOOP("FieldTexts", "A spreadsheet rounded this number; type it again"),
    IdCardProblem.CHECK_DIGIT: QT_TRANSLATE_NOOP("FieldTexts", "The check digit does not match; compare it again"),
    IdCardProblem.DATE: QT_TRANSLATE_NOOP("FieldTexts", "There is no such date in this number"),
    IdCardProblem.FUTURE: QT_TRANSLATE_NOOP("FieldTexts", "The date in this number lies in the future"),
    IdCardProblem.AGE: QT_TRANSLATE_NOOP("FieldTexts", "The date in this number lies too far back"),
}
_HINTS = {
    IdCardHint.REGION_UNKNOWN: QT_TRANSLATE_NOOP("FieldTexts", "The region is unknown; compare it again"),
    IdCardHint.OLD_NUMBER: QT_TRANSLATE_NOOP("FieldTexts", "An old number of 15 digits: it cannot be checked"),
    IdCardHint.OLD_RESIDENCE_CARD: QT_TRANSLATE_NOOP("FieldTexts", "An old residence card: it cannot be checked"),
}
_BIRTHDAY = {
    "E-BIRTHDAY-FORMAT": QT_TRANSLATE_NOOP("FieldTexts", "Not a date. Type it like 1990-03-07"),
    "E-BIRTHDAY-FUTURE": QT_TRANSLATE_NOOP("FieldTexts", "This date lies in the future"),
    "E-BIRTHDAY-AGE": QT_TRANSLATE_NOOP("FieldTexts", "This date lies too far back"),
}


def id_card_problem(problem: IdCardProblem) -> str:
    """Why an ID number is refused."""
    return QCoreApplication.translate(_CONTEXT, _ID_CARD[problem])


def id_card_hint(hint: IdCardHint) -> str:
    """What is unusual about an ID number that is accepted."""
    return QCoreApplication.translate(_CONTEXT, _HINTS[hint])


def birthday_problem(code: str) -> str:
    """Why a birthday is refused, by the code of ``parse_birthday``."""
    return QCoreApplication.translate(_CONTEXT, _BIRTHDAY[code])
