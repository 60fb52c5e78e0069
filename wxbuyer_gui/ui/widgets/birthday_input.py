"""A birthday: typed in five spellings, or picked from a calendar; shown as 1990-03-07 once it is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from wxbuyer_gui.domain.birthday import MAX_AGE, parse_birthday
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import column

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
        self._popup: _CalendarPopup | None = None
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
        self._popup = _CalendarPopup(self, theme=self._theme, icons=self._icons, today=today, shown=shown)
        self._popup.calendar.clicked.connect(self._on_picked)
        self._popup.calendar.activated.connect(self._on_picked)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + self._theme.px(4))))
        self._popup.show()
        self._popup.calendar.setFocus()

    def _on_picked(self, day: QDate) -> None:
        self.setText(day.toString(Qt.DateFormat.ISODate))
        self.textEdited.emit(self.text())
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.setFocus()


class _CalendarPopup(QFrame):
    """The calendar, gone at the first click elsewhere."""

    def __init__(self, owner: QWidget, *, theme: Theme, icons: Icons, today: date, shown: date | None) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("calendarPopup")
        self.calendar = QCalendarWidget(self)
        # Names come from here, not from translators, and a widget keeps those it was made with.
        self.calendar.setLocale(QLocale())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateRange(QDate(today.year - MAX_AGE, 1, 1), _qdate(today))
        self.calendar.setSelectedDate(_qdate(shown) if shown else QDate(today.year - _USUAL_AGE, 1, 1))
        self._dress(theme, icons)
        column(self, margins=(1, 1, 1, 1)).addWidget(self.calendar)

    def _dress(self, theme: Theme, icons: Icons) -> None:
        """Our colours and arrows; Sundays are not red here, and the heads are quiet."""
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme.color("text"))
        quiet.setForeground(theme.color("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        self.calendar.setHeaderTextFormat(quiet)
        self.calendar.setMinimumSize(theme.px(308), theme.px(268))
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(icon))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
