"""A calendar that drops down from a widget, gone at the first click elsewhere."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column


class CalendarPopup(QFrame):
    """Offers the days from ``first`` to ``last``; ``shown`` is marked. It deletes itself once it is closed.

    Signals:
        picked(date): a day was clicked, or Enter pressed on it; the popup is closed then.
    """

    picked = Signal(object)

    def __init__(self, owner: QWidget, *, theme: Theme, icons: Icons, first: date, last: date, shown: date) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("calendarPopup")
        self._owner = owner
        self._theme = theme
        self._calendar = QCalendarWidget(self)
        # Names come from here, not from translators, and a widget keeps those it was made with.
        self._calendar.setLocale(QLocale())
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setDateRange(_qdate(first), _qdate(last))
        self._calendar.setSelectedDate(_qdate(shown))
        self._dress(icons)
        column(self, margins=(1, 1, 1, 1)).addWidget(self._calendar)
        self._calendar.clicked.connect(self._on_picked)
        self._calendar.activated.connect(self._on_picked)

    def open(self) -> None:
        """Drop down below the owner, with the keyboard."""
        self.move(self._owner.mapToGlobal(QPoint(0, self._owner.height() + self._theme.px(4))))
        self.show()
        self._calendar.setFocus()

    def _on_picked(self, day: QDate) -> None:
        self.close()
        self.picked.emit(day.toPython())

    def _dress(self, icons: Icons) -> None:
        """Our colours and arrows; Sundays are not red here, and the heads are quiet."""
        theme, calendar = self._theme, self._calendar
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme.color("text"))
        quiet.setForeground(theme.color("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        calendar.setHeaderTextFormat(quiet)
        calendar.setMinimumSize(theme.px(308), theme.px(268))
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(icon))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
