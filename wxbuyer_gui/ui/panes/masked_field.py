"""A number that is masked until somebody asks: shown for some seconds, told to the journal, and masked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.field_row import FieldRow
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.widgets.runs import Run

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

Person = WxBuyingUser | Member
Runs = tuple[Run, ...]


class MaskedField(QObject):
    """Controls one row. ``field`` is the desk's name of it; ``paint(text, masked)`` makes the runs. ``ask_reason`` asks
    what a number is needed for, where that has to be said.

    The whole text comes from the desk, which tells the journal first: no journal, no number. Where the shop masks
    nothing there is nothing to reveal.

    Signals:
        copy_ready(str): the whole text, for the clipboard.
        told(): the journal has one more entry.
        failed(Exception): it could not be told, so nothing is shown.
    """

    copy_ready = Signal(str)
    told = Signal()
    failed = Signal(object)

    def __init__(
        self,
        row: FieldRow,
        *,
        field: str,
        paint: Callable[[str, bool], Runs],
        operations: Operations,
        preferences: Preferences,
        ask_reason: Callable[[Callable[[str], None]], None] = lambda follow: follow(""),
    ) -> None:
        super().__init__(row)
        self._row = row
        self._field = field
        self._paint = paint
        self._operations = operations
        self._preferences = preferences
        self._ask_reason = ask_reason
        self._person: Person | None = None
        self._text = ""
        self._note = ""
        self._is_shown = False
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self.hide)
        row.reveal_requested.connect(self.toggle)
        row.copy_requested.connect(self.copy)
        preferences.changed.connect(self._refresh)

    @property
    def is_shown(self) -> bool:
        """Whether the whole number can be read."""
        return self._is_shown

    def show_person(self, person: Person, text: str, *, note: str = "") -> None:
        """Show somebody's number, masked; the same one stays readable until its time is over.

        ``note`` stands beside it.
        """
        if not self._is_about(person, text):
            self._clock.stop()
            self._is_shown = False
        self._person, self._text, self._note = person, text, note
        self._refresh()

    def toggle(self) -> None:
        """Show it for the seconds of the settings, or hide it now."""
        if self._is_shown:
            self.hide()
        elif self._text and self._preferences.settings.privacy.mask:
            self._ask(
                lambda session, person, reason: session.desk.reveal(person, self._field, reason=reason), self._reveal
            )

    def hide(self) -> None:
        """Mask it again."""
        self._clock.stop()
        self._is_shown = False
        self._refresh()

    def forget(self) -> None:
        """Nobody is shown any more: what is still on its way is dropped, and the next one begins masked."""
        if self._person is not None:
            self._person, self._text, self._note = None, "", ""
            self.hide()

    def copy(self) -> None:
        """Copy the whole number."""
        if self._text:
            self._ask(
                lambda session, person, reason: session.desk.copied(person, self._field, reason=reason),
                self.copy_ready.emit,
            )

    def _ask(self, work: Callable[[Session, Person, str], str], follow: Callable[[str], None]) -> None:
        """Ask the desk for the whole text, once the reason is said."""
        self._ask_reason(lambda reason: self._read(work, reason, follow))

    def _read(self, work: Callable[[Session, Person, str], str], reason: str, follow: Callable[[str], None]) -> None:
        person, text = self._person, self._text
        if person is None or not self._operations.is_open:
            return

        def succeed(whole: str) -> None:
            if self._is_about(person, text):  # somebody else may be shown by now
                follow(whole)
                self.told.emit()

        self._operations.read(
            lambda session: work(session, person, reason), owner=self, on_success=succeed, on_error=self.failed.emit
        )

    def _is_about(self, person: Person, text: str) -> bool:
        shown = self._person
        return type(shown) is type(person) and shown is not None and (shown.id, self._text) == (person.id, text)

    def _reveal(self, _whole: str) -> None:
        self._is_shown = True
        self._clock.start(self._preferences.settings.privacy.reveal_seconds * 1000)
        self._refresh()

    def _refresh(self) -> None:
        masks = self._preferences.settings.privacy.mask
        self._row.show_value(
            self._paint(self._text, masks and not self._is_shown) if self._text else (Run("—"),),
            empty=not self._text,
            revealed=self._is_shown,
            masks=masks,
            note=self._note,
        )
