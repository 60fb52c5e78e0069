"""Shows that the journal is not as it was left, at every counter, until a manager has taken note of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.notices import Notices

if TYPE_CHECKING:
    from wxbuyer_gui.services.seals import ChainCheck
    from wxbuyer_gui.services.session import Session


class AlarmNews(QObject):
    """Reads the alarm of the open session.

    Signals:
        failed(Exception): it could not be read, or nobody has taken note of it after all.
    """

    failed = Signal(object)

    def __init__(self, *, runner: Runner, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._notices = notices
        self._session: Session | None = None

    def attach(self, session: Session | None) -> None:
        """Follow another session; None follows nobody."""
        self._session = session
        self._notices.end_warning_of_journal()

    def look(self) -> None:
        """Is there an alarm?"""
        session = self._session
        if session is not None:
            self._runner.submit(
                session.alarm.standing,
                on_success=lambda found: self._show(session, found),
                on_error=self.failed.emit,
                owner=self,
            )

    def _show(self, session: Session, found: ChainCheck | None) -> None:
        if session is not self._session:
            return
        if found is None:
            self._notices.end_warning_of_journal()
        else:
            self._notices.warn_of_journal(found, self._take_note)

    def _take_note(self) -> None:
        if self._session is not None:
            self._runner.submit(
                self._session.alarm.take_note,
                on_success=lambda _: self.look(),
                on_error=self.failed.emit,
                owner=self,
                must_finish=True,
            )
