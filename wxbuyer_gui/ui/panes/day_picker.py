"""Chooses a day or a month: the one before and after by arrows, any other from a calendar, today at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind, IconButton
from wxbuyer_gui.ui.widgets.calendar_popup import CalendarPopup
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.words import day_name

_YEARS = 10  # how far back the calendar goes


class Unit(StrEnum):
    """How much is chosen at a time."""

    DAY = "day"
    MONTH = "month"
    ALL = "all"


class DayPicker(QWidget):
    """``today`` tells the last day there is, anew each time: the window may stay open over midnight.

    Signals:
        picked(date): another day or, where months are chosen, another month.
    """

    picked = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._today = today
        self._day = today()
        self._unit = Unit.DAY
        tool = {"theme": theme, "icons": icons, "token": "text2"}
        self._earlier = IconButton("chevron-left", **tool, name="earlierDayButton")
        self._name = Button(
            theme=theme, icons=icons, kind=ButtonKind.GHOST, icon="calendar", small=True, name="journalDay"
        )
        self._later = IconButton("chevron-right", **tool, name="laterDayButton")
        self._now = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="todayButton")
        line = row(self, spacing=theme.px(2))
        for widget in (self._earlier, self._name, self._later, self._now):
            line.addWidget(widget)
        self._earlier.clicked.connect(lambda: self.step(-1))
        self._later.clicked.connect(lambda: self.step(1))
        self._now.clicked.connect(lambda: self.pick(self._today()))
        self._name.clicked.connect(self._open_calendar)

    @property
    def day(self) -> date:
        """The day that is shown, or one of the month that is."""
        return self._day

    @property
    def unit(self) -> Unit:
        """How much is chosen at a time."""
        return self._unit

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day that are shown; None for all there are."""
        if self._unit is Unit.ALL:
            return None
        if self._unit is Unit.DAY:
            return self._day, self._day
        return self._day.replace(day=1), _next_month(self._day) - timedelta(days=1)

    def set_unit(self, unit: Unit) -> None:
        """Choose days, months, or all; the day stays."""
        self._unit = unit
        self.retranslate()

    def pick(self, day: date) -> None:
        """Choose a day, or its month; one that is still to come is today."""
        day = min(day, self._today())
        changed = day != self._day
        self._day = day
        self.retranslate()
        if changed:
            self.picked.emit(day)

    def step(self, count: int) -> None:
        """Go on by some days or months; a negative number goes back."""
        if self._unit is Unit.DAY:
            self.pick(self._day + timedelta(days=count))
        elif self._unit is Unit.MONTH:
            first = self._day.replace(day=1)
            for _ in range(abs(count)):
                first = _next_month(first) if count > 0 else (first - timedelta(days=1)).replace(day=1)
            if first <= self._today():
                self.pick(first)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        today = self._today()
        is_last = self._day == today or (self._unit is Unit.MONTH and self._day >= today.replace(day=1))
        self._name.setText(self._words(today))
        if self._unit is Unit.MONTH:
            self._name.setToolTip(self.tr("Choose a day of the month"))
            self._earlier.set_label(self.tr("Month before"), self.tr("Month before (Left)"))
            self._later.set_label(self.tr("Month after"), self.tr("Month after (Right)"))
        else:
            self._name.setToolTip(self.tr("Choose a day"))
            self._earlier.set_label(self.tr("Day before"), self.tr("Day before (Left)"))
            self._later.set_label(self.tr("Day after"), self.tr("Day after (Right)"))
        self._later.setEnabled(not is_last)
        self._now.setText(self.tr("This month") if self._unit is Unit.MONTH else self.tr("Today"))
        for widget in (self._earlier, self._name, self._later):
            widget.setVisible(self._unit is not Unit.ALL)
        self._now.setVisible(self._unit is not Unit.ALL and not is_last)

    def _words(self, today: date) -> str:
        if self._unit is Unit.MONTH:
            return self._day.strftime("%Y-%m")
        name, exact = day_name(self._day, today=today), self._day.isoformat()
        return exact if name in exact else f"{name} {exact}"

    def _open_calendar(self) -> None:
        last = self._today()
        popup = CalendarPopup(
            self._name,
            theme=self._theme,
            icons=self._icons,
            first=date(last.year - _YEARS, 1, 1),
            last=last,
            shown=self._day,
        )
        popup.picked.connect(self.pick)
        popup.open()


def _next_month(day: date) -> date:
    """The first day of the month after this one."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
