"""The journal's entries as rows of a file, in the window's language; numbers and addresses are masked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.ui import entry_words

if TYPE_CHECKING:
    from wxbuyer_gui.services.seals import ChainCheck

translate = QCoreApplication.translate


class JournalFileWords:
    """The words of one file. Made on the window's thread, used on a worker."""

    @property
    def headers(self) -> Sequence[str]:
        """The first row."""
        return (
            translate("JournalFile", "Row"),
            translate("JournalFile", "Time"),
            translate("JournalFile", "Operator"),
            translate("JournalFile", "Approved by"),
            translate("JournalFile", "What was done"),
            translate("JournalFile", "Buyer"),
            translate("JournalFile", "Member"),
            translate("JournalFile", "Changes"),
            translate("JournalFile", "Result"),
            translate("JournalFile", "Checked"),
            translate("JournalFile", "Rows moved"),
            translate("JournalFile", "Code"),
            translate("JournalFile", "Reason"),
        )

    def cells(self, entry: JournalEntry) -> Sequence[str]:
        """The row of an entry."""
        return (
            str(entry.seq),
            entry.at.astimezone().isoformat(sep=" ", timespec="seconds"),
            entry.operator,
            entry.approved_by,
            entry_words.title(entry),
            f"#{entry.buyer_id}" if entry.buyer_id is not None else "",
            f"#{entry.member_id}" if entry.member_id is not None else "",
            "; ".join(self._change(*entry_words.change_texts(change)) for change in entry.changes),
            entry_words.result(entry) or translate("JournalFile", "done"),
            translate("JournalFile", "yes") if entry.verified else "",
            "" if entry.count is None else str(entry.count),
            entry.code,
            entry.reason,
        )

    def state(self, chain: ChainCheck) -> str:
        """The last row: whether the journal is as it was written."""
        row = chain.broken_seq or chain.changed_seq
        if row is not None:
            return translate("JournalFile", "The journal was changed by other means at row {row}.").format(row=row)
        if chain.cut:
            text = translate("JournalFile", "The end of the journal is missing: {count} rows.")
            return text.format(count=chain.missing)
        text = translate("JournalFile", "The journal of this computer is whole: {count} rows.")
        return text.format(count=chain.rows)

    @staticmethod
    def _change(label: str, before: str, after: str) -> str:
        return f"{label}: {before} → {after}"
