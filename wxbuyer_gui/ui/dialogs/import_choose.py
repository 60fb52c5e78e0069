"""The first page of an import: drop a file or choose one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.drops import dropped_file
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons

_RADIUS = 12
_DASHES = [5.0, 4.0]


class ChoosePage(MessagePage):
    """A dashed place to drop a file on.

    Signals:
        chosen(Path): this file.
    """

    chosen = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, icon="file-spreadsheet", tile=64, radius=18, parent=parent)
        self.setAcceptDrops(True)
        self._hovered = False
        self.choose_button = Button(
            theme=theme, icons=icons, kind=ButtonKind.PRIMARY, icon="folder-open", name="chooseButton"
        )
        self.choose_button.clicked.connect(self.choose)
        self.add_button(self.choose_button)
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.say(
            self.tr("Drop a file here"),
            self.tr("Buyers or members, as CSV or Excel (.xlsx), with headers in the first row."),
            self.tr("It is tried out first. Nothing is written before you have seen the result."),
        )
        self.choose_button.setText(self.tr("Choose a file…"))

    def choose(self) -> None:
        """Ask for a file; the window stays usable meanwhile."""
        kinds = (self.tr("Tables (*.csv *.xlsx *.tsv *.txt)"), self.tr("All files (*)"))
        ask_for_file(
            self,
            caption=self.tr("Import"),
            kinds=";;".join(kinds),
            on_chosen=lambda name: self.chosen.emit(Path(name)),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file is welcome."""
        if dropped_file(event) is not None:
            event.acceptProposedAction()
            self._hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self._hover(False)
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dashed frame, green while a file hovers over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("accent" if self._hovered else "edge2"), 2 if self._hovered else 1)
        pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        painter.setBrush(self._theme.color("soft" if self._hovered else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _hover(self, hovered: bool) -> None:
        self._hovered = hovered
        self.update()
