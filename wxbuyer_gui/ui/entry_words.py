"""A line of the journal in words: what was done, what changed, and the icon and colour of the act."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.journal import Action, Change, JournalEntry, Result
from wxbuyer_gui.domain.masking import Field, mask_open_id, masked
from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.role_words import role_name
from wxbuyer_gui.ui.words import entry_name

_CONTEXT = "EntryWords"
translate = QCoreApplication.translate

_TITLES = {
    Action.ADD: QT_TRANSLATE_NOOP("EntryWords", "Added the buyer"),
    Action.SAVE: QT_TRANSLATE_NOOP("EntryWords", "Edited the buyer"),
    Action.REGISTER: QT_TRANSLATE_NOOP("EntryWords", "Registered a member"),
    Action.BIND: QT_TRANSLATE_NOOP("EntryWords", "Bound a member"),
    Action.REBIND: QT_TRANSLATE_NOOP("EntryWords", "Bound another member"),
    Action.UNBIND: QT_TRANSLATE_NOOP("EntryWords", "Unbound the member"),
    Action.SAVE_MEMBER: QT_TRANSLATE_NOOP("EntryWords", "Edited the member"),
    Action.ALIAS: QT_TRANSLATE_NOOP("EntryWords", "Changed the alias"),
    Action.REVEAL: QT_TRANSLATE_NOOP("EntryWords", "Looked at a whole number"),
    Action.COPY: QT_TRANSLATE_NOOP("EntryWords", "Copied a number"),
    Action.IMPORT: QT_TRANSLATE_NOOP("EntryWords", "Imported a file"),
    Action.EXPORT: QT_TRANSLATE_NOOP("EntryWords", "Exported a file"),
    Action.BACKUP: QT_TRANSLATE_NOOP("EntryWords", "Backed up"),
    Action.RESTORE: QT_TRANSLATE_NOOP("EntryWords", "Restored a backup"),
    Action.FORGET: QT_TRANSLATE_NOOP("EntryWords", "Forgot a buyer"),
    Action.EXPORT_PERSON: QT_TRANSLATE_NOOP("EntryWords", "Exported all that is held on a buyer"),
    Action.READMIT: QT_TRANSLATE_NOOP("EntryWords", "Took in again somebody who was forgotten"),
    Action.GAP: QT_TRANSLATE_NOOP("EntryWords", "Rows of the journal are missing"),
    Action.ALARM_NOTED: QT_TRANSLATE_NOOP("EntryWords", "Took note that the journal was changed"),
    Action.SIGN_IN: QT_TRANSLATE_NOOP("EntryWords", "Signed in"),
    Action.SIGN_IN_FAILED: QT_TRANSLATE_NOOP("EntryWords", "Typed a wrong password or PIN"),
    Action.SIGN_OUT: QT_TRANSLATE_NOOP("EntryWords", "Signed out"),
    Action.LOCK: QT_TRANSLATE_NOOP("EntryWords", "Locked the counter"),
    Action.APPROVE: QT_TRANSLATE_NOOP("EntryWords", "Had an action approved by a manager"),
    Action.OPERATOR_ADD: QT_TRANSLATE_NOOP("EntryWords", "Added an operator"),
    Action.OPERATOR_RENAME: QT_TRANSLATE_NOOP("EntryWords", "Renamed an operator"),
    Action.OPERATOR_ROLE: QT_TRANSLATE_NOOP("EntryWords", "Changed the role of an operator"),
    Action.OPERATOR_LEAVE: QT_TRANSLATE_NOOP("EntryWords", "Put an operator out of service"),
    Action.OPERATOR_IMPORT: QT_TRANSLATE_NOOP("EntryWords", "Imported operators"),
    Action.OPERATOR_EXPORT: QT_TRANSLATE_NOOP("EntryWords", "Exported the operators"),
    Action.SECRET_CHANGE: QT_TRANSLATE_NOOP("EntryWords", "Changed a password or PIN"),
    Action.SECRET_RESET: QT_TRANSLATE_NOOP("EntryWords", "Reset a manager's password from the command line"),
    Action.PROTECT: QT_TRANSLATE_NOOP("EntryWords", "Encryption of ID numbers"),
}
_RESULTS = {
    Result.OPEN: QT_TRANSLATE_NOOP("EntryWords", "under way"),
    Result.QUEUED: QT_TRANSLATE_NOOP("EntryWords", "waits to be sent"),
    Result.CHECKING: QT_TRANSLATE_NOOP("EntryWords", "being checked"),
    Result.REFUSED: QT_TRANSLATE_NOOP("EntryWords", "refused"),
    Result.FAILED: QT_TRANSLATE_NOOP("EntryWords", "not done"),
    Result.UNKNOWN: QT_TRANSLATE_NOOP("EntryWords", "perhaps done"),
    Result.HALF: QT_TRANSLATE_NOOP("EntryWords", "half done"),
}
_FIELDS = {
    "member_id": QT_TRANSLATE_NOOP("EntryWords", "Member"),
    "name": QT_TRANSLATE_NOOP("EntryWords", "Name"),
    "phone": QT_TRANSLATE_NOOP("EntryWords", "Phone"),
    "profile": QT_TRANSLATE_NOOP("EntryWords", "WeChat profile"),
    "open_id": QT_TRANSLATE_NOOP("EntryWords", "openId"),
    "alias": QT_TRANSLATE_NOOP("EntryWords", "Alias"),
    "member.name": QT_TRANSLATE_NOOP("EntryWords", "Member's name"),
    "member.phone": QT_TRANSLATE_NOOP("EntryWords", "Member's phone"),
    "member.sex": QT_TRANSLATE_NOOP("EntryWords", "Sex"),
    "member.birthday": QT_TRANSLATE_NOOP("EntryWords", "Birthday"),
    "member.id_card": QT_TRANSLATE_NOOP("EntryWords", "ID number"),
    "operator": QT_TRANSLATE_NOOP("EntryWords", "Operator"),
    "member.address": QT_TRANSLATE_NOOP("EntryWords", "Address"),
}
_PROTECTION = {
    "on": QT_TRANSLATE_NOOP("EntryWords", "switched on"),
    "unlocked": QT_TRANSLATE_NOOP("EntryWords", "opened on this computer"),
    "code": QT_TRANSLATE_NOOP("EntryWords", "a new recovery code"),
}
_SEXES = {"1": QT_TRANSLATE_NOOP("EntryWords", "male"), "2": QT_TRANSLATE_NOOP("EntryWords", "female")}


@dataclass(frozen=True, slots=True)
class ActLook:
    """Icon of an act, and the colours of its circle."""

    icon: str
    ink: str
    ground: str


_LOOKS = {
    Action.ADD: ActLook("user-round-plus", "info", "info_bg"),
    Action.REGISTER: ActLook("user-plus", "ok", "ok_bg"),
    Action.BIND: ActLook("link", "ok", "ok_bg"),
    Action.REBIND: ActLook("repeat", "ok", "ok_bg"),
    Action.UNBIND: ActLook("unlink", "danger", "danger_bg"),
    Action.REVEAL: ActLook("eye", "neutral", "neutral_bg"),
    Action.COPY: ActLook("copy", "neutral", "neutral_bg"),
    Action.IMPORT: ActLook("file-spreadsheet", "info", "info_bg"),
    Action.EXPORT: ActLook("download", "info", "info_bg"),
    Action.BACKUP: ActLook("save", "neutral", "neutral_bg"),
    Action.RESTORE: ActLook("archive-restore", "warn", "warn_bg"),
    Action.FORGET: ActLook("trash-2", "danger", "danger_bg"),
    Action.EXPORT_PERSON: ActLook("download", "info", "info_bg"),
    Action.READMIT: ActLook("user-plus", "ok", "ok_bg"),
    Action.GAP: ActLook("triangle-alert", "danger", "danger_bg"),
    Action.ALARM_NOTED: ActLook("shield-check", "neutral", "neutral_bg"),
    Action.SIGN_IN: ActLook("user-round", "neutral", "neutral_bg"),
    Action.SIGN_IN_FAILED: ActLook("triangle-alert", "warn", "warn_bg"),
    Action.SIGN_OUT: ActLook("user-round", "neutral", "neutral_bg"),
    Action.LOCK: ActLook("lock", "neutral", "neutral_bg"),
    Action.APPROVE: ActLook("shield-check", "ok", "ok_bg"),
    Action.SECRET_RESET: ActLook("triangle-alert", "danger", "danger_bg"),
    Action.PROTECT: ActLook("lock", "neutral", "neutral_bg"),
}
_CHANGING = frozenset(
    {
        Action.SAVE,
        Action.ALIAS,
        Action.REGISTER,
        Action.BIND,
        Action.REBIND,
        Action.UNBIND,
        Action.SAVE_MEMBER,
        Action.OPERATOR_ADD,
        Action.OPERATOR_IMPORT,
        Action.OPERATOR_RENAME,
        Action.OPERATOR_LEAVE,
        Action.SECRET_CHANGE,
        Action.SECRET_RESET,
    }
)
_TELLING = ("open_id", "phone")  # of a new buyer
_USUAL = ActLook("pencil", "neutral", "neutral_bg")


def act_look(entry: JournalEntry) -> ActLook:
    """How the circle of an entry looks."""
    return _LOOKS.get(entry.action, _USUAL)


def title(entry: JournalEntry) -> str:
    """What was done; one edited field is named."""
    if entry.action is Action.SAVE and len(entry.changes) == 1:
        return translate("EntryWords", "Changed: {field}").format(field=field_name(entry.changes[0].field))
    return translate(_CONTEXT, _TITLES[entry.action])


def result(entry: JournalEntry) -> str:
    """How it ended, '' where it ended well."""
    source = _RESULTS.get(entry.result)
    if entry.result is Result.DONE and entry.verified is False:
        source = QT_TRANSLATE_NOOP("EntryWords", "not proven")
    if _is_replaced(entry):
        source = QT_TRANSLATE_NOOP("EntryWords", "corrected")
    return translate(_CONTEXT, source) if source else ""


def field_name(field: str) -> str:
    """A field of a change in words; its own name where there is none."""
    source = _FIELDS.get(field)
    return translate(_CONTEXT, source) if source else field


def sex(code: str) -> str:
    """A sex by its number; the number itself where it has no word."""
    source = _SEXES.get(code)
    return translate(_CONTEXT, source) if source else code


def change_of(entry: JournalEntry) -> Change | None:
    """The change to show, the binding before any field; None for an act that ``note`` tells instead."""
    if entry.action not in _CHANGING:
        return None
    return entry.change("member_id") or next(iter(entry.changes), None)


def change_texts(change: Change) -> tuple[str, str, str]:
    """Label, before and after, masked: a phone shows its tail, where that tells the two apart."""
    key = change.field.rpartition(".")[2]
    before, after = change.before, change.after
    if key == "phone" and before and after and phone_key(before)[-4:] != phone_key(after)[-4:]:
        label = translate("EntryWords", "Phone tail")
        return label, phone_key(before)[-4:], phone_key(after)[-4:]
    return field_name(change.field), _shown(key, before), _shown(key, after)


def note(entry: JournalEntry) -> str:
    """What stands in the second line of an entry without a change: what was made, looked at, or how much."""
    if entry.action is Action.ADD:
        made_with = (_made_with(entry.change(name)) for name in _TELLING)
        return translate("EntryWords", ", ").join(filter(None, made_with))
    if entry.action is Action.OPERATOR_ROLE:
        return _new_role(entry)
    count = entry.count
    if count is not None and entry.action is Action.SIGN_IN_FAILED:
        return QCoreApplication.translate("EntryWords", "%n times in a row", "", count)
    if count is not None:
        return QCoreApplication.translate("EntryWords", "%n rows", "", count)
    if entry.action is Action.PROTECT and entry.reason in _PROTECTION:
        return translate(_CONTEXT, _PROTECTION[entry.reason])
    if entry.action in (Action.REVEAL, Action.COPY):
        return translate("EntryWords", ", ").join(field_name(change.field) for change in entry.changes)
    return "" if _is_replaced(entry) else entry.code


def line(entry: JournalEntry) -> str:
    """What was done, what changed and how it ended in one line, for screen readers and for finding."""
    change = change_of(entry)
    told = " ".join(change_texts(change)) if change else note(entry)
    return " ".join(filter(None, (title(entry), told, result(entry))))


def approved(entry: JournalEntry) -> str:
    """By whose word it was done; '' where nobody was asked."""
    if not entry.approved_by:
        return ""
    return translate("EntryWords", "approved by {name}", "a manager").format(name=visible(entry.approved_by))


def reason(entry: JournalEntry) -> str:
    """Why it was done, in the operator's words; '' where nobody asked."""
    return translate("EntryWords", "Reason: {text}").format(text=visible(entry.reason)) if entry.reason else ""


