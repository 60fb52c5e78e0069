"""Operations on a buyer that another operation has to store first."""

from __future__ import annotations

from wxbuyer_gui.backends.offline.ledger import Ledger
from wxbuyer_gui.domain.outbox import OpState, ReviewReason
from wxbuyer_gui.store import outbox as rows
from wxbuyer_gui.store import outbox_buyers as new_buyers
from wxbuyer_gui.store.outbox import Entry


class Parents:
    """Looks after what waits for its buyer."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def unblocked(self, entry: Entry) -> Entry:
        """``entry``, ready to be sent to the buyer that was stored; before people where none was; else unchanged."""
        parent = self._ledger.get(entry.operation.depends_on)
        if parent is None or parent.state in (OpState.REJECTED, OpState.CANCELLED):
            return entry.moved(OpState.REVIEW, review=ReviewReason.PARENT_FAILED)
        if parent.state is not OpState.DONE:
            return entry
        with self._ledger.store.read() as connection:
            number = new_buyers.server_id(connection, entry.operation.buyer_id or 0)
            if number is None:  # a person said that it is done, and nobody knows as whom
                return entry.moved(OpState.REVIEW, review=ReviewReason.PARENT_FAILED)
            if rows.open_of_buyer(connection, entry.backend_id, number):
                return entry
        return entry.moved(OpState.QUEUED, buyer_id=number)
