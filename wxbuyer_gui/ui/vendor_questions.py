"""The questions that the vendor's API page leaves open, ready to be sent to the vendor: until they are answered, each
is a setting here. The text holds nothing about the shop, its key or its customers.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_CONTEXT = "VendorQuestions"

_GREETING = QT_TRANSLATE_NOOP(
    "VendorQuestions",
    "We use your API api/weixin/wxbuyinguser. The server answers 401 to our key. The page leaves these points open:",
)
_QUESTIONS = (
    QT_TRANSLATE_NOOP(
        "VendorQuestions",
        "How is the key shown: in a header, in the address, as a Bearer token, or by a signature? Under which name?",
    ),
    QT_TRANSLATE_NOOP(
        "VendorQuestions",
        "With a signature: which string is signed, in which order, with which hash? How far may the clock be off?",
    ),
    QT_TRANSLATE_NOOP(
        "VendorQuestions",
        "With a token: at which address do we get it, and how long is it good? Is it the tenant's or the shop's?",
    ),
    QT_TRANSLATE_NOOP(
        "VendorQuestions",
        "What is data in the answers of saveuser, createmember and bindmember: the buyer's or the member's number?",
    ),
    QT_TRANSLATE_NOOP(
        "VendorQuestions",
        "Does saveuser with id 0 make a new buyer? Does it keep the fields that are left out?",
    ),
    QT_TRANSLATE_NOOP(
        "VendorQuestions",
        "How does bindmember choose the member? What if the phone has none or several, or the buyer is bound already?",
    ),
    QT_TRANSLATE_NOOP(
        "VendorQuestions",
        "What is answered for a buyer that does not exist? How many ids may getlist have? Are requests limited?",
    ),
    QT_TRANSLATE_NOOP(
        "VendorQuestions",
        "Which numbers does sex have? Which fields are required, how long may they be, and is a phone unique?",
    ),
    QT_TRANSLATE_NOOP(
        "VendorQuestions",
        "Can a member be looked up by phone or card number? With which call?",
    ),
)


def vendor_questions() -> str:
    """One paragraph a line, numbered, in the window's language."""
    words = (QCoreApplication.translate(_CONTEXT, question) for question in _QUESTIONS)
    numbered = (f"{number}. {text}" for number, text in enumerate(words, 1))
    return "\n".join((QCoreApplication.translate(_CONTEXT, _GREETING), *numbered))
