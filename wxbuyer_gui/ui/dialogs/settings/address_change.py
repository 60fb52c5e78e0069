"""A saved server under another address: the same one only if the buyers that are known from the old one say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from wxbuyer_gui.settings import Profile, without_secrets
from wxbuyer_gui.tasks.runner import Lane, Runner
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.operations import Operations

if TYPE_CHECKING:
    from wxbuyer_gui.domain.comparison import Comparison
    from wxbuyer_gui.domain.models import WxBuyingUser
    from wxbuyer_gui.sources import Sources


class AddressChange(QObject):
    """Compares the server that is open with the one at a draft's address; nothing is written.

    History, mirror and waiting writes belong to one server: they go along to its new address, and never to another
    server.

    Signals:
        same(Profile): it is the same server; this is the source under its new address.
        another(str): it is not, or that cannot be told; the sentence says why.
        unwitnessed(str): the old address tells nobody to compare with; a person who knows five buyers may.
    """

    same = Signal(object)
    another = Signal(str)
    unwitnessed = Signal(str)

    def __init__(self, *, sources: Sources, operations: Operations, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._sources = sources
        self._operations = operations
        self._runner = runner
        self._attempt = 0

    def forget(self) -> None:
        """The draft is another one now: an answer that is under way does not count."""
        self._attempt += 1

    def ask(self, saved: Profile, draft: Profile, password: str, witnesses: Sequence[WxBuyingUser] = ()) -> None:
        """Compare ``saved`` with ``draft``. '' takes the key that is kept.

        ``witnesses`` are buyers of ``saved``; without any it has to be open, and is asked for some.
        """
        self.forget()
        operations = self._operations
        if not operations.is_open:
            self.another.emit(self.tr("To compare the two, a source has to be open first."))
            return
        if not witnesses and operations.session.source.url != without_secrets(saved.url):
            self.unwitnessed.emit(self.tr("The source is not open under its old address."))
            return
        attempt = self._attempt
        self._runner.submit(
            partial(self._sources.compare, operations.session, draft, password, witnesses),
            on_success=lambda comparison: self._on_compared(attempt, saved, draft, comparison),
            on_error=lambda error: self._on_failed(attempt, error),
            owner=self,
            lane=Lane.NETWORK,
        )

    def _on_compared(self, attempt: int, saved: Profile, draft: Profile, comparison: Comparison) -> None:
        if attempt != self._attempt:
            return
        if comparison.is_same:
            self.same.emit(self._sources.moved(replace(draft, url=saved.url), draft.url))
        elif not comparison.asked:
            self.unwitnessed.emit(self.tr("The old address tells nobody to compare with."))
        else:
            asked = comparison.asked
            text = QCoreApplication.translate(
                "AddressChange", "%n known buyers were asked for, {agreed} are the same there.", "", asked
            )
            self.another.emit(text.format(agreed=comparison.agreed))

    def _on_failed(self, attempt: int, error: Exception) -> None:
        if attempt == self._attempt:
            told = self.tr("The two cannot be compared: {reason}.")
            self.another.emit(told.format(reason=describe(error).title))