def whole(entry: JournalEntry) -> str:
    """All that a line of the journal shows but the time: whose, by whom, ``line``, and why."""
    name, number = entry_name(entry), f"#{entry.buyer_id}" if entry.buyer_id is not None else ""
    shown = "" if name.endswith(number) else number
    told = (name, shown, entry.operator, approved(entry), line(entry), reason(entry))
    return " ".join(filter(None, told))


def went_wrong(entry: JournalEntry) -> bool:
    """Whether somebody should look at how it ended."""
    is_unproven = entry.result is Result.DONE and entry.verified is False
    if _is_replaced(entry):
        return False
    return is_unproven or entry.result in (Result.REFUSED, Result.FAILED, Result.HALF, Result.UNKNOWN)


def _is_replaced(entry: JournalEntry) -> bool:
    """Whether it was put right before it was sent: the entry after it tells what became of it."""
    return entry.code == "E-REPLACED"


def _new_role(entry: JournalEntry) -> str:
    """Who has which role now; '' where that is no longer kept."""
    who, role = entry.change("operator"), entry.change("role")
    if who is None or role is None or not (who.after and role.before and role.after):
        return ""
    return f"{visible(who.after)}: {role_name(Role(role.before))} → {role_name(Role(role.after))}"


def _made_with(change: Change | None) -> str:
    """A field of a new buyer, as far as it tells people apart."""
    if change is None or not change.after:
        return ""
    if change.field == "phone":
        return f"{translate('EntryWords', 'Phone tail')} {phone_key(change.after)[-4:]}"
    return f"{field_name(change.field)} {_shown(change.field, change.after)}"


def _shown(key: str, value: str | None) -> str:
    if value is None:
        return translate("EntryWords", "not kept")
    if not value:
        return translate("EntryWords", "not bound") if key == "member_id" else "—"
    if key == "member_id":
        return f"#{value}"
    if key in (Field.PHONE, Field.ID_CARD, Field.ADDRESS):
        return masked(value, Field(key))
    if key == "open_id":
        return mask_open_id(value)
    if key == "sex":
        return sex(value)
    return value
