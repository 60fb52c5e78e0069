"""Editing a value that may not be shown: the field starts empty, its mask as placeholder; untouched means kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input


class KeptValue(QObject):
    """Watches over ``control``. A button in the field empties the stored value, pressed again it keeps it.

    Signals:
        changed(): the stored value is to be emptied, or kept after all.
    """

    changed = Signal()

    def __init__(self, control: Input, *, stored: str, mask: str, theme: Theme, icons: Icons) -> None:
        super().__init__(control)
        self._control = control
        self._stored = stored
        self._mask = mask
        self._clear = IconButton("trash-2", theme=theme, icons=icons, side=30, parent=control)
        self._clear.setCheckable(True)
        self._clear.toggled.connect(self._on_toggled)
        control.add_button(self._clear)
        control.installEventFilter(self)
        self._clear.setVisible(bool(stored))
        self.retranslate()

    @property
    def is_kept(self) -> bool:
        """Whether the stored value stays as it is."""
        return bool(self._stored) and not self._control.text() and not self._clear.isChecked()

    def resolve(self, typed: str) -> str:
        """What to store: the value as it was, or what was typed instead."""
        return self._stored if self.is_kept else typed

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        cleared = self._clear.isChecked()
        self._clear.set_label(self.tr("Keep it") if cleared else self.tr("Empty it"))
        if self._stored:
            self._control.setPlaceholderText(self.tr("Emptied when saved") if cleared else self._mask)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return False

    def _on_toggled(self) -> None:
        self._control.clear()
        self.retranslate()
        self.changed.emit()
