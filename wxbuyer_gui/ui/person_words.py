"""The words of what is handed to a person about whom data is held; values stand whole, as they are stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.domain.journal import Change, JournalEntry
from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.domain.person_record import PersonRecord
from wxbuyer_gui.ui import entry_words, operation_words
from wxbuyer_gui.ui.words import minute

translate = QCoreApplication.translate

Fact = tuple[str, str]
"""Label and value."""


def title() -> str:
    """Over the first page, and in the file's own title."""
    return translate("PersonWords", "Data held on a customer")


def made(record: PersonRecord) -> list[Fact]:
    """By whom it was made, when and why."""
    return [
        (translate("PersonWords", "Made at"), stamp(record.made_at)),
        (translate("PersonWords", "Made by"), record.operator or translate("PersonWords", "the shop")),
        (translate("PersonWords", "Reason"), record.reason),
    ]


def stamp(moment: datetime | None) -> str:
    """A moment in local time."""
    return minute(moment) if moment is not None else ""


def watermark(record: PersonRecord) -> str:
    """Who made it and when, across each page."""
    return " ".join(filter(None, (record.operator, stamp(record.made_at))))


def page(number: int, count: int) -> str:
    """At the foot of each page."""
    return translate("PersonWords", "Page {number} of {count}").format(number=number, count=count)


def sections(record: PersonRecord) -> Iterator[tuple[str, list[Fact]]]:
    """Headings, each with what is held under it."""
    buyer, member = record.buyer, record.member
    yield (
        translate("PersonWords", "WeChat buyer"),
        [
            (translate("PersonWords", "Number"), f"#{buyer.id}"),
            (translate("PersonWords", "WeChat name"), buyer.name),
            (translate("PersonWords", "Phone"), buyer.phone),
            (translate("PersonWords", "openId"), buyer.open_id),
            (translate("PersonWords", "Profile"), buyer.profile),
            (translate("PersonWords", "What staff call the customer"), record.alias),
        ],
    )
    if member is not None:
        sex = "" if member.sex is None else entry_words.sex(str(member.sex))
        birthday = member.birthday.isoformat() if member.birthday else ""
        yield (
            translate("PersonWords", "Member"),
            [
                (translate("PersonWords", "Number"), f"#{member.id}"),
                (translate("PersonWords", "Name"), member.name),
                (translate("PersonWords", "Phone"), member.phone),
                (translate("PersonWords", "Sex"), sex),
                (translate("PersonWords", "Birthday"), birthday),
                (translate("PersonWords", "ID number"), member.id_card),
                (translate("PersonWords", "Address"), member.address),
                (translate("PersonWords", "Registered at"), stamp(member.created_at)),
            ],
        )
    if record.consents:
        yield (
            translate("PersonWords", "Consents"),
            [(stamp(one.at), f"{one.purpose}{_withdrawn(one.withdrawn_at)}") for one in record.consents],
        )
    if record.operations:
        yield (
            translate("PersonWords", "Waiting to be sent"),
            [
                (stamp(one.created_at), f"{operation_words.deed(one)} {_asked(one)}".strip())
                for one in record.operations
            ],
        )


def history() -> tuple[str, tuple[str, str, str, str]]:
    """The heading of the history, and those of its columns."""
    heads = (
        translate("PersonWords", "When"),
        translate("PersonWords", "What"),
        translate("PersonWords", "By"),
        translate("PersonWords", "Before → after"),
    )
    return translate("PersonWords", "History"), heads


def line(entry: JournalEntry) -> tuple[str, str, str, list[str]]:
    """The cells of one line of the history; the last has a text for each change."""
    by = " · ".join(filter(None, (entry.operator, entry_words.approved(entry))))
    what = " · ".join(filter(None, (entry_words.title(entry), entry_words.result(entry))))
    told = [_changed(change) for change in entry.changes]
    return stamp(entry.at), what, by, [*told, *filter(None, (entry_words.reason(entry),))]


def limits(record: PersonRecord) -> list[str]:
    """What is not in here."""
    told = [
        translate(
            "PersonWords", "Values in the history are kept for 180 days; older lines say that something was done."
        )
    ]
    if record.server:
        more = translate("PersonWords", "The server {server} may hold more: ask whoever runs it.")
        told.append(more.format(server=record.server))
    return told


def nothing() -> str:
    """In the place of an empty value."""
    return translate("PersonWords", "–")


def _changed(change: Change) -> str:
    name = entry_words.field_name(change.field)
    if change.before is None and change.after is None:
        return translate("PersonWords", "{field}: no longer kept").format(field=name)
    before, after = (_value(change.field, value) for value in (change.before, change.after))
    return f"{name}: {before} → {after}"


def _value(field: str, value: str | None) -> str:
    if value is None:
        return translate("PersonWords", "not kept")
    if not value:
        return nothing()
    return f"#{value}" if field == "member_id" else entry_words.sex(value) if field == "member.sex" else value


def _withdrawn(moment: datetime | None) -> str:
    return "" if moment is None else translate("PersonWords", " (ended {at})").format(at=stamp(moment))


def _asked(operation: Operation) -> str:
    form, user = operation.form, operation.user
    values = (form.name, form.phone, form.address, form.id_card) if form else (user.name, user.phone) if user else ()
    return " ".join(filter(None, values))
