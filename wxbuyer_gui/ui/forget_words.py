"""What goes with a forgotten buyer, and where the data may still be, in words."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.forgetting import BulkOutcome, ForgetPreview, LongUnseen, Obstacle, Remains

_OBSTACLES = {
    Obstacle.UNREADABLE: QT_TRANSLATE_NOOP("ForgetWords", "no number, openId or whole phone"),
    Obstacle.NOBODY: QT_TRANSLATE_NOOP("ForgetWords", "nobody is known by this"),
    Obstacle.SEVERAL: QT_TRANSLATE_NOOP("ForgetWords", "several have this phone: name one by #number"),
    Obstacle.REPEATED: QT_TRANSLATE_NOOP("ForgetWords", "stands in the list before"),
    Obstacle.GONE: QT_TRANSLATE_NOOP("ForgetWords", "was forgotten before"),
    Obstacle.WAITING: QT_TRANSLATE_NOOP("ForgetWords", "something waits to be sent"),
}


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
            "%n automatic backups still have the data; with one a day, all of them are gone by {day}. Whom one of "
            "them brings back when it is restored here is forgotten again at once.",
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


def seen(one: LongUnseen) -> str:
    """When somebody was seen last."""
    if one.last is None:
        return ""
    day = one.last.astimezone().date().isoformat()
    if one.by_import:
        return QCoreApplication.translate("ForgetWords", "imported, at the latest {day}").format(day=day)
    return QCoreApplication.translate("ForgetWords", "last seen {day}").format(day=day)


def obstacle(why: Obstacle | None) -> str:
    """Why a line forgets nobody; '' where it does."""
    return QCoreApplication.translate("ForgetWords", _OBSTACLES[why]) if why is not None else ""


def buyers(count: int) -> str:
    """So many."""
    return QCoreApplication.translate("ForgetWords", "%n buyers", "", count)


def skipped(outcome: BulkOutcome) -> str:
    """Who was not forgotten, and why."""
    told = []
    if outcome.stopped:
        told.append(QCoreApplication.translate("ForgetWords", "It was stopped: the same list goes on from there."))
    if count := len(outcome.blocked):
        told.append(
            QCoreApplication.translate("ForgetWords", "%n were left: something waits to be sent for them.", "", count)
        )
    if count := outcome.missing:
        told.append(QCoreApplication.translate("ForgetWords", "%n were no longer there.", "", count))
    return "\n".join(told)
