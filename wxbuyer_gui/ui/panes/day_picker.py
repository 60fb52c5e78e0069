"""Chooses a day: yesterday and tomorrow by arrows, any other from a calendar, today at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind, IconButton
from wxbuyer_gui.ui.widgets.calendar_popup import CalendarPopup
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.words import day_name

_YEARS = 10  # how far back the calendar goes


class DayPicker(QWidget):
    """``today`` tells the last day there is, anew each time: the window may stay open over midnight.

    Signals:
        picked(date): another day.
    """

    picked = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._today = today
        self._day = today()
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
        """The day that is shown."""
        return self._day

    def pick(self, day: date) -> None:
        """Choose a day; one that is still to come is today."""
        day = min(day, self._today())
        changed = day != self._day
        self._day = day
        self.retranslate()
        if changed:
            self.picked.emit(day)

    def step(self, days: int) -> None:
        """Go on by some days; a negative number goes back."""
        self.pick(self._day + timedelta(days=days))

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        today = self._today()
        name, exact = day_name(self._day, today=today), self._day.isoformat()
        self._name.setText(exact if name in exact else f"{name} {exact}")
        self._name.setToolTip(self.tr("Choose a day"))
        self._earlier.set_label(self.tr("Day before"), self.tr("Day before (Left)"))
        self._later.set_label(self.tr("Day after"), self.tr("Day after (Right)"))
        self._later.setEnabled(self._day < today)
        self._now.setText(self.tr("Today"))
        self._now.setVisible(self._day < today)

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
