"""Words of import and export: fields of a file, reasons why a row or a file is refused, counted rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.masking import mask_address, mask_id_card, mask_open_id, mask_phone
from wxbuyer_gui.domain.twins import is_open_id
from wxbuyer_gui.ui.messages import Message, describe

if TYPE_CHECKING:
    from wxbuyer_gui.services.transfer.plan import RefusedRow

_CONTEXT = "TransferWords"

# Keys are the names of services.transfer.columns and services.transfer.rows.Problem, which the window may not import.
_FIELDS = {
    "id": QT_TRANSLATE_NOOP("TransferWords", "Number"),
    "tenant_id": QT_TRANSLATE_NOOP("TransferWords", "Tenant"),
    "name": QT_TRANSLATE_NOOP("TransferWords", "Name"),
    "phone": QT_TRANSLATE_NOOP("TransferWords", "Phone"),
    "open_id": QT_TRANSLATE_NOOP("TransferWords", "openId"),
    "alias": QT_TRANSLATE_NOOP("TransferWords", "Alias"),
    "profile": QT_TRANSLATE_NOOP("TransferWords", "Picture"),
    "member_id": QT_TRANSLATE_NOOP("TransferWords", "Member number"),
    "sex": QT_TRANSLATE_NOOP("TransferWords", "Sex"),
    "birthday": QT_TRANSLATE_NOOP("TransferWords", "Birthday"),
    "id_card": QT_TRANSLATE_NOOP("TransferWords", "ID number"),
    "address": QT_TRANSLATE_NOOP("TransferWords", "Address"),
    "created_at": QT_TRANSLATE_NOOP("TransferWords", "Registered on"),
}
_PROBLEMS = {
    "nothing_to_find": QT_TRANSLATE_NOOP("TransferWords", "Neither name nor phone nor openId"),
    "bad_number": QT_TRANSLATE_NOOP("TransferWords", "{field}: not a number"),
    "bad_date": QT_TRANSLATE_NOOP("TransferWords", "{field}: not a date"),
    "bad_sex": QT_TRANSLATE_NOOP("TransferWords", "{field}: neither male nor female nor unknown"),
    "bad_character": QT_TRANSLATE_NOOP("TransferWords", "{field}: a character that cannot be stored"),
    "damaged_number": QT_TRANSLATE_NOOP("TransferWords", "{field}: Excel has cut off digits, make the column text"),
    "masked": QT_TRANSLATE_NOOP("TransferWords", "{field}: masked with stars"),
    "other_tenant": QT_TRANSLATE_NOOP("TransferWords", "Belongs to another tenant"),
    "too_long": QT_TRANSLATE_NOOP("TransferWords", "{field}: too long"),
    "same_open_id": QT_TRANSLATE_NOOP("TransferWords", "The openId is in row {row} already"),
    "same_phone": QT_TRANSLATE_NOOP("TransferWords", "Another member has this phone"),
    "same_id_card": QT_TRANSLATE_NOOP("TransferWords", "Another member has this ID number"),
    "same_number": QT_TRANSLATE_NOOP("TransferWords", "Another member has this number"),
    "no_number": QT_TRANSLATE_NOOP("TransferWords", "No number by which the server knows it"),
    "gone": QT_TRANSLATE_NOOP("TransferWords", "The server has it no longer"),
    "forgotten": QT_TRANSLATE_NOOP(
        "TransferWords", "Was forgotten here; only registering them at the counter brings them back"
    ),
    "other_member": QT_TRANSLATE_NOOP("TransferWords", "Bound to another member already"),
}
_IN_FILE = {
    "same_phone": QT_TRANSLATE_NOOP("TransferWords", "The phone is in row {row} already"),
    "same_id_card": QT_TRANSLATE_NOOP("TransferWords", "The ID number is in row {row} already"),
    "same_number": QT_TRANSLATE_NOOP("TransferWords", "The number is in row {row} already"),
}
_FILES = {
    "E-FILE": (
        QT_TRANSLATE_NOOP("TransferWords", "This file cannot be opened"),
        QT_TRANSLATE_NOOP("TransferWords", "Close it in Excel, check that it is still there, then choose it again."),
    ),
    "E-FILE-XLS": (
        QT_TRANSLATE_NOOP("TransferWords", "This is Excel's old format"),
        QT_TRANSLATE_NOOP("TransferWords", "Open it in Excel and save it as .xlsx or CSV."),
    ),
    "E-FILE-EMPTY": (
        QT_TRANSLATE_NOOP("TransferWords", "This file is empty"),
        QT_TRANSLATE_NOOP("TransferWords", "Choose a file with headers in its first row."),
    ),
    "E-FILE-ENCODING": (
        QT_TRANSLATE_NOOP("TransferWords", "This is not a table"),
        QT_TRANSLATE_NOOP("TransferWords", "Its text cannot be read. Save it as .xlsx or as CSV in UTF-8."),
    ),
    "E-FILE-BROKEN": (
        QT_TRANSLATE_NOOP("TransferWords", "This file is damaged"),
        QT_TRANSLATE_NOOP("TransferWords", "Open it in Excel and save it again as .xlsx or CSV."),
    ),
    "E-FILE-BOMB": (
        QT_TRANSLATE_NOOP("TransferWords", "This file unpacks to more than 2 GB"),
        QT_TRANSLATE_NOOP("TransferWords", "Nothing was read. Save the rows as CSV."),
    ),
    "E-FILE-ENDING": (
        QT_TRANSLATE_NOOP("TransferWords", "The file must end in .csv or .xlsx"),
        QT_TRANSLATE_NOOP("TransferWords", "Choose the name again."),
    ),
    "E-FILE-ROWS": (
        QT_TRANSLATE_NOOP("TransferWords", "Too many rows for Excel"),
        QT_TRANSLATE_NOOP("TransferWords", "One sheet holds 1,048,575 rows. Export to CSV."),
    ),
    "E-FILE-CELL": (
        QT_TRANSLATE_NOOP("TransferWords", "A text is too long for Excel"),
        QT_TRANSLATE_NOOP("TransferWords", "One cell holds 32,767 characters. Export to CSV."),
    ),
    "E-BATCH-COLUMNS": (
        QT_TRANSLATE_NOOP("TransferWords", "No columns for buyer and member phone"),
        QT_TRANSLATE_NOOP("TransferWords", "Call them openId (or buyer phone) and member phone in the first row."),
    ),
    "E-BATCH-ROWS": (
        QT_TRANSLATE_NOOP("TransferWords", "Too many rows for one batch"),
        QT_TRANSLATE_NOOP("TransferWords", "Each row is a write of its own: take 50,000 at most."),
    ),
    "E-NO-TENANT": (
        QT_TRANSLATE_NOOP("TransferWords", "Whose buyers these are is not known yet"),
        QT_TRANSLATE_NOOP("TransferWords", "Look up one buyer while the server answers, then import the file."),
    ),
    "E-NO-EXCEL": (
        QT_TRANSLATE_NOOP("TransferWords", "Excel files are not installed here"),
        QT_TRANSLATE_NOOP("TransferWords", 'Use CSV, or install the extra "excel".'),
    ),
    "E-FILE-CHANGED": (
        QT_TRANSLATE_NOOP("TransferWords", "This file was changed meanwhile"),
        QT_TRANSLATE_NOOP("TransferWords", "Nothing was written. Close it in Excel, then choose it again."),
    ),
    "E-ENDED": (
        QT_TRANSLATE_NOOP("TransferWords", "It broke off"),
        QT_TRANSLATE_NOOP("TransferWords", "Nothing was written. Try again; if it stays, start the program anew."),
    ),
    "E-CANCELLED": (
        QT_TRANSLATE_NOOP("TransferWords", "Stopped"),
        QT_TRANSLATE_NOOP("TransferWords", "Nothing was written."),
    ),
}
# Mobiles with or without +86, blanks and dashes; landlines with their area code.
_PHONE = re.compile(
    r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])|(?<![0-9])0[0-9]{2,3}[- ]?[0-9]{7,8}(?![0-9])"
)
_BETWEEN = re.compile("[- ]")
_ID_NUMBER = re.compile(r"(?<![0-9])[0-9]{6}[- ]?[0-9]{8}[- ]?[0-9]{3}[0-9Xx](?![0-9Xx])|(?<![0-9])[0-9]{15}(?![0-9])")


def field_name(field: str, *, of_members: bool = False) -> str:
    """What a field is called on screen; a member's own number is the one that a buyer is bound to."""
    return QCoreApplication.translate(_CONTEXT, _FIELDS["member_id" if of_members and field == "id" else field])


