"""The first page of a batch: paste pairs, or take a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row

_EXAMPLE = "oGZUI0egBJY1zhBYw2KhdUfwVJJE\t13800138000\n13900139000\t13800138000\n#8812\t13800138000"


class BatchInput(QWidget):
    """One pair a line.

    Signals:
        changed(): what is pasted is another text.
        chosen(Path): take this file.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self._ask = Label(theme=theme, px=14, bold=True, wrap=True)
        self._how = Label(theme=theme, px=13, token="text2", wrap=True)
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("pairsEdit")
        self.edit.setTabChangesFocus(True)
        self.edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.edit.setPlaceholderText(_EXAMPLE)
        self.edit.textChanged.connect(self.changed)
        self._or = Label(theme=theme, px=13, token="muted", wrap=True)
        self.choose_button = Button(theme=theme, icons=icons, icon="folder-open", name="chooseButton")
        self.choose_button.clicked.connect(self._choose)
        foot = row(spacing=px(12))
        foot.addWidget(self.choose_button)
        foot.addWidget(self._or, 1)
        body = column(self, spacing=px(8))
        body.addWidget(self._ask)
        body.addWidget(self._how)
        body.addWidget(self.edit, 1)
        body.addSpacing(px(4))
        body.addLayout(foot)

    @property
    def text(self) -> str:
        """What is pasted."""
        return self.edit.toPlainText()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._ask.setText(self.tr("Paste one pair a line: the buyer, then the member's phone"))
        how = self.tr("The buyer by openId, phone or #number. A tab, a comma or blanks part the two, as out of Excel.")
        self._how.setText(how)
        self.edit.setAccessibleName(self._ask.text())
        self.choose_button.setText(self.tr("Choose a file…"))
        self._or.setText(self.tr("Or drop a CSV or Excel file (.xlsx) here, with the columns openId and member phone."))

    def _choose(self) -> None:
        ask_for_file(
            self,
            caption=self.tr("Batch binding"),
            start=Path.home(),
            kinds=self.tr("Tables (*.xlsx *.csv)"),
            on_chosen=lambda path: self.chosen.emit(Path(path)),
        )
