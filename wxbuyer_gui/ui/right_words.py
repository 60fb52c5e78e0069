"""What a right is for, in words, and which commands of the window need one that a clerk has not."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.permissions import Operator, Right

_WORDS = {
    Right.SEARCH: QT_TRANSLATE_NOOP("RightWords", "search"),
    Right.REVEAL: QT_TRANSLATE_NOOP("RightWords", "look at a whole number"),
    Right.REVEAL_ID: QT_TRANSLATE_NOOP("RightWords", "look at an ID number"),
    Right.EDIT_BUYER: QT_TRANSLATE_NOOP("RightWords", "edit a buyer"),
    Right.REGISTER: QT_TRANSLATE_NOOP("RightWords", "register a member"),
    Right.BIND: QT_TRANSLATE_NOOP("RightWords", "bind a member"),
    Right.UNBIND: QT_TRANSLATE_NOOP("RightWords", "unbind a member, or bind another one"),
    Right.EDIT_MEMBER: QT_TRANSLATE_NOOP("RightWords", "edit a member"),
    Right.ALIAS: QT_TRANSLATE_NOOP("RightWords", "give a buyer a staff alias"),
    Right.JOURNAL: QT_TRANSLATE_NOOP("RightWords", "read the journal"),
    Right.REPORT: QT_TRANSLATE_NOOP("RightWords", "see the shift summary"),
    Right.REPORT_ALL: QT_TRANSLATE_NOOP("RightWords", "see everybody's shift summary"),
    Right.IMPORT: QT_TRANSLATE_NOOP("RightWords", "import a file"),
    Right.EXPORT: QT_TRANSLATE_NOOP("RightWords", "export a file"),
    Right.EXPORT_CLEAR: QT_TRANSLATE_NOOP("RightWords", "export whole numbers"),
    Right.EXPORT_PERSON: QT_TRANSLATE_NOOP("RightWords", "export all that is kept of a customer"),
    Right.BATCH_BIND: QT_TRANSLATE_NOOP("RightWords", "bind a list of members"),
    Right.FORGET: QT_TRANSLATE_NOOP("RightWords", "forget a buyer"),
    Right.BACKUP: QT_TRANSLATE_NOOP("RightWords", "back up"),
    Right.RESTORE: QT_TRANSLATE_NOOP("RightWords", "restore a backup"),
    Right.MIGRATE: QT_TRANSLATE_NOOP("RightWords", "change how the database is built"),
    Right.SYNC: QT_TRANSLATE_NOOP("RightWords", "copy the server's buyers"),
    Right.REVIEW: QT_TRANSLATE_NOOP("RightWords", "decide what is to become of a write"),
    Right.SOURCE: QT_TRANSLATE_NOOP("RightWords", "change the data source"),
    Right.PRIVACY: QT_TRANSLATE_NOOP("RightWords", "change what is kept of customers"),
    Right.ALARM: QT_TRANSLATE_NOOP("RightWords", "take note that the journal was changed"),
    Right.OPERATORS: QT_TRANSLATE_NOOP("RightWords", "look after the operators"),
}
COMMANDS = {
    "import": Right.IMPORT,
    "export": Right.EXPORT,
    "restore": Right.RESTORE,
    "rebind": Right.UNBIND,
    "unbind": Right.UNBIND,
}


def right_name(right: Right) -> str:
    """What it lets somebody do."""
    return QCoreApplication.translate("RightWords", _WORDS[right])


def locked_commands(operator: Operator) -> frozenset[str]:
    """The commands for which a manager will be asked."""
    return frozenset(name for name, right in COMMANDS.items() if operator.id is not None and not operator.may(right))
