"""What goes with a forgotten buyer, and where the data may still be, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.domain.forgetting import ForgetPreview, Remains


def what_goes(preview: ForgetPreview) -> list[tuple[str, str]]:
    """Label and value of everything that would go, or would not."""
    buyer, member = preview.buyer, preview.member
    facts = [
        (
            QCoreApplication.translate("ForgetWords", "Buyer #{number}").format(number=buyer.id),
            QCoreApplication.translate("ForgetWords", "name, phone, openId, picture, alias"),
        )
    ]
    if member is not None:
        fate = QCoreApplication.translate("ForgetWords", "goes along, with ID number and address")
        if preview.shared_with:
            others = ", ".join(f"#{number}" for number in preview.shared_with)
            fate = QCoreApplication.translate("ForgetWords", "stays: buyer {others} has it, too").format(others=others)
        facts.append((QCoreApplication.translate("ForgetWords", "Member #{number}").format(number=member.id), fate))
    if count := preview.entries:
        facts.append(
            (
                QCoreApplication.translate("ForgetWords", "History"),
                QCoreApplication.translate("ForgetWords", "%n lines keep only that something was done", "", count),
            )
        )
    return facts


def what_remains(remains: Remains, *, wiped: bool = True) -> list[str]:
    """A sentence for each place where data may still be, with what to do about it."""
    told = []
    if not wiped:
        told.append(
            QCoreApplication.translate(
                "ForgetWords", "Traces in the file are wiped at the next start: another program is reading it now."
            )
        )
    if remains.server:
        server = QCoreApplication.translate(
            "ForgetWords",
            "The server {server} keeps its data: this program cannot erase it there. Ask whoever runs it to do so, by "
            "the buyer's number. It does not come back here from there.",
        )
        told.append(server.format(server=remains.server))
    if remains.dump:
        told.append(
            QCoreApplication.translate(
                "ForgetWords", "Backups of the PostgreSQL server keep the data: ask whoever makes them."
            )
        )
    count = remains.backups
    if count and remains.backups_until is not None:
        day = remains.backups_until.isoformat()
        backups = QCoreApplication.translate(
            "ForgetWords",
            "%n automatic backups still have the data; with one a day, all of them are gone by {day}. Restoring one of "
            "them brings the data back.",
            "",
            count,
        )
        told.append(backups.format(day=day))
    told.append(QCoreApplication.translate("ForgetWords", "Backups made by hand keep the data until they are deleted."))
    if remains.set_aside:
        copies = QCoreApplication.translate(
            "ForgetWords", "Copies beside the database keep it, too; delete them when they are not needed: {names}"
        )
        told.append(copies.format(names=", ".join(remains.set_aside)))
    count = remains.exports
    if count and remains.exported_at is not None:
        day = remains.exported_at.astimezone().date().isoformat()
        told.append(
            QCoreApplication.translate(
                "ForgetWords", "%n files were exported, the last on {day}: look through them.", "", count
            ).format(day=day)
        )
    told.append(
        QCoreApplication.translate(
            "ForgetWords", "The history keeps the numbers, who did it, when and why; nothing of the person."
        )
    )
    return told
