"""A birthday: typed in five spellings, or picked from a calendar; shown as 1990-03-07 once it is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.birthday import MAX_AGE, parse_birthday
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.calendar_popup import CalendarPopup
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input

_USUAL_AGE = 30  # where the calendar opens for an empty field


class BirthdayInput(Input):
    """A line of text rather than a QDateEdit, which reads "19900307" as 2000-01-01 and cannot be empty."""

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        name: str = "birthdayEdit",
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme=theme, icons=icons, name=name, parent=parent)
        self._today = today
        self._calendar_button = IconButton("calendar", theme=theme, icons=icons, side=30, parent=self)
        self._calendar_button.clicked.connect(self._open_calendar)
        self.add_button(self._calendar_button)
        self.left.connect(self._format)
        self.retranslate()

    def value(self) -> date | None:
        """The date, None for an empty field. InvalidInputError as ``parse_birthday`` raises it."""
        return parse_birthday(self.text(), self._today())

    def set_value(self, birthday: date | None) -> None:
        """Show ``birthday``."""
        self.setText(birthday.isoformat() if birthday else "")

    def retranslate(self) -> None:
        """Put the calendar button's name into the window's language."""
        self._calendar_button.set_label(self.tr("Calendar"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _format(self) -> None:
        try:
            birthday = self.value()
        except InvalidInputError:
            return  # stays as typed; the form says what is wrong
        if birthday is not None and birthday.isoformat() != self.text():
            self.setText(birthday.isoformat())

    def _open_calendar(self) -> None:
        today = self._today()
        try:
            shown = self.value()
        except InvalidInputError:
            shown = None
        popup = CalendarPopup(
            self,
            theme=self._theme,
            icons=self._icons,
            first=date(today.year - MAX_AGE, 1, 1),
            last=today,
            shown=shown or date(today.year - _USUAL_AGE, 1, 1),
        )
        popup.picked.connect(self._on_picked)
        popup.open()

    def _on_picked(self, day: date) -> None:
        self.setText(day.isoformat())
        self.textEdited.emit(self.text())
        self.setFocus()