def reason(row: RefusedRow) -> str:
    """Why a row is refused."""
    return reason_of(row.problem, row.field, row.other_row != 0).format(row=row.other_row)


def reason_of(problem: str, field: str, clashes: bool) -> str:
    """Why rows are refused; where one clashes with another of the file, that one's number stands for "{row}"."""
    source = _IN_FILE.get(problem) if clashes else None
    text = QCoreApplication.translate(_CONTEXT, source or _PROBLEMS[problem])
    return text.format(field=field_name(field) if field else "", row="{row}")


def describe_transfer(error: Exception) -> Message:
    """As ``messages.describe``, in words about files."""
    known = _FILES.get(str(getattr(error, "code", "")))
    if known is None:
        return describe(error)
    title, sentence = (QCoreApplication.translate(_CONTEXT, text) for text in known)
    return Message(title, sentence, "", str(getattr(error, "code", "")))


def rows(count: int) -> str:
    """ "1 row", "1,204 rows"."""
    if count == 1:
        return QCoreApplication.translate("TransferWords", "1 row")
    return QCoreApplication.translate("TransferWords", "{count} rows").format(count=f"{count:,}")


def quiet(value: object, *, is_address: bool = False) -> str:
    """A cell of somebody's file as it may be shown: phones, ID numbers and an address masked, in one line."""
    text = " ".join(str("" if value is None else value).split())
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    text = _ID_NUMBER.sub(lambda found: mask_id_card(_BETWEEN.sub("", found.group())), text)
    text = _PHONE.sub(lambda found: mask_phone(found.group()), text)
    return mask_address(text) if is_address else text


def quiet_buyer(text: str) -> str:
    """What names a buyer in somebody's list as it may be shown: as ``quiet``, an openId in short."""
    return mask_open_id(text) if is_open_id(text) else quiet(text)
