"""What of the journal is shown: of which days, of whom, by whom, and with which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.text import fold, visible
from wxbuyer_gui.ui.panes.day_picker import DayPicker, Unit
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind, IconButton
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.segmented import Segmented

_TEXT_WIDTH = (205, 260)
_NUMBER = re.compile(r"#([1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class JournalQuery:
    """What is asked of the journal: from ``day`` until another, all days with None; of one buyer; by one operator."""

    day: date | None
    until: date | None
    buyer_id: int | None = None
    operator_id: int | None = None


class JournalFilter(QWidget):
    """``only`` is a button for another place: all about the buyer who is picked at the counter.

    ``#8812`` among the words is a buyer's number and asked of the journal; other words are looked for in its lines.

    Signals:
        changed(): something else is to be read.
        typed(): other words are to be found in what was read.
        entered(): Enter was pressed in the words.
    """

    changed = Signal()
    typed = Signal()
    entered = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picked: int | None = None
        self._units = Segmented(theme=theme, name="journalUnit")
        self.days = DayPicker(theme=theme, icons=icons, today=today)
        self._operators = ComboBox(theme=theme, icons=icons, name="journalOperator")
        self.only = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, icon="user-round", name="onlyPickedButton")
        self._text = Input(theme=theme, icons=icons, name="journalFilter")
        self._clear = IconButton("x", theme=theme, icons=icons, side=30, name="clearFilterButton")
        self._text.add_button(self._clear)
        for hidden in (self._clear, self.only, self._operators):
            hidden.hide()
        line = row(self, spacing=theme.px(8))
        line.addWidget(self._units)
        line.addWidget(self.days)
        line.addStretch(1)
        line.addWidget(self._operators)
        line.addWidget(self._text, 1)
        self._units.currentIndexChanged.connect(self._choose_unit)
        self.days.picked.connect(lambda _day: self._ask())
        self._operators.currentIndexChanged.connect(lambda _index: self._ask())
        self.only.clicked.connect(self._show_picked)
        self._text.textChanged.connect(self._on_text)
        self._text.entered.connect(self.entered)
        self._clear.clicked.connect(self._text.clear)
        theme.changed.connect(self._fit)
        self._fit()
        self.retranslate()
        self._asked = self.query

    @property
    def query(self) -> JournalQuery:
        """What is to be read."""
        first, last = self.days.span or (None, None)
        number = _NUMBER.search(self._text.text())
        return JournalQuery(first, last, int(number[1]) if number else None, self._operators.currentData())

    @property
    def words(self) -> list[str]:
        """The words to be found in the lines."""
        return fold(_NUMBER.sub(" ", self._text.text())).split()

    @property
    def is_narrow(self) -> bool:
        """Whether more than the days is chosen."""
        return bool(self._text.text().strip()) or self._operators.currentData() is not None

    def set_operators(self, names: Mapping[int, str]) -> None:
        """Who may be chosen; nobody to choose from where the shop has no operators."""
        chosen = self._operators.currentData()
        blocked = self._operators.blockSignals(True)
        self._operators.clear()
        self._operators.addItem(self.tr("Everybody"), None)
        for number, name in sorted(names.items(), key=lambda item: item[1]):
            self._operators.addItem(visible(name), number)
        self._operators.setCurrentIndex(max(0, self._operators.findData(chosen)))
        self._operators.blockSignals(blocked)
        self._operators.setVisible(bool(names))

    def set_picked(self, buyer_id: int | None) -> None:
        """Who is picked at the counter, and can be chosen by a click; None: nobody."""
        self._picked = buyer_id
        self.only.setVisible(buyer_id is not None)
        self.retranslate()

    def empty(self) -> bool:
        """Take the words away; False where there were none."""
        had_words = bool(self._text.text())
        self._text.clear()
        return had_words

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._units.set_choices(
            ((self.tr("Day"), Unit.DAY), (self.tr("Month"), Unit.MONTH), (self.tr("All"), Unit.ALL))
        )
        self._units.set_value(self.days.unit)
        self._units.setAccessibleName(self.tr("Which days"))
        self._text.setPlaceholderText(self.tr("Act, name or #number"))
        self._text.setAccessibleName(self.tr("Filter"))
        self._clear.set_label(self.tr("Clear"))
        self.only.setText(self.tr("Only #{number}").format(number=self._picked))
        self.only.setToolTip(self.tr("All that was done to the buyer who is picked"))
        self._operators.setAccessibleName(self.tr("Operator"))
        if self._operators.count():
            self._operators.setItemText(0, self.tr("Everybody"))
        self.days.retranslate()

    def _choose_unit(self, _index: int) -> None:
        self.days.set_unit(Unit(self._units.currentData()))
        self._ask()

    def _show_picked(self) -> None:
        self._units.set_value(Unit.ALL)
        self._text.setText(f"#{self._picked}")

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if self.query != self._asked:
            self._ask()
        else:
            self.typed.emit()

    def _ask(self) -> None:
        self._asked = self.query
        self.changed.emit()

    def _fit(self) -> None:
        self._text.setMinimumWidth(self._theme.px(_TEXT_WIDTH[0]))
        self._text.setMaximumWidth(self._theme.px(_TEXT_WIDTH[1]))
