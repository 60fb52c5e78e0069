"""Somebody's name, picked from a list or typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets import style_rules
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.icons import Icons


class NameCombo(ComboBox):
    """Signals:
    entered(): Enter was pressed: on to the next field.
    """

    entered = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, name=name, parent=parent)
        self.setEditable(True)
        style_rules.forget_with(self._line)
        self.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self._line.returnPressed.connect(self.entered)

    @property
    def text(self) -> str:
        """Who is picked, or typed."""
        return self.currentText().strip()

    def offer(self, names: Sequence[str], chosen: str = "") -> None:
        """Other names; the only one there is needs no choice."""
        self.clear()
        self.addItems(list(names))
        self.setCurrentText(chosen or (names[0] if len(names) == 1 else ""))

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  Qt's name
        """The line inside is what the keyboard is in."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    @property
    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        assert line is not None
        return line
