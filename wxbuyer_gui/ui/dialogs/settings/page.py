"""What all pages of the settings share: rows, words that can be searched, and changes that apply at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.ui.dialogs.settings.setting_row import SettingRow
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.permits import permit_privacy
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column


class SettingsPage(QWidget):
    """One page. Subclasses fill ``body``, name themselves, and implement ``follow`` and ``retranslate``.

    Signals:
        noteworthy(QWidget): this part of the page has to be seen now.
    """

    noteworthy = Signal(object)

    key = ""
    """Names the page in ``SettingsDialog.open``; never shown."""
    icon = ""

    def __init__(self, *, theme: Theme, icons: Icons, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{self.key}Page")
        self.setProperty("transparent", True)
        self._theme = theme
        self._icons = icons
        self._preferences = preferences
        self._rows: list[SettingRow] = []
        self.body = column(self)

    @staticmethod
    def title() -> str:
        """The page's name in the window's language; it is listed before the page is made."""
        raise NotImplementedError

    @property
    def foot(self) -> QWidget | None:
        """What stays in view below the page, None for nothing."""
        return None

    def follow(self, settings: Settings) -> None:
        """Show the settings in force."""

    def retranslate(self) -> None:
        """Put the words into the window's language."""

    def refresh(self) -> None:
        """Another source is open, or a backup was made."""

    def start(self) -> None:
        """Everything is built: show words and settings, and follow them from now on."""
        self.retranslate()
        self.follow(self._preferences.settings)
        self._preferences.changed.connect(self._on_changed)

    def add_row(self, control: QWidget | None = None, *, below: QWidget | None = None) -> SettingRow:
        """Add a row for ``control``."""
        row = SettingRow(control, theme=self._theme, icons=self._icons, below=below)
        self.take_row(row)
        return row

    def take_row(self, row: SettingRow) -> None:
        """Add a row that was made already."""
        self._rows.append(row)
        self.body.addWidget(row)

    def change(self, section: str, **values: Any) -> None:
        """Set fields of a section, such as ``change("scan", gap_ms=80)``; in force and saved at once."""
        self._preferences.change(
            lambda settings: replace(settings, **{section: replace(getattr(settings, section), **values)})
        )

    def change_privacy(self, operations: Operations, **values: Any) -> None:
        """As ``change`` of "privacy", if a manager agrees; else show what is in force."""
        permit_privacy(
            operations,
            lambda: self.change("privacy", **values),
            owner=self,
            on_error=lambda _: self.follow(self._preferences.settings),
        )

    def words(self) -> Iterator[str]:
        """Everything on the page that can be read."""
        yield self.title()
        for widget in self.findChildren(QWidget):
            yield widget.accessibleName()
            yield widget.accessibleDescription()
            if isinstance(widget, QLabel | QAbstractButton):
                yield widget.text()
            elif isinstance(widget, QComboBox):
                yield from (widget.itemText(index) for index in range(widget.count()))

    def matches(self, needle: str) -> bool:
        """Whether the page is about ``needle``."""
        return any(needle.casefold() in text.casefold() for text in self.words())

    def mark(self, needle: str) -> None:
        """Show where ``needle`` is; '' for nowhere."""
        for row in self._rows:
            row.mark(needle)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.follow(self._preferences.settings)

    def _on_changed(self, settings: Settings) -> None:
        self.follow(settings)
